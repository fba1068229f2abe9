"""The notes of a package that was built: the nearest witness of what learners were given.

Only packages of our own are read, and nothing in them is trusted: what is damaged has no notes, and
a note counts only where its digest is the one that the lock has.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.lock import Entry, entry_of
from quizgen.formats.anki.release.notes import Rendered

_DATABASE = "collection.anki2"
_NOTES = "SELECT id, guid, mid, flds, tags, mod FROM notes"
_GAP = re.compile(r"\{\{c(\d{1,2})::")
_UNKNOWN = "0" * 8
"""The hash of a gap's key, where a package has only its number."""
_KINDS = {kind.id: kind for kind in NOTE_TYPES.values()}


def entries(path: Path) -> Iterator[Entry]:
    """Yield what the package at ``path`` gave, as a lock would have it.

    It knows which numbers the gaps of a text had, but not which gap had which.
    """
    for note, second, note_id in _notes(path, None):
        name = note.fields[[field.name for field in note.kind.fields].index("Id")]
        numbers = dict.fromkeys(_GAP.findall(note.fields[0])) if note.kind.is_cloze else ()
        gaps = ",".join(f"{number}:{_UNKNOWN}" for number in numbers)
        line = f"{name} {note.guid} {note.digest()} {second} {note_id}{gaps and f' {gaps}'}"
        if entry := entry_of(line):
            yield entry


def notes(path: Path, wanted: Collection[str]) -> Iterator[Rendered]:
    """Yield the notes of the package at ``path`` with the ``wanted`` guids; they have no names."""
    return (note for note, _, _ in _notes(path, wanted))


def _notes(path: Path, wanted: Collection[str] | None) -> Iterator[tuple[Rendered, int, int]]:
    """Yield notes with their seconds and ids, all of them if none are ``wanted``."""
    if not path.is_file():
        return
    try:
        with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
            with zipfile.ZipFile(path) as package:
                database = package.extract(_DATABASE, folder)
            with closing(sqlite3.connect(database)) as connection:
                # One pass: without an index, a look-up for each note would take quadratic time.
                cards: dict[int, list[int]] = {}
                for note_id, ordinal in connection.execute("SELECT nid, ord FROM cards"):
                    if isinstance(ordinal, int):
                        cards.setdefault(note_id, []).append(ordinal)
                for row in connection.execute(_NOTES):
                    note_id, guid, kind_id, fields, tags, second = row
                    if not (isinstance(fields, str) and isinstance(tags, str)):
                        continue
                    kind = _KINDS.get(kind_id)
                    values = tuple(fields.split("\x1f"))
                    if wanted is not None and guid not in wanted:
                        continue
                    if kind is not None and len(values) == len(kind.fields):
                        ordinals = tuple(sorted(cards.get(note_id, ())))
                        note = Rendered("", guid, kind, values, tuple(tags.split()), ordinals)
                        yield note, second, note_id
    except (zipfile.BadZipFile, zlib.error, sqlite3.DatabaseError, KeyError, OSError, EOFError):
        return
    except RuntimeError:  # it is encrypted, or packed in a way that is not known here
        return
