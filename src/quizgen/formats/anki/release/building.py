"""A release: the Anki packages of topics and their locks, all of them or none, and none twice.

Packages are written next to their places; when all are complete, the locks are replaced and then
the packages.  Nothing is released that would lose what learners have.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from pathlib import Path

from quizgen.formats import Written
from quizgen.formats.anki import decks
from quizgen.formats.anki.release import lost_notes
from quizgen.formats.anki.release.history import in_repository, remember
from quizgen.formats.anki.release.inputs import TopicInput, read_lock
from quizgen.formats.anki.release.lock import Entry, Lock
from quizgen.formats.anki.release.stamp import Stamp, Stamping, key
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.values import quoted
from quizgen.reading.folders import TopicFiles
from quizgen.system.replacement import Replacement

_MOST_NAMED = 20
"""Notes of a stale lock that are named one by one."""


class Refused(Exception):
    """A release that must not be: ``diagnostics`` say why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def package_path(topic: str, output: Path) -> Path:
    """Return where in ``output`` the package of the topic with this id is."""
    return output / f"{topic}{decks.SUFFIX}"


def up_to_date(topics: Iterable[TopicFiles], output: Path) -> list[Written] | None:
    """Return the packages in ``output``, if every topic has one whose stamp is of its files."""
    stamps = {}
    for package in output.glob(f"*{decks.SUFFIX}"):
        stamp = Stamp.read(package)
        # A copy under another name has the stamp of what it is a copy of.
        if stamp and package == package_path(stamp.topic, output):
            stamps[stamp.key] = package, stamp
    written: list[Written] = []
    for files in topics:
        try:
            package, stamp = stamps[key(files)]
        except (OSError, KeyError):
            return None
        if not stamp.is_current():
            return None
        if files.twin is not None or any(package == other.path for other in written):
            return None  # whoever loads the files says what is the matter with them
        if in_repository(files.lock) and _was_reverted(files.lock):
            return None
        counts = decks.counts(stamp.notes, stamp.cards, stamp.decks)
        size = package.stat().st_size
        written.append(Written(package, stamp.notes, counts, size=size, unchanged=True))
    return written


def _was_reverted(path: Path) -> bool:
    """Whether version control took the lock at ``path`` back, with the files that it is of."""
    lock, _, faults = read_lock(path)
    if not faults and remember(lock, path):
        return True  # whoever loads the files says why that cannot be known
    return any(guid in lock.outdated for guid in lock.by_guid())


def build(
    sources: Iterable[TopicInput],
    output: Path,
    *,
    now: int,
    locked: bool,
    advance: Callable[[int], None],
) -> list[Written]:
    """Write a package for each topic into ``output``, and their locks.

    ``now`` is the time in seconds since 1970; ``advance`` is told how many questions were written
    since it was last called.  Raises :class:`Refused` where a note that learners have would be
    lost, or where ``locked`` and a lock would change, and :class:`OSError` where something cannot
    be written; both leave all as it was.
    """
    written = []
    wrong: list[Diagnostic] = []
    stale: list[Diagnostic] = []
    locks: dict[Path, str] = {}
    with Replacement() as files:
        files.make_folder(output)
        for source in sources:
            stamp = Stamping(source)
            place = package_path(source.topic.id, output)
            with files.writing(place) as path:
                package, entries = decks.write(
                    source.topic, path, lock=source.lock, now=now, advance=advance, stamp=stamp
                )
            _check_media(source)
            wrong += lost_notes.check(source.topic, source.lock, entries)
            lock_text = stamp.lock(entries)
            if lock_text != source.lock_text:
                stale += (
                    _differences(source, entries)
                    if source.lock_text
                    else [_missing(source.files.lock)]
                )
                locks[source.files.lock] = lock_text
            written.append(package.moved(place))
        if wrong or (locked and stale):
            raise Refused(wrong or stale)
        for place, lock_text in locks.items():
            with files.writing(place) as path:
                path.write_text(lock_text, encoding="utf-8", newline="\n")
        files.finish([*locks, *(package.path for package in written)])
    return written


def _check_media(source: TopicInput) -> None:
    """Refuse a file that was written to meanwhile: its name would not be that of its content."""
    for path in source.topic.media.values():
        if source.files.touched(path):
            raise OSError(errno.EBUSY, "changed while it was read: build again", str(path))


# -- locks that are not current --------------------------------------------------------------------


def _missing(path: Path) -> Diagnostic:
    return Diagnostic(
        "missing-lock",
        "found no lock, expected one that is current",
        Span(str(path)),
        "restore it from version control; if there never was one, run “quizgen build” without "
        "--locked, and commit it",
    )


def _differences(source: TopicInput, entries: Iterable[Entry]) -> list[Diagnostic]:
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
