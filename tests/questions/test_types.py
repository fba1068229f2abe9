"""Every type of question: the form that it asks, and what is wrong with one by itself."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from quizgen.forms import (
    Arrange,
    Blanks,
    Day,
    Form,
    Gap,
    Option,
    Pair,
    Pick,
    Quantity,
    Reveal,
    TypeIn,
    Words,
)
from quizgen.library import Library
from quizgen.markup import Markup
from quizgen.question import Question
from quizgen.questions import TYPES
from quizgen.values import Number, PartialDate, Tolerance
from samples import codes

M = Markup
STEM = M("What?")


def gap(shown: str, *accept: str, hint: str = "") -> Gap:
    return Gap(Words(shown, accept), shown, hint)


FORMS: list[tuple[str, Form]] = [
    ("type: card\nstem: What?\nanswer: This", Reveal(STEM, M("This"))),
    ("type: card\nstem: What?\nanswer: This\nreverse: true", Reveal(STEM, M("This"), reverse=True)),
    (
        "type: choice\nstem: What?\noptions:\n  - a\n  - key: b\n    feedback: f\n"
        "  - text: c\n    pin: last\nshuffle: false",
        Pick(
            STEM,
            (
                Option(M("a"), right=False),
                Option(M("b"), right=True, feedback=M("f")),
                Option(M("c"), right=False, pinned=True),
            ),
            shuffle=False,
        ),
    ),
    (
        "type: multi\nstem: What?\noptions: [a, key: b, key: c]",
        Pick(
            STEM,
            (Option(M("a"), right=False), Option(M("b"), right=True), Option(M("c"), right=True)),
            many=True,
        ),
    ),
    (
        "type: truefalse\nstem: What?\nanswer: false\nexplanation: Why.",
        Pick(
            STEM,
            (Option(M("True"), right=False), Option(M("False"), right=True)),
            shuffle=False,
        ),
    ),
    (
        "type: short\nstem: What?\nanswer: a\naccept: [b]\nreject: [c]",
        TypeIn(STEM, Words("a", ("b",), ("c",))),
    ),
    (
        "type: number\nstem: What?\nanswer: 1,000\nunit: m\nqualifier: over\ntolerance: 5%",
        TypeIn(
            STEM,
            Quantity(
                Number(Fraction(1000), "1,000", "m", "over"), Tolerance(Fraction(1, 20), True, "5%")
            ),
        ),
    ),
    (
        "type: date\nstem: What?\nanswer: 2024-10\nyear_given: true",
        TypeIn(STEM, Day(PartialDate(2024, 10), year_given=True)),
    ),
    (
        "type: cloze\ntext: 'A [[b|c | d :: a hint]] and [[e]].'",
        Blanks((M("A "), gap("b", "c", "d", hint="a hint"), M(" and "), gap("e"), M("."))),
    ),
    ("type: cloze\ntext: '[[a]][[b]]'", Blanks((gap("a"), gap("b")))),
    ("type: cloze\ntext: '[[a::b::c]]'", Blanks((gap("a", hint="b::c"),))),
    ("type: cloze\ntext: '[x] [[a[0]]'", Blanks((M("[x] "), gap("a[0")))),
    ("type: order\nstem: What?\nitems: [c, a, b]", Arrange(STEM, (M("c"), M("a"), M("b")))),
    (
        "type: match\nstem: What?\npairs:\n  a: b\n  c: d\nextra: [e]",
        Pair(STEM, ((M("a"), M("b")), (M("c"), M("d"))), (M("e"),)),
    ),
]


@pytest.mark.parametrize(("text", "form"), FORMS, ids=[text.split("\n")[0] for text, _ in FORMS])
def test_what_the_learner_is_asked_to_do(
    text: str, form: Form, load_question: Callable[[str], Library]
) -> None:
    library = load_question(text)
    assert codes(library) == []
    (question,) = library.topics[0].banks[0].questions
    assert question.form() == form


def test_every_type_is_here() -> None:
    named = {text.split("\n")[0].removeprefix("type: ") for text, _ in FORMS}
    assert named == set(TYPES)


def test_what_every_question_may_have(load_question: Callable[[str], Library]) -> None:
    """Common keys: id, type, explanation, facts, source, tags, difficulty."""
    library = load_question(
        "type: card\nstem: What?\nanswer: This\nexplanation: Why.\nsource: A book, p. 5\n"
        "tags: [a, b::c]\ndifficulty: hard"
    )
    (question,) = library.topics[0].banks[0].questions
    assert question.id == "the-question"
    assert question.explanation == "Why."
    assert question.source == "A book, p. 5"
    assert question.tags == ("a", "b::c")
    assert question.difficulty == "hard"
    assert question.at is not None
    assert question.facts == ()


def test_where_a_question_was_written_is_no_part_of_it(
    load_question: Callable[[str], Library],
) -> None:
    """``at`` is where it was written; no part of what it says."""
    one, two = (
        load_question(text).topics[0].banks[0].questions[0]
        for text in (
            "type: card\nstem: What?\nanswer: This",
            "answer: This\n\nstem: What?\ntype: card",
        )
    )
    assert one == two
    assert one.at is not two.at


MISTAKES = [
    # options
    ("choice", "options: [key: a]", ["option-count"]),
    ("choice", "options: [a, b]", ["no-key"]),
    ("choice", "options: [key: a, key: b]", ["two-keys"]),
    ("choice", "options: [a, key: A]", ["equal-options"]),
    ("choice", "options: [a  b, key: 'A B']", ["equal-options"]),
    ("choice", "options: ['*a*', key: a]", ["equal-options"]),
    ("choice", "options: [STRASSE, key: straße]", ["equal-options"]),
    ("choice", "options: [a, {text: b, key: b}]", ["option-text"]),
    ("choice", "options: [a, {feedback: b}, key: c]", ["missing-key"]),
    ("choice", "options: [a, {key: b, pin: first}]", ["unknown-value"]),
    ("choice", "options: [1, 2, 3, 4, 5, 6, 7, 8, key: 9]", ["option-count"]),
    ("choice", "options: [1, 2, 3, 4, 5, 6, 7, key: 8]", []),
    ("multi", "options: [a, b]", ["no-key"]),
    ("multi", "options: [key: a, key: b]", []),
    ("multi", "options: [key: a]", ["option-count"]),
    # a statement
    ("truefalse", "answer: true", ["no-explanation"]),
    # short answers
    ("short", "answer: a\nreject: [b]", []),
    ("short", "answer: a\nreject: [A]", ["accepted-and-rejected"]),
    ("short", "answer: a\naccept: [b]\nreject: [c, B, a]", ["accepted-and-rejected"] * 2),
    # dates
    ("date", "answer: 2024\nyear_given: true", ["year-given"]),
    ("date", "answer: 2024\nyear_given: false", []),
    ("date", "answer: 2024-10\nyear_given: true", []),
    # gaps
    ("cloze", "text: none", ["no-gap"]),
    ("cloze", "text: '[[]]'", ["empty-gap"]),
    ("cloze", "text: '[[ ]]'", ["empty-gap"]),
    ("cloze", "text: '[[a|]] [[|b]]'", ["empty-gap", "empty-gap"]),
    ("cloze", "text: '[[::a]]'", ["empty-gap"]),
    ("cloze", "text: '[[a]] [[b'", ["open-gap"]),
    ("cloze", "text: 'a]] [[b]]'", ["open-gap"]),
    ("cloze", "text: '[[a [[b]]'", ["open-gap"]),
    ("cloze", "text: '[[a'", ["no-gap", "open-gap"]),
    ("cloze", f"text: '{'[[a]] ' * 20}'", []),
    ("cloze", f"text: '{'[[a]] ' * 21}'", ["gap-count"]),
    # order
    ("order", "items: [a, b]", ["item-count"]),
    ("order", "items: [a, b, c]", []),
    ("order", "items: [a, b, B]", ["equal-items"]),
    ("order", "items: [1, 2, 3, 4, 5, 6, 7, 8]", []),
    ("order", "items: [1, 2, 3, 4, 5, 6, 7, 8, 9]", ["item-count"]),
    # match
    ("match", "pairs: {a: b}", ["pair-count"]),
    ("match", "pairs: {a: b, c: d}", []),
    ("match", "pairs: {a: b, c: B}", ["equal-pairs"]),
    ("match", "pairs: {a: b, A: c}", ["equal-pairs"]),
    ("match", "pairs: {a: b, c: d}\nextra: [e, d, E]", ["equal-extra", "equal-extra"]),
    ("match", "pairs: {a: b, c: d}\nextra: [1, 2, 3, 4, 5, 6, 7, 8, 9]", ["pair-count"]),
    ("match", "pairs: {a: a, c: c}", []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "own", "expected"), MISTAKES)
def test_what_is_wrong_with_one_by_itself(
    kind: str, own: str, expected: list[str], load_question: Callable[[str], Library]
) -> None:
    stem = "" if kind == "cloze" else "stem: What?\n"
    assert codes(load_question(f"type: {kind}\n{stem}{own}")) == expected


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_named_as_it_is_listed(kind: str) -> None:
    """Every question type by the name that an author writes as ``type``."""
    assert TYPES[kind].type == kind
    assert issubclass(TYPES[kind], Question)
    assert TYPES[kind].__doc__
