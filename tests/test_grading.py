"""Replies to forms: what is right, what the note says, and which replies are a caller's bug."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grading.readings import graded, typed_cases
from grading.strategies import expected, replies
from quizgen.grading import (
    Arranged,
    Grade,
    Paired,
    Picked,
    Recalled,
    Reply,
    Typed,
    Verdict,
    grade,
    key,
    match,
)
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
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
from quizgen.model.values import Number, PartialDate

RIGHT = Grade(Verdict.RIGHT)
PROMPT = Markup("?")


def option(text: str, right: bool = False) -> Option:
    return Option(Markup(text), right)


REVEAL = Reveal(PROMPT, Markup("!"))
ONE = Pick(PROMPT, (option("a"), option("b", right=True), option("c")))
MANY = Pick(PROMPT, (option("*a*", True), option("b"), option("c", True), option("d")), many=True)
TYPED = TypeIn(PROMPT, ExpectedWords("State Duma"))
BLANKS = Blanks(
    (
        Gap(ExpectedWords("North Korea"), "North Korea"),
        Markup(" sent "),
        Gap(ExpectedNumber(Number(Fraction(10_000), "10,000", "troops")), "10,000 troops"),
        Markup(" after "),
        Gap(ExpectedDate(PartialDate(2024, 10, 24)), "October 24"),
    )
)
ORDER = Arrange(PROMPT, (Markup("first"), Markup("same"), Markup("*same*"), Markup("last")))
PAIRS = Pair(
    PROMPT,
    ((Markup("Seoul"), Markup("south")), (Markup("Busan"), Markup("south")), (Markup("P"), PROMPT)),
    extra=(Markup("west"),),
)
FORMS: list[Form] = [REVEAL, ONE, MANY, TYPED, BLANKS, ORDER, PAIRS]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_the_key_is_right(form: Form) -> None:
    assert grade(form, key(form)) == RIGHT


@pytest.mark.parametrize("form", FORMS, ids=lambda form: type(form).__name__)
def test_a_reply_of_another_kind_is_a_bug(form: Form) -> None:
    replies: list[Reply] = [
        Recalled(True),
        Picked(frozenset()),
        Typed(()),
        Arranged(()),
        Paired(()),
    ]
    for reply in replies:
        if type(reply) is not type(key(form)):
            with pytest.raises(TypeError):
                grade(form, reply)


@pytest.mark.parametrize(
    ("form", "reply"),
    [
        (ONE, Picked(frozenset({3}))),
        (ONE, Picked(frozenset({-1}))),
        (ONE, Picked(frozenset({0, 1}))),
        (MANY, Picked(frozenset({0, 4}))),
        (TYPED, Typed(())),
        (TYPED, Typed(("a", "b"))),
        (BLANKS, Typed(("a",))),
        (ORDER, Arranged((0, 1, 2))),
        (ORDER, Arranged((0, 1, 2, 2))),
        (ORDER, Arranged((0, 1, 2, 4))),
        (PAIRS, Paired((0, 1))),
        (PAIRS, Paired((0, 1, 4))),
        (PAIRS, Paired((0, 1, -1))),
    ],
)
def test_a_reply_that_does_not_fit_is_a_bug(form: Form, reply: Reply) -> None:
    with pytest.raises(ValueError, match="expected"):
        grade(form, reply)


def test_recall_is_as_the_learner_says() -> None:
    assert grade(REVEAL, Recalled(True)) == RIGHT
    assert grade(REVEAL, Recalled(False)) == Grade(Verdict.WRONG)


def test_one_pick_is_the_right_one_or_not() -> None:
    assert grade(ONE, Picked(frozenset({0}))) == Grade(Verdict.WRONG)
    assert grade(ONE, Picked(frozenset())) == Grade(Verdict.WRONG)


@pytest.mark.parametrize(
    ("picked", "note"),
    [
        ({0}, "Missed: “c”."),
        ({0, 1, 2}, "Wrong: “b”."),
        ({1, 3}, "Missed: “a”, “c”. Wrong: “b”, “d”."),
        (set(), "Missed: “a”, “c”."),
    ],
)
def test_many_picks_are_all_or_nothing(picked: set[int], note: str) -> None:
    assert grade(MANY, Picked(frozenset(picked))) == Grade(Verdict.WRONG, note)


def test_where_nothing_is_right_nothing_is_to_be_picked() -> None:
    form = Pick(PROMPT, (option("a"), option("b")), many=True)
    assert grade(form, key(form)) == RIGHT
    with pytest.raises(ValueError, match="no option is right"):
        key(Pick(PROMPT, (option("a"), option("b"))))


def test_gaps_are_graded_each_and_accepted_together() -> None:
    texts = ("north korea", "ten thousand", "24 October 2024")
    assert grade(BLANKS, Typed(texts)) == RIGHT
    found = grade(BLANKS, Typed(("Noth Korea", *texts[1:])))
    assert found.verdict is Verdict.WRONG  # a direction is never a slip
    found = grade(BLANKS, Typed(("North Koera", *texts[1:])))
    assert (found.verdict, found.note) == (Verdict.SLIP, "Gap 1: It is spelled “North Korea”.")
    found = grade(BLANKS, Typed(("South Korea", "9,000", texts[2])))
    assert (found.verdict, found.note) == (Verdict.WRONG, "Gap 1: wrong. Gap 2: Too low.")
    assert [each.verdict for each in found.gaps] == ["wrong", "wrong", "right"]


def test_what_stands_in_the_text_is_right_in_its_gap() -> None:
    assert grade(BLANKS, Typed(("North Korea", "10,000 troops", "October 24"))) == RIGHT


def test_the_answer_of_another_gap_is_no_slip() -> None:
    form = Blanks(
        (Gap(ExpectedWords("Kharkiv"), "Kharkiv"), Gap(ExpectedWords("Kharkov"), "Kharkov"))
    )
    found = grade(form, Typed(("Kharkov", "Kharkiv")))
    assert [each.verdict for each in found.gaps] == [Verdict.WRONG, Verdict.WRONG]


def test_the_only_gap_needs_no_number() -> None:
    form = Blanks((Markup("It was "), Gap(ExpectedWords("Paris"), "Paris")))
    assert grade(form, Typed(("Parsi",))).note == "It is spelled “Paris”."


def test_items_that_read_the_same_may_change_places() -> None:
    assert grade(ORDER, Arranged((0, 2, 1, 3))) == RIGHT


def test_the_note_on_an_order_says_how_far_it_is_right() -> None:
    assert grade(ORDER, Arranged((0, 3, 2, 1))) == Grade(
        Verdict.WRONG, "2 of 4 are in the right place; the first one that is not is “last”."
    )


def test_equal_right_texts_count_as_the_same() -> None:
    assert grade(PAIRS, Paired((1, 0, 2))) == RIGHT


def test_the_note_on_pairs_names_what_was_paired_wrong() -> None:
    assert grade(PAIRS, Paired((3, 1, 0))) == Grade(Verdict.WRONG, "Paired wrong: “Seoul”, “P”.")


@given(expected, replies)
@example(ExpectedWords("\u200b"), "\u200c")
@example(ExpectedWords("a"), "\ud800")
def test_any_text_can_be_graded(key: Expected, text: str) -> None:
    grade = match(key, text)
    assert (grade.verdict is Verdict.SLIP) <= bool(grade.note)


@given(expected, st.text(" \t\n\u2003", max_size=5))
def test_nothing_typed_is_wrong_and_not_talked_about(key: Expected, blank: str) -> None:
    grade = match(key, blank)
    assert (grade.verdict, grade.note) == (Verdict.WRONG, "")


# -- what holds of every answer that is words -----------------------------------------------------

WORDS = "river Thames copper sulfate Nobel Dvořák Zürich naïve 17 1848 42nd x-ray O’Brien".split()
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(phrases)
def test_how_a_key_is_typed_does_not_matter(key: str) -> None:
    """Its case, decomposed accents, full width, dashes, quotes, spaces and a full stop."""
    for text in (
        key.upper(),
        key.lower(),
        key.title(),
        unicodedata.normalize("NFD", key),
        key.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
        key.replace("-", "–"),
        key.replace("-", "\u2011"),
        key.replace("’", "'"),
        f"“{key}”",
        f"  {key}.\n",
    ):
        assert match(ExpectedWords(key), text).verdict is Verdict.RIGHT, text


@given(phrases)
def test_accents_may_be_left_out_of_names(key: str) -> None:
    bare = unicodedata.normalize("NFD", key).encode("ascii", "ignore").decode()
    if "naïve" not in key and "’" not in key:
        assert match(ExpectedWords(key), bare).verdict is Verdict.RIGHT


@given(phrases, phrases)
@example("increases", "decreases")
@example("guilty", "guilty as charged")
@example("Paris", "Lyon")
def test_a_negation_or_a_choice_is_never_right(key: str, other: str) -> None:
    texts = [f"not {key}", f"(not) {key}", f"never {key}", f"{key}? No"]
    if not set(other.split()) <= set(key.split()):
        texts += [f"{key} or {other}", f"{other} or {key}", f"{key} (or {other})", f"{key}/{other}"]
    for text in texts:
        assert not match(ExpectedWords(key), text).accepted, text


@given(phrases.filter(lambda key: any(map(str.isdigit, key))), st.data())
def test_a_digit_changed_is_never_right(key: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([at for at, sign in enumerate(key) if sign.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != key[at]]))
    assert not match(ExpectedWords(key), key[:at] + other + key[at + 1 :]).accepted


@given(st.integers(1, 10**7), st.sampled_from("0123456789"), st.data())
def test_no_other_figure_is_right(number: int, digit: str, data: st.DataObject) -> None:
    text = str(number)
    at = data.draw(st.integers(0, len(text) - 1))
    changed = text[:at] + digit + text[at + 1 :]
    if changed != text:
        expected = ExpectedNumber(Number(Fraction(number), text))
        assert not match(expected, changed).accepted or int(changed) == number


@pytest.mark.parametrize("name", sorted({case["class"] for case in typed_cases()}))
def test_typed_answers_by_class(name: str) -> None:
    """The cases of a class; ``benchmarks/typed.py`` prints the same file."""
    met = {
        "A": {Verdict.RIGHT, Verdict.SLIP, Verdict.ASK},
        "P": {Verdict.ASK},
        "R": {Verdict.ASK, Verdict.WRONG},
    }
    otherwise = [
        (case["key"], case["input"], case["expected"], found.verdict, found.note)
        for case in typed_cases()
        if case["class"] == name
        for found in [graded(case)]
        if found.verdict not in met[case["expected"]]
    ]
    assert otherwise == []
