"""``short``: words that are right, and others that are known to be wrong."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import ExpectedWords, Form, TypeIn, turned
from quizgen.model.markup import Markup
from samples import codes

FORMS = [
    ("answer: a\naccept: [b]\nreject: [c]", TypeIn(STEM, ExpectedWords("a", ("b",), ("c",)))),
    ("answer: a\nmatch: exact", TypeIn(STEM, ExpectedWords("a", match="exact"))),
    ("answer: a\nmatch: case", TypeIn(STEM, ExpectedWords("a", match="case"))),
    ("answer: a\nask: [b, c]", TypeIn(STEM, ExpectedWords("a", ask=("b", "c")))),
    ("answer: a\nreverse: false", TypeIn(STEM, ExpectedWords("a"))),
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


REVERSED = [
    ("the **bread**", "", ExpectedWords("the bread")),
    ("`ls`", "match: exact", ExpectedWords("ls", match="exact")),
]


@pytest.mark.parametrize(("stem", "own", "back"), REVERSED)
def test_in_reverse_the_stem_is_typed_without_its_marks(
    stem: str, own: str, back: ExpectedWords, load_question: LoadQuestion
) -> None:
    """What is right, and what counts, is as for the answer."""
    library = load_question(f"type: short\nstem: '{stem}'\nanswer: le pain\nreverse: true\n{own}")
    assert codes(library) == []
    form = asks(library)
    assert isinstance(form, TypeIn)
    assert form.reverse == back
    assert turned(form) == TypeIn(Markup("le pain"), back)


STEMS = [
    ("'the bread'", []),
    ("'What is bread?'", ["untyped-stem"]),
    ("'面包是什么？'", ["untyped-stem"]),
    ("one two three four five six seven eight", []),
    ("one two three four five six seven eight nine", ["untyped-stem"]),
    ("'\\(x\\)'", ["untyped-stem"]),
    ("|-\n  one\n  two", ["untyped-stem"]),
]


@pytest.mark.parametrize(("stem", "expected"), STEMS)
def test_a_stem_that_nobody_types_is_told(
    stem: str, expected: list[str], load_question: LoadQuestion
) -> None:
    own = f"type: short\nanswer: a\nstem: {stem}"
    assert codes(load_question(f"{own}\nreverse: true")) == expected
    assert codes(load_question(own)) == []


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: short\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
