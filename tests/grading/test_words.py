"""Typed words, case by case."""

from __future__ import annotations

import pytest

from grading.tables import Case, cases, check
from quizgen.forms import Words
from quizgen.grading import Grade, Verdict, match


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("words.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    expected = Words(case["answer"], tuple(case.get("accept", ())), tuple(case.get("reject", ())))
    check(case, expected, reply, verdict)


def test_a_slip_names_the_spelling_that_was_meant() -> None:
    assert match(Words("mitochondria"), "mitocondria") == Grade(
        Verdict.SLIP, "It is spelt “mitochondria”."
    )
    assert "America" in match(Words("United States", accept=("America",)), "Amerrica").note


def test_a_slip_that_leads_to_another_answer_is_wrong() -> None:
    expected = Words("Kirkuk")
    assert match(expected, "Kirkur").verdict is Verdict.SLIP
    assert match(expected, "Kirkur", others=("Kirkur",)).verdict is Verdict.WRONG
    assert match(Words("Kirkuk", reject=("Kirkus",)), "Kirkur").verdict is Verdict.WRONG


def test_an_answer_that_is_also_rejected_is_right() -> None:
    assert match(Words("Seoul", reject=("seoul",)), "SEOUL").verdict is Verdict.RIGHT


def test_a_text_without_end_is_refused_at_once() -> None:
    grade = match(Words("Paris"), "Paris " * 100_000)
    assert grade.verdict is Verdict.WRONG
    assert "longer" in grade.note
