"""Topics with their locks: what a release begins with.

A lock lies next to the banks that it is of.  One that is missing there may have been left where the
banks were before; it is looked for, because without it every learner's note would be dated anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from quizgen.formats.anki.release import sample_namespaces
from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Lock, head, parse, without_notes
from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.filenames import LOCK_FILE, LOCK_SUFFIX, SOURCE_FILE, SUFFIXES
from quizgen.model.values import quoted
from quizgen.reading.folders import TopicFiles, unreadable
from quizgen.system.files import MOST_LOCK_BYTES, FolderFound, Tree, open_regular

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
    propose: Callable[[], str] | None = None,
) -> tuple[list[TopicInput], list[Diagnostic]]:
    """Return the ``topics`` with their locks, and the mistakes of these.

    A lock that is missing is sought below ``roots``.  ``histories`` say what locks said before.
    With ``check``, what learners would lose is among the mistakes; without, the build finds it.
    ``propose`` gives a new namespace, or an empty text if the author shall draw one: with it, a
    standalone bank without a namespace is a mistake, and so is a namespace of our samples.
    """
    roots = tuple(roots)
    moved: MovedLocks | None = None
    found = []
    faults = []
    for topic, its_files in zip(topics, files, strict=True):
        lock, text, wrong = _lock_with_notes(its_files)
        if not topic.namespace and not wrong:
            wrong += _no_namespace(topic, its_files, lock, propose)
        elif not text and not wrong:
            moved = moved or MovedLocks(roots, its_files.tree)
            wrong += moved.faults(topic, its_files)
            wrong = wrong or sample_namespaces.find(topic, its_files, propose)
        ledger = Ledger.of(lock)
        if histories is not None and not wrong:
            ledger.add(histories.of(its_files.lock).entries(topic.namespace, text))
        if check and not wrong:
            wrong = _lost_notes(topic, its_files, ledger)
        faults += wrong
        found.append(TopicInput(topic, its_files, ledger, text))
    return found, (histories.faults if histories else []) + faults


def _no_namespace(
    topic: Topic, files: TopicFiles, lock: Lock, propose: Callable[[], str] | None
) -> list[Diagnostic]:
    """Return that a bank lacks what its notes are known by, if learners have it or shall get it."""
    if lock.namespace:
        message = f"the namespace is missing, but learners have notes of {quoted(lock.namespace)}"
        hint = f"put this line back: “namespace: {lock.namespace}”"
    elif propose is None:
        return []
    else:
        message = "the namespace is missing; a standalone bank needs one before it is built"
        new = propose()
        hint = f"add this line after “title”, and never change it: “namespace: {new}”"
        if not new:
            hint = "add “namespace: …” with what “quizgen namespace” prints, and never change it"
        if above := files.topic_above:
            hint = f"if it belongs to the topic of {above}, give the folder of that file\n{hint}"
    (bank,) = topic.banks
    title = bank.at and bank.at.key("title")
    mark = title.mark if title else None
    place = Span(
        str(files.banks[0]),
        mark.line + 1 if mark else 1,
        mark.column + 1 if mark else 1,
        len("title") if mark else 1,
    )
    return [Diagnostic("no-namespace", message, place, hint)]


def _lost_notes(topic: Topic, files: TopicFiles, ledger: Ledger) -> list[Diagnostic]:
    """Return what learners would lose; nothing if a part of ``topic`` is loaded, or none known."""
    if not files.whole or not (ledger.lock.entries or ledger.past):
        return []
    from quizgen.formats.anki.release import lost_notes  # which takes time

    return lost_notes.find(topic, files, ledger)


def _lock_with_notes(files: TopicFiles) -> tuple[Lock, str, list[Diagnostic]]:
    """Return the lock of a topic as :func:`read_lock` does; one without notes is a mistake, too."""
    lock, text, wrong = read_lock(files.lock, files.tree)
    if text and not wrong and not lock.by_guid():
        wrong.append(without_notes(str(files.lock)))
    return lock, text, wrong


def read_lock(path: Path, tree: Tree | None = None) -> tuple[Lock, str, list[Diagnostic]]:
    """Return the lock at ``path``, its text, and its mistakes; an empty one where there is none.

    No link is followed out of ``tree``, which is the lock's folder if it is left out.
    """
    try:
        data = lock_bytes(path, tree or Tree([path.parent]))
    except FileNotFoundError:
        return Lock(), "", []
    except OSError as error:
        return Lock(), "", [unreadable(path, error)]
    text = data.decode("utf-8", "replace")
    lock, faults = parse(text, str(path))
    return lock, text, faults


def lock_bytes(path: Path, tree: Tree) -> bytes:
    """Return the lock at ``path`` as it was written, without the line ends of version control.

    Raises :class:`OSError`, which is :class:`FileNotFoundError` where there is no lock.
    """
    return tree.read(path, MOST_LOCK_BYTES).replace(b"\r\n", b"\n")


class MovedLocks:
    """The locks that are not with the banks that they are of, by what they begin with.

    They are sought next to the banks, one folder above, and below the ``roots``.  Each folder is
    looked at once, however many banks have no lock.
    """

    def __init__(self, roots: Iterable[Path], tree: Tree) -> None:
        self._roots = [os.fspath(root) for root in roots]
        self._tree = tree
        self._folders: set[str] = set()
        """The real paths of those that were looked at."""
        self._found: dict[bytes, str] = {}
        self._is_in_topic: dict[str, bool] = {}

    def faults(self, topic: Topic, files: TopicFiles) -> list[Diagnostic]:
        """Return that the lock of ``topic``, which has none, is where its banks were before."""
        for root in self._roots:
            for found in self._tree.walk(root, _is_lock, []):
                self._look_at(found)
        self._roots.clear()
        folder = self._tree.real(files.folder)
        self._look_in(folder)
        self._look_in(os.path.dirname(folder))
        path = self._found.get(head(topic.namespace).encode())
        if path is None:
            return []
        message = f"found the lock of {quoted(topic.id)} here, expected it with its banks"
        hint = f"move it to {files.lock}: without it, nobody knows what learners have"
        return [Diagnostic("moved-lock", message, Span(path, 1, 1), hint)]

    def _look_in(self, real: str) -> None:
        if real not in self._folders:
            with suppress(OSError):
                self._look_at(FolderFound(real, real, sorted(filter(_is_lock, os.listdir(real)))))

    def _look_at(self, found: FolderFound) -> None:
        """Take the locks in the folder ``found`` that have no banks there."""
        folder = found.path
        if found.real in self._folders:
            return
        self._folders.add(found.real)
        for name in found.names:
            path = os.path.join(folder, name)
            with suppress(OSError):  # whatever it is, it is no lock
                if not self._has_banks(folder, name):
                    with open_regular(path) as file:
                        self._found.setdefault(file.readline(_LONGEST_HEAD).rstrip(b"\r\n"), path)

    def _has_banks(self, folder: str, name: str) -> bool:
        """Return whether what was built with the lock called ``name`` is still next to it."""
        if name == LOCK_FILE:
            return os.path.lexists(os.path.join(folder, SOURCE_FILE))
        if self._in_topic(os.path.abspath(folder)):
            return False  # a bank of a topic has no lock of its own
        bank = os.path.join(folder, name.removesuffix(LOCK_SUFFIX))
        return any(os.path.lexists(bank + suffix) for suffix in SUFFIXES)

    def _in_topic(self, folder: str) -> bool:
        """Return whether ``folder``, or one above it that the user named, is a topic."""
        asked = []
        while folder not in self._is_in_topic:
            asked.append(folder)
            above = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, SOURCE_FILE)):
                self._is_in_topic[folder] = True
            elif not self._tree.is_within(above):
                self._is_in_topic[folder] = False
            else:
                folder = above
        for below in asked:
            self._is_in_topic[below] = self._is_in_topic[folder]
        return self._is_in_topic[folder]


def _is_lock(name: str) -> bool:
    return name.endswith(LOCK_SUFFIX) and not name.startswith(".")
