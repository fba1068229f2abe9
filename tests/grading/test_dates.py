"""Typed dates, case by case, and what holds of them all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readings import check_readings
from grading.strategies import days
from grading.tables import Case, cases, check
from quizgen.grading import Verdict, match
from quizgen.model.forms import ExpectedDate
from quizgen.model.values import PartialDate


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("dates.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    day = ExpectedDate(PartialDate.parse(case["date"]), case.get("year_given") == "true")
    check(case, day, reply, verdict)


@pytest.mark.parametrize(
    ("reply", "note"),
    [
        ("25 October 2024", "The day is not right."),
        ("24 November 2023", "The year and the month are not right."),
        ("31 November 2024", "November has 30 days, not 31."),
        ("2024-13-01", "There is no month 13."),
        ("October", "The year and the day are missing."),
        ("2024", "The month and the day are missing."),
        ("October 2024", "The day is missing."),
        ("the 2020s", "The question asks for a more precise date."),
        ("Monday", "That does not read as a date, such as July 20, 1969."),
        ("Friday, October 24, 2024", "October 24, 2024 was a Thursday."),
        ("24 Octobr 2024", "It is spelled “October”."),
        ("24/10/24", "The year in full is 2024."),
        ("32 October 2024", "October has 31 days, not 32."),
        ("soon", "That does not read as a date, such as July 20, 1969."),
    ],
)
def test_the_note_says_what_is_the_matter(reply: str, note: str) -> None:
    assert match(ExpectedDate(PartialDate(2024, 10, 24)), reply).note == note


def test_a_date_that_could_be_read_either_way_says_so() -> None:
    grade = match(ExpectedDate(PartialDate(2024, 5, 4)), "04/05/2024")
    assert grade.verdict is Verdict.ASK
    assert "May 4, 2024" in grade.question


@given(days, st.booleans())
def test_a_date_as_it_is_shown_or_stored_is_right(day: PartialDate, year_given: bool) -> None:
    for text in (str(day), day.iso()):
        assert match(ExpectedDate(day, year_given), text).verdict is Verdict.RIGHT


@given(st.dates(), st.dates())
def test_no_other_day_is_accepted(asked: date, typed: date) -> None:
    day = ExpectedDate(PartialDate(asked.year, asked.month, asked.day), year_given=True)
    for text in (typed.isoformat(), f"{typed.day} {typed:%B} {typed.year}"):
        assert match(day, text).accepted == (asked == typed)


@pytest.mark.parametrize("name", ["dates", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
