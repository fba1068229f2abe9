"""``order``: items in their right order."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import Arrange, Form
from quizgen.model.markup import Markup
from samples import codes

FORMS = [
    ("items: [c, a, b]", Arrange(STEM, (Markup("c"), Markup("a"), Markup("b")))),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: order\nstem: What?\n{own}")) == form


MISTAKES = [
    ("items: [a, b]", ["item-count"]),
    ("items: [a, b, c]", []),
    ("items: [a, b, '*b*']", ["equal-items"]),
    ("items: [1, 2, 3, 4, 5, 6, 7, 8]", []),
    ("items: [1, 2, 3, 4, 5, 6, 7, 8, 9]", ["item-count"]),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: order\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
