"""Periods and eras as replies to keys that are words."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading import Verdict
from quizgen.grading.periods import compare, is_period

RIGHT, ASK, WRONG = Verdict.RIGHT, Verdict.ASK, Verdict.WRONG
CASES = [
    ("216 BC", RIGHT, "216 B.C., 216 BCE, 216 b.c.e., the year 216 BC, c. 216 BC"),
    ("216 BC", WRONG, "216, 216 AD, 218 BC, 216 CE"),
    ("AD 79", RIGHT, "79 AD, A.D. 79, 79 CE, 79 C.E."),
    ("AD 79", ASK, "79"),
    ("AD 79", WRONG, "79 BC, AD 97"),
    ("1930s", RIGHT, "the 1930s, the thirties, 1930's, '30s, nineteen-thirties"),
    ("1930s", WRONG, "1920s, the 1830s, the forties"),
    ("1830s", WRONG, "the 30s, the thirties"),
    ("13th century", RIGHT, "thirteenth century, the 13th c., XIII century, 13th cent."),
    ("13th century", WRONG, "12th century, 13th century BC, the fourteenth century"),
    ("early 13th century", ASK, "13th century"),
    ("early 13th century", WRONG, "late 13th century"),
    ("13th century", ASK, "late 13th century"),
    ("1756–1763", RIGHT, "1756-1763, 1756 to 1763, from 1756 to 1763, 1756-63, 1756 until 1763"),
    ("1756–1763", WRONG, "1756, 1763, 1756-1765, 1763-1756"),
    ("20 to 30", RIGHT, "20-30, between 20 and 30, twenty to thirty, 20 … 30"),
    ("5–10 km", RIGHT, "5 to 10 km, between 5 and 10 km"),
    ("winter 1941", RIGHT, "the winter of 1941, in winter 1941, Winter 1941"),
    ("fall 1929", RIGHT, "autumn 1929, autumn of 1929"),
    ("winter 1941", ASK, "1941"),
    ("winter 1941", WRONG, "winter 1942, summer 1941, 1940"),
    ("late 1980s", RIGHT, "the late 1980s, late 80s, late '80s, end of the 1980s"),
]


@pytest.mark.parametrize(
    ("key", "reply", "verdict"),
    [(key, reply, verdict) for key, verdict, given in CASES for reply in given.split(", ")],
)
def test_period(key: str, reply: str, verdict: Verdict) -> None:
    grade = compare(key, reply)
    assert grade is not None
    assert grade.verdict is verdict


@pytest.mark.parametrize(
    ("key", "reply"),
    [("1969", "1969"), ("mid-air", "1969"), ("ten to one", "soon"), ("216 BC", "Cannae")],
)
def test_what_is_no_period_is_not_compared(key: str, reply: str) -> None:
    assert compare(key, reply) is None


def test_a_year_is_no_period() -> None:
    assert is_period("1930s")
    assert not is_period("1930")


@pytest.mark.parametrize("name", ["periods", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
