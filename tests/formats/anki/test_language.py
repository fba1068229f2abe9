"""Cards in the language of their bank: each word of ours, the language, and the side."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import quizgen.formats.anki.language as card_language
import quizgen.languages
from accessibility import violations
from browser import CHROMIUM, Browser
from formats.anki.anki_samples import BANK, TOPIC, sample
from formats.anki.anki_screen import BOX, forget, show, sides_of
from phrases import phrases
from quizgen.formats.anki import preview
from quizgen.formats.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.formats.anki.release.notes import render
from quizgen.languages import Catalogue, words
from quizgen.model.bank import Bank, Topic
from quizgen.model.forms import ExpectedDate, ExpectedNumber, Reveal, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Languages, Question
from quizgen.model.values import Language, Number, PartialDate, Tolerance
from quizgen.reading.library import load

BANKS = Path(__file__).parents[2] / "languages" / "banks"
TEMPLATES = Path(card_language.__file__).with_name("templates")
MARKED = Catalogue("xx", {name: f"⟦{name}⟧" for name in phrases()})
"""A language in which every phrase is in brackets."""
ARABIC = load([BANKS / "ar.yaml"]).topics[0]
GERMAN = load([BANKS / "de.yaml"]).topics[0]
FRENCH = Language("fr")


def questions(topic: Topic) -> list[tuple[Topic, Bank, Question]]:
    return [(topic, bank, question) for bank in topic.banks for question in bank.questions]


def values(question: Question, bank: Bank = BANK, topic: Topic = TOPIC) -> dict[str, str]:
    """The fields of ``question``, by their names."""
    note = render(question, bank, topic)
    return dict(zip((field.name for field in note.kind.fields), note.fields, strict=True))


def in_language(tag: str) -> Bank:
    return replace(BANK, lang=Language(tag))


# -- without a browser -------------------------------------------------------------------------


def test_the_templates_say_what_the_catalogues_translate() -> None:
    """In English, word by word, and nothing else is marked as said by them."""
    said = {}
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        for name, english in re.findall(r'data-say="(\w+)"[^>]*>([^<]*)<', text):
            said[name] = english.replace("{{As of}}", "%1")
    assert said == {name: str(phrase) for name, phrase in card_language.STATIC.items()}


def test_the_scripts_say_what_the_catalogues_translate() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.js"))
    named = set(re.findall(r'\b(?:say|task)\("(\w+)"', scripts))
    assert named <= {*card_language.SCRIPTED}
    assert "WORDS_IN_ENGLISH" not in "".join(
        template.front + template.back
        for note_type in NOTE_TYPES.values()
        for template in note_type.templates
    )


@pytest.mark.parametrize("note_type", NOTE_TYPES.values(), ids=lambda one: one.name)
def test_a_note_brings_each_word_that_its_card_says(note_type: NoteType) -> None:
    """What the files of its templates name is what its note holds."""
    form = next(form for form, one in NOTE_TYPES.items() if one is note_type)
    pages = "".join(template.front + template.back for template in note_type.templates)
    pages = re.sub(r"var WORDS = \{.*?\};", "", pages, flags=re.DOTALL)
    named = {*re.findall(r'data-say="(\w+)"', pages), *re.findall(r'say\("(\w+)"', pages)}
    named |= {*re.findall(r'task\("(\w+)"', pages)}
    field = card_language.field(Language("de"), form)
    found = re.search('data-words="([^"]*)"', field)
    held = json.loads(unescape(found[1])) if found else {}
    assert named <= {*held}


def test_an_english_note_has_no_words() -> None:
    question = sample("a", Reveal(Markup("x"), Markup("y")))
    assert values(question)["Language"] == ""
    for tag in ("en", "fr"):
        field = values(question, in_language(tag))["Language"]
        assert field == f'<span lang="{tag}" dir="ltr">{tag}</span>'


def test_nothing_else_of_an_english_note_changes() -> None:
    for _, _, question in questions(GERMAN):
        plain, english = values(question), values(question, in_language("en"))
        assert {name for name in plain if plain[name] != english[name]} == {"Language"}


def test_a_side_in_another_language_is_marked() -> None:
    card = sample(
        "a",
        Reveal(Markup("the bread"), Markup("le pain")),
        lang=Languages(stem=Language("en"), answer=FRENCH),
    )
    found = values(card, in_language("en"))
    assert found["Stem"] == "the bread"
    assert found["Answer"] == '<div lang="fr">le pain</div>'


def test_a_date_is_written_out_in_the_language_of_its_bank() -> None:
    date = sample("a", TypeIn(Markup("?"), ExpectedDate(PartialDate(2024, 10, 24))))
    found = values(date, in_language("de"))
    assert found["Answer"] == found["Key"] == "24. Oktober 2024"
    assert found["Task"] == "Gib das Datum ein, zum Beispiel 5. März 1999"
    assert found["Accepted"].endswith('<li dir="auto" hidden>2024-10-24</li>')
    number = Number(Fraction(10_000), "10,000", "Meter", "about")
    figure = sample("b", TypeIn(Markup("?"), ExpectedNumber(number)))
    found = values(figure, in_language("de"))
    assert (found["Answer"], found["Key"], found["Before"]) == (
        "10,000",
        "etwa 10,000 Meter",
        "etwa",
    )


# -- in a browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: the words of the cards were NOT tested")
    with Browser() as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


READ = """
(function () {
  var said = [];
  var walk = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  for (var node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentNode.closest("script, [hidden]")) continue;
    said.push(node.textContent);
  }
  document.querySelectorAll("#qa *").forEach(function (one) {
    ["aria-label", "title", "alt", "placeholder", "aria-description"].forEach(function (name) {
      if (one.hasAttribute(name)) said.push(one.getAttribute(name));
    });
  });
  return said.join("\\n");
})()
"""
COMPARED = (
    '<div><code id="typeans"><span class="typeGood">٠</span><span class="typeBad">٩</span>'
    '<br><span id="typearrow">&darr;</span><br>'
    '<span class="typeGood">٠</span><span class="typeMissed">٣</span></code></div>'
)
TILES = "document.querySelectorAll('.qg-options > *, .qg-items > *, .qg-rights > [tabindex]')"
LETTERS = r"Alt|Enter|\b[A-Za-z]\b"
"""What is the same in all languages: keys, and the letters of tiles."""


def outside(text: str) -> list[str]:
    """Return the words of Latin letters in ``text`` that no phrase has."""
    depth, kept = 0, []
    for char in text:
        depth += {"⟦": 1, "⟧": -1}.get(char, 0)
        kept.append(" " if depth or char == "⟧" else char)
    return re.findall(r"[A-Za-z]{2,}", re.sub(LETTERS, " ", "".join(kept)))


def shown(
    browser: Browser, topic: Topic, bank: Bank, question: Question, taps: int, width: int = 760
) -> Iterator[str]:
    """Show both sides of ``question``, with so many tiles tapped, and yield what each says."""
    form = question.form()
    front, back = sides_of(question, bank, topic)
    forget(browser)
    show(browser, form, re.sub(r"\[\[type:\w+\]\]", BOX, front), width)
    browser.js(f"Array.from({TILES}).slice(0, {taps}).forEach(function (t) {{ t.click(); }})")
    yield browser.js(READ)
    show(browser, form, re.sub(r"\[\[type:\w+\]\]", COMPARED, back), width)
    yield browser.js(READ)


@pytest.mark.browser
@pytest.mark.parametrize("taps", [0, 1, 9])
@pytest.mark.parametrize(
    ("topic", "bank", "question"), questions(ARABIC), ids=[q.id for _, _, q in questions(ARABIC)]
)
def test_every_word_of_ours_on_a_card_is_in_the_catalogue(
    browser: Browser,
    topic: Topic,
    bank: Bank,
    question: Question,
    taps: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bank's texts have no Latin letters, so that each that is left is ours."""
    for module in (quizgen.languages, card_language):
        monkeypatch.setattr(module, "catalogue", lambda _: MARKED)
    monkeypatch.setattr(card_language, "field", card_language.field.__wrapped__)
    sides = [*shown(browser, topic, bank, question, taps)]
    assert [outside(side) for side in sides] == [[], []]
    assert question.type == "card" or any("⟦" in side for side in sides)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("topic", "tag", "side"), [(GERMAN, "de", "ltr"), (ARABIC, "ar", "rtl")], ids=["de", "ar"]
)
def test_a_card_says_its_language_and_its_side(
    browser: Browser, topic: Topic, tag: str, side: str
) -> None:
    for _, bank, question in questions(topic):
        for _ in shown(browser, topic, bank, question, 0):
            card = "document.getElementById('qg')"
            assert browser.js(f"[{card}.lang, {card}.dir]") == [tag, side]
            assert browser.js(f"getComputedStyle({card}).direction") == side
            assert browser.js(f"{card}.querySelector('.qg-language').offsetHeight") == 0


