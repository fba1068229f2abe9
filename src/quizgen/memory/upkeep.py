"""Whether a history is sound, and what can be saved of one that is not.

What is kept for ever is checked; what follows from it is worked out again and compared.  A damaged
file is put aside under another name and never written to.  The new one gets what the newest sound
copy has, and every event that the damaged file still gives.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from quizgen.memory import tables, transfer
from quizgen.memory.backups import backups
from quizgen.memory.database import (
    DERIVED_TABLES,
    Connection,
    Unusable,
    connect,
    explained,
    transaction,
)
from quizgen.memory.events import KINDS
from quizgen.memory.folding import fold
from quizgen.model.bank import QuestionKey

_GIVES_UP_AFTER = 100_000
"""Numbers of events that are not found one after the other, until no more are expected."""


class Findings(Struct):
    """What was found in a history."""

    events: int = 0
    unknown: int = 0
    """Events that only a later version knows."""
    sessions: int = 0
    questions: int = 0
    cards: int = 0
    faults: list[str] = []
    """What SQLite reports to be broken."""
    different: int = 0
    """Questions whose derived state was not what follows from their events; it was corrected."""
    in_future: int = 0
    """Events that are later than now."""


class Saved(Struct):
    """What became of a damaged history."""

    aside: Path
    """Where the damaged file is now."""
    backup: Path | None
    """The copy from which the new file was made."""
    from_backup: int
    """Events of that copy."""
    from_damaged: int
    """Events that only the damaged file had."""


def examine(database: Connection, path: Path | None, *, at: int) -> Findings:
    """Check a history, work out anew what follows from its events, and return what was found.

    Raises :class:`~quizgen.memory.database.Unusable`.
    """
    findings = Findings()
    with explained(path):
        rows = database.execute("PRAGMA integrity_check(20)").fetchall()
        findings.faults = [row[0] for row in rows if row[0] != "ok"]
        if findings.faults:
            return findings
        with transaction(database):
            findings.different = rebuild(database)
        broken = database.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            findings.faults = [f"{len(broken)} rows that refer to nothing"]
        count = "SELECT count(*) FROM"
        (findings.events,) = database.execute(f"{count} event").fetchone()
        (findings.sessions,) = database.execute(f"{count} event WHERE kind = 'start'").fetchone()
        (findings.questions,) = database.execute(f"{count} question").fetchone()
        (findings.cards,) = database.execute(f"{count} card").fetchone()
        (findings.in_future,) = database.execute(
            f"{count} event WHERE at > ?", (at + 60_000,)
        ).fetchone()
        known = ", ".join(f"'{kind}'" for kind in KINDS)
        (findings.unknown,) = database.execute(
            f"{count} event WHERE kind NOT IN ({known})"
        ).fetchone()
    return findings


def rebuild(database: Connection) -> int:
    """Write anew what follows from the events; return for how many questions that was different.

    Use it within a transaction.
    """
    different = 0
    for number, namespace, origin in database.execute(
        "SELECT id, namespace, origin FROM question ORDER BY id"
    ).fetchall():
        before = _derived_rows(database, number)
        events = [event for _, event in tables.read_events(database, "question", number)]
        after = tables.state_rows(number, fold(QuestionKey(namespace, origin), events))
        if before != after:
            different += 1
            tables.derive(database, number)
    for table in DERIVED_TABLES:
        database.execute(f"DELETE FROM {table} WHERE question NOT IN (SELECT id FROM question)")
    return different


def _derived_rows(database: Connection, question: int) -> tuple[tuple[object, ...], ...]:
    return tuple(
        tuple(database.execute(f"SELECT * FROM {table} WHERE question = ? {order}", (question,)))
        for table, order in (
            ("card", "ORDER BY part"),
            ("review", "ORDER BY event, part"),
            ("standing", ""),
        )
    )


def save(path: Path, stamp: str) -> Saved:
    """Put the damaged history at ``path`` aside, and make one of what can be read.

    ``stamp`` is a part of its new name, such as a date.  Raises :class:`OSError`.
    """
    aside = _put_aside(path, stamp)
    copy = _newest_sound(path)
    with closing(connect(path)) as database, explained(path), transaction(database):
        from_backup = 0
        for each in (copy, aside):
            if each is not None:
                _keep_forgotten(database, each)
        if copy is not None:
            with closing(connect(copy, writing=False)) as source:
                from_backup = transfer.merge(database, transfer.read_lines(source)).added
        from_damaged = transfer.merge(database, _readable_lines(aside)).added
    return Saved(aside, copy, from_backup, from_damaged)


def _keep_forgotten(database: Connection, source: Path) -> None:
    """Let what the history at ``source`` is to forget be forgotten here, too."""
    with suppress(sqlite3.DatabaseError, ValueError), closing(_open_damaged(source)) as old:
        database.executemany(
            "INSERT INTO forgotten VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
            old.execute("SELECT scope, at FROM forgotten").fetchall(),
        )


def _open_damaged(path: Path) -> Connection:
    """Return what is at ``path`` to be read; neither it nor its journal is written to."""
    # Without a journal, SQLite is told that nothing changes: it would make files for one.
    still = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode=ro{still}"
    return sqlite3.connect(uri, uri=True, isolation_level=None)


def _put_aside(path: Path, stamp: str) -> Path:
    """Rename the history at ``path``, with the files that SQLite has next to it."""
    for number in range(1, 1000):
        end = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}-damaged-{stamp}{end}{path.suffix}")
        if not aside.exists():
            for suffix in ("-wal", "-shm", "-journal"):
                with suppress(FileNotFoundError):
                    os.rename(f"{path}{suffix}", f"{aside}{suffix}")
            os.rename(path, aside)
            return aside
    raise FileExistsError(aside)


def _newest_sound(path: Path) -> Path | None:
    for copy in backups(path):
        with (
            suppress(Unusable),
            closing(connect(copy, writing=False)) as database,
            explained(copy),
        ):
            if database.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",):
                return copy
    return None


def _readable_lines(path: Path) -> Iterator[transfer.Line]:
    """Yield the events that a damaged history still gives."""
    with suppress(sqlite3.DatabaseError, ValueError), closing(_open_damaged(path)) as database:
        yield from _salvaged(database)


def _salvaged(database: Connection) -> Iterator[transfer.Line]:
    """Yield one event after the other by its number: what is broken breaks no other."""
    database.execute("SELECT count(*) FROM sqlite_schema")  # fails where nothing can be read
    last = None
    with suppress(sqlite3.Error):
        (last,) = database.execute("SELECT max(id) FROM event").fetchone()
    missing = number = 0
    while missing < _GIVES_UP_AFTER and (last is None or number < last):
        number += 1
        line = _salvage(database, number)
        missing = 0 if line is not None else missing + 1
        if line is not None:
            yield line


def _salvage(database: Connection, number: int) -> transfer.Line | None:
    try:
        row = database.execute(
            "SELECT uid, number, at, offset, data, session, question, target FROM event"
            " WHERE id = ?",
            (number,),
        ).fetchone()
        if row is None:
            return None
        uid, order, at, offset, data, session, question, target = row
        key = uids = None
        if question is not None:
            key = database.execute(
                "SELECT namespace, origin FROM question WHERE id = ?", (question,)
            ).fetchone()
            if key is None:
                return None
        uids = [_uid(database, each) for each in (session, target)]
        return transfer.checked(uid, order, at, offset, data, key, *uids)
    except (sqlite3.Error, ValueError, TypeError, AttributeError):
        return None


def _uid(database: Connection, number: int | None) -> str | None:
    if number is None:
        return None
    row = database.execute("SELECT uid FROM event WHERE id = ?", (number,)).fetchone()
    return row[0].hex() if row else None
