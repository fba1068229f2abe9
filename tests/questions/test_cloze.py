"""``cloze``: gaps with their answers and hints, and text that is not a gap."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import LoadQuestion, asks, gap
from quizgen.model.forms import Blanks, Form
from quizgen.model.markup import Markup
from samples import codes

FORMS = [
    (
        "text: 'A [[b|c | d :: a hint]] and [[e]].'",
        Blanks(
            (
                Markup("A "),
                gap("b", "c", "d", hint="a hint"),
                Markup(" and "),
                gap("e"),
                Markup("."),
            )
        ),
    ),
    ("text: '[[a]][[b]]'", Blanks((gap("a"), gap("b")))),
    ("text: '[[a::b::c]]'", Blanks((gap("a", hint="b::c"),))),
    ("text: '[x] [[a[0]]'", Blanks((Markup("[x] "), gap("a[0")))),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: cloze\n{own}")) == form


MISTAKES = [
    ("text: none", ["no-gap"]),
    ("text: '[[]]'", ["empty-gap"]),
    ("text: '[[ ]]'", ["empty-gap"]),
    ("text: '[[a|]] [[|b]]'", ["empty-gap", "empty-gap"]),
    ("text: '[[::a]]'", ["empty-gap"]),
    ("text: '[[]] [[]] [[]]'", ["empty-gap"]),
    ("text: '[[a]] [[b'", ["open-gap"]),
    ("text: 'a]] [[b]]'", ["open-gap"]),
    ("text: '[[a [[b]]'", ["open-gap"]),
    ("text: '[[a'", ["no-gap", "open-gap"]),
    (f"text: '{'[[a]] ' * 20}'", []),
    (f"text: '{'[[a]] ' * 21}'", ["gap-count"]),
]


@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: cloze\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
