"""Passages that questions name and that are not there."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import HEAD, codes

Load = Callable[..., Library]

QUESTION = "  - {id: q, type: card, stem: S, answer: A, passage: weir}\n"


def test_mistakes_are_told_as_before() -> None:
    check_goldens("unknown-passage")


def test_an_unsound_passage_may_be_named(load_text: Load) -> None:
    """It is there, so that one mistake is told once."""
    bank = f"{HEAD}passages:\n  weir: {{source: A report}}\nquestions:\n{QUESTION}"
    assert codes(load_text(bank)) == ["empty-passage"]


def test_the_passages_of_a_bank_are_its_own(load_text: Load) -> None:
    assert codes(load_text(f"{HEAD}questions:\n{QUESTION}")) == ["unknown-passage"]


def test_what_is_missing_from_passages_that_are_no_fields_means_nothing(load_text: Load) -> None:
    bank = f"{HEAD}passages: [weir]\nquestions:\n{QUESTION}"
    assert codes(load_text(bank)) == ["wrong-shape"]
