"""Topics with their locks: what a release begins with.

A lock lies next to the banks that it is of.  One that is missing there may have been left where the
banks were before; it is looked for, because without it every learner's note would be dated anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

from msgspec import Struct

from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Lock, head, parse, without_notes
from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.values import quoted
from quizgen.reading.folders import LOCK_FILE, SOURCE_FILE, SUFFIXES, TopicFiles

_LONGEST_HEAD = 256
"""Bytes of the first line of a lock."""


class TopicInput(Struct, frozen=True):
    """A topic, the files it came from, and what learners may have of it."""

    topic: Topic
    files: TopicFiles
    ledger: Ledger
    lock_text: str = ""

    @property
    def lock(self) -> Lock:
        """What learners were given last."""
        return self.ledger.lock


def with_locks(
    topics: Sequence[Topic],
    files: Sequence[TopicFiles],
    roots: Iterable[Path] = (),
    *,
    histories: Histories | None = None,
    check: bool = False,
) -> tuple[list[TopicInput], list[Diagnostic]]:
    """Return the ``topics`` with their locks, and the mistakes of these.

    A lock that is missing is sought below ``roots``.  ``histories`` say what locks said before.
    With ``check``, what learners would lose is among the mistakes; without, the build finds it.
    """
    roots = tuple(roots)
    found = []
    faults = []
    for topic, its_files in zip(topics, files, strict=True):
        lock, text, wrong = read_lock(its_files.lock)
        if text and not wrong and not lock.by_guid():
            wrong.append(without_notes(str(its_files.lock)))
        if not text:
            wrong += find_moved_lock(topic, its_files, roots)
        ledger = Ledger.of(lock)
        if histories is not None and not wrong:
            ledger.add(histories.of(its_files.lock).entries(topic.namespace, text))
        if check and not wrong and its_files.whole and (lock.entries or ledger.past):
            from quizgen.formats.anki.release import lost_notes  # which takes time

            wrong = lost_notes.check(topic, ledger)
        faults += wrong
        found.append(TopicInput(topic, its_files, ledger, text))
    return found, (histories.faults if histories else []) + faults


def read_lock(path: Path) -> tuple[Lock, str, list[Diagnostic]]:
    """Return the lock at ``path``, its text, and its mistakes; an empty one where there is none.

    Raises :class:`OSError` where it is there and cannot be read.
    """
    try:
        text = plain_lines(path.read_bytes()).decode("utf-8", "replace")
    except FileNotFoundError:
        return Lock(), "", []
    lock, faults = parse(text, str(path))
    return lock, text, faults


def plain_lines(lock: bytes) -> bytes:
    """Return ``lock`` as it was written, whatever version control made of its line ends."""
    return lock.replace(b"\r\n", b"\n")


def find_moved_lock(topic: Topic, files: TopicFiles, roots: Iterable[Path]) -> list[Diagnostic]:
    """Return that the lock of ``topic``, which has none, is where its banks were before.

    It is sought next to the banks, one folder above, and below ``roots``.
    """
    begin = head(topic.namespace).encode()
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
    """Yield the locks below ``root``, but for hidden ones, which are nobody's."""
    for path in root.rglob("*.lock"):
        if not any(part.startswith(".") for part in path.relative_to(root).parts):
            yield path


def _has_banks(lock: Path) -> bool:
    """Whether what was built with ``lock`` is still next to it."""
    if lock.name == LOCK_FILE:
        return lock.with_name(SOURCE_FILE).exists()
    if any((folder / SOURCE_FILE).is_file() for folder in lock.absolute().parents):
        return False  # a bank of a topic has no lock of its own
    return any(lock.with_suffix(suffix).exists() for suffix in SUFFIXES)


def _first_line(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.readline(_LONGEST_HEAD).rstrip(b"\r\n")
