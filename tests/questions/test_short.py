"""``short``: words that are right, and others that are known to be wrong."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import ExpectedWords, Form, TypeIn
from samples import codes

FORMS = [
    ("answer: a\naccept: [b]\nreject: [c]", TypeIn(STEM, ExpectedWords("a", ("b",), ("c",)))),
    ("answer: a\nmatch: exact", TypeIn(STEM, ExpectedWords("a", match="exact"))),
    ("answer: a\nmatch: case", TypeIn(STEM, ExpectedWords("a", match="case"))),
    ("answer: a\nask: [b, c]", TypeIn(STEM, ExpectedWords("a", ask=("b", "c")))),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: short\nstem: What?\n{own}")) == form


MISTAKES = [
    ("answer: a\nreject: [b]", []),
    ("answer: a\nreject: [A]", ["match-exact"]),
    ("answer: a\nreject: [A, á, -a]", ["match-exact"]),
    ("answer: a\nreject: [A]\nmatch: case", []),
    ("answer: schon\nreject: [schön]", ["match-exact"]),
    ("answer: '*p'\nreject: ['&p']", ["match-exact"]),
    ("answer: a\naccept: [x-y]\nreject: [x y]", ["match-exact"]),
    ("answer: a\nmatch: exactly", ["unknown-value"]),
    ("answer: a\nreject: [a]", ["accepted-and-rejected"]),
    ("answer: a\naccept: [b]\nreject: [c, b, a]", ["accepted-and-rejected"] * 2),
    ("answer: a\naccept: [b]\nreject: [c]\nask: [d, A]", []),
    ("answer: a\naccept: [b]\nreject: [c]\nask: [a, b, c]", ["settled-and-asked"] * 3),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: short\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
