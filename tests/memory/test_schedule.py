"""When a card is asked again: the laws of the schedule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grading import Confidence, Result
from quizgen.memory.schedule import (
    MOST_DAYS,
    Memory,
    Rating,
    day_of,
    rate,
    recall,
    review,
    spread,
)

HOUR = 3_600_000

ratings = st.sampled_from(Rating)
memories = st.builds(Memory, st.floats(0.01, 36_500), st.floats(1, 10), st.integers(0, 20_000))


@given(rating=ratings, retention=st.floats(0.7, 0.97))
def test_a_card_is_due_when_its_recall_has_fallen_to_what_is_wanted(
    rating: Rating, retention: float
) -> None:
    reviewed = review(None, rating, 0, retention)
    exact = reviewed.interval
    assert 1 <= exact <= MOST_DAYS
    if exact > 1:  # in whole days
        assert recall(reviewed.memory, exact - 1) >= retention
        assert recall(reviewed.memory, exact + 1) <= retention


@given(memory=memories, rating=ratings, after=st.integers(0, 4000))
def test_the_recall_is_nine_tenths_when_the_stability_has_passed(
    memory: Memory, rating: Rating, after: int
) -> None:
    after_review = review(memory, rating, memory.day + after)
    known = after_review.memory
    assert recall(known, known.day) == 1
    days = round(known.stability)
    if days >= 10:
        assert recall(known, known.day + days) == pytest.approx(0.9, abs=0.01)
    if 1 < after_review.interval < MOST_DAYS:
        assert after_review.interval == days


@given(memory=st.none() | memories, after=st.integers(0, 4000), seed=st.text())
def test_a_better_answer_is_never_asked_earlier(
    memory: Memory | None, after: int, seed: str
) -> None:
    day = (memory.day if memory else 0) + after
    reviews = [review(memory, rating, day) for rating in Rating]
    for worse, better in pairwise(reviews):
        assert worse.memory.stability <= better.memory.stability * (1 + 1e-12)
        assert worse.interval <= better.interval
        assert spread(worse.interval, seed) <= spread(better.interval, seed)


@given(memory=memories, after=st.integers(1, 4000))
def test_what_is_known_after_days_is_known_longer(memory: Memory, after: int) -> None:
    known = review(memory, Rating.GOOD, memory.day + after).memory
    assert known.stability >= memory.stability


@given(interval=st.integers(1, MOST_DAYS), seed=st.text())
def test_an_interval_is_spread_a_little_and_always_alike(interval: int, seed: str) -> None:
    spread_out = spread(interval, seed)
    assert spread_out == spread(interval, seed)
    assert 1 <= spread_out <= MOST_DAYS
    assert abs(spread_out - interval) <= 1.5 + 0.15 * interval
    if interval < 3:
        assert spread_out == interval


def test_cards_that_came_together_part() -> None:
    assert len({spread(20, str(seed)) for seed in range(100)}) >= 5


def test_a_clock_that_goes_back_counts_as_the_day_of_the_last_review() -> None:
    memory = Memory(5.0, 5.0, 100)
    assert review(memory, Rating.GOOD, 90) == review(memory, Rating.GOOD, 100)
    assert recall(memory, 90) == 1


def test_a_day_ends_at_four_in_the_morning_by_the_learners_clock() -> None:
    assert day_of(3 * HOUR, 0) == -1
    assert day_of(4 * HOUR, 0) == 0
    assert day_of(28 * HOUR - 1, 0) == 0
    assert day_of(2 * HOUR, 120) == 0, "it is four o'clock two hours east of Greenwich"
    assert day_of(8 * HOUR, -300) == -1


def test_an_evening_and_the_next_morning_are_two_days() -> None:
    """The package alone counts periods of 24 hours."""
    evening, morning = day_of(23 * HOUR, 0), day_of(31 * HOUR, 0)
    assert morning == evening + 1
    memory = review(None, Rating.GOOD, evening).memory
    later = review(memory, Rating.GOOD, morning).memory
    assert later.stability > memory.stability * 1.2


@pytest.mark.parametrize(
    ("result", "rating"),
    [
        (Result.RIGHT, Rating.GOOD),
        (Result.SLIP, Rating.HARD),
        (Result.COUNTED, Rating.HARD),
        (Result.APPEALED, Rating.HARD),
        (Result.UNDECIDED, Rating.AGAIN),
        (Result.WRONG, Rating.AGAIN),
        (Result.SKIPPED, Rating.AGAIN),
    ],
)
def test_a_result_is_a_rating(result: Result, rating: Rating) -> None:
    assert rate(result) is rating


@given(result=st.sampled_from(Result), sure=st.none() | st.sampled_from(Confidence))
def test_help_and_guesses_cap_at_hard(result: Result, sure: Confidence | None) -> None:
    assert rate(result, hinted=True, confidence=sure, easy=True) <= Rating.HARD
    assert rate(result, confidence=Confidence.GUESS, easy=True) <= Rating.HARD
    assert rate(result, confidence=sure) <= Rating.GOOD, "easy is asked for"


def test_sure_and_right_is_easy_for_who_asks_for_it() -> None:
    assert rate(Result.RIGHT, confidence=Confidence.SURE, easy=True) is Rating.EASY
    assert rate(Result.SLIP, confidence=Confidence.SURE, easy=True) is Rating.HARD
