"""Passages that no question is about."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import HEAD, codes

Load = Callable[..., Library]

PASSAGES = f"{HEAD}passages:\n  weir: The water was deep.\nquestions:\n"


def test_mistakes_are_told_as_before() -> None:
    check_goldens("unused-passage")


def test_a_passage_of_a_withdrawn_question_is_used(load_text: Load) -> None:
    """Learners still have it."""
    question = "{id: q, type: card, stem: S, answer: A, passage: weir, retired: It is wrong.}"
    assert codes(load_text(f"{PASSAGES}  - {question}\n")) == []


def test_it_is_not_called_unused_where_a_question_may_mean_it(load_text: Load) -> None:
    question = "{id: q, type: card, stem: S, answer: A, passage: wier}"
    assert codes(load_text(f"{PASSAGES}  - {question}\n")) == ["unknown-passage"]
