"""What goes with a range and what does not, in ``number`` and ``date``."""

from __future__ import annotations

from fractions import Fraction

import pytest

from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import ExpectedDate, ExpectedNumber, ExpectedRange, Form, TypeIn
from quizgen.model.values import Number, PartialDate
from samples import codes

FORMS = [
    (
        "number",
        "answer: 60 to 100\nunit: beats",
        ExpectedRange(
            ExpectedNumber(Number(Fraction(60), "60", "beats")),
            ExpectedNumber(Number(Fraction(100), "100", "beats")),
            "60 to 100 beats",
        ),
    ),
    (
        "date",
        "answer: 1914 to 1918\nwithin: true",
        ExpectedRange(
            ExpectedDate(PartialDate(1914)), ExpectedDate(PartialDate(1918)), "1914 to 1918", True
        ),
    ),
    ("date", "answer: 44 BC", ExpectedDate(PartialDate(-44))),
    ("number", "answer: 1/3", ExpectedNumber(Number(Fraction(1, 3), "1/3"))),
]


@pytest.mark.parametrize(("kind", "own", "expected"), FORMS)
def test_what_the_learner_is_asked_to_do(
    kind: str, own: str, expected: Form, load_question: LoadQuestion
) -> None:
    form = asks(load_question(f"type: {kind}\nstem: What?\n{own}"))
    assert form == TypeIn(STEM, expected)  # type: ignore[arg-type]


MISTAKES = [
    ("number", "answer: 60\nwithin: true", ["no-range"]),
    ("number", "answer: 60 to 100\ntolerance: 5", ["no-range"]),
    ("number", "answer: 60 to 100\nwithin: true", []),
    ("date", "answer: 1914\nwithin: true", ["no-range"]),
    ("date", "answer: 1914 to 1918\nyear_given: true", ["year-given"]),
    ("date", "answer: 19th century\nyear_given: true", ["year-given"]),
    ("number", "answer: 100 to 60", ["bad-number"]),
    ("date", "answer: 1918 to 1914", ["bad-date"]),
]


@pytest.mark.parametrize(("kind", "own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    kind: str, own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: {kind}\nstem: What?\n{own}")) == expected
