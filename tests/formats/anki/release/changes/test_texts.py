"""Notes read as their author would write them, and no difference is passed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import Run
from quizgen.formats.anki.release.changes.texts import differences, plain
from quizgen.formats.anki.release.changes.words import new_text, old_text
from quizgen.formats.anki.release.notes import render
from quizgen.model.bank import Bank, Source, Topic
from quizgen.model.blocks import to_html, to_plain
from quizgen.model.markup import Markup
from quizgen.model.media import MediaFile
from quizgen.model.question import Question
from quizgen.model.values import Id, Namespace, PartialDate
from quizgen.questions.card import Card
from quizgen.reading.library import Library
from strategies import BY_TYPE, markups
from updates.story import check_story


@given(markups())
def test_a_field_reads_as_it_was_written(text: Markup) -> None:
    """Without its marks a text is the same, whatever in it means something to HTML or Anki."""
    assert to_plain(Markup(plain(to_html(text)))) in (
        to_plain(text),
        to_plain(Markup(to_plain(text))),
    )


def built(question: Question) -> Topic:
    files = {name: MediaFile(Path(name), f"quizgen-{name}") for _, name in question.used_media()}
    bank = Bank(id=Id("bank"), title="Bank", questions=(question,), media=files)
    return Topic(id=Id("t"), title="T", namespace=Namespace("0123456789abcdef"), banks=(bank,))


_pairs = st.sampled_from(list(BY_TYPE.values())).flatmap(lambda kind: st.tuples(kind, kind))


@given(_pairs)
def test_notes_that_read_otherwise_differ_in_a_part(pair: tuple[Question, Question]) -> None:
    """Nothing that a learner reads changes without being told."""
    one, other = pair
    other = replace(other, id=one.id, was=one.was)
    notes = [
        render(question, built(question).banks[0], built(question)) for question in (one, other)
    ]
    parts = differences(*notes)
    assert all(old_text(part.diff) != new_text(part.diff) for part in parts)
    read = [([plain(field) for field in note.fields], note.cards, note.tags) for note in notes]
    assert bool(parts) == (read[0] != read[1])


TYPES = {
    "choice": (
        "type: choice\nstem: Which?\noptions: [right: One, Two, {text: Three, pin: last}]\n",
        "type: choice\nstem: Which?\noptions: [One, right: Two, {text: Three, pin: last}]\n",
        {"options": "[-✓ -]One\n{+✓ +}Two\nThree (stays last)"},
    ),
    "choice to multi": (
        "type: choice\nstem: Which?\noptions: [right: One, Two]\n",
        "type: multi\nstem: Which?\noptions: [right: One, Two]\n",
        {"type": "[-choice-]{+multi+}"},
    ),
    "shuffle": (
        "type: choice\nstem: Which?\noptions: [right: One, Two]\n",
        "type: choice\nstem: Which?\nshuffle: false\noptions: [right: One, Two]\n",
        {"shuffled": "{+no+}"},
    ),
    "date": (
        "type: date\nstem: When?\nanswer: 2024-10-24\n",
        "type: date\nstem: When?\nanswer: 2024-10-25\n",
        {"answer": "October [-24-]{+25+}, 2024"},
    ),
    "year given": (
        "type: date\nstem: When in 2024?\nanswer: 2024-10-24\n",
        "type: date\nstem: When in 2024?\nanswer: 2024-10-24\nyear_given: true\n",
        None,
    ),
    "number": (
        "type: number\nstem: How many?\nanswer: 10,000\nqualifier: over\nunit: troops\n",
        "type: number\nstem: How many?\nanswer: 12,000\nqualifier: over\nunit: troops\n",
        {
            "answer": "over [-10,000-]{+12,000+} troops",
            "also accepted": "[-10000-]{+12000+}",
        },
    ),
    "cloze": (
        "type: cloze\ntext: The [[Duma|State Duma::house]] ratified.\n",
        "type: cloze\ntext: The [[Duma|State Duma::house]] ratified [[it]].\n",
        {
            "question": "The [[Duma::house]] ratified{+ [[it]]+}.",
            "cards": "[-1-]{+2+}",
        },
    ),
    "order": (
        "type: order\nstem: Which order?\nitems: [one, two, three]\n",
        "type: order\nstem: Which order?\nitems: [one, three, two]\n",
        {"order": "one\n{+three\n+}two[-\nthree-]"},
    ),
    "match": (
        "type: match\nstem: Who?\npairs: {a: one, b: two}\n",
        "type: match\nstem: Who?\npairs: {a: one, b: three}\n",
        {"pairs": "a — one\nb — [-two-]{+three+}"},
    ),
    "tags": (
        "type: card\nstem: What?\nanswer: That\ntags: [war]\ndifficulty: easy\n",
        "type: card\nstem: What?\nanswer: That\ntags: [war, asia]\ndifficulty: hard\n",
        {"difficulty": "[-easy-]{+hard+}", "tags": "war{+ asia+}"},
    ),
    "marks": (
        "type: card\nstem: What *is*?\nanswer: a < b & [[c]]\n",
        "type: card\nstem: What **is**?\nanswer: a < b & [[d]]\n",
        {"question": "What [-*-]{+**+}is[-*-]{+**+}?", "answer": "a < b & [[[-c-]{+d+}]]"},
    ),
}


@pytest.mark.parametrize("name", TYPES)
def test_parts_read_as_an_author_would_write_them(
    name: str, load_question: Callable[[str], Library]
) -> None:
    old, new, expected = TYPES[name]
    notes = []
    for text in (old, new):
        library = load_question(text)
        assert library.diagnostics == []
        (topic,) = library.topics
        notes.append(render(topic.banks[0].questions[0], topic.banks[0], topic))
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    shown = {
        part.label: "".join(marks[op].format(text) for op, text in part.diff)
        for part in differences(*notes)
    }
    if expected is None:  # told by what follows from it
        assert shown
    else:
        assert shown == expected


def test_another_address_of_the_source_is_a_difference() -> None:
    """What a learner would only notice by following it."""
    question = Card(id=Id("a"), stem=Markup("?"), answer=Markup("!"))
    notes = []
    for year in ("1999", "2024"):
        url = f"https://example.org/{year}"
        source = Source(title="A gazetteer", dated="1999", as_of=PartialDate(1999), url=url)
        topic = replace(built(question), source=source)
        notes.append(render(question, topic.banks[0], topic))
    (part,) = differences(*notes)
    assert (part.label, old_text(part.diff), new_text(part.diff)) == (
        "source",
        "A gazetteer\nA gazetteer (https://example.org/1999)\nWritten: 1999",
        "A gazetteer\nA gazetteer (https://example.org/2024)\nWritten: 1999",
    )


@pytest.mark.parametrize(
    "unit", ["{{c1::", "<a ", '<a b="', "</b> <span ", "<!--", "&#", "<li>", "<", "{{c1"]
)
def test_a_strangers_field_is_read_in_linear_time(unit: str) -> None:
    """Each of these took a parser hours that looked for its end anew from each place."""
    assert isinstance(plain(unit * (500_000 // len(unit))), str)


def test_what_is_no_html_is_text() -> None:
    """An element without an end leaves nothing behind, and one without a beginning does no harm."""
    assert plain("1 < 2 & <em>so") == "1 < 2 & *so"
    assert plain("</li></a></em>x") == "*x"


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
