"""Ranges as an author writes them: with a word or a dash, from the lower end to the higher one."""

from __future__ import annotations

import pytest

from quizgen.model.ranges import DateRange, NumberRange, parse_amount, parse_when
from quizgen.model.values import Decimal, PartialDate

AMOUNTS = [
    ("60 to 100", "60", "100"),
    ("60-100", "60", "100"),
    ("60 – 100", "60", "100"),
    ("between 60 and 100", "60", "100"),
    ("-5 to 5", "-5", "5"),
    ("-5 – -2", "-5", "-2"),
    ("1/3 to 1/2", "1/3", "1/2"),
    ("10,000 to 20,000", "10,000", "20,000"),
]


@pytest.mark.parametrize(("text", "low", "high"), AMOUNTS)
def test_a_range_of_numbers(text: str, low: str, high: str) -> None:
    assert parse_amount(text) == NumberRange(Decimal.parse(low), Decimal.parse(high), text)


def test_one_number_is_no_range() -> None:
    for text in ("60", "-5", "1/3", "6.022e-23", "1.5×10^-3"):
        assert parse_amount(text) == Decimal.parse(text)


DATES = [
    ("1914 to 1918", "1914", "1918"),
    ("1914-1918", "1914", "1918"),
    ("1914–1918", "1914", "1918"),
    ("1914-07-28 to 1918-11-11", "1914-07-28", "1918-11-11"),
    ("500 BC to 300 BC", "500 BC", "300 BC"),
    ("44 BC to AD 14", "44 BC", "14 AD"),
    ("1920s to 1940s", "1920s", "1940s"),
]


@pytest.mark.parametrize(("text", "low", "high"), DATES)
def test_a_range_of_dates(text: str, low: str, high: str) -> None:
    parse = PartialDate.parse_any
    found = parse_when(text)
    assert found == DateRange(parse(low), parse(high))
    assert isinstance(found, DateRange)
    assert parse_when(found.iso()) == found


@pytest.mark.parametrize("text", ["1989", "1989-11", "1989-11-09", "44 BC", "19th century"])
def test_one_date_is_no_range(text: str) -> None:
    assert parse_when(text) == PartialDate.parse_any(text)


@pytest.mark.parametrize(
    ("text", "hint"), [("100 to 60", "write “60 to 100”"), ("5 to 5", "write “5”")]
)
def test_a_range_goes_up(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="from the lower to the higher end") as caught:
        parse_amount(text)
    assert caught.value.args[1] == hint
    with pytest.raises(ValueError, match="from the lower to the higher end"):
        parse_when("1918 to 1914")


@pytest.mark.parametrize("text", ["60 to", "to 60", "60 to x", "1 to 2 to 3", "a – b"])
def test_what_is_no_range_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="expected a number"):
        parse_amount(text)
