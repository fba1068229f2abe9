"""The file of a history: how it is opened, what tables it has, and how older files get them.

It is one SQLite file.  ``question`` and ``event`` are what happened, and only ever grow; all other
tables follow from them and can be made again.  A file that this version cannot use is left as it
is: it is damaged, a later version wrote it, or it is no history.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

Connection = sqlite3.Connection

VERSION = 1
"""Of the tables; a file says which it has."""
APPLICATION_ID = 0x515A4748
"""What SQLite writes into a file of this program, so that no other is taken for one."""
SECONDS_TO_WAIT = 10.0
"""For another process that writes."""

EVENTS = """\
CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    namespace TEXT NOT NULL,
    origin TEXT NOT NULL,
    UNIQUE (namespace, origin)
) STRICT;
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    uid BLOB NOT NULL UNIQUE CHECK (length(uid) = 16),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    kind TEXT NOT NULL,
    session INTEGER REFERENCES event (id),
    question INTEGER REFERENCES question (id),
    target INTEGER REFERENCES event (id),
    data TEXT NOT NULL
) STRICT;
CREATE INDEX event_of_question ON event (question) WHERE question IS NOT NULL;
CREATE INDEX event_of_session ON event (session, kind) WHERE session IS NOT NULL;
CREATE INDEX event_start ON event (id) WHERE kind = 'start';
CREATE TABLE forgotten (
    scope TEXT PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
"""What is kept for ever."""

DERIVED = """\
CREATE TABLE card (
    question INTEGER NOT NULL REFERENCES question (id),
    part TEXT NOT NULL,
    asked TEXT NOT NULL,
    answer TEXT NOT NULL,
    stability REAL,
    difficulty REAL,
    day INTEGER,
    interval INTEGER NOT NULL,
    due INTEGER NOT NULL,
    first INTEGER NOT NULL,
    repetitions INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    PRIMARY KEY (question, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_due ON card (due) WHERE stability IS NOT NULL;
CREATE TABLE review (
    question INTEGER NOT NULL REFERENCES question (id),
    event INTEGER NOT NULL REFERENCES event (id),
    part TEXT NOT NULL,
    at INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    result TEXT NOT NULL,
    took INTEGER NOT NULL,
    scheduled INTEGER NOT NULL,
    confidence TEXT,
    hinted INTEGER NOT NULL,
    elapsed INTEGER,
    predicted REAL,
    PRIMARY KEY (question, event, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_day ON review (day);
CREATE TABLE standing (
    question INTEGER PRIMARY KEY REFERENCES question (id),
    suspended INTEGER NOT NULL,
    buried INTEGER,
    flagged INTEGER,
    note TEXT NOT NULL
) STRICT;
"""
"""What follows from it."""

DERIVED_TABLES = ("card", "review", "standing")

MIGRATIONS: dict[int, str] = {}
"""What brings the tables of a version to the next one: it adds, and drops nothing that is kept."""


class Unusable(OSError):
    """A history that cannot be read or written; it stays as it is."""

    def __init__(self, message: str, path: Path | str, hint: str, number: int = errno.EIO) -> None:
        super().__init__(number, message, str(path))
        self.message, self.path, self.hint = message, str(path), hint


class Damaged(Unusable):
    """A history in which something is broken."""


class Newer(Unusable):
    """A history of a later version of quizgen."""


def connect(path: Path | None, *, writing: bool = True) -> Connection:
    """Return the history at ``path``, which is made if it is not there; ``None`` is in memory only.

    Raises :class:`Unusable`.
    """
    with explained(path):
        if path is None:
            database = sqlite3.connect(":memory:", isolation_level=None)
        else:
            if writing:
                _make_file(path)
            database = _open(path, writing)
        try:
            _prepare(database, path, writing)
        except BaseException:
            database.close()
            raise
    return database


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Raise as :class:`Unusable` what is wrong with the file at ``path``.

    That is what SQLite reports of it, and what cannot be read of its rows.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explanation(error, path or Path(":memory:")) from error
    except (ValueError, TypeError, KeyError, msgspec.DecodeError) as error:
        raise _damaged(error, path or Path(":memory:")) from error


@contextmanager
def transaction(database: Connection) -> Iterator[None]:
    """Run a block in which all that is written is written together, and is safe when this ends."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def journal(database: Connection) -> str:
    """Return how changes are made safe: ``wal``, or ``delete`` where a file system lacks that."""
    (mode,) = database.execute("PRAGMA journal_mode").fetchone()
    return str(mode)


def _make_file(path: Path) -> None:
    """Make the file and its folder, which only this user may read."""
    try:
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Unusable(
            f"the history cannot be made ({error.strerror})",
            path,
            "make its folder writable, give another one with “--data”, or use “--no-history”",
            error.errno or errno.EACCES,
        ) from error


def _open(path: Path, writing: bool) -> Connection:
    mode = "rw" if writing else "ro"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(uri, timeout=SECONDS_TO_WAIT, isolation_level=None, uri=True)


def _prepare(database: Connection, path: Path | None, writing: bool) -> None:
    version = _version(database, path)
    database.execute("PRAGMA foreign_keys = ON")
    if not writing:
        return
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA secure_delete = ON")
    if 0 < version < VERSION and path is not None:
        _back_up(database, path)
    if version < VERSION:
        with transaction(database):
            version = _version(database, path)  # another process may have been faster
            if version == 0:
                _run(database, EVENTS + DERIVED)
            for number in range(max(1, version), VERSION):
                _run(database, MIGRATIONS[number])
            database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            database.execute(f"PRAGMA user_version = {VERSION}")


def _back_up(database: Connection, path: Path) -> None:
    """Copy a history before its tables change; without a copy they do not."""
    from quizgen.memory.backups import make_backup
    from quizgen.memory.schedule import day_of

    last = database.execute("SELECT at, offset FROM event ORDER BY id DESC LIMIT 1").fetchone()
    make_backup(database, path, day_of(*last) if last else 0, f"-before-format-{VERSION}")


def _version(database: Connection, path: Path | None) -> int:
    """Return the version of the tables, 0 for none.  Raises :class:`Unusable`."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    where = path or Path(":memory:")
    if application != APPLICATION_ID and (application or version or tables):
        raise Unusable(
            "this is a database of another program", where, "give another file with “--data”"
        )
    if version > VERSION:
        raise Newer(
            f"a newer quizgen wrote this history (format {version}; this one reads {VERSION})",
            where,
            "install the newest quizgen; the history was not changed",
        )
    return int(version)


def _run(database: Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            database.execute(statement)


def _explanation(error: sqlite3.DatabaseError, path: Path) -> Unusable:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Unusable(
            "another process is writing to the history", path, "try again in a moment", errno.EBUSY
        )
    if name in ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"):
        return Unusable(
            "there is no space left for the history",
            path,
            "free some space, or use “--no-history”; what was stored before is safe",
            errno.ENOSPC,
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return Unusable(
            "the history cannot be written",
            path,
            "make the file and its folder writable, give another one with “--data”, or use "
            "“--no-history”",
            errno.EACCES,
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return Unusable(
            "the history cannot be opened",
            path,
            "make the file and its folder readable, or give another one with “--data”",
            errno.EACCES,
        )
    if name.startswith("SQLITE_IOERR"):
        return Unusable(
            f"the disk does not read or write the history ({error})",
            path,
            "check the disk, give another file with “--data”, or use “--no-history”",
        )
    return _damaged(error, path)


def _damaged(error: Exception, path: Path) -> Damaged:
    return Damaged(
        f"the history is damaged ({error})",
        path,
        "run “quizgen doctor”: it puts the file aside and saves what can be read",
    )
