"""Questions for the tests of the Anki notes: one of each form and more, and texts with traps."""

from __future__ import annotations

import json
import tempfile
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, ClassVar
from unittest import mock

from quizgen.formats.anki.fields import fields, tags
from quizgen.formats.anki.notetypes import NOTE_TYPES, genanki_model
from quizgen.model.bank import Bank, Fact, Kind, Source, Standing, Topic
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Form,
    Gap,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Difficulty, Question
from quizgen.model.values import Id, Namespace, Number, PartialDate, Tag, Tolerance


class Sample(Question, frozen=True, kw_only=True):
    """A question that is given its form."""

    type: ClassVar[str] = "sample"

    asks: Form

    def form(self) -> Form:
        return self.asks


def m(text: str) -> Markup:
    return Markup(text)


def sample(name: str, asks: Form, *facts: str, **more: Any) -> Sample:
    return Sample(id=Id(name), asks=asks, facts=tuple(Id(fact) for fact in facts), **more)


NASTY = (
    "{{c1::x}} <script>alert(1)</script> [sound:x] [[type:Stem]] \\(",
    "&amp; & $5 $$x$$ \" ' }} {{Stem}} {{/Topic}}",
    "مرحبا بالعالم (1)",
    "大阪と東京「引用」",
    "a::b }} c:: <b>not bold</b> <!-- no --> \\[ x \\]",
    "[latex]x[/latex] [anki:play:q:0] %s %00 \u200b",
)
"""Texts that mean something to Anki, HTML or MathJax, and must be shown as they are."""

SOURCE = Source(
    title="North Korea's Troop Deployment: A Turning Point in Global Warfare Dynamics",
    dated="late October 2024",
    as_of=PartialDate(2024, 10),
)


def fact(name: str, paragraph: int, standing: Standing, says: str) -> Fact:
    return Fact(
        id=Id(name),
        paragraph=paragraph,
        kind=Kind.EVENT,
        statement=m(name),
        says=says,
        standing=standing,
    )


FACTS = {
    one.id: one
    for one in (
        fact("ratified", 1, Standing.REPORTED, "the article"),
        fact("training", 2, Standing.ESTIMATE, "Western intelligence"),
        fact("expected", 2, Standing.EXPECTATION, "South Korean intelligence"),
        fact("denied", 1, Standing.DENIAL, "North Korea and Russia"),
        fact("pivot", 7, Standing.JUDGMENT, "the article"),
    )
}

