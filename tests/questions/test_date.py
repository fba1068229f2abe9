"""``date``: a date as precise as it is written, whose year the stem may give."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import ExpectedDate, Form, TypeIn
from quizgen.model.values import PartialDate
from samples import codes

FORMS = [
    ("answer: 2024-10-24", TypeIn(STEM, ExpectedDate(PartialDate(2024, 10, 24)))),
    (
        "answer: 2024-10\nyear_given: true",
        TypeIn(STEM, ExpectedDate(PartialDate(2024, 10), year_given=True)),
    ),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: date\nstem: What?\n{own}")) == form


MISTAKES = [
    ("answer: 2024\nyear_given: true", ["year-given"]),
    ("answer: 2024\nyear_given: false", []),
    ("answer: 2024-10\nyear_given: true", []),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: date\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
