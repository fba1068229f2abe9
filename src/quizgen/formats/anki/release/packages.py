"""The notes of a package that was built: the nearest witness of what learners were given.

A package lies in a folder that a stranger may have filled, so nothing in it is trusted.  What is
not as quizgen wrote it, by its stamp, is not read.  Because a stamp can be forged, whatever is read
has a limit (the size of the file and of its database, the length of a value, the steps of a query),
and the database must have the tables that we write and nothing else: no view that never ends, no
trigger, no expression of a stranger.  A note counts only where its digest is the one in the lock.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TypeVar

from msgspec import Struct, field

from quizgen.formats.anki.archive import NotOurs, first_member
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.lock import Entry, entry_of
from quizgen.formats.anki.release.notes import Rendered
from quizgen.formats.anki.release.stamp import Stamp
from quizgen.formats.anki.schema import DATABASE, REMARKS, TABLES
from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.system.files import Unsafe, open_regular
from quizgen.system.temporary import temporary_folder

_LARGEST_PACKAGE = 2**30
_LARGEST_DATABASE = 2**28
"""Bytes; 100,000 notes of some length take a quarter of it."""
_LONGEST_VALUE = 2**20
"""Bytes of the fields of a note, and of every other value."""
_STEPS = 1_000_000
"""Steps that SQLite may take, besides one for each byte of the database."""
_EVERY = 10_000
_GAP = re.compile(r"\{\{c(\d{1,2})::")
_UNKNOWN = "0" * 8
"""The hash of a gap's key, where a package has only its number."""
_KINDS = {kind.id: kind for kind in NOTE_TYPES.values()}

T = TypeVar("T")
Found = tuple[Rendered, int, int]
"""A note with its second and its id."""


