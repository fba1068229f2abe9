"""The stamp at the end of a package: what it was made of, and by what.

A stamp has the version of quizgen and of the note types, a hash of every file that went in, one of
the lock that came with it, one of the package itself, and how much it holds.  Where the stamps of
all topics are those of the files now there, a build reads nothing but bytes, and does nothing.

A stamp shows whether a package is as quizgen wrote it.  It has no key, so a stranger who wants to
can forge it: whoever reads such a package must not rely on more.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import IO

from msgspec import Struct

from quizgen import __version__
from quizgen.formats.anki.archive import content_hash
from quizgen.formats.anki.decks import REVISION
from quizgen.formats.anki.release.inputs import TopicInput, lock_bytes
from quizgen.formats.anki.release.lock import Entry, dump
from quizgen.reading.folders import TopicFiles
from quizgen.reading.media import digest
from quizgen.system.files import Tree, open_regular

_STAMP = re.compile(
    rb"quizgen (?P<version>\S+) (?P<id>[a-z0-9-]+) (?P<key>[0-9a-f]{32}) (?P<lock>[0-9a-f]{32}) "
    rb"(?P<content>[0-9a-f]{32}) (?P<notes>\d+) (?P<cards>\d+) (?P<decks>\d+)\Z"
)
_LONGEST = 512
_NO_KEY = "0" * 32
"""The key of a package whose files were written to while it was made: it is that of no files."""


class Stamp(Struct, frozen=True):
    """What the stamp of a package says."""

    version: str
    topic: str
    key: str
    lock: str
    """A hash of the lock that was written with it."""
    content: str
    """A hash of the package before its end."""
    notes: int
    cards: int
    decks: int

    @classmethod
    def read(cls, package: Path) -> Stamp | None:
        """Return the stamp of ``package``, or ``None`` where there is none that can be read."""
        try:
            with open_regular(package) as file:
                return cls.of(file)
        except OSError:  # whatever it is, it is no package of ours that stands
            return None

    @classmethod
    def of(cls, file: IO[bytes]) -> Stamp | None:
        """Return the stamp at the end of ``file``, if there is one."""
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LONGEST))
        found = _STAMP.search(file.read(_LONGEST))
        if found is None:
            return None
        if not found[0].isascii():  # as every stamp of ours is
            return None
        made_by, topic, of, lock, content, *counts = (part.decode() for part in found.groups())
        return cls(made_by, topic, of, lock, content, *map(int, counts))

    def __bytes__(self) -> bytes:
        hashes = f"{self.key} {self.lock} {self.content}"
        counts = f"{self.notes} {self.cards} {self.decks}"
        return f"quizgen {self.version} {self.topic} {hashes} {counts}".encode()

    def fits(self, package: IO[bytes]) -> bool:
        """Return whether ``package``, which ends in this stamp, is as it was written."""
        return content_hash(package, bytes(self)) == self.content

    def is_current(self) -> bool:
        """Tell whether this version of quizgen made it: another may make another."""
        return self.version == version()


def version() -> str:
    """Return what makes the same package of the same files."""
    return f"{__version__}+{REVISION}"


def lock_hash(text: str) -> str:
    """Return the hash of a lock."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def key(files: TopicFiles, lock: bytes | None = None) -> str:
    """Return a hash of all that a package is made of; ``lock`` is the one that there will be.

    Raises :class:`OSError`.
    """
    content = hashlib.sha256()
    media = set(files.media)
    for path in files.files():
        name = path.relative_to(files.folder).as_posix()
        content.update(
            os.fsencode(f"{name}\0{digest(path) if path in media else _hash(files.tree, path)}\0")
        )
    if lock is None:
        try:
            lock = lock_bytes(files.lock, files.tree)
        except FileNotFoundError:
            lock = b""
    content.update(b"lock\0" + lock)
    return content.hexdigest()[:32]


def _hash(tree: Tree, path: Path) -> str:
    return hashlib.sha256(tree.read(path)).hexdigest()


class Stamping:
    """Makes the stamp of one package, and the text of the next lock, which goes into it."""

    def __init__(self, source: TopicInput) -> None:
        self._source = source
        self._lock = ""

    def lock(self, entries: tuple[Entry, ...]) -> str:
        """Return the text of the lock, which is the same for all who ask."""
        self._lock = self._lock or dump(self._source.topic.namespace, entries)
        return self._lock

    def __call__(self, entries: tuple[Entry, ...], cards: int, decks: int, content: str) -> bytes:
        """Return the stamp of a package with these ``entries``."""
        topic, files = self._source.topic, self._source.files
        lock = self.lock(entries)
        its_key = key(files, lock.encode())
        if not files.untouched():  # asked last: what was read for the key may be newer
            its_key = _NO_KEY
        notes = sum(not (entry.retyped or entry.ungiven) for entry in entries)
        return bytes(
            Stamp(version(), topic.id, its_key, lock_hash(lock), content, notes, cards, decks)
        )
