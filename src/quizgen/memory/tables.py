"""How events, and what follows from them, are written into rows and read again.

What follows is kept in tables so that a review need not read all events.  It is always written for
a whole question, as :func:`~quizgen.memory.folding.fold` has it: there is no second way to get it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from quizgen.memory.database import DERIVED_TABLES, Connection
from quizgen.memory.events import Event, What, decode, encode
from quizgen.memory.folding import CardReview, CardState, QuestionState, fold
from quizgen.memory.schedule import Memory
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace

_MOST_NAMED = 4000
"""Questions that are looked up by name; for more, all of their namespaces are read."""
_AT_ONCE = 500
"""Names in one question to the database."""

_EVENTS = (
    "SELECT event.id, at, offset, number, uid, data, session, target, namespace, origin"
    " FROM event LEFT JOIN question ON question.id = question"
)


def find_question(database: Connection, key: QuestionKey) -> int | None:
    """Return the number that a question has in this file, if anything happened to it."""
    found = database.execute(
        "SELECT id FROM question WHERE namespace = ? AND origin = ?", (key.namespace, key.origin)
    ).fetchone()
    return int(found[0]) if found else None


def add_question(database: Connection, key: QuestionKey) -> int:
    """Return the number of a question, which gets one if it has none."""
    found = find_question(database, key)
    if found is not None:
        return found
    added = database.execute(
        "INSERT INTO question (namespace, origin) VALUES (?, ?)", (key.namespace, key.origin)
    )
    assert added.lastrowid is not None
    return added.lastrowid


def add_event(
    database: Connection,
    uid: bytes,
    what: What,
    *,
    at: int,
    offset: int,
    session: int | None,
    question: int | None,
    target: int | None,
) -> int:
    """Write an event that happens now, and return its number."""
    kind, data = encode(what)
    added = database.execute(
        "INSERT INTO event (uid, number, at, offset, kind, session, question, target, data)"
        " VALUES (?, (SELECT coalesce(max(id), 0) + 1 FROM event), ?, ?, ?, ?, ?, ?, ?)",
        (uid, at, offset, kind, session, question, target, data),
    )
    assert added.lastrowid is not None
    return added.lastrowid


def read_events(
    database: Connection, column: str, value: int
) -> Iterator[tuple[QuestionKey | None, Event]]:
    """Yield the events whose ``column`` (``id``, ``session`` or ``question``) has a value.

    Each comes with the question to which it happened, in the order in which they were stored.
    """
    rows = database.execute(f"{_EVENTS} WHERE event.{column} = ? ORDER BY event.id", (value,))
    for number, at, offset, order, uid, data, session, target, namespace, origin in rows:
        key = QuestionKey(namespace, origin) if origin is not None else None
        yield key, Event(number, at, offset, order, uid, decode(data), session, target)


def question_state(database: Connection, key: QuestionKey) -> QuestionState:
    """Return what is known of a question, worked out from its events."""
    number = find_question(database, key)
    events = read_events(database, "question", number) if number is not None else ()
    return fold(key, (event for _, event in events))


def derive(database: Connection, question: int) -> None:
    """Write what follows from all that happened to a question."""
    (namespace, origin) = database.execute(
        "SELECT namespace, origin FROM question WHERE id = ?", (question,)
    ).fetchone()
    events = [event for _, event in read_events(database, "question", question)]
    for table in DERIVED_TABLES:
        database.execute(f"DELETE FROM {table} WHERE question = ?", (question,))
    write_state(database, question, fold(QuestionKey(namespace, origin), events))


def write_state(database: Connection, question: int, state: QuestionState) -> None:
    """Write what is known of a question, of which nothing is written."""
    cards, reviews, standing = state_rows(question, state)
    database.executemany(f"INSERT INTO card VALUES ({_marks(12)})", cards)
    database.executemany(f"INSERT INTO review VALUES ({_marks(13)})", reviews)
    database.executemany(f"INSERT INTO standing VALUES ({_marks(5)})", standing)


def state_rows(question: int, state: QuestionState) -> tuple[tuple[tuple[object, ...], ...], ...]:
    """Return the rows that say what is known of a question: its cards, reviews and standing.

    There are none where nothing is known, as where everything was undone.
    """
    if state == QuestionState({}):
        return (), (), ()
    cards = sorted(_card_row(question, part, card) for part, card in state.cards.items())
    reviews = sorted(_review_row(question, review) for review in state.reviews)
    standing = (question, int(state.suspended), state.buried, state.flagged, state.note)
    return tuple(cards), tuple(reviews), (standing,)


def known_states(
    database: Connection, wanted: Iterable[QuestionKey] | None = None
) -> dict[QuestionKey, QuestionState]:
    """Return what is known of each of the ``wanted`` questions, or of all, but for the reviews."""
    by_number: dict[int, QuestionState] = {}
    known: dict[QuestionKey, QuestionState] = {}
    for condition, values in _conditions(wanted):
        rows = database.execute(
            "SELECT question, namespace, origin, suspended, buried, flagged, note, part, asked,"
            " answer, stability, difficulty, day, interval, due, first, repetitions, lapses"
            " FROM question JOIN standing ON standing.question = question.id"
            f" LEFT JOIN card USING (question) WHERE {condition}",
            values,
        )
        for number, namespace, origin, suspended, buried, flagged, note, part, *card in rows:
            state = by_number.get(number)
            if state is None:
                state = QuestionState({}, (), bool(suspended), buried, flagged, note)
                known[QuestionKey(namespace, origin)] = by_number[number] = state
            if part is not None:
                state.cards[part] = _card_state(card)
    return known


def _conditions(
    wanted: Iterable[QuestionKey] | None,
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield conditions on questions, each with its values, that hold for the ``wanted`` ones."""
    if wanted is None:
        yield "true", ()
        return
    origins: defaultdict[Namespace, list[str]] = defaultdict(list)
    for key in wanted:
        if key.namespace:
            origins[key.namespace].append(key.origin)
    for namespace, names in origins.items():
        if len(names) > _MOST_NAMED:
            yield "namespace = ?", (namespace,)
            continue
        rest = iter(names)
        while some := list(islice(rest, _AT_ONCE)):
            yield f"namespace = ? AND origin IN ({_marks(len(some))})", (namespace, *some)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _card_row(question: int, part: str, card: CardState) -> tuple[object, ...]:
    memory = card.memory
    known = (memory.stability, memory.difficulty, memory.day) if memory else (None, None, None)
    counts = (card.interval, card.due, card.first, card.repetitions, card.lapses)
    return (question, part, card.asked, card.answer, *known, *counts)


def _card_state(row: Sequence[Any]) -> CardState:
    asked, answer, stability, difficulty, day, *counts = row
    if stability is None:
        return CardState(asked, answer, None, *counts)
    if not 0 < stability < float("inf"):
        raise ValueError(f"found a stability of {stability}")
    memory = Memory(stability, difficulty, day)
    return CardState(asked, answer, memory, *counts)


def _review_row(question: int, one: CardReview) -> tuple[object, ...]:
    return (
        *(question, one.event, one.part, one.at, one.day, int(one.rating), one.result, one.took),
        *(int(one.scheduled), one.confidence, int(one.hinted), one.elapsed, one.predicted),
    )
