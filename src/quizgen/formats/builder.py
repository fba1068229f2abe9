"""How topics become packages in a folder: all of them or none, and none twice.

Packages are written beside their places; when all are complete, the locks are replaced and then the
packages.  Whatever stops it before leaves everything as it was.

Each package bears a *stamp* at its end: the version of quizgen and of the format that made it, and
a hash of every file that went in, lock and all.  Where the stamps of all topics are those of the
files now there, nothing is read but bytes, and nothing is done.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path

from msgspec import Struct

from quizgen import __version__
from quizgen.formats import Exporter, Written
from quizgen.formats.anki.release.history import in_repository, remember
from quizgen.formats.anki.release.lock import Entry, Lock, dump, parse
from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.values import quoted
from quizgen.reading.folders import LOCK_FILE, SOURCE_FILE, SUFFIXES, TopicFiles
from quizgen.reading.media import digest

_STAMP = re.compile(
    rb"quizgen (?P<version>\S+) (?P<id>[a-z0-9-]+) (?P<key>[0-9a-f]{32}) "
    rb"(?P<notes>\d+) (?P<cards>\d+) (?P<decks>\d+)\Z"
)
_STAMP_SIZE = 256
_NO_KEY = "0" * 32
"""The key of a package whose files were written to while it was made: it is that of no files."""
_MOST_NAMED = 20
"""Notes of a stale lock that are named one by one."""


class Refused(Exception):
    """What would be built must not be: ``diagnostics`` say why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


class Source(Struct, frozen=True):
    """A topic, the files it came from, and what learners were last given of it."""

    topic: Topic
    files: TopicFiles
    lock: Lock
    lock_text: str = ""


def read_lock(path: Path) -> tuple[Lock, str, list[Diagnostic]]:
    """The lock at ``path``, its text, and its mistakes; an empty one where there is none.

    Raises :class:`OSError` where it is there and cannot be read.
    """
    try:
        text = _plain(path.read_bytes()).decode("utf-8", "replace")
    except FileNotFoundError:
        return Lock(), "", []
    lock, faults = parse(text, str(path))
    return lock, text, faults


def left_behind(topic: Topic, files: TopicFiles, roots: Iterable[Path]) -> list[Diagnostic]:
    """That the lock of ``topic``, which has none, lies where its banks were before.

    It is sought beside the banks, one folder above, and below ``roots``.
    """
    begin = dump(topic.namespace, ()).rstrip("\n").encode()
    folder = Path(os.path.abspath(files.folder))
    near = (folder.glob("*.lock"), folder.parent.glob("*.lock"))
    for path in chain(*near, *map(_locks_below, roots)):
        with suppress(OSError):
            if path.is_file() and not _has_banks(path) and _first_line(path) == begin:
                message = f"found the lock of {quoted(topic.id)} here, expected it with its banks"
                hint = f"move it to {files.lock}: without it, nobody knows what learners have"
                return [Diagnostic("moved-lock", message, Span(str(path), 1, 1), hint)]
    return []


def _locks_below(root: Path) -> Iterator[Path]:
    """The locks below ``root``, but for hidden ones, which are nobody's."""
    for path in root.rglob("*.lock"):
        if not any(part.startswith(".") for part in path.relative_to(root).parts):
            yield path


def _has_banks(lock: Path) -> bool:
    """Whether what was built with ``lock`` is still beside it."""
    if lock.name == LOCK_FILE:
        return lock.with_name(SOURCE_FILE).exists()
    if any((folder / SOURCE_FILE).is_file() for folder in lock.absolute().parents):
        return False  # a bank of a topic has no lock of its own
    return any(lock.with_suffix(suffix).exists() for suffix in SUFFIXES)


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(_STAMP_SIZE).rstrip(b"\r\n")


def up_to_date(
    topics: Iterable[TopicFiles], output: Path, exporter: Exporter
) -> list[Written] | None:
    """The packages in ``output``, if every topic has one and its stamp is that of its files."""
    stamps = {}
    for package in output.glob(f"*{exporter.SUFFIX}"):
        stamp = _read_stamp(package)
        # A copy under another name has the stamp of what it is a copy of.
        if stamp and package.name == stamp["id"].decode() + exporter.SUFFIX:
            stamps[stamp["key"].decode()] = package, stamp
    written: list[Written] = []
    for files in topics:
        try:
            found = stamps.get(_key(files, None))
        except OSError:
            return None
        if found is None or found[1]["version"].decode() != _version(exporter):
            return None
        package, stamp = found
        if files.twin is not None or any(package == other.path for other in written):
            return None  # whoever loads the files says what is the matter with them
        if in_repository(files.lock) and _went_back(files.lock):
            return None
        notes, cards, decks = (int(stamp[name]) for name in ("notes", "cards", "decks"))
        size = package.stat().st_size
        written.append(Written(package, notes, cards, decks, size, unchanged=True))
    return written


