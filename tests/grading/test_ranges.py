"""Ranges and what is like them: every way to say them, and what is not one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.tables import Case, cases, check, numeric
from quizgen.grading import Verdict, match
from strategies import texts


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("ranges.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    check(case, numeric(case), reply, verdict)


def test_one_end_is_told_from_no_range() -> None:
    expected = numeric({"number": "60 to 100"})
    assert match(expected, "60").note == "That is only one end of the range."
    assert match(expected, "80").note == "Type both ends, as in 5 to 10."


@given(texts(), st.sampled_from(["true", "false"]))
def test_any_text_may_be_graded(reply: str, within: str) -> None:
    for case in ({"number": "60 to 100"}, {"date": "1914 to 1918"}, {"date": "19th century"}):
        found = match(numeric({**case, "within": within}), reply)
        assert found.verdict in Verdict
