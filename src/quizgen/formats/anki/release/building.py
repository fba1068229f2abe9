"""A release: the Anki packages of topics and their locks, all of them or none, and none twice.

Packages are written next to their places; when all are complete, the locks are replaced and then
the packages.  Nothing is released that would lose what learners may have, as the ledger tells
(:mod:`quizgen.formats.anki.release.ledger`).
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from quizgen.formats import Refused, Written
from quizgen.formats.anki import decks
from quizgen.formats.anki.release import lost_notes
from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.inputs import TopicInput, read_lock
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import SECONDS_END, Entry, Lock, moment
from quizgen.formats.anki.release.notes import Release
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.formats.anki.release.stamp import Stamp, Stamping, key, lock_hash
from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.model.values import quoted
from quizgen.reading.folders import TopicFiles
from quizgen.system.replacement import Replacement

_MOST_NAMED = 20
"""Notes of a stale lock that are named one by one."""
_MOST_TOLD = 3
"""Notes of a package that are named."""
_SLACK = 60
"""Seconds by which the clocks of two computers may differ without a word."""


def package_path(topic: str, output: Path) -> Path:
    """Return where in ``output`` the package of the topic with this id is."""
    return output / f"{topic}{decks.SUFFIX}"


def up_to_date(topics: Iterable[TopicFiles], output: Path, now: int) -> list[Written] | None:
    """Return the packages in ``output``, if every topic has one whose stamp is of its files.

    There must be nothing to say of them, either, at the second ``now``.
    """
    stamps = {}
    for package in output.glob(f"*{decks.SUFFIX}"):
        stamp = Stamp.read(package)
        # A copy under another name has the stamp of what it is a copy of.
        if stamp and package == package_path(stamp.topic, output):
            stamps[stamp.key] = package, stamp
    written: list[Written] = []
    histories = Histories()
    for files in topics:
        try:
            package, stamp = stamps[key(files)]
        except (OSError, KeyError):
            return None
        if not stamp.is_current():
            return None
        if files.bank_with_same_lock is not None or any(package == other.path for other in written):
            return None  # whoever loads the files says what is the matter with them
        if not _stands(files, histories, now):
            return None
        counts = decks.counts(stamp.notes, stamp.cards, stamp.decks)
        size = package.stat().st_size
        written.append(Written(package, stamp.notes, counts, size=size, unchanged=True))
    return written


def _stands(files: TopicFiles, histories: Histories, now: int) -> bool:
    """Return whether there is nothing to say of the lock of ``files``, from which a package is."""
    path = files.lock
    lock, text, faults = read_lock(path, files.tree)
    if faults or _ahead(lock, path, now):
        return False
    ledger = Ledger.of(lock, histories.of(path).entries(lock.namespace, text))
    return not histories.faults and ledger.is_current()


def prepare(sources: Iterable[TopicInput], output: Path, now: int) -> list[Diagnostic]:
    """Let the ledgers know what the packages in ``output`` gave; return what to warn of.

    ``now`` is the time in seconds since 1970.
    """
    warnings = []
    for source in sources:
        warnings += _ahead(source.lock, source.files.lock, now)
        package = BuiltPackage(package_path(source.topic.id, output))
        stamp = package.check()
        if stamp is not None and stamp.lock != lock_hash(source.lock_text):
            warnings += _take_in(source, package)
        warnings += package.faults
    return warnings


def _ahead(lock: Lock, path: Path, now: int) -> list[Diagnostic]:
    """Return that ``lock`` is ahead of the clock, if it is."""
    newest = lock.newest()
    if newest is None or newest.second <= now + _SLACK:
        return []
    message = (
        f"{quoted(newest.name)} is dated {moment(newest.second)} ({newest.second}), but the clock "
        f"of this computer says {moment(now)}"
    )
    hint = (
        "if this clock is slow, set it\n"
        "if the clock was ahead that built it, nothing can take the date back: until then, every "
        "import of a change replaces the tags and edits of learners that are newer than the change"
    )
    place = Span(str(path), lock.lines.get(newest.name, 1), 1, len(newest.name))
    return [Diagnostic("future-lock", message, place, hint, Severity.WARNING)]


def _take_in(source: TopicInput, package: BuiltPackage) -> list[Diagnostic]:
    """Let the ledger of ``source`` know what ``package`` gave; return what is new to it."""
    ledger = source.ledger
    known = ledger.newest().keys() | lost_notes.built_names(source.topic).keys()
    given = package.entries()
    before = {entry.guid for entry in given if ledger.is_outdated(entry.guid)}
    ledger.add(entry for entry in given if entry.guid in known)
    passed = {
        entry.name
        for entry in given
        if entry.guid in known and entry.guid not in before and ledger.is_outdated(entry.guid)
    }
    gone = {entry.name for entry in given if entry.guid not in known}
    warnings = []
    if passed:
        message = f"has a newer state of {_listed(passed)} than the lock file"
        hint = (
            "learners who have this package get the new state: it is dated after the package\n"
            "if nobody was given this package: delete it, restore the lock, and build again"
        )
        warnings.append((message, hint))
    if gone:
        message = f"has {_listed(gone)}, which are neither in the banks nor in the lock file"
        hint = "learners who have this package keep it, and get no corrections: put it back if so"
        warnings.append((message, hint))
    place = Span(str(package.path))
    return [
        Diagnostic("newer-package", message, place, hint, Severity.WARNING)
        for message, hint in warnings
    ]


def _listed(names: Collection[str]) -> str:
    """Return a few of ``names``, and how many more there are."""
    told = ", ".join(map(quoted, sorted(names)[:_MOST_TOLD]))
    rest = len(names) - _MOST_TOLD
    return f"{told} and {rest:,} more" if rest > 0 else told


def build(
    sources: Iterable[TopicInput],
    output: Path,
    *,
    now: int,
    locked: bool,
    advance: Callable[[int], None],
) -> list[Written]:
    """Write a package for each topic into ``output``, and their locks.

    :func:`prepare` comes before.  ``now`` is the time in seconds since 1970; ``advance`` is told
    how many questions were written since it was last called.  Raises :class:`Refused` where a note
    that learners have would be lost, or where ``locked`` and a lock would change, and
    :class:`OSError` where something cannot be written; both leave all as it was.
    """
    if now >= SECONDS_END:
        raise Refused([_too_late(output, now)])
    written = []
    wrong: list[Diagnostic] = []
    stale: list[Diagnostic] = []
    locks: dict[Path, str] = {}
    with Replacement() as files:
        files.make_folder(output)
        for source in sources:
            release = Release(source.topic, source.ledger, now)
            stamp = Stamping(source)
            place = package_path(source.topic.id, output)
            with files.writing(place) as path:
                package = decks.write(release, path, advance=advance, stamp=stamp)
            _check_media(source)
            entries = release.next_lock()
            wrong += release.faults
            wrong += lost_notes.find(source.topic, source.files, source.ledger, entries)
            lock_text = stamp.lock(entries)
            if lock_text != source.lock_text:
                stale += (
                    _differences(source, entries)
                    if source.lock_text
                    else [_missing(source.files.lock)]
                )
                locks[Path(source.files.tree.place(source.files.lock))] = lock_text
            written.append(package.moved(place))
        if wrong or (locked and stale):
            raise Refused(wrong or stale)
        for place, lock_text in locks.items():
            with files.writing(place, durable=True) as path:
                path.write_text(lock_text, encoding="utf-8", newline="\n")
        files.finish([*locks, *(package.path for package in written)])
    return written


def _too_late(output: Path, now: int) -> Diagnostic:
    return Diagnostic(
        "late-clock",
        f"the clock of this computer says {moment(now)}, where Anki's dates end: they are before "
        f"{moment(SECONDS_END)}",
        Span(str(output)),
        "set the clock of this computer, and build again",
    )


def _check_media(source: TopicInput) -> None:
    """Refuse a file that was written to meanwhile: its name would not be that of its content."""
    for path in source.topic.media.values():
        if source.files.touched(path):
            raise OSError(errno.EBUSY, "changed while it was read: build again", str(path))


# -- locks that are not current --------------------------------------------------------------------


_BUILD = "run “quizgen build” without --locked, and commit the lock file"


def _missing(path: Path) -> Diagnostic:
    return Diagnostic(
        "missing-lock",
        "the lock file is missing",
        Span(str(path)),
        f"take it back as it was: git checkout HEAD -- {path}, or from a backup\n"
        "if there never was one: run “quizgen build” without --locked, and commit the new file",
    )


def _differences(source: TopicInput, entries: Iterable[Entry]) -> list[Diagnostic]:
    """Return what the lock does not know yet, named."""
    old, path = source.lock, str(source.files.lock)
    new = {entry.name: entry for entry in entries if not (entry.retyped or entry.ungiven)}
    names = sorted(name for name in {*old.entries, *new} if old.entries.get(name) != new.get(name))
    found = [
        Diagnostic(
            "stale-lock",
            f"the lock file is out of date: {quoted(name)} {_how(name, source.ledger, new)}",
            Span(path, old.lines.get(name, 1), 1, len(name) if name in old.lines else 1),
            _BUILD,
        )
        for name in names
    ]
    if len(found) > _MOST_NAMED:
        rest = len(found) - _MOST_NAMED
        message = f"the lock file is out of date: {rest:,} more notes differ"
        found = [*found[:_MOST_NAMED], Diagnostic("stale-lock", message, Span(path, 1, 1))]
    if not found:
        found = [
            Diagnostic(
                "stale-lock", "the lock file is not as quizgen writes it", Span(path, 1, 1), _BUILD
            )
        ]
    return found


def _how(name: str, ledger: Ledger, new: dict[str, Entry]) -> str:
    old = ledger.lock.entries.get(name)
    if old is None:
        return "is new since the last build"
    if ledger.is_outdated(old.guid):
        return "was taken back to an earlier text, which needs a later date"
    return f"{'was changed' if name in new else 'is gone'} since the last build"
