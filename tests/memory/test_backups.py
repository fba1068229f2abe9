"""The copies of a history: which are made, and which are kept."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.support import DAY, NOON, answer, card, greenwich, snapshot
from quizgen.memory.backups import backup_folder, backups, has_backup, outdated
from quizgen.memory.store import Store, open_store


def use(path: Path, day: int) -> None:
    """Answer a question on a day."""
    with open_store(path, zone=greenwich) as store:
        at = NOON + day * DAY
        answer(store, store.start("quiz", [], at=at), card(), at=at)


def test_the_first_use_of_a_day_makes_a_copy_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    use(path, 0)
    assert backups(path) == [], "there was nothing to copy"
    use(path, 1)
    (copy,) = backups(path)
    assert copy == tmp_path / "history-backups" / "2024-10-05.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    before = copy.read_bytes()
    use(path, 1)
    assert copy.read_bytes() == before
    with open_store(copy, writing=False) as copied, open_store(path) as store:
        assert len(list(copied.reviews())) == 1
        assert len(list(store.reviews())) == 3
        assert has_backup(path, copied.today(NOON + DAY))


def test_a_copy_is_a_history_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    use(path, 0)
    with open_store(path) as store:
        expected = snapshot(store)
    use(path, 1)
    (copy,) = backups(path)
    copy.rename(path)
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    with open_store(path) as store:
        assert snapshot(store) == expected
    use(path, 2)


@pytest.mark.parametrize("when", ["prepare", "close"])
def test_a_large_file_is_copied_once_the_first_question_is_shown(
    when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or when it is closed, where no question was."""
    monkeypatch.setattr("quizgen.memory.store._LARGE", 0)
    path = tmp_path / "history.db"
    use(path, 0)
    store = open_store(path, zone=greenwich)
    store.start("quiz", [], at=NOON + DAY)
    assert backups(path) == []
    getattr(store, when)()
    assert len(backups(path)) == 1
    store.close()


def test_a_copy_is_made_before_the_tables_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.db"
    use(path, 0)
    with open_store(path) as store:
        expected = snapshot(store)
    monkeypatch.setattr("quizgen.memory.database.VERSION", 2)
    monkeypatch.setattr(
        "quizgen.memory.database.MIGRATIONS", {1: "CREATE TABLE more (id INTEGER) STRICT;"}
    )
    with open_store(path) as store:
        assert store.database.execute("PRAGMA user_version").fetchone() == (2,)
        assert store.database.execute("SELECT count(*) FROM more").fetchone() == (0,)
        assert snapshot(store) == expected
    (copy,) = backups(path)
    assert copy.name == "2024-10-04-before-format-2.db"
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("PRAGMA user_version").fetchone() == (1,)
    monkeypatch.setattr("quizgen.memory.database.MIGRATIONS", {})
    with open_store(path):
        assert len(backups(path)) == 1, "it has changed already"


def test_tables_that_cannot_change_stay_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.db"
    use(path, 0)
    monkeypatch.setattr("quizgen.memory.database.VERSION", 2)
    monkeypatch.setattr("quizgen.memory.database.MIGRATIONS", {1: "CREATE TABLE a (id);\nnonsense"})
    with pytest.raises(OSError, match="nonsense"):
        open_store(path)
    monkeypatch.undo()
    with open_store(path) as store:
        assert len(list(store.reviews())) == 1
        assert store.database.execute("PRAGMA user_version").fetchone() == (1,)


def test_who_cannot_copy_goes_on_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    use(path, 0)
    backup_folder(path).write_text("a file where the folder would be")
    store: Store
    with open_store(path, zone=greenwich) as store:
        store.start("quiz", [], at=NOON + DAY)
        assert "No copy of your history could be made" in store.notices[0]


@given(gaps=st.lists(st.integers(1, 12), max_size=120))
def test_seven_days_and_four_weeks_are_kept(gaps: list[int]) -> None:
    """Whatever days a learner uses it: they are all there as long as they are few."""
    day, kept = date(2024, 1, 1), list[Path]()
    for gap in gaps:
        day += timedelta(days=gap)
        kept.append(Path(f"{day}.db"))
        gone = outdated(kept)
        assert not set(gone) & set(kept[-7:]), "the newest seven stay"
        kept = [copy for copy in kept if copy not in gone]
        assert len(kept) <= 11
        weeks = {date.fromisoformat(copy.stem).isocalendar()[:2] for copy in kept[:-7]}
        assert len(weeks) == len(kept[:-7]), "one for each week"
    assert len(kept) >= min(len(gaps), 7)
