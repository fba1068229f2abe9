"""What learners type, case by case and for any text whatever."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.support import ALL_TYPES, FakeQuestion, candidates, candidates_of, spelled
from quizgen.grading import Arranged, Grade, Paired, Picked, Recalled, Typed, grade, key
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedRange,
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
from quizgen.quiz.dialogue import Ask, Command, Meaning, Ready, Unclear, interpret, labels
from quizgen.quiz.items import Item, present
from quizgen.quiz.session import fits


def pick(*texts: str, many: bool = False) -> Pick:
    options = tuple(Option(Markup(text), number == 0) for number, text in enumerate(texts))
    return Pick(Markup("Which?"), options, many=many)


FORMS: dict[str, Form] = {
    "one": pick("Ash", "12", "Oak", "None of these"),
    "digits": pick("3", "1", "2"),
    "many": pick("one", "two", "three", "four", many=True),
    "twelve": pick(*(f"month {chr(97 + number)}" for number in range(12))),
    "twelve many": pick(*(f"month {chr(97 + number)}" for number in range(12)), many=True),
    "true": pick("True", "False"),
    "typed": TypeIn(Markup("Which?"), ExpectedWords("Paris")),
    "letter": TypeIn(Markup("Which?"), ExpectedWords("S.")),
    "gaps": Blanks(
        (Gap(ExpectedWords("a"), "a"), Markup(" and "), Gap(ExpectedWords("b"), "b", "hint"))
    ),
    "order": Arrange(Markup("Put."), (Markup("i"), Markup("j"), Markup("k"))),
    "pairs": Pair(
        Markup("Match."),
        tuple((Markup(left), Markup(left.upper())) for left in "xyz"),
        (Markup("W"),),
    ),
    "again": Pair(
        Markup("Match."),
        (
            (Markup("x"), Markup("A")),
            (Markup("y"), Markup("A")),
            (Markup("z"), Markup("B")),
        ),
    ),
    "case": pick("AA", "Aa", "aa", "Other"),
    "card": Reveal(Markup("Front"), Markup("Back")),
}


def item_of(form: Form) -> Item:
    """``form`` with its parts shown in the order written."""
    candidate = candidates(ALL_TYPES)[0]
    match form:
        case Pick():
            return Item(candidate, form, tuple(range(len(form.options))))
        case Arrange():
            return Item(candidate, form, tuple(range(len(form.items))))
        case Pair():
            return Item(candidate, form, form.offered)
        case _:
            return Item(candidate, form)


def cases() -> list[tuple[str, list[str], str]]:
    table = (Path(__file__).parent / "replies.txt").read_text("utf-8")
    found = []
    for line in table.splitlines():
        if line and not line.startswith("#"):
            form, rest = line.split(":", 1)
            typed, meaning = rest.split("=>")
            found.append((form, typed[1:-1].split(" / "), meaning))
    return found


def described(meaning: Meaning) -> str:
    match meaning:
        case Ready(Picked(options)):
            return " ".join(["picked", *map(str, sorted(options))])
        case Ready(Typed(texts)):
            return f"typed {'|'.join(texts)}"
        case Ready(Arranged(numbers)):
            return " ".join(["arranged", *map(str, numbers)])
        case Ready(Paired(numbers)):
            return " ".join(["paired", *map(str, numbers)])
        case Ready(Recalled(right)):
            return f"recalled {'yes' if right else 'no'}"
        case _:
            return (meaning if isinstance(meaning, Command) else type(meaning).__name__).lower()


@pytest.mark.parametrize(("form", "lines", "meaning"), cases())
def test_what_is_typed(form: str, lines: list[str], meaning: str) -> None:
    assert described(interpret(item_of(FORMS[form]), lines)) == meaning.strip()


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_line_is_asked_for_first(form: Form) -> None:
    asked = interpret(item_of(form), [])
    assert isinstance(asked, Ask)
    assert asked.wanted


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(line=st.text(), before=st.lists(st.text(max_size=3), max_size=1))
def test_any_line_is_understood_or_asked_for_again(
    form: Form, line: str, before: list[str]
) -> None:
    item = item_of(form)
    expected = interpret(item, before)
    if not (before and isinstance(expected, Ask)):
        before = []
    meaning = interpret(item, [*before, line])
    if isinstance(meaning, Ready):
        assert fits(form, meaning.reply)
        assert isinstance(grade(form, meaning.reply), Grade)
    elif isinstance(meaning, Unclear):
        assert meaning.expected.endswith(".")


@given(seed=st.integers(0, 10**6))
def test_the_key_given_by_what_is_shown_is_right(seed: int) -> None:
    for candidate in candidates(ALL_TYPES):
        item = present(candidate, Random(seed))
        meaning = interpret(item, spelled(item, key(item.form)))
        assert isinstance(meaning, Ready)
        assert grade(item.form, meaning.reply).accepted


@given(seed=st.integers(0, 10**6), right=st.integers(0, 3))
def test_options_may_be_named_by_their_letter_or_by_their_text(seed: int, right: int) -> None:
    form = FORMS["one"]
    assert isinstance(form, Pick)
    item = present(candidates_of(FakeQuestion(form))[0], Random(seed))
    letter = labels(item)[item.shown.index(right)]
    picked = Ready(Picked(frozenset({right})))
    assert interpret(item, [letter]) == interpret(item, [form.options[right].text]) == picked


FIVE_KM = ExpectedNumber(Number(Fraction(5), "5", "km"))
YEAR = ExpectedDate(PartialDate(1999))


@pytest.mark.parametrize(
    ("expected", "wanted"),
    [
        (ExpectedWords("x"), "Answer"),
        (ExpectedDate(PartialDate(1999, 3, 5)), "Date"),
        (ExpectedDate(PartialDate(1999, 3)), "Month"),
        (ExpectedDate(PartialDate(1999)), "Year"),
        (ExpectedNumber(Number(Fraction(5), "5")), "Number"),
        (ExpectedNumber(Number(Fraction(5), "5", "km")), "Number: … km"),
        (ExpectedNumber(Number(Fraction(5), "5", "km", "over")), "Number: over … km"),
        (ExpectedRange(FIVE_KM, FIVE_KM, "5 km"), "Range: … km"),
        (ExpectedRange(FIVE_KM, FIVE_KM, "5 km", within=True), "Range, or what is within: … km"),
        (ExpectedRange(YEAR, YEAR, "1999"), "Range"),
    ],
)
def test_the_prompt_says_what_is_to_be_typed(expected: Expected, wanted: str) -> None:
    """And nothing of the answer."""
    assert interpret(item_of(TypeIn(Markup("?"), expected)), []) == Ask(wanted, typed=True)
