"""What follows from all that happened to one question: a pure function of its events.

Whatever a history derives is the result of :func:`fold`, so that working it out again changes
nothing, two files that have the same events say the same, and what was undone never happened.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import Confidence, Result
from quizgen.memory import schedule
from quizgen.memory.events import (
    Answered,
    Buried,
    Event,
    Flagged,
    Rated,
    Settled,
    Suspended,
    Undone,
    Unflagged,
    Unsuspended,
)
from quizgen.memory.schedule import Memory, Rating
from quizgen.model.bank import QuestionKey


class CardState(Struct, frozen=True):
    """What is known of a card."""

    asked: str
    """The hash of what it asked when it was answered last."""
    answer: str
    """The hash of what was right then."""
    memory: Memory | None = None
    """``None`` where no answer counted for the schedule: it is new."""
    interval: int = 0
    due: int = 0
    """The day on which it is asked again, in days since 1970."""
    first: int = 0
    """The day of its first answer that counted."""
    repetitions: int = 0
    lapses: int = 0
    """How often it was forgotten after it had been known."""


class CardReview(Struct, frozen=True):
    """What one answer said about a card."""

    event: int
    part: str
    at: int
    day: int
    rating: Rating
    result: Result
    took: int
    scheduled: bool
    confidence: Confidence | None = None
    hinted: bool = False
    elapsed: int | None = None
    """Days since the review before; ``None`` for the first."""
    predicted: float | None = None
    """The probability of a right answer that the schedule expected."""


class QuestionState(Struct, frozen=True):
    """What is known of a question."""

    cards: dict[str, CardState]
    """By their parts."""
    reviews: tuple[CardReview, ...] = ()
    """Of all its cards, in the order in which they happened."""
    suspended: bool = False
    buried: int | None = None
    """The last day on which it was buried."""
    flagged: int | None = None
    """When it was flagged, in milliseconds since 1970, UTC; ``None`` if it is not."""
    note: str = ""


def fold(key: QuestionKey, events: Iterable[Event]) -> QuestionState:
    """Return what is known of the question ``key``, to which ``events`` happened, in any order."""
    events = sorted(events, key=_order)
    undone = {event.target for event in events if isinstance(event.what, Undone)}
    settled = {event.target: event.what for event in events if isinstance(event.what, Settled)}
    cards: dict[str, CardState] = {}
    reviews: list[CardReview] = []
    state = QuestionState(cards)
    for event in events:
        if event.id in undone:
            continue
        what = event.what
        if isinstance(what, Answered):
            last_word = settled.get(event.id)
            for rated in last_word.cards if last_word is not None else what.cards:
                before = cards.get(rated.part)
                reviews.append(_review(event, what, rated, before))
                cards[rated.part] = _advance(key, event, what, rated, before)
        elif isinstance(what, Flagged):
            state = replace(state, flagged=event.at, note=what.note)
        elif isinstance(what, Unflagged):
            state = replace(state, flagged=None, note="")
        elif isinstance(what, Suspended | Unsuspended):
            state = replace(state, suspended=isinstance(what, Suspended))
        elif isinstance(what, Buried):
            state = replace(state, buried=schedule.day_of(event.at, event.offset))
    return replace(state, reviews=tuple(reviews))


def _advance(
    key: QuestionKey, event: Event, answer: Answered, rated: Rated, before: CardState | None
) -> CardState:
    """Return what is known of a card after ``answer``."""
    state = before or CardState(rated.asked, rated.answer)
    state = replace(state, asked=rated.asked, answer=rated.answer)
    if not answer.scheduled:
        return state
    day = schedule.day_of(event.at, event.offset)
    reviewed = schedule.review(state.memory, rated.rating, day, answer.retention)
    repetitions = state.repetitions + 1
    seed = f"{replace(key, part=rated.part)} {repetitions}"
    forgotten = rated.rating is Rating.AGAIN and state.memory is not None
    return replace(
        state,
        memory=reviewed.memory,
        interval=reviewed.interval,
        due=reviewed.memory.day + schedule.spread(reviewed.interval, seed),
        first=day if state.memory is None else state.first,
        repetitions=repetitions,
        lapses=state.lapses + forgotten,
    )


def _review(event: Event, answer: Answered, rated: Rated, before: CardState | None) -> CardReview:
    day = schedule.day_of(event.at, event.offset)
    memory = before.memory if before is not None else None
    elapsed = predicted = None
    if memory is not None:
        elapsed = max(0, day - memory.day)
        predicted = schedule.recall(memory, day)
    return CardReview(
        event=event.id,
        part=rated.part,
        at=event.at,
        day=day,
        rating=rated.rating,
        result=rated.result,
        took=answer.took,
        scheduled=answer.scheduled,
        confidence=answer.confidence,
        hinted=answer.hinted,
        elapsed=elapsed,
        predicted=predicted,
    )


def _order(event: Event) -> tuple[int, int, bytes]:
    return event.order
