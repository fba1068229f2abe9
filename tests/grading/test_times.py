"""Times of day as replies to keys that are words."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading import Verdict
from quizgen.grading.times import compare

RIGHT, ASK, WRONG = Verdict.RIGHT, Verdict.ASK, Verdict.WRONG
CASES = [
    ("3 p.m.", RIGHT, "3pm, 3 PM, 15:00, 3 o'clock in the afternoon, at 3 p.m., three p.m."),
    ("3 p.m.", ASK, "3 o'clock, 3:00"),
    ("3 p.m.", WRONG, "3 a.m., 3:30 pm, 4pm, half past three"),
    ("7:45", RIGHT, "quarter to eight, 7.45, 7:45 am, seven forty-five"),
    ("7:45", ASK, "7:45 pm, 19:45"),
    ("7:45", WRONG, "7:54, quarter past seven, 8:45"),
    ("noon", RIGHT, "12 noon, midday, 12 p.m."),
    ("noon", ASK, "12:00"),
    ("noon", WRONG, "midnight, 11:00"),
    ("midnight", RIGHT, "0:00, 12 a.m., 24:00"),
]


@pytest.mark.parametrize(
    ("key", "reply", "verdict"),
    [(key, reply, verdict) for key, verdict, given in CASES for reply in given.split(", ")],
)
def test_time(key: str, reply: str, verdict: Verdict) -> None:
    grade = compare(key, reply)
    assert grade is not None
    assert grade.verdict is verdict


@pytest.mark.parametrize(
    ("key", "reply"),
    [("seven", "7"), ("7", "7:00"), ("7:45", "soon"), ("25:00", "1:00"), ("", "7")],
)
def test_what_is_no_time_is_not_compared(key: str, reply: str) -> None:
    assert compare(key, reply) is None


@pytest.mark.parametrize("name", ["times", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