def build(
    sources: Iterable[Source],
    exporter: Exporter,
    output: Path,
    *,
    now: int,
    locked: bool,
    advance: Callable[[int], None],
) -> list[Written]:
    """Write a package for each topic into ``output``, and their locks.

    ``now`` is the time in seconds since 1970.  Raises :class:`Refused` where a note that learners
    have would be lost, or where ``locked`` and a lock would change, and :class:`OSError` where
    something cannot be written; both leave all as it was.
    """
    written = []
    wrong: list[Diagnostic] = []
    stale: list[Diagnostic] = []
    with ExitStack() as unfinished:
        for folder in reversed((output, *output.parents)):
            if not folder.exists():
                unfinished.callback(_remove_empty, folder)
        output.mkdir(parents=True, exist_ok=True)
        locks = []
        packages = []
        for source in sources:
            place = output / f"{source.topic.id}{exporter.SUFFIX}"
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
            beside = _beside(place)
            unfinished.callback(beside.unlink, missing_ok=True)
            stamp = _Stamp(source, exporter)
            with _called(place):
                package = exporter.write(
                    source.topic, beside, lock=source.lock, now=now, advance=advance, stamp=stamp
                )
            for path in source.topic.media.values():
                if source.files.touched(path):  # its name would not be that of its content
                    raise OSError(errno.EBUSY, "changed while it was read: build again", str(path))
            wrong += exporter.check(source.topic, source.lock, package.entries)
            lock_text = stamp.lock(package.entries)
            if lock_text != source.lock_text:
                stale += (
                    _differences(source, package.entries)
                    if source.lock_text
                    else [_missing(source.files.lock)]
                )
                locks.append((source.files.lock, lock_text))
            packages.append(place)
            written.append(package.moved(place))
        if wrong or (locked and stale):
            raise Refused(wrong or stale)
        for path, lock_text in locks:
            unfinished.callback(_beside(path).unlink, missing_ok=True)
            _beside(path).write_text(lock_text, encoding="utf-8", newline="\n")
        for place in [*(path for path, _ in locks), *packages]:
            _beside(place).replace(os.path.realpath(place))
    return written


def _beside(path: Path) -> Path:
    """Where what becomes ``path`` is written: by this process, another may build the same.

    Where ``path`` is a link, that is beside what it leads to: the link stays.
    """
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.new-{os.getpid()}")


@contextmanager
def _called(place: Path) -> Iterator[None]:
    """What goes wrong while ``place`` is written beside itself is told of ``place``."""
    try:
        yield
    except OSError as error:
        if error.filename and str(_beside(place).name) not in os.fsdecode(error.filename):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(place)) from error


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _plain(lock: bytes) -> bytes:
    """``lock`` as it was written, whatever version control made of the ends of its lines."""
    return lock.replace(b"\r\n", b"\n")


def _missing(path: Path) -> Diagnostic:
    return Diagnostic(
        "missing-lock",
        "found no lock, expected one that is current",
        Span(str(path)),
        "restore it from version control; if there never was one, run “quizgen build” without "
        "--locked, and commit it",
    )


def _differences(source: Source, entries: Iterable[Entry]) -> list[Diagnostic]:
    """What the lock does not know yet, named."""
    old, path = source.lock, str(source.files.lock)
    new = {entry.name: entry for entry in entries if not entry.former}
    names = sorted(name for name in {*old.entries, *new} if old.entries.get(name) != new.get(name))
    found = [
        Diagnostic(
            "stale-lock",
            f"found {quoted(name)} {_how(name, old, new)}, expected a current lock",
            Span(path, old.lines.get(name, 1), 1, len(name) if name in old.lines else 1),
            "run “quizgen build” without --locked, and commit the lock",
        )
        for name in names
    ]
    if len(found) > _MOST_NAMED:
        rest = len(found) - _MOST_NAMED
        message = f"found {rest:,} more notes that are not current"
        found = [*found[:_MOST_NAMED], Diagnostic("stale-lock", message, Span(path, 1, 1))]
    if not found:
        found = [Diagnostic("stale-lock", "found a lock written otherwise", Span(path, 1, 1))]
    return found


def _how(name: str, old: Lock, new: dict[str, Entry]) -> str:
    if name not in old.entries:
        return "new since"
    if old.entries[name].guid in old.outdated:
        return "taken back to what it was, and not dated since"
    return "changed since" if name in new else "gone since"


class _Stamp:
    """The stamp of one package, and the lock that there will be, which goes into it."""

    def __init__(self, source: Source, exporter: Exporter) -> None:
        self._source = source
        self._version = _version(exporter)
        self._lock = ""

    def lock(self, entries: tuple[Entry, ...]) -> str:
        """The text of the lock, which is the same for all who ask."""
        self._lock = self._lock or dump(self._source.topic.namespace, entries)
        return self._lock

    def __call__(self, entries: tuple[Entry, ...], cards: int, decks: int) -> bytes:
        topic, files = self._source.topic, self._source.files
        key = _key(files, self.lock(entries).encode())
        if not files.untouched():  # asked last: what was read for the key may be newer
            key = _NO_KEY
        notes = sum(not entry.former for entry in entries)
        counts = f"{notes} {cards} {decks}"
        return f"quizgen {self._version} {topic.id} {key} {counts}".encode()


def _version(exporter: Exporter) -> str:
    """What makes the same files of the same banks."""
    return f"{__version__}+{exporter.REVISION}"


def _went_back(path: Path) -> bool:
    """Whether version control took the lock at ``path`` back, with the files that it is of."""
    lock, _, faults = read_lock(path)
    if not faults:
        remember(lock, path)
    return any(guid in lock.outdated for guid in lock.by_guid())


def _read_stamp(package: Path) -> re.Match[bytes] | None:
    try:
        with package.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _STAMP_SIZE))
            return _STAMP.search(file.read())
    except OSError:  # whatever it is, it is no package of ours that stands
        return None


def _hash(path: Path) -> str:
    """A hash of a file's content, of which no more than a piece is held."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _key(files: TopicFiles, lock: bytes | None) -> str:
    """A hash of every file that a package is made of; ``lock`` is the one there will be."""
    content = hashlib.sha256()
    media = set(files.media)
    for path in files.files():
        name = path.relative_to(files.folder).as_posix()
        content.update(os.fsencode(f"{name}\0{digest(path) if path in media else _hash(path)}\0"))
    if lock is None:
        lock = _plain(files.lock.read_bytes()) if files.lock.exists() else b""
    content.update(b"lock\0" + lock)
    return content.hexdigest()[:32]