class BuiltPackage(Struct):
    """The package at ``path``, which need not be there."""

    path: Path
    faults: list[Diagnostic] = field(default_factory=list)
    """Why it is not read, a warning; found when its notes are asked for."""

    def check(self) -> Stamp | None:
        """Return its stamp, if it is there and as quizgen wrote it."""
        stamp = None
        with self._refusing(), self._opened() as file:
            stamp = Stamp.of(file)
        return stamp  # noqa: RET504  # there is none where it is refused

    def entries(self) -> list[Entry]:
        """Return what it gave, as a lock would have it.

        It knows which numbers the gaps of a text had, but not which gap had which.  Of the notes
        that its lock named and that were not built, it knows what the lock said.
        """
        return self._read(_entries)

    def notes(self, wanted: Collection[str]) -> list[Rendered]:
        """Return its notes that have the ``wanted`` guids; they have no names."""
        return self._read(lambda database: (note for note, *_ in _notes(database, wanted)))

    def _read(self, ask: Callable[[sqlite3.Connection], Iterable[T]]) -> list[T]:
        """Return what ``ask`` finds in its database.

        That is nothing where the package is not as quizgen wrote it.
        """
        found: list[T] = []
        if not self.faults:
            with self._refusing(), self._opened() as package, _unpacked(package) as database:
                found = list(ask(database))
        return found

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Turn what is wrong with the package into a fault."""
        try:
            yield
        except FileNotFoundError:
            return
        except NotOurs as error:
            self._refuse(str(error))
        except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of SQLite's own message
            self._refuse(f"has a database that cannot be read ({error})")
        except OSError as error:
            self._refuse(f"cannot be read ({(error.strerror or str(error)).lower()})")

    @contextmanager
    def _opened(self) -> Iterator[IO[bytes]]:
        """Open the package for reading; raises :class:`NotOurs` for what is none of ours."""
        try:
            file = open_regular(self.path)
        except Unsafe:
            raise NotOurs("is not a regular file") from None
        with file:
            if file.seek(0, os.SEEK_END) > _LARGEST_PACKAGE:
                raise NotOurs(f"is larger than {_LARGEST_PACKAGE:,} bytes")
            stamp = Stamp.of(file)
            if stamp is None or not stamp.fits(file):
                raise NotOurs("is not as quizgen wrote it")
            yield file

    def _refuse(self, reason: str) -> None:
        self.faults.append(
            Diagnostic(
                "foreign-package",
                f"this package {reason}, so it is not read",
                Span(str(self.path)),
                "delete it; “quizgen build” writes it again",
                Severity.WARNING,
            )
        )


@contextmanager
def _unpacked(package: IO[bytes]) -> Iterator[sqlite3.Connection]:
    """Unpack and open the database of ``package``, so that nothing in it is run or runs on."""
    with temporary_folder() as folder:
        path = Path(folder, DATABASE)
        with path.open("wb") as file:
            for chunk in first_member(package, DATABASE, _LARGEST_DATABASE):
                file.write(chunk)
        name = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(name, uri=True, isolation_level=None)) as database:
            _confine(database, path.stat().st_size)
            yield database


def _confine(database: sqlite3.Connection, size: int) -> None:
    """Let ``database`` be read within limits, if it has the tables that we write."""
    steps = (_STEPS + size) // _EVERY

    def count() -> bool:
        nonlocal steps
        steps -= 1
        return steps < 0

    database.set_progress_handler(count, _EVERY)
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for setting in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        database.execute(f"PRAGMA {setting}")
    found = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    if sorted(found) != sorted(("table", name, name, sql) for name, sql in TABLES.items()):
        raise NotOurs("has other tables than quizgen writes")


def _notes(database: sqlite3.Connection, wanted: Collection[str] | None) -> Iterator[Found]:
    # One pass: without an index, a look-up for each note would take quadratic time.
    cards: dict[int, list[int]] = {}
    for note_id, ordinal in database.execute("SELECT nid, ord FROM cards"):
        if not (isinstance(note_id, int) and isinstance(ordinal, int)):
            raise NotOurs("has a card that is damaged")
        cards.setdefault(note_id, []).append(ordinal)
    for row in database.execute("SELECT id, guid, mid, flds, tags, mod FROM notes"):
        if tuple(map(type, row)) != (int, str, int, str, str, int):
            raise NotOurs("has a note that is damaged")
        note_id, guid, kind_id, fields, tags, second = row
        kind = _KINDS.get(kind_id)
        values = tuple(fields.split("\x1f"))
        if (wanted is None or guid in wanted) and kind and len(values) == len(kind.fields):
            ordinals = tuple(sorted(cards.get(note_id, ())))
            yield Rendered("", guid, kind, values, tuple(tags.split()), ordinals), second, note_id


def _entries(database: sqlite3.Connection) -> Iterator[Entry]:
    """Yield what the package gave, and what its lock said of notes that were not built."""
    for note in _notes(database, None):
        if entry := _entry(*note):
            yield entry
    yield from _remarks(database)


def _remarks(database: sqlite3.Connection) -> Iterator[Entry]:
    """Yield what the package says of notes that were given out before and that it does not have."""
    for (options,) in database.execute("SELECT conf FROM col"):
        try:
            lines = json.loads(options).get(REMARKS, [])
        except (TypeError, ValueError, AttributeError, RecursionError):
            raise NotOurs("has options that are damaged") from None
        if not isinstance(lines, list):
            raise NotOurs("has options that are damaged")
        for line in lines:
            entry = entry_of(line) if isinstance(line, str) else None
            if entry is None:
                raise NotOurs("has options that are damaged")
            if entry.retyped:
                yield entry


def _entry(note: Rendered, second: int, note_id: int) -> Entry | None:
    """Return the line that a lock would have of ``note``, unless it would be damaged."""
    name = note.fields[[field.name for field in note.kind.fields].index("Id")]
    numbers = dict.fromkeys(_GAP.findall(note.fields[0])) if note.kind.is_cloze else ()
    gaps = ",".join(f"{number}:{_UNKNOWN}" for number in numbers)
    return entry_of(f"{name} {note.guid} {note.digest()} {second} {note_id}{gaps and f' {gaps}'}")
