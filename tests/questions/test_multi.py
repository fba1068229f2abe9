"""``multi``: every right option is to be picked."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import Form, Option, Pick
from quizgen.model.markup import Markup
from samples import codes

FORMS = [
    (
        "options: [a, right: b, right: c]",
        Pick(
            STEM,
            (
                Option(Markup("a"), right=False),
                Option(Markup("b"), right=True),
                Option(Markup("c"), right=True),
            ),
            many=True,
        ),
    ),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: multi\nstem: What?\n{own}")) == form


MISTAKES = [
    ("options: [a, b]", ["no-right-option"]),
    ("options: [right: a, right: b]", []),
    ("options: [right: a]", ["option-count"]),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: multi\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
