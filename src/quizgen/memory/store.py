"""The history of a learner: what a quiz tells it, and what it can be asked.

Every method that tells it something returns when that is safe on the disk.  A quiz calls
:meth:`Store.answer` before it says how the answer was.  Times are milliseconds since 1970, UTC.

    store = open_store(path)
    session = store.start("review", items, at=now())
    stored = store.answer(session, 0, cards, Result.WRONG, reply, at=now(), took=4200)
    store.settle(stored.event, Result.APPEALED, [Result.APPEALED], counts=True, at=now())
    store.undo(session, at=now())
    store.finish(session, at=now())

A session that was left goes on with :meth:`Store.resume`, in the process that calls it: any other
then gets :class:`~quizgen.memory.holding.TakenOver` from whatever it tells of that session.

Nothing is stored of a question without a namespace: nothing else tells it from others for ever.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import Confidence, Reply, Result
from quizgen.memory import database as files
from quizgen.memory import tables
from quizgen.memory.backups import has_backup, make_backup
from quizgen.memory.database import Connection, Unusable, explained, transaction
from quizgen.memory.events import (
    UNDOABLE,
    Answered,
    Buried,
    Event,
    Finished,
    Flagged,
    Paused,
    Rated,
    Resumed,
    Settled,
    Shown,
    Started,
    Suspended,
    Ticked,
    Undone,
    Unflagged,
    Unsuspended,
    What,
)
from quizgen.memory.folding import CardState, QuestionState
from quizgen.memory.holding import check
from quizgen.memory.identity import Card, question_of
from quizgen.memory.queue import LIMITS, Limits, Queue, arrange
from quizgen.memory.schedule import (
    RETENTION,
    Rating,
    day_of,
    local_offset,
    rate,
)
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace

_LARGE = 16_000_000
"""Bytes of a file that is copied while the first question is read: it takes a while."""
_CLOCK_MS = 3_600_000
"""How much later than now an answer may be before that is told: clocks are set."""

__all__ = ["Queue", "Review", "SavedAnswer", "SavedSession", "Store", "Stored", "Unusable"]


class Stored(Struct, frozen=True):
    """What became of an answer that was stored."""

    event: int | None
    """What :meth:`Store.settle` calls it; ``None`` if the question has no namespace."""
    due: int | None = None
    """In how many days the first of its cards is asked again; ``None`` if it is not scheduled."""


class SavedAnswer(Struct, frozen=True):
    """An answer of a session, as it counts now."""

    event: int
    place: int
    key: QuestionKey
    at: int
    took: int
    reply: Reply | None
    result: Result
    decisions: tuple[bool, ...]
    """What the learner said when they were asked whether it counts."""
    appealed: bool
    confidence: Confidence | None
    hinted: bool


class SavedSession(Struct, frozen=True):
    """A session as it was left."""

    id: int
    mode: str
    at: int
    """When it began."""
    items: tuple[Shown, ...]
    settings: Mapping[str, Any]
    answers: tuple[SavedAnswer, ...]
    """Those that were not undone, in the order in which they were given."""
    ending: str | None
    """``None`` while it can be resumed."""
    ran: int = 0
    """For how many milliseconds it went on; the time while it was left does not count."""
    paused: bool = False
    """Whether the process that had it last has stored that it was left."""


class Review(Struct, frozen=True):
    """One answer about one card, for statistics."""

    key: QuestionKey
    """With its part."""
    at: int
    day: int
    rating: Rating
    result: Result
    took: int
    scheduled: bool
    confidence: Confidence | None
    hinted: bool
    elapsed: int | None
    """Days since the review before."""
    predicted: float | None
    """The probability of a right answer that the schedule expected; ``None`` for the first."""


class Flag(Struct, frozen=True):
    """What a learner has to say to the author of a question."""

    key: QuestionKey
    note: str
    at: int


def open_store(
    path: Path | None, *, zone: Callable[[int], int] = local_offset, writing: bool = True
) -> Store:
    """Return the history at ``path``, which is made if it is not there.

    ``None`` is a history that is forgotten at the end of the process.  ``zone`` says what the
    learner's clock is ahead of UTC at a time, in minutes.  Raises
    :class:`~quizgen.memory.database.Unusable` with a message and a hint, and changes nothing then.
    """
    return Store(files.connect(path, writing=writing), path, zone)


class Store:
    """A history; used as a context, it is closed at the end."""

    def __init__(self, database: Connection, path: Path | None, zone: Callable[[int], int]) -> None:
        self.database, self.path, self._zone = database, path, zone
        self.notices: list[str] = []
        """What the learner should be told once, such as that no copy could be made."""
        self._backup_due: int | None = None
        self._held: dict[int, int] = {}
        """The sessions of this process, each with the event that began it or took it up."""

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, after the copy of the day if that was left until now."""
        try:
            if self._backup_due is not None:
                self._make_backup(self._backup_due)
        finally:
            self.database.close()

    def prepare(self) -> None:
        """Do what the first answer would wait for: call it when the first question is shown."""
        from quizgen.memory import schedule

        schedule.review(None, Rating.GOOD, 0)
        if self._backup_due is not None:
            self._make_backup(self._backup_due)

    # -- what happens --------------------------------------------------------------------------

    def start(
        self,
        mode: str,
        items: Iterable[Shown],
        *,
        at: int,
        settings: Mapping[str, Any] | None = None,
    ) -> int:
        """Store that a session began, and return its number in this file.

        ``settings`` is anything that JSON can hold and that helps to go on with the session.
        """
        self._back_up(at)
        session = self._add(Started(mode, tuple(items), settings or {}), at)
        self._held[session] = session
        return session

    def resume(self, session: int, *, at: int) -> SavedSession:
        """Take up ``session``, so that no other process goes on with it; return how it was left.

        Raises :class:`KeyError` if there is none.
        """
        self._back_up(at)
        self._held.pop(session, None)
        self._held[session] = self._add(Resumed(), at, session=session)
        return self.session(session)

    def confirm(self, session: int) -> None:
        """Raise :class:`~quizgen.memory.holding.TakenOver` if another process has ``session``."""
        with explained(self.path):
            self._check(session)

    def pause(self, session: int, *, at: int) -> None:
        """Store that ``session`` is left now, and may be taken up again."""
        self._add(Paused(), at, session=session)

    def tick(self, session: int, *, at: int) -> None:
        """Store that ``session`` goes on now: what was not told of it takes time, too."""
        self._add(Ticked(), at, session=session)

    def answer(
        self,
        session: int,
        place: int,
        cards: Sequence[tuple[Card, Result]],
        result: Result,
        reply: Reply | None,
        *,
        at: int,
        took: int = 0,
        confidence: Confidence | None = None,
        hinted: bool = False,
        easy: bool = False,
        retention: float = RETENTION,
        scheduled: bool = True,
    ) -> Stored:
        """Store the answer to the question at ``place`` of ``session``.

        ``cards`` is each card of the question that was asked, with what came of it; they may differ
        for gaps.  ``result`` is what came of the whole; ``reply`` is ``None`` if it was skipped.
        ``easy`` lets a right and sure answer count as easy.  Without ``scheduled`` the answer
        counts for statistics only, as when somebody crams.
        """
        key = question_of(cards[0][0].key)
        if not key.namespace:
            return Stored(None)
        rated = tuple(
            Rated(
                rate(each, hinted=hinted, confidence=confidence, easy=easy),
                each,
                card.asked,
                card.answer,
                card.key.part,
            )
            for card, each in cards
        )
        answer = Answered(
            place, result, rated, reply, took, confidence, hinted, retention, scheduled
        )
        event = self._add(answer, at, session=session, key=key)
        return Stored(event, self._days_until_due(key, rated, at) if scheduled else None)

    def settle(
        self,
        answer: int | None,
        result: Result,
        results: Sequence[Result],
        *,
        counts: bool,
        at: int,
        appeal: bool = False,
    ) -> Stored:
        """Store that the learner had a word on an answer, which :meth:`answer` gave a number.

        ``counts`` is what they said; ``result`` and ``results`` are what the answer and each of its
        cards come to now.  ``appeal`` if they were not asked.  What they say again replaces it.
        """
        if answer is None:
            return Stored(None)
        key, event = self._event(answer)
        what = event.what
        assert key is not None
        assert isinstance(what, Answered)
        rated = tuple(
            card if card.result is each else replace(card, rating=rate(each), result=each)
            for card, each in zip(what.cards, results, strict=True)
        )
        settled = Settled(counts, result, rated, appeal)
        self._add(settled, at, session=event.session, key=key, target=answer)
        return Stored(answer, self._days_until_due(key, rated, at) if what.scheduled else None)

    def undo(self, session: int, *, at: int) -> tuple[QuestionKey, What] | None:
        """Undo the last thing that a learner did in ``session``, with all that follows from it.

        Return what it was and to which question, or ``None`` if nothing is left to undo.
        """
        events = self._session_events(session)
        undone = {event.target for _, event in events if isinstance(event.what, Undone)}
        for key, event in reversed(events):
            if isinstance(event.what, UNDOABLE) and event.id not in undone:
                assert key is not None
                self._add(Undone(), at, session=session, key=key, target=event.id)
                return key, event.what
        return None

    def flag(self, key: QuestionKey, note: str, *, at: int, session: int | None = None) -> None:
        """Store a note to the author of a question; it replaces an earlier one."""
        self._add(Flagged(note), at, session=session, key=key)

    def unflag(self, key: QuestionKey, *, at: int, session: int | None = None) -> None:
        """Store that the note to the author of a question is settled."""
        self._add(Unflagged(), at, session=session, key=key)

    def suspend(self, key: QuestionKey, *, at: int, session: int | None = None) -> None:
        """Leave a question out of reviews until :meth:`unsuspend`."""
        self._add(Suspended(), at, session=session, key=key)

    def unsuspend(self, key: QuestionKey, *, at: int, session: int | None = None) -> None:
        """Let reviews ask a question again."""
        self._add(Unsuspended(), at, session=session, key=key)

    def bury(self, key: QuestionKey, *, at: int, session: int | None = None) -> None:
        """Leave a question out of reviews until the next day."""
        self._add(Buried(), at, session=session, key=key)

    def finish(self, session: int, *, at: int, ending: str = "finished") -> None:
        """Store that a session came to its end, so that it cannot be resumed."""
        self._add(Finished(ending), at, session=session)

    def _back_up(self, at: int) -> None:
        """Copy the file on its first use of a day; a large one once the first question is shown."""
        today = self.today(at)
        if self.path is None or has_backup(self.path, today):
            return
        last = self._rows("SELECT at FROM event ORDER BY id DESC LIMIT 1")
        if not last:
            return
        if last[0][0] > at + _CLOCK_MS:
            self.notices.append(
                "The last answer in your history is later than now: check the clock of this "
                "computer."
            )
        if self.path.stat().st_size > _LARGE:
            self._backup_due = today
        else:
            self._make_backup(today)

    def _make_backup(self, day: int) -> None:
        """Copy the file; where that fails, the learner is told and goes on."""
        assert self.path is not None
        self._backup_due = None
        try:
            make_backup(self.database, self.path, day)
        except OSError as error:
            self.notices.append(f"No copy of your history could be made: {error.strerror}.")

    # -- what is known -------------------------------------------------------------------------

    def is_empty(self) -> bool:
        """Tell whether nothing was ever stored."""
        return self.database.execute("SELECT 1 FROM event LIMIT 1").fetchone() is None

    def unfinished(self) -> SavedSession | None:
        """Return the last session that can be resumed, if there is one."""
        rows = self._rows(
            "SELECT id FROM event AS begun WHERE kind = 'start' AND NOT EXISTS ("
            "SELECT 1 FROM event WHERE session = begun.id AND kind = 'finish')"
            " ORDER BY id DESC LIMIT 1"
        )
        with explained(self.path):
            return self.session(rows[0][0]) if rows else None

    def last_session(self, mode: str | None = None) -> SavedSession | None:
        """Return the last session in which something was answered, of ``mode`` if that is given."""
        rows = self._rows("SELECT id FROM event WHERE kind = 'start' ORDER BY id DESC")
        with explained(self.path):
            for (number,) in rows:
                session = self.session(number)
                if session.answers and mode in (None, session.mode):
                    return session
        return None

    def session(self, session: int) -> SavedSession:
        """Return a session as it was left; raises :class:`KeyError` if there is none."""
        _, begun = self._event(session)
        if not isinstance(begun.what, Started):
            raise KeyError(session)
        events = self._session_events(session)
        undone = {event.target for _, event in events if isinstance(event.what, Undone)}
        words: defaultdict[int | None, list[Settled]] = defaultdict(list)
        for _, event in events:
            if isinstance(event.what, Settled):
                words[event.target].append(event.what)
        answers = []
        ending = None
        for key, event in events:
            if isinstance(event.what, Finished):
                ending = event.what.ending
            if isinstance(event.what, Answered) and event.id not in undone and key is not None:
                answers.append(_saved(key, event, event.what, words[event.id]))
        what = begun.what
        return SavedSession(
            session,
            what.mode,
            begun.at,
            what.items,
            what.settings,
            tuple(answers),
            ending,
            _time_taken(begun, (event for _, event in events)),
            bool(events) and isinstance(events[-1][1].what, Paused),
        )

    def queue(self, cards: Iterable[Card], *, at: int, limits: Limits = LIMITS) -> Queue:
        """Return which of ``cards`` a review asks now."""
        cards = list(cards)
        with explained(self.path):
            known = tables.known_states(self.database, {card.question: None for card in cards})
        return arrange(cards, known, self.today(at), limits)

    def card(self, key: QuestionKey) -> CardState | None:
        """Return what is known of a card, if anything is."""
        return self.state(question_of(key)).cards.get(key.part)

    def state(self, key: QuestionKey) -> QuestionState:
        """Return what is known of a question, but for its reviews."""
        key = question_of(key)
        with explained(self.path):
            return tables.known_states(self.database, [key]).get(key) or QuestionState({})

    def reviews(self, since: int | None = None) -> Iterator[Review]:
        """Yield every answer about every card from the day ``since`` on, in the order given."""
        rows = self._rows(
            "SELECT namespace, origin, part, review.at, day, rating, result, took, scheduled,"
            " confidence, hinted, elapsed, predicted FROM review"
            " JOIN question ON question.id = review.question"
            " JOIN event ON event.id = review.event WHERE day >= ?"
            " ORDER BY review.at, number, uid, part",
            since if since is not None else -(2**62),
        )
        with explained(self.path):
            for namespace, origin, part, at, day, rating, result, took, scheduled, *rest in rows:
                confidence, hinted, elapsed, predicted = rest
                yield Review(
                    QuestionKey(namespace, origin, part),
                    at,
                    day,
                    Rating(rating),
                    Result(result),
                    took,
                    bool(scheduled),
                    Confidence(confidence) if confidence else None,
                    bool(hinted),
                    elapsed,
                    predicted,
                )

    def states(self, *, suspended: bool = True) -> Iterator[tuple[QuestionKey, CardState]]:
        """Yield every card that was ever answered, with what is known of it.

        Without ``suspended``, those of suspended questions are left out.
        """
        with explained(self.path):
            known = tables.known_states(self.database)
        for key, state in known.items():
            if suspended or not state.suspended:
                for part, card in state.cards.items():
                    yield QuestionKey(key.namespace, key.origin, part), card

    def flags(self) -> list[Flag]:
        """Return all notes to authors, the oldest first."""
        rows = self._rows(
            "SELECT namespace, origin, note, flagged FROM standing"
            " JOIN question ON question.id = question WHERE flagged IS NOT NULL"
            " ORDER BY flagged, origin, namespace"
        )
        return [
            Flag(QuestionKey(Namespace(namespace), origin), note, at)
            for namespace, origin, note, at in rows
        ]

    def suspended(self) -> list[QuestionKey]:
        """Return the questions that are not asked until that is taken back, by their names."""
        rows = self._rows(
            "SELECT namespace, origin FROM standing JOIN question ON question.id = question"
            " WHERE suspended ORDER BY origin, namespace"
        )
        return [QuestionKey(Namespace(namespace), origin) for namespace, origin in rows]

    def today(self, at: int) -> int:
        """Return the day of a time, in days since 1970; it ends at 04:00 by the learner's clock."""
        return day_of(at, self._zone(at))

    def _add(
        self,
        what: What,
        at: int,
        *,
        session: int | None = None,
        key: QuestionKey | None = None,
        target: int | None = None,
    ) -> int:
        """Store an event with all that follows from it, and return its number."""
        database = self.database
        with explained(self.path), transaction(database):
            if session is not None:
                self._check(session)
            question = tables.add_question(database, question_of(key)) if key is not None else None
            event = tables.add_event(
                database,
                os.urandom(16),
                what,
                at=at,
                offset=self._zone(at),
                session=session,
                question=question,
                target=target,
            )
            if question is not None:
                tables.derive(database, question)
        return event

    def _check(self, session: int) -> None:
        if session in self._held:
            check(self.database, session, self._held[session])

    def _event(self, number: int) -> tuple[QuestionKey | None, Event]:
        with explained(self.path):
            for key, event in tables.read_events(self.database, "id", number):
                return key, event
        raise KeyError(number)

    def _session_events(self, session: int) -> list[tuple[QuestionKey | None, Event]]:
        with explained(self.path):
            return list(tables.read_events(self.database, "session", session))

    def _rows(self, statement: str, *values: object) -> list[Any]:
        with explained(self.path):
            return self.database.execute(statement, values).fetchall()

    def _days_until_due(self, key: QuestionKey, rated: Iterable[Rated], at: int) -> int | None:
        parts = {each.part for each in rated}
        cards = self.state(key).cards
        due = [card.due for part, card in cards.items() if part in parts and card.memory]
        return max(0, min(due) - self.today(at)) if due else None


def _time_taken(begun: Event, events: Iterable[Event]) -> int:
    """Return for how many milliseconds a session went on: until what is known last of each turn.

    A turn begins when the session is begun or resumed.
    """
    taken, since, last = 0, begun.at, begun.at
    for event in events:
        if isinstance(event.what, Resumed):
            taken += last - since
            since = last = event.at
        else:
            last = max(last, event.at)
    return taken + last - since


def _saved(
    key: QuestionKey, event: Event, answer: Answered, words: Sequence[Settled]
) -> SavedAnswer:
    return SavedAnswer(
        event.id,
        answer.place,
        key,
        event.at,
        answer.took,
        answer.reply,
        words[-1].result if words else answer.result,
        tuple(word.counts for word in words if not word.appeal),
        any(word.appeal for word in words),
        answer.confidence,
        answer.hinted,
    )
