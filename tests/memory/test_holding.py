"""Two processes with one session: who took it up last has it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memory.support import NOON, answer, card, greenwich, snapshot
from quizgen.grading import Result
from quizgen.memory.holding import TakenOver
from quizgen.memory.store import Store, open_store

Does = Callable[[Store, int], object]


@pytest.fixture
def windows(tmp_path: Path) -> tuple[Store, Store]:
    first, second = (open_store(tmp_path / "history.db", zone=greenwich) for _ in range(2))
    return first, second


@pytest.mark.parametrize(
    "does",
    [
        lambda store, session: answer(store, session, card("b"), place=1),
        lambda store, _: store.settle(2, Result.WRONG, [Result.WRONG], counts=False, at=NOON),
        lambda store, session: store.undo(session, at=NOON),
        lambda store, session: store.flag(card().key, "odd", at=NOON, session=session),
        lambda store, session: store.bury(card().key, at=NOON, session=session),
        lambda store, session: store.finish(session, at=NOON),
        lambda store, session: store.pause(session, at=NOON),
        lambda store, session: store.tick(session, at=NOON),
        lambda store, session: store.confirm(session),
    ],
)
def test_a_window_stores_nothing_of_a_session_that_another_took_up(
    does: Does, windows: tuple[Store, Store]
) -> None:
    first, second = windows
    session = first.start("quiz", [], at=NOON)
    assert answer(first, session, card()).event == 2
    assert len(second.resume(session, at=NOON).answers) == 1
    before = second.database.execute("SELECT count(*) FROM event").fetchone(), snapshot(second)
    with pytest.raises(TakenOver):
        does(first, session)
    after = second.database.execute("SELECT count(*) FROM event").fetchone(), snapshot(second)
    assert after == before
    does(second, session)


def test_the_first_window_may_take_it_back(windows: tuple[Store, Store]) -> None:
    first, second = windows
    session = first.start("quiz", [], at=NOON)
    second.resume(session, at=NOON)
    first.resume(session, at=NOON)
    answer(first, session, card())
    with pytest.raises(TakenOver):
        answer(second, session, card())


def test_another_session_and_what_belongs_to_none_are_not_touched(
    windows: tuple[Store, Store],
) -> None:
    first, second = windows
    taken, own = (first.start("quiz", [], at=NOON) for _ in range(2))
    second.resume(taken, at=NOON)
    answer(first, own, card())
    first.flag(card().key, "odd", at=NOON)
    assert len(first.flags()) == 1
