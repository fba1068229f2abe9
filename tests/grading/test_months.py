"""Names of the months in several languages."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading.months import ENGLISH, month_number

NAMES = {
    1: "January Jan ene janvier gennaio ocak января",
    3: "March Mar marz mars marzo marca март",
    5: "May mai mayo maggio maj травня",
    8: "August aug aout agosto sierpnia августа",
    10: "October Oct okt octubre ottobre pazdziernika октября",
    12: "December dez diciembre dicembre grudnia aralik декабря",
}


@pytest.mark.parametrize(
    ("number", "name"),
    [(number, name) for number, names in NAMES.items() for name in names.split()],
)
def test_month(number: int, name: str) -> None:
    assert month_number(name.lower()) == number


@pytest.mark.parametrize("word", ["", "ma", "monday", "octogon", "x"])
def test_no_month(word: str) -> None:
    assert month_number(word) is None


def test_english_names_come_first() -> None:
    assert all(month_number(name) == number for name, number in ENGLISH.items())
    assert all(month_number(name[:3]) == number for name, number in ENGLISH.items())


@pytest.mark.parametrize("name", ["graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
