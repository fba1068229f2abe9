"""When a card is asked again: the only module that knows FSRS.

The model is FSRS-6 (https://github.com/open-spaced-repetition/awesome-fsrs/wiki/The-Algorithm), as
the package ``fsrs`` implements it.  It is used without learning steps: a card is due in days, and a
session may ask again what was missed.  What the package leaves open is settled here:

- A day ends at 04:00 by the learner's clock, and time is counted in such days.  The package counts
  periods of 24 hours: an answer in the evening and one the next morning would be on one day.
- The package spreads due dates by the global random generator.  Here they are spread by the card
  and its repetition, so that the same events lead to the same dates.
- The weights are written down here: an update of the package must not change what is due.
"""

from __future__ import annotations

import hashlib
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from quizgen.grading import Confidence, Result

if TYPE_CHECKING:
    from datetime import date, datetime

    from fsrs import Scheduler

WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194),
    *(0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629),
    *(1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The default weights of FSRS-6, from the reviews of some 10,000 learners."""
RETENTION = 0.9
"""The probability of a right answer that an interval aims at, unless the learner says otherwise."""
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
"""Less is forgotten too often to learn; more costs several times the reviews."""
MOST_DAYS = 36_500
"""The longest interval."""
DAY_ENDS_AT = 4
"""The hour of the learner's clock at which a day ends."""

_HOUR = 3_600_000
_DAY = 24 * _HOUR


class Rating(IntEnum):
    """How well a card was known, as FSRS calls it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Memory(Struct, frozen=True):
    """What FSRS knows of a card after a review."""

    stability: float
    """In how many days the probability of a right answer falls to 0.9."""
    difficulty: float
    """From 1 to 10."""
    day: int
    """The day of the last review, in days since 1970."""


class Review(Struct, frozen=True):
    """What a review leads to."""

    memory: Memory
    interval: int
    """In how many days the card is due, before it is spread."""


def rate(
    result: Result,
    *,
    hinted: bool = False,
    confidence: Confidence | None = None,
    easy: bool = False,
) -> Rating:
    """Return the rating of an answer that came to ``result``.

    What was right with help (a hint, a slip, the learner's own word) or by a guess is at most hard.
    ``easy`` if an answer that is right and sure is easy, which learners have to ask for.  What was
    set aside says nothing about a card and is never rated.
    """
    if not result.is_right:
        return Rating.AGAIN
    if result is not Result.RIGHT:
        return Rating.HARD
    if hinted or confidence is Confidence.GUESS:
        return Rating.HARD
    return Rating.EASY if easy and confidence is Confidence.SURE else Rating.GOOD


def review(memory: Memory | None, rating: Rating, day: int, retention: float = RETENTION) -> Review:
    """Return what is known of a card after it was rated on ``day``; ``memory`` is what was before.

    A day before the last review counts as the day of it.
    """
    from fsrs import Card, State
    from fsrs import Rating as Rated

    scheduler = _scheduler(retention)
    if memory is None:
        card = Card(card_id=0, due=_date(day))
    else:
        day = max(day, memory.day)
        card = Card(
            card_id=0,
            state=State.Review,
            stability=memory.stability,
            difficulty=memory.difficulty,
            due=_date(day),
            last_review=_date(memory.day),
        )
    now = _date(day)
    card, _ = scheduler.review_card(card, Rated(rating), now)
    assert card.stability is not None
    assert card.difficulty is not None
    return Review(Memory(card.stability, card.difficulty, day), (card.due - now).days)


def recall(memory: Memory, day: int) -> float:
    """Return the probability of a right answer on ``day``: the retrievability of FSRS-6."""
    decay = -WEIGHTS[20]
    factor = 0.9 ** (1 / decay) - 1
    elapsed = max(0, day - memory.day)
    power: float = (1 + factor * elapsed / memory.stability) ** decay
    return power


def spread(interval: int, seed: str) -> int:
    """Return ``interval`` in days, moved a little by ``seed``, so that cards do not come in herds.

    The range is that of Anki: 1 day and 15 % of what an interval has between 2.5 and 7 days, 10 %
    between 7 and 20, and 5 % beyond (``rslib/src/scheduler/states/fuzz.rs``).  One seed moves a
    longer interval at least as far as a shorter one.
    """
    if interval < 2.5:
        return interval
    delta = 1.0
    for begin, end, factor in ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05)):
        delta += factor * max(min(float(interval), end) - begin, 0.0)
    least = max(2, round(interval - delta))
    most = min(MOST_DAYS, round(interval + delta))
    digest = hashlib.blake2b(seed.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    share = int.from_bytes(digest, "big") / 2**64
    return min(most, int(least + share * (most - least + 1)))


def day_of(at: int, offset: int) -> int:
    """Return the day of a time, in days since 1970; it ends at 04:00 by the learner's clock.

    ``at`` is in milliseconds since 1970, UTC; ``offset`` is what the learner's clock is ahead of
    UTC, in minutes.
    """
    return (at + offset * 60_000 - DAY_ENDS_AT * _HOUR) // _DAY


def date_of(day: int) -> date:
    """Return the date of a day, which :func:`day_of` gives."""
    from datetime import date, timedelta

    return date(1970, 1, 1) + timedelta(days=day)


def local_offset(at: int) -> int:
    """Return what the clock of this computer is ahead of UTC at a time, in minutes."""
    from datetime import UTC, datetime, timedelta

    offset = (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=at)).astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0


@lru_cache
def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler

    return Scheduler(
        WEIGHTS,
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MOST_DAYS,
        enable_fuzzing=False,
    )


@lru_cache(2048)
def _date(day: int) -> datetime:
    """Return a time that is as many days after others as the days are apart."""
    from datetime import UTC, datetime, timedelta

    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=day)
