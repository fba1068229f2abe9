"""``match``: pairs, and right-hand texts that belong to none."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import Form, Pair
from quizgen.model.markup import Markup
from samples import codes

FORMS = [
    (
        "pairs:\n  a: b\n  c: d\nextra: [e]",
        Pair(
            STEM,
            ((Markup("a"), Markup("b")), (Markup("c"), Markup("d"))),
            (Markup("e"),),
        ),
    ),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: match\nstem: What?\n{own}")) == form


MISTAKES = [
    ("pairs: {a: b}", ["pair-count"]),
    ("pairs: {a: b, c: d}", []),
    ("pairs: {a: b, c: B}", []),
    ("pairs: {a: b, c: b, d: e}", []),
    ("pairs: {a: b, c: b}", ["pair-count"]),
    ("pairs: {a: b, c: b}\nextra: [d]", []),
    ("pairs: {a: b, A: c}", []),
    ("pairs: {a: b, '*a*': c}", ["equal-pairs"]),
    ("pairs: {a: b, c: b}\nextra: [b]", ["equal-extra"]),
    ("pairs: {a: b, c: d}\nextra: [e, d, e]", ["equal-extra", "equal-extra"]),
    ("pairs: {a: b, c: d}\nextra: [1, 2, 3, 4, 5, 6, 7, 8, 9]", ["pair-count"]),
    ("pairs: {a: a, c: c}", []),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: match\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
