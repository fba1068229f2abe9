"""The history as a quiz uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory.support import DAY, NOON, answer, card, greenwich
from quizgen.grading import Result, Typed
from quizgen.memory.events import Shown
from quizgen.memory.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "history.db", zone=greenwich)


def test_an_answer_is_there_when_the_file_is_opened_again(store: Store) -> None:
    session = store.start("quiz", [Shown("n" * 20, "bank/a")], at=NOON, settings={"seed": 7})
    stored = store.answer(
        session, 0, [(card(), Result.RIGHT)], Result.RIGHT, Typed(("Seine",)), at=NOON, took=4200
    )
    assert stored.due is not None
    assert stored.due >= 1
    store.close()
    again = open_store(store.path, zone=greenwich)
    saved = again.unfinished()
    assert saved is not None
    assert (saved.mode, saved.settings, saved.items) == (
        "quiz",
        {"seed": 7},
        (Shown("n" * 20, "bank/a"),),
    )
    (one,) = saved.answers
    assert (one.place, one.reply, one.took, one.result) == (
        0,
        Typed(("Seine",)),
        4200,
        Result.RIGHT,
    )
    (review,) = again.reviews()
    assert review.key == card().key


def test_a_finished_session_is_not_resumed(store: Store) -> None:
    first = store.start("quiz", [], at=NOON)
    second = store.start("quiz", [], at=NOON)
    store.finish(second, at=NOON)
    assert store.unfinished() == store.session(first)
    store.finish(first, at=NOON)
    assert store.unfinished() is None


def test_an_undone_answer_never_happened(store: Store) -> None:
    session = store.start("quiz", [], at=NOON)
    answer(store, session, card(), Result.WRONG)
    assert store.undo(session, at=NOON) is not None
    assert store.state(card().key).cards == {}
    assert list(store.reviews()) == []
    assert store.undo(session, at=NOON) is None


def test_what_is_due_is_asked_and_siblings_are_not(store: Store) -> None:
    session = store.start("review", [], at=NOON)
    assert [one.key for one in store.queue([card("a"), card("b")], at=NOON).new] == [
        card("a").key,
        card("b").key,
    ]
    answer(store, session, card("a"), Result.WRONG)
    queue = store.queue([card("a")], at=NOON)
    assert (queue.due, queue.new, queue.next_due) == ((), (), 1)
    (due,) = store.queue([card("a")], at=NOON + DAY).due
    assert (due.card, due.changed, due.overdue) == (card("a"), False, 0)


def test_a_changed_answer_is_due_at_once_and_an_edit_is_not(store: Store) -> None:
    session = store.start("review", [], at=NOON)
    answer(store, session, card("a"))
    edited = card("a", stem="Which river is it?")
    assert store.queue([edited], at=NOON).due == ()
    changed = card("a", answer="Loire")
    (due,) = store.queue([changed], at=NOON).due
    assert due.changed
    answer(store, session, changed, at=NOON + 1)
    assert store.queue([changed], at=NOON).due == ()


def test_nothing_is_stored_of_a_question_without_a_namespace(store: Store) -> None:
    from msgspec.structs import replace

    one = card("a")
    nameless = replace(one, key=replace(one.key, namespace=""))
    session = store.start("quiz", [], at=NOON)
    stored = answer(store, session, nameless)
    assert stored.event is None
    assert store.settle(stored.event, Result.APPEALED, [Result.APPEALED], counts=True, at=NOON)
    assert list(store.reviews()) == []


def test_a_session_took_the_time_of_all_its_turns(store: Store) -> None:
    """Until the last that is known of each; what was undone took time, too, the time away none."""
    session = store.start("exam", [], at=NOON)
    answer(store, session, card(), at=NOON + 10_000)
    store.undo(session, at=NOON + 12_000)
    assert (store.session(session).ran, store.session(session).paused) == (12_000, False)
    store.pause(session, at=NOON + 15_000)
    assert (store.session(session).ran, store.session(session).paused) == (15_000, True)
    saved = store.resume(session, at=NOON + DAY)
    assert (saved.ran, saved.paused) == (15_000, False)
    store.tick(session, at=NOON + DAY + 30_000)
    assert store.session(session).ran == 45_000
    store.resume(session, at=NOON + 2 * DAY)
    store.pause(session, at=NOON)  # the clock was set back
    assert store.session(session).ran == 45_000
    assert store.unfinished() == store.session(session)
