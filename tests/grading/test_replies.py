"""Grades: which of several counts, and which are accepted."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading.replies import RIGHT, WRONG, Grade, Verdict, best, slip, wrong

LOW, HIGH, SPELT = wrong("Too low."), wrong("Too high."), slip("It is spelled “Duma”.")


@pytest.mark.parametrize(
    ("grades", "kindest"),
    [
        ([], WRONG),
        ([WRONG, LOW], LOW),
        ([LOW, HIGH], LOW),
        ([HIGH, SPELT], SPELT),
        ([HIGH, SPELT, RIGHT, WRONG], RIGHT),
        ([slip("One."), slip("Two.")], slip("One.")),
    ],
)
def test_the_kindest_grade_counts(grades: list[Grade], kindest: Grade) -> None:
    """The first of its kind; among wrong ones, one that says what is the matter."""
    assert best(grades) == kindest


def test_a_slip_is_accepted() -> None:
    assert [grade.accepted for grade in (RIGHT, SPELT, WRONG, LOW)] == [True, True, False, False]


@pytest.mark.parametrize(("counts", "verdict"), [(True, Verdict.SLIP), (False, Verdict.WRONG)])
def test_the_learner_settles_what_is_asked(counts: bool, verdict: Verdict) -> None:
    """What was said of the reply stays; nothing is left to ask."""
    asked = Grade(Verdict.ASK, "It is near.", nearest="Duma", question="Count it?")
    assert asked.settled(counts) == Grade(verdict, "It is near.", nearest="Duma")


@pytest.mark.parametrize("name", ["graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
