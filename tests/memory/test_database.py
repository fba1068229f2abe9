"""The file of a history: what it is, and what is left alone."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest

from quizgen.memory.database import (
    VERSION,
    Damaged,
    Newer,
    Unusable,
    connect,
    journal,
    transaction,
)


def test_a_file_is_made_that_only_its_user_may_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "history.db"
    with closing(connect(path)) as database:
        assert journal(database) == "wal"
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)
        assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_every_table_is_strict(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as database:
        tables = database.execute("PRAGMA table_list").fetchall()
        assert {name for _, name, *_, strict in tables if not strict} <= {
            "sqlite_schema",
            "sqlite_temp_schema",
        }


def test_what_another_program_wrote_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE notes (id)")
    before = path.read_bytes()
    with pytest.raises(Unusable, match="another program"):
        connect(path)
    assert path.read_bytes() == before


def test_what_a_newer_version_wrote_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(Newer, match="newer quizgen"):
        connect(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.write_bytes(b"no database at all" * 100)
    before = path.read_bytes()
    with pytest.raises(Damaged, match="damaged"):
        connect(path)
    assert path.read_bytes() == before


def test_what_fails_is_undone_as_a_whole(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as database:
        with suppress(RuntimeError), transaction(database):
            database.execute("INSERT INTO question VALUES (1, 'n', 'o')")
            raise RuntimeError
        assert database.execute("SELECT count(*) FROM question").fetchone() == (0,)
