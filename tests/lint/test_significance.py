"""Chance: exact figures, held against what they are defined by."""

from __future__ import annotations

from itertools import product
from math import comb, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.lint.significance import at_least, at_most, fisher, uneven, wilson

CHANCES = st.lists(st.sampled_from([0.2, 0.25, 1 / 3, 0.5]), min_size=1, max_size=8)


@given(st.integers(0, 12), st.integers(1, 12), st.sampled_from([0.1, 0.25, 0.5, 0.9]))
def test_at_least_is_the_sum_of_its_terms(hits: int, trials: int, chance: float) -> None:
    terms = [
        comb(trials, n) * chance**n * (1 - chance) ** (trials - n) for n in range(hits, trials + 1)
    ]
    assert isclose(at_least(hits, trials, chance), min(1.0, sum(terms)), abs_tol=1e-12)
    assert isclose(at_least(hits, trials, chance) + at_most(hits - 1, trials, chance), 1.0)


@given(CHANCES, st.integers(0, 9))
def test_uneven_is_the_sum_over_all_outcomes(chances: list[float], hits: int) -> None:
    total = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        if sum(outcome) >= hits:
            part = 1.0
            for hit, chance in zip(outcome, chances, strict=True):
                part *= chance if hit else 1 - chance
            total += part
    assert isclose(uneven(hits, chances), min(total, 1.0), abs_tol=1e-12)


def test_many_trials_are_summed_up_too() -> None:
    """Sums of whole numbers and of logarithms agree where one gives way to the other."""
    assert isclose(at_least(120, 400, 0.25), at_least(120, 401, 0.25 * 400 / 401), rel_tol=0.05)
    assert at_least(1245, 2026, 0.25) < 1e-100
    assert at_least(506, 2026, 0.25) > 0.4


@pytest.mark.parametrize(
    ("counts", "chance"),
    [((6, 9, 0, 10), 84 / 27132), ((3, 3, 0, 3), 1 / 20), ((0, 5, 3, 5), 1.0)],
)
def test_fisher(counts: tuple[int, int, int, int], chance: float) -> None:
    assert isclose(fisher(*counts), chance)


def test_wilson_is_that_of_the_books() -> None:
    """Of ten trials with no hit, up to 28 % may hit (Newcombe 1998, table I)."""
    low, high = wilson(0, 10)
    assert low == 0.0
    assert isclose(high, 0.2775, abs_tol=5e-4)
    low, high = wilson(81, 263)
    assert isclose(low, 0.2553, abs_tol=5e-4)
    assert isclose(high, 0.3662, abs_tol=5e-4)


@given(st.integers(0, 200), st.integers(1, 200))
def test_wilson_holds_the_share(hits: int, trials: int) -> None:
    hits = min(hits, trials)
    low, high = wilson(hits, trials)
    assert 0.0 <= low <= hits / trials + 1e-9
    assert hits / trials - 1e-9 <= high <= 1.0


def test_nothing_is_known_without_trials() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
