"""What is said at the end; that its pages fit and are safe is tested with the others."""

from __future__ import annotations

from random import Random

import pytest

from quiz.support import FakeQuestion, all_types, candidates_of
from quizgen.grading import key
from quizgen.model.forms import Option, Pick
from quizgen.model.markup import Markup
from quizgen.quiz.layout import Look
from quizgen.quiz.session import Answer, Next, SetAside, Skip, Stop, start, step
from quizgen.quiz.summary import Exam, summary

PICK = Pick(Markup("Which?"), (Option(Markup("a"), True), Option(Markup("b"), False)))


@pytest.mark.parametrize(("right", "passed"), [(0, False), (1, False), (2, True), (3, True)])
def test_an_exam_is_passed_with_as_many_as_are_needed(right: int, passed: bool) -> None:
    """Exactly: 66.67 % of three questions are 2 of 3."""
    session = start(candidates_of(*[FakeQuestion(PICK, id=f"q{n}") for n in range(3)]), Random(0))
    for number in range(3):
        event = Answer(key(PICK), at=0) if number < right else Skip(at=0)
        session = step(step(session, event), Next(at=0))
    assert Exam(66).is_passed(session) is passed
    assert ("✓ Passed" in "\n".join(summary(session, Look(), exam=Exam(66)))) is passed


def test_nothing_can_be_passed_without_questions() -> None:
    assert not Exam(0).is_passed(start([], Random(0)))


def test_what_was_set_aside_was_not_missed() -> None:
    session = step(step(all_types(1), SetAside(at=0)), Stop(at=0))
    said = "\n".join(summary(session, Look()))
    assert "Missed" not in said
    assert "Nothing answered." in said
