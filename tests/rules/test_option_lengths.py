"""Banks whose right options are told by their length."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.rules import option_lengths
from rules.choices import choices

Advice = Callable[..., list[str]]
CODE = option_lengths.CODE


def bank(longest: int, of: int, options: int = 4) -> dict[str, str]:
    """A bank of which so many questions have the longest option as the right one."""
    texts = [f"w{'o' * number}rd" for number in range(1, options + 1)]
    return choices([(texts, options - 1 if number < longest else 1) for number in range(of)])


@pytest.mark.parametrize(("longest", "of"), [(6, 6), (12, 20), (25, 40)])
def test_a_bank_with_long_right_options_is_told(longest: int, of: int, advice: Advice) -> None:
    assert CODE in advice(bank(longest, of))


@pytest.mark.parametrize(("longest", "of"), [(3, 3), (5, 20), (9, 20), (13, 40)])
def test_what_chance_does_is_passed_over(longest: int, of: int, advice: Advice) -> None:
    """Of 40, 13 are the longest in many a bank; of three, all three."""
    assert CODE not in advice(bank(longest, of))


def test_the_shortest_option_tells_too(advice: Advice) -> None:
    texts = ["wrd", "word", "woord", "wooord"]
    assert advice(choices([(texts, 0)] * 12)).count(CODE) == 1


def test_equal_lengths_tell_nothing(advice: Advice) -> None:
    assert CODE not in advice(choices([(["aa", "bb", "cc", "dd"], 2)] * 12))


def test_a_small_excess_over_many_questions_is_passed_over(advice: Advice) -> None:
    """Where 34 % of 600 are the longest, chance is ruled out, and nothing is worth a word."""
    assert CODE not in advice(bank(200, 600))


@given(st.integers(1, 60), st.data())
def test_more_hits_are_never_less_of_a_fault(of: int, data: st.DataObject) -> None:
    from quizgen.lint.significance import uneven

    hits = data.draw(st.integers(0, of))
    assert uneven(hits, [0.25] * of) >= uneven(min(hits + 1, of), [0.25] * of)
