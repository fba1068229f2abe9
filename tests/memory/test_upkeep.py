"""What is checked, corrected, and saved of a history."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from memory.support import DAY, NOON, answer, card, greenwich, snapshot
from quizgen.memory.backups import backups
from quizgen.memory.database import Damaged, connect
from quizgen.memory.store import open_store
from quizgen.memory.upkeep import examine, save


def fill(path: Path, days: int = 2, questions: int = 300) -> None:
    """Answer many questions on each of some days."""
    for day in range(days):
        with open_store(path, zone=greenwich) as store:
            at = NOON + day * DAY
            session = store.start("quiz", [], at=at)
            for number in range(questions):
                answer(store, session, card(str(number)), at=at + number)


def test_a_sound_history_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path, questions=20)
    with open_store(path) as store:
        before = snapshot(store)
        findings = examine(store.database, path, at=NOON + 3 * DAY)
        assert snapshot(store) == before
    assert (findings.faults, findings.different, findings.in_future) == ([], 0, 0)
    assert (findings.events, findings.sessions, findings.cards) == (42, 2, 20)


def is_damaged(path: Path) -> bool:
    try:
        with closing(connect(path)) as database:
            return bool(examine(database, path, at=NOON).faults)
    except Damaged:
        return True


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE card SET due = due + 7",
        "DELETE FROM card",
        "DELETE FROM review",
        "DELETE FROM standing",
        "UPDATE standing SET suspended = 1",
    ],
)
def test_what_follows_from_the_events_is_corrected(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path, days=1, questions=5)
    with open_store(path) as store:
        before = snapshot(store)
        store.database.execute(damage)
        assert examine(store.database, path, at=NOON + DAY).different == 5
        assert snapshot(store) == before
        assert examine(store.database, path, at=NOON + DAY).different == 0


def test_answers_from_the_future_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path, days=1, questions=5)
    with open_store(path, zone=greenwich) as store:
        assert examine(store.database, path, at=NOON - DAY).in_future == 6
        store.start("quiz", [], at=NOON - DAY)
        assert "check the clock" in store.notices[0]


def test_what_a_damaged_file_still_gives_is_saved_with_the_newest_copy(tmp_path: Path) -> None:
    """The copy has the first day; of the second is read what the damage left."""
    path = tmp_path / "history.db"
    fill(path)
    assert len(backups(path)) == 1
    with open_store(path) as store:
        (size,) = store.database.execute("PRAGMA page_size").fetchone()
        (root,) = store.database.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'event'"
        ).fetchone()
        store.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    pages = len(content) // size
    broken = [page for page in range(root + 1, pages) if page % 3 == 0]
    for page in broken:
        content[page * size : page * size + 200] = b"\xa5" * 200
    path.write_bytes(content)
    assert is_damaged(path)
    saved = save(path, "2024-10-06")
    assert saved.aside.read_bytes() == bytes(content), "the damaged file is as it was"
    assert {each.name for each in tmp_path.iterdir()} == {
        "history.db",
        "history-backups",
        saved.aside.name,
    }
    assert saved.from_backup == 301
    with open_store(path) as store:
        assert examine(store.database, path, at=NOON + 2 * DAY).faults == []
        assert len(list(store.reviews())) >= 300
        (events,) = store.database.execute("SELECT count(*) FROM event").fetchone()
        assert events == saved.from_backup + saved.from_damaged


def test_a_file_of_nonsense_is_put_aside_each_time_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    for name in ("history-damaged-today.db", "history-damaged-today-2.db"):
        path.write_bytes(b"nonsense" * 1000)
        saved = save(path, "today")
        assert saved.aside == tmp_path / name
        assert saved.aside.read_bytes() == b"nonsense" * 1000
        assert (saved.from_backup, saved.from_damaged) == (0, 0)
        with open_store(path) as store:
            assert list(store.reviews()) == []