QUESTIONS = (
    sample(
        "duma",
        Reveal(m("What is the *State Duma*?"), m("The lower house of Russia's parliament"), True),
        "ratified",
        explanation=m(
            "Russia's parliament has two houses; the upper one is the Federation Council."
        ),
        tags=(Tag("duma"),),
        difficulty=Difficulty.EASY,
    ),
    sample(
        "who-ratified",
        Pick(
            m("Which body **ratified** the strategic partnership with North Korea?"),
            (
                Option(m("The Federation Council"), False),
                Option(m("The State Duma"), True),
                Option(
                    m("The Security Council"),
                    False,
                    m("A body of the presidency, which the article does not name."),
                ),
                Option(m("None of these"), False, pinned=True),
            ),
        ),
        "ratified",
        explanation=m("The Duma is the lower house; a treaty passes it before the Council."),
        difficulty=Difficulty.MEDIUM,
    ),
    sample(
        "who-confirmed",
        Pick(
            m("Who had acknowledged the presence of North Korean troops in Russia?"),
            (
                Option(m("The United States"), True),
                Option(m("NATO"), True, m("Named beside the United States.")),
                Option(m("North Korea"), False, m("It denied it.")),
                Option(m("Russia"), False),
            ),
            many=True,
        ),
        "ratified",
        "denied",
        explanation=m("Both sides of the partnership denied it at the time."),
    ),
    sample(
        "true",
        Pick(
            m("South Korea had sent lethal weapons to Ukraine."),
            (Option(m("True"), False), Option(m("False"), True)),
            shuffle=False,
        ),
        "pivot",
        explanation=m("Its help had been limited to non-lethal equipment."),
    ),
    sample(
        "house",
        TypeIn(
            m("What is the lower house of Russia's parliament called?"),
            ExpectedWords("State Duma", ("Duma", "the Duma"), ("Federation Council",)),
        ),
        "ratified",
        explanation=m("The upper house is the Federation Council."),
    ),
    sample(
        "troops",
        TypeIn(
            m("How many North Korean troops were expected at the front?"),
            ExpectedNumber(
                Number(Fraction(10000), "10,000", "troops", "over"),
                Tolerance(Fraction(5, 100), True, "5%"),
            ),
        ),
        "expected",
        "training",
        explanation=m("A warning of what was to come, not a count of what was there."),
    ),
    sample(
        "day",
        TypeIn(
            m("On what day of October 2024 did the Duma ratify the partnership?"),
            ExpectedDate(PartialDate(2024, 10, 24), year_given=True),
        ),
        "ratified",
    ),
    sample(
        "gaps",
        Blanks(
            (
                m("Russia's lower house, the "),
                Gap(ExpectedWords("State Duma", ("Duma",)), "State Duma"),
                m(", ratified a *strategic partnership* with "),
                Gap(ExpectedWords("North Korea", ("the DPRK",)), "North Korea", "country"),
                m(" on October "),
                Gap(ExpectedWords("24"), "24", "day"),
                m("."),
            )
        ),
        "ratified",
        explanation=m("Treaties pass the lower house first."),
    ),
    sample(
        "events",
        Arrange(
            m("Put these events in order, from the earliest to the latest."),
            (
                m("The Korean War"),
                m("South Korea sends 320,000 soldiers to the Vietnam War"),
                m("The Duma ratifies the partnership"),
                m("The U.S. presidential election of November 2024"),
            ),
        ),
        "pivot",
        explanation=m("The article was written between the last two."),
    ),
    sample(
        "help",
        Pair(
            m("Who had given what kind of help?"),
            (
                (
                    m("South Korea, to Ukraine"),
                    m("Non-lethal equipment such as mine-clearing tools"),
                ),
                (m("South Korea, in Vietnam"), m("320,000 soldiers")),
                (m("North Korea, in past conflicts"), m("Technicians to assist with its weaponry")),
            ),
            (m("A nuclear guarantee"),),
        ),
        "pivot",
        "ratified",
        explanation=m("North Korea had refrained from sending ground troops."),
    ),
    sample(
        "maths",
        Pick(
            m("Which is right? \\( e^{i\\pi} + 1 \\)"),
            (Option(m("\\( 0 \\)"), True), Option(m("\\( \\frac{1}{2} \\)"), False)),
        ),
        source=m("Euler, *Introductio*"),
    ),
    *(
        sample(f"nasty-{form.__class__.__name__.lower()}-{n}", form)
        for n, t in enumerate(NASTY)
        for form in (
            Reveal(m(t), m(t), True),
            Pick(m(t), (Option(m(t), True, m(t)), Option(m("plain"), False))),
            TypeIn(m(t), ExpectedWords(t, (t + "!",), ("no " + t,))),
            Blanks((m(t), Gap(ExpectedWords(t, (t + " too",)), t, t), m(t))),
            Arrange(m(t), (m(t), m(t + " 2"), m(t + " 3"))),
            Pair(m(t), ((m(t), m(t)), (m(t + " 2"), m(t + " 2"))), (m(t + " 3"),)),
        )
    ),
)

BANK = Bank(id=Id("samples"), title="Samples", tags=(Tag("north-korea"),), questions=QUESTIONS)
TOPIC = Topic(
    id=Id("korea"),
    title="North Korean troops in Russia",
    namespace=Namespace("7qk2m5xw9d3r8t4v"),
    source=SOURCE,
    facts=FACTS,
    banks=(BANK,),
)


def build(path: Path, questions: Iterable[Question], topic: Topic = TOPIC) -> None:
    """Write a package with genanki's own writer."""
    import genanki

    models = {form: genanki_model(note_type) for form, note_type in NOTE_TYPES.items()}
    (bank,) = topic.banks
    deck = genanki.Deck(1234567, "Samples")
    for question in questions:
        model = models[type(question.form())]
        values = list(fields(question, question.form(), bank, topic, f"samples/{question.id}"))
        note = genanki.Note(model, values, tags=tags(question, bank, topic), guid=str(question.id))
        deck.add_note(note)
    write(deck, path)


def write(deck: Any, path: Path, seconds: float = 0) -> None:
    """Write a ``genanki.Deck`` as if ``seconds`` later; genanki's litter stays beside it."""
    import genanki

    with warnings.catch_warnings(), mock.patch.object(tempfile, "tempdir", str(path.parent)):
        warnings.simplefilter("ignore")  # genanki takes escaped texts for HTML
        genanki.Package(deck).write_to_file(path, timestamp=time.time() + seconds)


@contextmanager
def imported(folder: Path, questions: Iterable[Question], topic: Topic = TOPIC) -> Iterator[Any]:
    """A new collection of the real Anki with ``questions`` in it."""
    import anki.lang
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    anki.lang.set_lang("en")
    build(folder / "samples.apkg", questions, topic)
    collection = Collection(str(folder / "collection.anki2"))
    try:
        collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(folder / "samples.apkg"), options=ImportAnkiPackageOptions()
            )
        )
        yield collection
    finally:
        collection.close()


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.code = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.code = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.code = False

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.runs.append(data)


def shown(html: str) -> str:
    """The text of ``html`` as a reader without scripts or styles sees it."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    return "".join(parser.runs)


def data_of(page: Path) -> dict[str, Any]:
    """What a page of the preview knows, read as a browser does: up to the first end of a script."""
    text = page.read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(
        text.partition('<script type="application/json" id="data">')[2].partition("</script")[0]
    )
    return found
