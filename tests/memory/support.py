"""What the tests of a history share."""

from __future__ import annotations

from quizgen.grading import Result
from quizgen.memory.database import DERIVED_TABLES
from quizgen.memory.identity import Card, cards
from quizgen.memory.store import Store, Stored
from quizgen.model.bank import QuestionKey
from quizgen.model.forms import ExpectedWords, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.values import Namespace

DAY = 24 * 3_600_000
NOON = 20_000 * DAY + 12 * 3_600_000
"""A day in 2024, at noon."""


def greenwich(_: int) -> int:
    """The clock of a learner in Greenwich."""
    return 0


def card(name: str = "a", answer: str = "Seine", stem: str = "Which river?") -> Card:
    """A card of a question that no bank has."""
    key = QuestionKey(Namespace("n" * 20), f"bank/{name}")
    return cards(key, TypeIn(Markup(stem), ExpectedWords(answer)))[0]


def answer(
    store: Store,
    session: int,
    one: Card,
    result: Result = Result.RIGHT,
    *,
    at: int = NOON,
    place: int = 0,
) -> Stored:
    """Store an answer to ``one``."""
    return store.answer(session, place, [(one, result)], result, None, at=at)


def snapshot(store: Store) -> tuple[list[object], ...]:
    """Return all that follows from the events of ``store``."""
    return tuple(
        store.database.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
        for table in DERIVED_TABLES
    )
