"""Typed numbers, case by case, and what holds of them all."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grading.readings import check_readings
from grading.strategies import numbers, tolerances, written
from grading.tables import Case, cases, check
from quizgen.grading import Verdict, match
from quizgen.model.forms import ExpectedNumber
from quizgen.model.values import Decimal, Number, Tolerance


def quantity(case: Case) -> ExpectedNumber:
    value = Decimal.parse(case["number"])
    written = case.get("written", value.written)
    number = Number(value.value, written, case.get("unit", ""), case.get("qualifier", ""))
    tolerance = Tolerance.parse(case["tolerance"]) if "tolerance" in case else None
    return ExpectedNumber(number, tolerance)


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("numbers.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    check(case, quantity(case), reply, verdict)


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        ("9,000 troops", "Too low."),
        ("11,000", "Too high."),
        ("10,000 km", "The unit is “troops”, not “km”."),
        ("10.000", "A comma groups thousands here, and a point marks decimals."),
        ("lots", "That does not read as a number."),
        ("10,000 soldiers", "The unit is “troops”."),
        ("under 10,000", "The figure is right, but it is “over 10000 troops”."),
    ],
)
def test_the_note_says_what_is_the_matter(reply: str, note: str) -> None:
    asked = quantity({"number": "10000", "unit": "troops", "qualifier": "over"})
    assert match(asked, reply).note == note


@pytest.mark.parametrize(
    "text",
    [
        "1e999999999",
        "10^999999999",
        "9" * 150,
        "9" * 1_000_000,
        "1/" + "9" * 190,
        "1" + ",000" * 45,
        "million " * 24,
        "one hundred " * 16,
        "5 " + "square " * 20 + "km",
        "5 km^4^4^4^4",
        "a " * 99,
        "half a " * 28,
        "over " * 39 + "5",
        "1 km " * 39,
    ],
)
def test_a_number_beyond_all_measure_costs_nothing(text: str) -> None:
    asked = quantity({"number": "10000", "unit": "km"})
    assert match(asked, text).verdict is Verdict.WRONG


@given(numbers(), tolerances)
def test_a_number_as_it_is_shown_is_right(number: Number, tolerance: Tolerance | None) -> None:
    quantity = ExpectedNumber(number, tolerance)
    for text in (str(number), number.written, f"{number.written} {number.unit}"):
        assert match(quantity, text).verdict is Verdict.RIGHT


@given(written, written, tolerances)
def test_no_figure_beyond_tolerance_is_accepted(
    asked: str, typed: str, tolerance: Tolerance | None
) -> None:
    number, figure = Decimal.parse(asked), Decimal.parse(typed)
    off = abs(figure.value - number.value)
    within = off <= (tolerance.around(number.value) if tolerance else 0)
    grade = match(ExpectedNumber(Number(number.value, number.written), tolerance), typed)
    assert grade.accepted == within


@given(
    written,
    st.fractions(Fraction(1, 2), 2),
    st.sampled_from(
        [("km", "miles", "1.609344"), ("kg", "lb", "0.45359237"), ("h", "min", "0.016666666667")]
    ),
)
def test_no_converted_figure_is_accepted_beyond_the_slack(
    asked: str, factor: Fraction, pair: tuple[str, str, str]
) -> None:
    number = Decimal.parse(asked)
    unit, other, size = pair
    assume(number.value > 1)
    typed = f"{float(number.value / Fraction(size) * factor):.9f}"
    converted = Decimal.parse(typed).value * Fraction(size)
    grade = match(ExpectedNumber(Number(number.value, asked, unit)), f"{typed} {other}")
    assert grade.accepted == (abs(converted - number.value) <= number.value * Fraction(5, 1000))


@pytest.mark.parametrize("reply", ["5 milion", "5 thousnd", "5 milions"])
def test_a_misspelt_scale_is_no_unit_to_be_overlooked(reply: str) -> None:
    """It makes another number, where another word behind the number would not count."""
    value = Decimal.parse("5")
    expected = ExpectedNumber(Number(value.value, value.written, "", ""), None)
    assert match(expected, reply).verdict is Verdict.WRONG
    assert match(expected, "5 apples").verdict is Verdict.SLIP


@pytest.mark.parametrize("name", ["numbers", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
