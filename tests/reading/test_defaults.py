"""What a bank says once: its questions are what they would be if each said it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_writer import write
from quizgen.model.nodes import Mapping
from quizgen.model.question import Question
from quizgen.questions import TYPES
from quizgen.reading.defaults import filled
from quizgen.reading.library import Library
from quizgen.reading.reader import Findings, Reader
from quizgen.reading.records import BankFile
from quizgen.reading.yamltree import parse
from samples import HEAD, codes
from strategies import banks

GIVEN = "type: choice, difficulty: easy, tags: [t], source: Any atlas, shuffle: false"
TWO = "{id: a, stem: A?, options: [x, right: y]}"


def texts(defaults: str, *questions: str) -> str:
    return f"{HEAD}defaults: {{{defaults}}}\nquestions:\n" + "".join(
        f"  - {q}\n" for q in questions
    )


def test_a_question_gets_what_it_does_not_say(load_text: Callable[..., Library]) -> None:
    library = load_text(
        texts(
            GIVEN,
            TWO,
            "{id: b, type: card, stem: B?, answer: C, difficulty: hard, tags: [], source: Me}",
            "{id: c, stem: C?, options: [x, right: y], shuffle: true}",
        )
    )
    assert codes(library) == []
    a, b, c = library.topics[0].banks[0].questions
    assert (a.type, a.difficulty, a.tags, a.source) == ("choice", "easy", ("t",), "Any atlas")
    assert (b.type, b.difficulty, b.tags, b.source) == ("card", "hard", (), "Me")
    assert [getattr(one, "shuffle", None) for one in (a, b, c)] == [False, None, True]


WRONG = {
    "a mistake in a default is found once": (
        texts("type: chioce, difficulty: esay", TWO, TWO.replace("a,", "b,")),
        ["unknown-value", "unknown-value"],
    ),
    "what cannot be a default": (texts("type: choice, stem: What?", TWO), ["unknown-field"]),
    "no fields": (
        HEAD + f"defaults: choice\nquestions:\n  - {TWO}\n",
        ["wrong-shape", "missing-field"],
    ),
    "nothing": (HEAD + f"defaults:\nquestions:\n  - {TWO}\n", ["empty-text", "missing-field"]),
    "a type that lacks a field is none the worse": (
        texts("shuffle: false", "{id: a, type: card, stem: A?, answer: B}"),
        [],
    ),
    "a question of a type that there is not": (
        texts("shuffle: false, difficulty: easy", "{id: a, type: crad, stem: A?, answer: B}"),
        ["unknown-type"],
    ),
    "no questions": (f"{HEAD}defaults: {{type: card}}\n", ["missing-field"]),
    "a text for questions": (
        f"{HEAD}defaults: {{type: chioce}}\nquestions: some\n",
        ["unknown-value", "wrong-shape"],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_where_it_is(name: str, load_text: Callable[..., Library]) -> None:
    text, expected = WRONG[name]
    assert codes(load_text(text)) == expected


@given(banks, st.data())
def test_a_bank_reads_the_same_with_its_defaults_written_out(
    bank: BankFile, data: st.DataObject
) -> None:
    """For every bank and all that may be said once."""
    root = parse(write(bank)).root
    assert isinstance(root, Mapping)
    reader = Reader({Question: TYPES})
    chosen = data.draw(st.sampled_from(bank.questions))
    given_text = "\n".join(
        [f"type: {chosen.type}", f"difficulty: {chosen.difficulty or 'hard'}", "shuffle: false"]
    )
    defaults = parse(given_text).root
    assert isinstance(defaults, Mapping)
    questions = root.entries["questions"].items  # type: ignore[union-attr]
    for question in questions:
        for name, default in defaults.entries.items():
            own = question.entries.get(name)
            if own is not None and own.text == default.text:
                del question.entries[name], question.keys[name]
    fields = {name: set(kind.__struct_fields__) for name, kind in TYPES.items()}
    read = reader.read(
        BankFile, filled(root, defaults, lambda kind: fields[kind]), Findings("bank")
    )
    for old, new in zip(bank.questions, read.questions, strict=True):
        assert new.type == old.type
        if old.difficulty is not None:
            assert new.difficulty == old.difficulty
        else:
            assert new.difficulty == (chosen.difficulty or "hard")
