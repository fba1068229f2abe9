"""Notations of numbers that are no English numerals."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading.notations import (
    grouped_by_four,
    is_nearly,
    other_readings,
    respelt,
    swap_separators,
)

READ = [
    ("3,5", "3.5"),
    ("0,125", "0.125"),
    ("7.654.321", "7654321"),
    ("1.234,5", "1234.5"),
    ("3,086·10^16", "3.086·10^16"),
    ("6'2\"", "6 ft 2 in"),
    ("6'", "6 ft"),
    ("6 ft 2", "6 ft 2 in"),
    ('11"', "11 in"),
    ("2h15", "2 h 15 min"),
    ("2 h 15 m", "2 h 15 min"),
    ("10 below zero", "-10"),
    ("10 degrees below zero", "-10 degrees"),
]


@pytest.mark.parametrize(("text", "english"), READ)
def test_what_is_read_in_another_way(text: str, english: str) -> None:
    assert english in list(other_readings(text))


@pytest.mark.parametrize("text", ["1.000", "1,000", "12,345", "10'000", "1.5", "12:30", "3", ""])
def test_what_reads_as_english_is_left_alone(text: str) -> None:
    assert list(other_readings(text)) == []


def test_a_clock_is_read_only_where_a_time_is_asked_for() -> None:
    assert list(other_readings("2:30", is_time=True)) == ["2 h 30 min", "2 min 30 s"]
    assert list(other_readings("1:02:30", is_time=True)) == ["62 min 30 s"]


def test_digits_grouped_by_four() -> None:
    assert grouped_by_four("12,0000") == "120000"
    assert grouped_by_four("12,000") == ""


def test_misspelt_number_words() -> None:
    assert respelt("fourty two") == ("forty two", "forty")
    assert respelt("five milion") == ("five million", "million")
    assert respelt("fourth") == ("fourth", "")
    assert not is_nearly("seven", "eleven")


def test_separators_change_places() -> None:
    assert swap_separators("1.234,5 km") == "1,234.5 km"


@pytest.mark.parametrize("name", ["notations", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
