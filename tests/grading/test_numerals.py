"""Numerals: numbers spelled out by another hand are read back."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readings import check_readings
from quizgen.grading import numerals

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(value: int, joint: str = " and ", hyphen: str = "-") -> str:
    """``value``, below a trillion, in words."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= scale:
            rest = value % scale
            tail = (joint if rest < 100 else " ") + spelled(rest, joint, hyphen) if rest else ""
            return f"{spelled(value // scale, joint, hyphen)} {name}{tail}"
    if value >= 100:
        rest = joint + spelled(value % 100, joint, hyphen) if value % 100 else ""
        return f"{SMALL.split()[value // 100]} hundred{rest}"
    if value >= 20:
        unit = hyphen + SMALL.split()[value % 10] if value % 10 else ""
        return TENS.split()[value // 10] + unit
    return SMALL.split()[value]


def whole(text: str) -> list[Fraction]:
    """The values of ``text`` as one numeral from end to end."""
    return [value for value, end in numerals.read(text) if end == len(text)]


@given(st.integers(0, 10**12 - 1), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))
def test_cardinals_in_words(value: int, joint: str, hyphen: str) -> None:
    assert whole(spelled(value, joint, hyphen)) == [value]


@given(st.integers(1010, 9999).filter(lambda year: year % 100 > 9))
def test_years_in_words(year: int) -> None:
    assert whole(f"{spelled(year // 100)} {spelled(year % 100)}") == [year]


@given(st.integers(-(10**30), 10**30))
def test_cardinals_in_groups(value: int) -> None:
    assert whole(f"{value:,}") == [value]
    assert whole(f"{value:,}".replace(",", " ")) == [value]


@given(st.decimals(-(10**9), 10**9, places=4))
def test_decimals(value: object) -> None:
    assert whole(str(value)) == [Fraction(str(value))]


@given(st.integers(1, 999), st.integers(-300, 300))
def test_powers_of_ten(digits: int, exponent: int) -> None:
    expected = [digits * Fraction(10) ** exponent]
    assert whole(f"{digits}e{exponent}") == expected
    assert whole(f"{digits} × 10^{exponent}") == expected
    assert whole(f"{digits}*10**{exponent}") == expected


@pytest.mark.parametrize(
    "text", ["", "a", "third", "1,00", "1.000.000", "2,5", "and", "point", "hundredth", "-", "e5"]
)
def test_what_is_no_numeral(text: str) -> None:
    assert numerals.read(text) == []


def test_a_letter_may_be_a_scale_or_a_unit() -> None:
    assert numerals.read("5 m") == [(5_000_000, 3), (5, 1)]


def test_within_words_a_name_is_no_number() -> None:
    assert numerals.spoken("007", 0) is None
    assert numerals.spoken("3.10", 0) is None
    assert numerals.spoken("10,000 troops", 0) == (10_000, 6)


def test_ordinals() -> None:
    assert numerals.ordinal("twenty-first century", 0) == (21, 12)
    assert numerals.ordinal("third", 0) == (3, 5)
    assert numerals.ordinal("twenty", 0) is None


@pytest.mark.parametrize("name", ["numerals", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
