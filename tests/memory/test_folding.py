"""What follows from all that happened to a question."""

from __future__ import annotations

from random import Random

from memory.support import DAY, NOON, card
from quizgen.grading import Result
from quizgen.memory.events import Answered, Buried, Event, Flagged, Rated, Settled, Undone
from quizgen.memory.folding import fold
from quizgen.memory.schedule import Rating

KEY = card().key


def rated(rating: Rating, result: Result = Result.RIGHT) -> Rated:
    return Rated(rating, result, "1:asked", "1:answer")


def happened(number: int, what: object, *, at: int = 0, target: int | None = None) -> Event:
    uid = number.to_bytes(16, "big")
    return Event(number, at or NOON + number * DAY, 0, number, uid, what, 1, target)  # type: ignore[arg-type]


def test_the_order_in_which_events_arrive_does_not_matter() -> None:
    """As after a merge of two files."""
    ratings = [Rating.AGAIN, Rating.GOOD, Rating.HARD, Rating.GOOD, Rating.EASY]
    events = [
        happened(number, Answered(0, Result.RIGHT, (rated(rating),)))
        for number, rating in enumerate(ratings, 1)
    ]
    events.append(happened(6, Flagged("see")))
    expected = fold(KEY, events)
    assert len(expected.reviews) == 5
    for seed in range(20):
        mixed = Random(seed).sample(events, len(events))
        assert fold(KEY, mixed) == expected


def test_the_learners_last_word_counts() -> None:
    wrong = happened(1, Answered(0, Result.WRONG, (rated(Rating.AGAIN, Result.WRONG),)))
    word = Settled(True, Result.APPEALED, (rated(Rating.HARD, Result.APPEALED),), appeal=True)
    (review,) = fold(KEY, [wrong, happened(2, word, target=1)]).reviews
    assert (review.rating, review.result) == (Rating.HARD, Result.APPEALED)


def test_what_was_undone_never_happened() -> None:
    wrong = happened(1, Answered(0, Result.WRONG, (rated(Rating.AGAIN),)))
    word = Settled(True, Result.APPEALED, (rated(Rating.HARD),))
    events = [wrong, happened(2, word, target=1), happened(3, Undone(), target=1)]
    assert fold(KEY, events) == fold(KEY, [])


def test_an_answer_that_is_not_scheduled_leaves_the_schedule_alone() -> None:
    first = happened(1, Answered(0, Result.RIGHT, (rated(Rating.GOOD),)))
    cram = happened(2, Answered(0, Result.WRONG, (rated(Rating.AGAIN),), scheduled=False))
    before, after = fold(KEY, [first]), fold(KEY, [first, cram])
    assert after.cards == before.cards
    assert len(after.reviews) == 2


def test_a_burial_is_for_a_day() -> None:
    assert fold(KEY, [happened(1, Buried(), at=NOON)]).buried == 20_000
