"""The notes of a package that was built: the nearest witness of what learners were given.

Only packages of our own are read, and nothing in them is trusted: what is damaged has no notes, and
a note counts only where its digest is the one that the lock has.
"""

from __future__ import annotations

import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release.notes import Rendered

_DATABASE = "collection.anki2"
_KINDS = {kind.id: kind for kind in NOTE_TYPES.values()}


def notes(path: Path, wanted: Collection[str]) -> Iterator[Rendered]:
    """The notes of the package at ``path`` that have the ``wanted`` guids; they have no names."""
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
                for row in connection.execute("SELECT id, guid, mid, flds, tags FROM notes"):
                    note_id, guid, kind_id, fields, tags = row
                    if not (isinstance(fields, str) and isinstance(tags, str)):
                        continue
                    kind = _KINDS.get(kind_id)
                    values = tuple(fields.split("\x1f"))
                    if guid in wanted and kind is not None and len(values) == len(kind.fields):
                        ordinals = tuple(sorted(cards.get(note_id, ())))
                        yield Rendered("", guid, kind, values, tuple(tags.split()), ordinals)
    except (zipfile.BadZipFile, zlib.error, sqlite3.DatabaseError, KeyError, OSError, EOFError):
        return
    except RuntimeError:  # it is encrypted, or packed in a way that is not known here
        return
