"""Replies in texts: what they name, and what becomes of those that name nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readings import check_readings
from quizgen.grading import grade, key
from quizgen.grading.replies import Arranged, Grade, Paired, Picked, Recalled, Typed, Verdict
from quizgen.grading.texts import Said, read_reply
from quizgen.model.blocks import to_plain
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedWords,
    Form,
    Gap,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Question
from strategies import questions

PROMPT = Markup("What?")
CARD = Reveal(PROMPT, Markup("**Tokyo**"))
ONE = Pick(
    PROMPT, tuple(Option(Markup(text), text == "*Oslo*") for text in ("Rome", "*Oslo*", "A"))
)
MANY = Pick(PROMPT, tuple(Option(Markup(text), text < "c") for text in "abc"), many=True)
TRUTH = Pick(PROMPT, (Option(Markup("True"), True), Option(Markup("False"), False)))
WORDS = TypeIn(PROMPT, ExpectedWords("Paris"))
GAPS = Blanks((Markup("The "), Gap(ExpectedWords("a"), "a"), Gap(ExpectedWords("b"), "b")))
ORDER = Arrange(PROMPT, (Markup("one"), Markup("two"), Markup("three")))
PAIRS = Pair(PROMPT, ((Markup("l1"), Markup("r1")), (Markup("l2"), Markup("r2"))), (Markup("r3"),))

REPLIES: list[tuple[Form, Said, object]] = [
    (CARD, True, Recalled(True)),
    (CARD, False, Recalled(False)),
    (ONE, "Oslo", Picked(frozenset({1}))),
    (ONE, "  oSLO ", Picked(frozenset({1}))),
    (ONE, "*Oslo*", Picked(frozenset({1}))),
    (ONE, "A", Picked(frozenset({2}))),
    (ONE, ["Rome"], Picked(frozenset({0}))),
    (MANY, ["b", "a"], Picked(frozenset({0, 1}))),
    (MANY, "c", Picked(frozenset({2}))),
    (MANY, [], Picked(frozenset())),
    (TRUTH, "true", Picked(frozenset({0}))),
    (TRUTH, False, Picked(frozenset({1}))),
    (WORDS, " pariss", Typed((" pariss",))),
    (WORDS, ["Paris"], Typed(("Paris",))),
    (GAPS, ["a", "x"], Typed(("a", "x"))),
    (ORDER, ["Two", "one", "three"], Arranged((1, 0, 2))),
    (PAIRS, {"l2": "r3", "L1": "r1"}, Paired((0, 2))),
    (PAIRS, [("l1", "r2"), ("l2", "r1")], Paired((1, 0))),
]


@pytest.mark.parametrize(("form", "said", "expected"), REPLIES)
def test_texts_name_what_they_read_like(form: Form, said: Said, expected: object) -> None:
    """Whatever their case, marks and spaces; what was typed stays as it is."""
    assert read_reply(form, said) == expected


STRANGE: list[tuple[Form, Said, str]] = [
    (ONE, "Paris", "“Paris” is not one of the options."),
    (ONE, "B", "“B” is not one of the options."),
    (MANY, ["a", "d"], "“d” is not one of the options."),
    (TRUTH, "yes", "“yes” is not one of the options."),
    (ORDER, ["one", "four", "two"], "“four” is not one of the options."),
    (ORDER, ["one"], "Missing: “two”, “three”."),
    (ORDER, ["one", "two", "three", "one"], "An item is there twice."),
    (PAIRS, {"l1": "r1"}, "Without a partner: “l2”."),
    (PAIRS, {"l1": "r1", "l2": "r9"}, "“r9” is not one of the options."),
    (PAIRS, {"l1": "r1", "l3": "r2"}, "“l3” is not one of the options."),
]


@pytest.mark.parametrize(("form", "said", "note"), STRANGE)
def test_what_was_never_offered_is_wrong(form: Form, said: Said, note: str) -> None:
    """It may have been typed by a learner, who is told what is the matter."""
    assert read_reply(form, said) == Grade(Verdict.WRONG, note)


def test_of_a_card_only_the_learner_can_tell() -> None:
    """Unless they wrote the very answer."""
    assert read_reply(CARD, "tokyo") == Grade(Verdict.RIGHT)
    found = read_reply(CARD, "Edo")
    assert isinstance(found, Grade)
    assert (found.verdict, found.nearest) == (Verdict.ASK, "Tokyo")
    assert found.question == "You wrote “Edo”; the answer is “Tokyo”. Count it?"


OTHERS: list[tuple[Form, object, type[Exception]]] = [
    (WORDS, 1969, TypeError),
    (WORDS, None, TypeError),
    (WORDS, True, TypeError),
    (WORDS, ["a", "b"], ValueError),
    (WORDS, {"a": "b"}, TypeError),
    (GAPS, "a", ValueError),
    (GAPS, ["a", 1], TypeError),
    (ONE, 1, TypeError),
    (ORDER, {"one": "two"}, TypeError),
    (PAIRS, "l1", TypeError),
    (PAIRS, True, TypeError),
    (PAIRS, ["l1", "r1"], TypeError),
    (PAIRS, [("l1", "r1", "r2")], TypeError),
    (CARD, 1, TypeError),
]


@pytest.mark.parametrize(("form", "said", "error"), OTHERS)
def test_a_reply_of_another_kind_is_a_bug_of_the_caller(
    form: Form, said: Said, error: type[Exception]
) -> None:
    with pytest.raises(error, match="expected"):
        read_reply(form, said)


def shown(form: Form) -> Said:
    """The right reply to ``form``, in its texts."""
    match form:
        case Reveal():
            return to_plain(form.answer)
        case Pick():
            return [to_plain(option.text) for option in form.options if option.right]
        case TypeIn() | Blanks():
            texts = key(form)
            assert isinstance(texts, Typed)
            return list(texts.texts)
        case Arrange():
            return [to_plain(item) for item in form.items]
        case Pair():
            return [(to_plain(left), to_plain(right)) for left, right in form.pairs]


@given(questions)
def test_the_key_in_texts_is_right(question: Question) -> None:
    """Of every question, whatever its type."""
    form = question.form()
    found = read_reply(form, shown(form))
    assert (found if isinstance(found, Grade) else grade(form, found)).verdict is Verdict.RIGHT


@given(questions, st.text())
def test_any_text_is_graded_or_refused(question: Question, text: str) -> None:
    """Of a kind that the question does not ask for, with the errors that are documented."""
    form = question.form()
    try:
        found = read_reply(form, text)
    except (TypeError, ValueError):
        assert isinstance(form, Blanks | Pair)
    else:
        assert isinstance(found, Grade) or grade(form, found)


@pytest.mark.parametrize("name", ["graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
