"""What a learner wants to be forgotten: it goes for good, and no import brings it back.

That something was forgotten is remembered as a hash of what it was and the time: events up to then
are refused wherever they come from.  What happens later is stored as ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from quizgen.memory import tables
from quizgen.memory.backups import backup_folder
from quizgen.memory.database import DERIVED_TABLES, Connection, explained, transaction
from quizgen.memory.events import Shown, Started, decode, encode
from quizgen.model.bank import QuestionKey

EVERYTHING = ""
"""The scope of all that there is."""


class Forgotten:
    """What is to be forgotten, as a file of history remembers it."""

    def __init__(self, database: Connection) -> None:
        rows = database.execute("SELECT scope, at FROM forgotten")
        self._until: dict[str, int] = dict(rows.fetchall())

    def covers(self, namespace: str, origin: str, at: int) -> bool:
        """Return whether what happened to a question at a time is to be forgotten."""
        scopes = (EVERYTHING, *(_hash(scope) for scope in _scopes(namespace, origin)))
        return any(at <= self._until[scope] for scope in scopes if scope in self._until)

    def scrubbed(self, key: QuestionKey | None, at: int, data: str) -> str | None:
        """Return ``data`` without what is to be forgotten; ``None`` if nothing of it is left.

        That is the JSON of an event that happened to ``key`` at a time.
        """
        if not self._until:
            return data
        if at <= self._until.get(EVERYTHING, at - 1):
            return None
        if key is not None:
            return None if self.covers(key.namespace, key.origin, at) else data
        what = decode(data)
        if not isinstance(what, Started):
            return data
        items = tuple(
            Shown("", "") if self.covers(item.namespace, item.origin, at) else item
            for item in what.items
        )
        return data if items == what.items else encode(replace(what, items=items))[1]


def banks(database: Connection) -> dict[tuple[str, str], int]:
    """Return every bank of which something is stored, by namespace and first id.

    The value is the number of its events.
    """
    rows = database.execute(
        "SELECT namespace, substr(origin, 1, instr(origin, '/') - 1) AS bank, count(*)"
        " FROM event JOIN question ON question.id = question GROUP BY namespace, bank"
        " ORDER BY bank, namespace"
    )
    return {(namespace, bank): count for namespace, bank, count in rows}


def forget(
    database: Connection, path: Path | None, scopes: Iterable[tuple[str, str]] | None, *, at: int
) -> int:
    """Forget the banks ``scopes``, or everything, up to a time; return how many events that were.

    Each scope is a namespace and the first id of a bank.  All copies of the file go, too.  Raises
    :class:`~quizgen.memory.database.Unusable`.
    """
    names = [EVERYTHING] if scopes is None else [_hash(f"{one}/{two}") for one, two in scopes]
    with explained(path):
        database.execute("PRAGMA secure_delete = ON")
        with transaction(database):
            database.executemany(
                "INSERT INTO forgotten VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET at = max(at, excluded.at)",
                [(name, at) for name in names],
            )
            count = _remove(database)
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if path is not None:
        remove_copies(path)
    return count


def remove_copies(path: Path) -> None:
    """Remove every copy of the history at ``path``, damaged ones too."""
    for copy in (*backup_folder(path).glob("*"), *path.parent.glob(f"{path.stem}-damaged-*")):
        copy.unlink(missing_ok=True)


def _remove(database: Connection) -> int:
    """Remove the events that are to be forgotten, and return how many they were."""
    forgotten = Forgotten(database)
    doomed: list[tuple[int]] = []
    changed: set[int] = set()
    rows = database.execute(
        "SELECT event.id, at, data, question, namespace, origin FROM event"
        " LEFT JOIN question ON question.id = question"
    ).fetchall()
    for number, at, data, question, namespace, origin in rows:
        key = QuestionKey(namespace, origin) if origin is not None else None
        left = forgotten.scrubbed(key, at, data)
        if left is None:
            doomed.append((number,))
            changed |= {question} - {None}
        elif left != data:
            database.execute("UPDATE event SET data = ? WHERE id = ?", (left, number))
    for question in changed:
        for table in DERIVED_TABLES:
            database.execute(f"DELETE FROM {table} WHERE question = ?", (question,))
    database.executemany("UPDATE event SET session = NULL WHERE session = ?", doomed)
    database.execute("PRAGMA defer_foreign_keys = ON")
    database.executemany("DELETE FROM event WHERE id = ?", doomed)
    for question in changed:
        tables.derive(database, question)
    database.execute(
        "DELETE FROM question WHERE NOT EXISTS"
        " (SELECT 1 FROM event WHERE event.question = question.id)"
    )
    return len(doomed)


def _scopes(namespace: str, origin: str) -> tuple[str, str]:
    bank, _, _ = origin.partition("/")
    return f"{namespace}/{bank}", f"{namespace}/{origin}"


def _hash(scope: str) -> str:
    return hashlib.sha256(scope.encode("utf-8", "surrogatepass")).hexdigest()
