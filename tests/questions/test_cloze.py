"""``cloze``: gaps with their answers and hints, and text that is not a gap."""

from __future__ import annotations

from fractions import Fraction

import pytest

from golden_banks import check_goldens
from questions.support import LoadQuestion, asks, gap
from quizgen.model.forms import (
    Blanks,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Form,
    Gap,
)
from quizgen.model.markup import Markup
from quizgen.model.values import Number, PartialDate, Tolerance
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
    ("text: '[x] [[a[0]]]'", Blanks((Markup("[x] "), gap("a[0]")))),
    ("text: '[[std\\::vector::a type]]'", Blanks((gap("std::vector", hint="a type"),))),
    ("text: 'In `[[ -f x ]]`, [[x]]'", Blanks((Markup("In `[[ -f x ]]`, "), gap("x")))),
    ("text: '[[`malloc`]]'", Blanks((Gap(ExpectedWords("malloc", ("`malloc`",)), "`malloc`"),))),
    (
        "text: '[[\\(x^2\\)|x²]]'",
        Blanks((Gap(ExpectedWords("x^2", ("\\(x^2\\)", "x²")), "\\(x^2\\)"),)),
    ),
    (
        "text: '[[std::vector]] [[b|c]]'\ngaps: {'std::vector': {}, b: {match: case, hint: d}}",
        Blanks(
            (
                gap("std::vector"),
                Markup(" "),
                Gap(ExpectedWords("b", ("c",), match="case"), "b", "d"),
            )
        ),
    ),
    (
        "text: '[[10,000]]'\ngaps: {'10,000': {number: 10000, unit: men, tolerance: 5%}}",
        Blanks(
            (
                Gap(
                    ExpectedNumber(Number(Fraction(10000), "10000", "men"), Tolerance.parse("5%")),
                    "10,000",
                ),
            )
        ),
    ),
    (
        "text: '[[June 1815]]'\ngaps: {June 1815: {date: 1815-06}}",
        Blanks((Gap(ExpectedDate(PartialDate(1815, 6)), "June 1815"),)),
    ),
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
    ("text: '[[a'", ["open-gap"]),
    ("text: '[[a[0]] and [[b]]'", ["open-gap"]),
    ("text: '`[[a]]`'", ["no-gap"]),
    ("text: '[[a::b::c]]'", ["second-hint"]),
    ("text: '[[a::b]]'\ngaps: {a: {hint: c}}", ["second-hint"]),
    ("text: '[[a]]'\ngaps: {b: {hint: c}}", ["unknown-gap"]),
    ("text: '[[a]]'\ngaps: {a: {unit: c}}", ["gap-kind"]),
    ("text: '[[a]]'\ngaps: {a: {match: exact, number: 3}}", ["gap-kind"]),
    ("text: '[[a]]'\ngaps: {a: exact}", ["wrong-shape"]),
    ("text: '[[a]]'\ngaps: [a]", ["wrong-shape"]),
    ("text: '[[a]]'\ngaps: {a: {matches: exact}}", ["unknown-field"]),
    ("text: '[[AA]] [[Aa]]'", ["match-exact"]),
    ("text: '[[AA]] [[Aa]]'\ngaps: {AA: {match: exact}, Aa: {match: case}}", []),
    ("text: '[[1,000]] [[1000]]'", []),
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
