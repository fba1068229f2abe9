"""The figures on a terminal: they fit, obey nothing, and need no color."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.quiz.layout import Look
from quizgen.statistics.figures import figures
from quizgen.statistics.text import lines
from quizgen.system.columns import width
from statistics_samples import TODAY, card, key, review, sample

OBEYED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "\x1b]0;title\x07\x1b[2J\x9b31m\x90q\x9c\u202etxet\u2066\u2028\r\n\x00\x7f*b*"


@given(text=st.text(min_size=1, max_size=40), columns=st.integers(20, 100), data=st.data())
def test_every_line_fits(text: str, columns: int, data: st.DataObject) -> None:
    look = Look(columns, decorated=data.draw(st.booleans()))
    shown = [*lines(sample(text), TODAY, look)]
    assert max(map(width, shown)) < columns
    assert not any(OBEYED.search(line) for line in shown)


@pytest.mark.parametrize("decorated", [True, False])
def test_no_text_is_obeyed(decorated: bool) -> None:
    shown = "".join(lines(sample(HOSTILE), TODAY, Look(decorated=decorated)))
    assert not OBEYED.search(shown)


def test_all_is_said_in_words_and_figures() -> None:
    shown = "\n".join(lines(sample(), TODAY, Look()))
    for said in (
        "4 answers to 2 questions, 25% right · 2 minutes",
        "2 days in a row · the longest: 2 · 2 days in all",
        "Right, by bank\n  Which river?  50%  1/2",
        "0.0% known, 85.0% expected, 1 review",
        "Due in the next 30 days: 1, 0 of them today\n  Oct 5: 1",
        "    0/2  bank/b (its bank is not here)",
        "    1/2  Which river?",
    ):
        assert said in shown, said


def test_the_chart_has_a_mark_for_each_day_with_something_due() -> None:
    cards = [(key("a"), card(TODAY))] * 90 + [(key("b"), card(TODAY + 29))]
    shown = [*lines(figures([review()], cards, {}, TODAY), TODAY, Look(decorated=True))]
    chart = [line for line in shown if "█" in line]
    assert [line.count("█") for line in chart[-6:]] == [1, 1, 1, 1, 1, 2]
    assert any("Oct 4" in line and "Oct 11" in line for line in shown)


def test_nothing_is_said_of_nothing() -> None:
    assert [*lines(figures([], [], {}, TODAY), TODAY, Look())] == [
        "Nothing is stored yet: take a quiz first."
    ]