@pytest.mark.browser
@pytest.mark.parametrize("topic", [GERMAN, ARABIC], ids=["de", "ar"])
@pytest.mark.parametrize("width", [320, 380, 760])
def test_no_word_makes_a_card_wider(browser: Browser, topic: Topic, width: int) -> None:
    for _, bank, question in questions(topic):
        for _ in shown(browser, topic, bank, question, 1, width):
            page = "document.documentElement"
            assert browser.js(f"{page}.scrollWidth <= {page}.clientWidth"), question.id


@pytest.mark.browser
@pytest.mark.parametrize("topic", [GERMAN, ARABIC], ids=["de", "ar"])
def test_axe_finds_nothing(browser: Browser, topic: Topic) -> None:
    found: list[Any] = []
    for _, bank, question in questions(topic):
        for _ in shown(browser, topic, bank, question, 1):
            found += [(question.id, one) for one in violations(browser)]
    assert found == []


@pytest.mark.browser
def test_without_words_a_card_is_marked_as_english(browser: Browser) -> None:
    """In French, whose words nobody has written: a voice reads ours in English."""
    french = replace(GERMAN.banks[0], lang=FRENCH)
    for question in french.questions:
        for said in shown(browser, GERMAN, french, question, 1):
            assert browser.js("document.getElementById('qg').lang") == "fr"
            foreign = browser.js(
                "Array.from(document.querySelectorAll('[data-say], .qg-task, .qg-verdict,"
                " .qg-mark')).filter(function (one) { return !one.closest('[lang=en]'); }).length"
            )
            assert foreign == 0
            assert "⟦" not in said


