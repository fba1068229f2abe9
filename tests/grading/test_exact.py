"""Words to the letter: what counts, what nobody sees, and what learners are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.tables import Case, cases, check
from quizgen.grading import Verdict, match
from quizgen.model.forms import ExpectedWords
from strategies import texts


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("exact.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    expected = ExpectedWords(case["answer"], tuple(case.get("accept", ())), match=case["match"])
    check(case, expected, reply, verdict)


REASONS = [
    (ExpectedWords("MW", match="exact"), "mW", "Case counts here."),
    (ExpectedWords("schön", match="case"), "schon", "Accents count here."),
    (ExpectedWords("!=", match="exact"), "==", "Signs count here."),
    (ExpectedWords("foo()", match="exact"), "foo", "Signs count here."),
    (ExpectedWords("Paris", match="exact"), "London", ""),
]


@pytest.mark.parametrize(("words", "reply", "note"), REASONS)
def test_learners_are_told_what_counts(words: ExpectedWords, reply: str, note: str) -> None:
    grade = match(words, reply)
    assert (grade.verdict, grade.note) == (Verdict.WRONG, note)


def test_the_author_can_have_a_learner_asked() -> None:
    words = ExpectedWords("-R", ask=("--recursive",), match="exact")
    assert match(words, "--recursive").verdict is Verdict.ASK
    assert match(words, "--Recursive").verdict is Verdict.WRONG


@given(texts(), texts(), st.sampled_from(["exact", "case"]))
def test_nothing_is_a_slip_and_the_answer_is_right(answer: str, reply: str, how: str) -> None:
    words = ExpectedWords(answer, match="exact" if how == "exact" else "case")
    assert match(words, answer).verdict is Verdict.RIGHT
    assert match(words, reply).verdict in (Verdict.RIGHT, Verdict.WRONG)
