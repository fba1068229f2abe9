"""``number``: a figure, with its unit and how near to it is right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import ExpectedNumber, Form, TypeIn
from quizgen.model.values import Number, Tolerance

FORMS = [
    (
        "answer: 1,000\nunit: m\nqualifier: over\ntolerance: 5%",
        TypeIn(
            STEM,
            ExpectedNumber(
                Number(Fraction(1000), "1,000", "m", "over"), Tolerance(Fraction(1, 20), True, "5%")
            ),
        ),
    ),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: number\nstem: What?\n{own}")) == form


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
