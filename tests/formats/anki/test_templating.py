"""What a template becomes, held against the real Anki: for every card, to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.anki.anki_samples import QUESTIONS, imported, write
from quizgen.formats.anki import templating
from quizgen.formats.anki.notetypes import NOTE_TYPES, NoteType, genanki_model
from quizgen.formats.anki.release.notes import render
from quizgen.reading.library import load

DECKS = Path(__file__).parents[3] / "decks"
KINDS = {kind.name: kind for kind in NOTE_TYPES.values()}


def sides(kind: NoteType, values: dict[str, str], ordinal: int) -> tuple[str, str]:
    """Both sides of a card, by this program."""
    template = kind.templates[0 if kind.is_cloze else ordinal]
    front = templating.question(template.front, values, ordinal)
    back = templating.answer(template.back, values, ordinal, front)
    return templating.html(front), templating.html(back)


def differing(collection: Any) -> tuple[int, list[str]]:
    """How many cards there are, and those that Anki shows otherwise."""
    wrong = []
    cards = collection.find_cards("")
    for number in cards:
        card = collection.get_card(number)
        note = card.note()
        kind = KINDS[card.note_type()["name"]]
        shown = card.render_output()
        if sides(kind, dict(note.items()), card.ord) != (shown.question_text, shown.answer_text):
            wrong.append(f"{note['Id']} {card.ord}")
    return len(cards), wrong


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("anki"), QUESTIONS) as collection:
        yield collection


def test_samples_are_what_anki_shows(collection: Any) -> None:
    """Texts that mean something to Anki, HTML or MathJax among them."""
    cards, wrong = differing(collection)
    assert cards > len(QUESTIONS)
    assert wrong == []


def test_our_decks_are_what_anki_shows(tmp_path: Path) -> None:
    """Every card of every note of the decks of this repository."""
    import genanki
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    models = {kind.id: genanki_model(kind) for kind in NOTE_TYPES.values()}
    deck = genanki.Deck(7654321, "Ours")
    for topic in load([DECKS]).topics:
        for bank in topic.banks:
            for question in bank.questions:
                note = render(question, bank, topic)
                model = models[note.kind.id]
                deck.add_note(genanki.Note(model, note.fields, tags=note.tags, guid=note.guid))
    with imported(tmp_path, ()) as collection:
        write(deck, tmp_path / "ours.apkg")
        collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(tmp_path / "ours.apkg"), options=ImportAnkiPackageOptions()
            )
        )
        cards, wrong = differing(collection)
    assert cards > 80
    assert wrong == []


def test_the_comparison_is_what_anki_shows_to_who_typed_nothing(collection: Any) -> None:
    """For the key of every card with a type-in box."""
    keys = [
        collection.get_note(note)["Answer"]
        for note in collection.find_notes('"note:quizgen Typed"')
    ]
    assert len(keys) > 5
    for key in [*keys, " a  b ", "a<br>b", "<div>a</div>b", "“x” 'y' \"z\"", "&lt;b&gt; &amp;lt;"]:
        assert templating.untyped(key) == collection.compare_answer(key, ""), key


TEMPLATES = (
    "{{Front}}|{{ Back }}|{{#Front}}f{{#Back}}{{Back}}{{/Back}}{{/Front}}{{^Back}}none{{/Back}}",
    "{{#Front}}{{/Front}}{{^ Front }}<!-- {{Nothing}} -->{{/ Front }}.{{Tags}}{{Deck}}",
    "{{type:Back}} } { {{^Front}}{{^Back}}.{{/Back}}{{/Front}}.",
)
TEXTS = st.text(st.characters(exclude_characters="\0\x1f{}[]", exclude_categories=["Cs"]))
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(["", " ", "<br>", "<DIV><br/></div>\n", "<br x>", "\xa0"]),
    st.sampled_from(["[sound:a.mp3]", "a [sound:b c.ogg] [sound:] [sound:d&amp;.ogg]"]),
)
QUIET = settings(suppress_health_check=list(HealthCheck), deadline=None)


@QUIET
@given(front=VALUES, back=VALUES, template=st.sampled_from(TEMPLATES))
def test_any_value_is_what_anki_shows(
    collection: Any, front: str, back: str, template: str
) -> None:
    """Sections, what counts as empty, and the front on the back."""
    model = collection.models.by_name("Basic")
    back_template = "{{FrontSide}}<hr id=answer>" + template
    model["tmpls"][0] |= {"qfmt": "{{Deck}}" + template, "afmt": back_template}
    note = collection.new_note(model)
    note["Front"], note["Back"] = front, back
    note.tags = ["one", "two::three"]
    card = note.ephemeral_card(custom_note_type=model, custom_template=model["tmpls"][0])
    values = dict(note.items()) | {"Tags": "one two::three", "Deck": "(Deck)"}
    parts = templating.question("{{Deck}}" + template, values, 0)
    ours = (
        templating.html(parts),
        templating.html(templating.answer(back_template, values, 0, parts)),
    )
    shown = card.render_output()
    assert ours == (shown.question_text, shown.answer_text)


LATIN = "".join(map(chr, range(32, 0x180))).translate(dict.fromkeys(map(ord, "{}[]:\\")))
PIECE = st.one_of(
    st.text(st.characters(exclude_characters="\0\x1f{}[]:\\", exclude_categories=["Cs"])),
    st.sampled_from(
        [LATIN, "\\( x^2 \\)", "<b>bold</b>", "\\( <i>", "</i> \\)", "&#58;&#58;", "a:b"]
    ),
)


@QUIET
@given(
    st.lists(
        st.tuples(PIECE, st.integers(1, 3), PIECE.filter(str.strip), st.one_of(st.just(""), PIECE)),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 2),
)
def test_any_gap_is_what_anki_shows(
    collection: Any, gaps: list[tuple[str, int, str, str]], ordinal: int
) -> None:
    """With a hint or without, in maths, asked or not."""
    text = "".join(
        f"{before}{{{{c{number}::{content}{'::' + hint if hint else ''}}}}}"
        for before, number, content, hint in gaps
    )
    if ordinal + 1 not in {number for _, number, _, _ in gaps}:
        return  # has no card
    model = collection.models.by_name("Cloze")
    model["tmpls"][0] |= {"qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}
    note = collection.new_note(model)
    note["Text"] = text
    card = note.ephemeral_card(ordinal, custom_note_type=model)
    front = templating.question("{{cloze:Text}}", {"Text": text}, ordinal)
    back = templating.answer("{{cloze:Text}}", {"Text": text}, ordinal, front)
    shown = card.render_output()
    assert (templating.html(front), templating.html(back)) == (
        shown.question_text,
        shown.answer_text,
    )


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{hint:Stem}}", "unknown here: ('hint',)"),
        ("{{type:cloze:Stem}}", "unknown here: ('cloze', 'type')"),
        ("{{Nope}}", "asks for the field 'Nope'"),
        ("{{#Nope}}{{/Nope}}", "asks for the field 'Nope'"),
        ("{{#Stem}}", "does not close 'Stem'"),
        ("{{/Stem}}", "closes 'Stem', which is not open"),
        ("{{#Stem}}{{/Back}}", "closes 'Back', which is not open"),
        ("{{FrontSide}}", "asks for the field 'FrontSide'"),
    ],
)
def test_what_is_not_understood_is_refused(template: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        templating.question(template, {"Stem": "x"}, 0)
