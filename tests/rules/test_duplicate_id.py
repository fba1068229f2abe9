"""Questions of a bank with one id."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import CITED, HEAD, TOPIC, bank, codes

Load = Callable[..., Library]


def test_questions_of_two_banks_may_have_one_id(load_topic: Load) -> None:
    """Unique in the bank."""
    assert codes(load_topic({**TOPIC, "b.yaml": bank(CITED, name="europe")})) == []


def test_each_but_the_first_is_told(load_text: Load) -> None:
    """In one line, too; the first is named by its line."""
    card = "{id: a, type: card, stem: S, answer: A}"
    library = load_text(f"{HEAD}questions: [{card}, {card},\n  {card}]\n")
    assert codes(library) == ["duplicate-id"] * 2
    assert {found.message for found in library.diagnostics} == {
        "the id “a” is already used on line 4"
    }


def test_a_duplicate_id_is_found_behind_other_mistakes(load_text: Load) -> None:
    library = load_text(f"{HEAD}questions:\n  - {{id: a, type: x}}\n  - {{id: a, type: y}}\n")
    assert codes(library) == ["unknown-type", "duplicate-id", "unknown-type"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-id")