@pytest.mark.browser
def test_without_scripts_a_card_is_english(browser: Browser) -> None:
    """What has a field of its own is in the bank's language even then."""
    bank = GERMAN.banks[0]
    card = next(one for one in bank.questions if one.id == "karte")
    front, _ = sides_of(card, bank, GERMAN)
    show(browser, card.form(), re.sub("<script>.*?</script>", "", front, flags=re.DOTALL))
    assert "Hint" in browser.js(READ)


def reply(key: str, typed: str) -> str:
    """What Anki shows of ``typed``, next to ``key``: as if all of it were wrong."""
    return (
        f'<div><code id="typeans"><span class="typeBad">{typed}</span><br>'
        f'<span id="typearrow">&darr;</span><br><span class="typeMissed">{key}</span></code></div>'
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("tag", "typed", "right"),
    [
        ("de", "24. Oktober 2024", True),
        ("de", "am 24. Oktober 2024", None),
        ("de", "24. oktober 2024", True),
        ("de", "24.10.2024", True),
        ("de", "October 24, 2024", True),
        ("de", "2024-10-24", True),
        ("de", "24. März 2024", False),
        ("de", "März 2024", False),
        ("de", "25. Oktober 2024", False),
        ("ar", "24 أكتوبر 2024", True),
        ("ar", "25 أكتوبر 2024", False),
        ("ar", "24 مارس 2024", False),
    ],
)
def test_a_date_is_judged_in_the_language_of_its_bank(
    browser: Browser, tag: str, typed: str, right: bool | None
) -> None:
    form = TypeIn(Markup("?"), ExpectedDate(PartialDate(2024, 10, 24)))
    bank = in_language(tag)
    _, back = sides_of(sample("a", form), bank)
    key = words(tag).say(PartialDate(2024, 10, 24).words)
    show(browser, form, back.replace("[[type:Answer]]", reply(key, typed)))
    said = browser.js("document.getElementById('qg').className")
    verdict = True if "qg-is-right" in said else False if "qg-is-wrong" in said else None
    assert verdict is right


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "right"), [("1,230", True), ("1230", True), ("1250", True), ("1500", False)]
)
def test_a_number_is_judged_alike_in_each_language(
    browser: Browser, typed: str, right: bool
) -> None:
    number = Number(Fraction(1230), "1,230", "Kilometer", "about")
    form = TypeIn(Markup("?"), ExpectedNumber(number, Tolerance.parse("5%")))
    for tag in ("en", "de", "ar"):
        _, back = sides_of(sample("a", form), in_language(tag))
        show(browser, form, back.replace("[[type:Answer]]", reply("1,230", typed)))
        assert ("qg-is-right" in browser.js("document.getElementById('qg').className")) is right


@pytest.mark.browser
@pytest.mark.parametrize(
    ("topic", "tag", "side", "word"),
    [(GERMAN, "de", "ltr", "Stand: Januar 2021"), (ARABIC, "ar", "rtl", "حتى يناير 2021")],
    ids=["de", "ar"],
)
def test_the_preview_says_the_language_on_screen_and_on_paper(
    topic: Topic, tag: str, side: str, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "preview.html"
    preview.write([topic], path, lambda _: None)
    with Browser() as browser:
        browser.open(path.as_uri())
        frame = browser.frame("document.querySelector('iframe')")
        card = "document.getElementById('qg')"
        assert browser.until(f"{card} && {card}.lang && [{card}.lang, {card}.dir]", frame) == [
            tag,
            side,
        ]
        browser.js("window.dispatchEvent(new Event('beforeprint'))")
        printed = "Array.from(document.getElementById('paper').shadowRoot.querySelectorAll('.qg'))"
        cards = browser.js(f"{printed}.map((one) => one.lang + one.dir)")
        assert {*cards} == {tag + side}
        assert word in browser.js(f"{printed}.map((one) => one.textContent).join()")
