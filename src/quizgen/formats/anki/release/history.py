"""What locks have said in the past, in the history of their repository.

A lock is a text in version control, and goes wherever that takes it: see
:mod:`quizgen.formats.anki.release.ledger` for what its history is good for.  Here is known how it
is read: every content that a lock ever had, under whatever path, since a bank may have been moved
and moved back.  All lines of all of them are few, however many commits there are: a commit changes
a line or two.  So they are kept, where that saves time, in the user's cache, together with the
commits that they were read up to; later ones are added.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import MsgspecError, Struct, json

from quizgen.formats.anki.release.lock import Entry, entry_of, namespace_of
from quizgen.model.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from quizgen.system.git import GitError, Repository

LOCK_ENDING = ".lock"
_WORTH_KEEPING = 100
"""Contents of locks from which on the cache is asked: fewer are read as fast."""


class History(Struct):
    """The lines that locks have had."""

    heads: list[str]
    """The commits up to which they were read."""
    count: int
    """How many contents were read."""
    lines: dict[str, dict[str, None]]
    """By namespace, each line once."""

    def entries(self, namespace: str, lock_text: str) -> Iterator[Entry]:
        """Yield what was said of the notes of ``namespace`` and not in ``lock_text``, in order."""
        lines = self.lines.get(namespace)
        if lines:
            known = frozenset(lock_text.split("\n"))
            for line in lines:
                if line not in known and (entry := entry_of(line)):
                    yield entry


class Histories:
    """The histories of the repositories that locks are in, each read once.

    ``severity`` is that of a history that cannot be read.
    """

    def __init__(self, severity: Severity = Severity.WARNING) -> None:
        self._severity = severity
        self._found: dict[Path, History] = {}
        self.faults: list[Diagnostic] = []
        """That one cannot be read, once for each repository."""

    def of(self, lock: Path) -> History:
        """Return the history of the repository that ``lock`` is in.

        It is empty where there is no repository, or it cannot be read: :attr:`faults` says so.
        """
        from quizgen.system.git import top_of

        top = top_of(lock.parent)
        if top is None:
            return _nothing()
        if top not in self._found:
            self._found[top] = self._read(top, lock)
        return self._found[top]

    def _read(self, top: Path, lock: Path) -> History:
        from quizgen.system.git import GitError, Repository

        try:
            repository = Repository.of(top)
            if repository.shallow:
                hint = (
                    "fetch the older commits: git fetch --unshallow; in a workflow of GitHub, "
                    "write “fetch-depth: 0” below “with:” of actions/checkout"
                )
                raise GitError("this clone is shallow: it has only the latest commits", hint)
            return read(repository, repository.heads())
        except GitError as error:
            self.faults.append(self._unread(error, lock, top))
            return _nothing()

    def _unread(self, error: GitError, lock: Path, top: Path) -> Diagnostic:
        hint = error.hint or (
            f"run “git log” in the folder {top}, which says what is wrong; if you cannot correct "
            "it, clone the repository again"
        )
        lost = "if a commit was reverted, learners may keep the reverted text"
        if self._severity is Severity.ERROR:
            hint += f"\nonly if that is impossible: add --without-history; {lost}"
        else:
            hint += f"\nuntil then, {lost}"
        message = f"git cannot say what earlier lock files said: {error}"
        return Diagnostic("unread-history", message, Span(str(lock)), hint, self._severity)


def read(repository: Repository, heads: list[str]) -> History:
    """Return what the locks of ``repository`` have said, up to ``heads``.

    Raises :class:`~quizgen.system.git.GitError`.
    """
    if not heads:
        return _nothing()
    name = _cache_name(repository)
    history = _load(name)
    if history is not None and sorted(history.heads) == sorted(heads):
        return history
    if history is None or not repository.are_included(history.heads, heads):
        history = _nothing()
    blobs = repository.past_files(LOCK_ENDING, heads, history.heads)
    for _, content in repository.each_content(blobs, skip_large=True):
        lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
        if namespace := namespace_of(lines[0]):
            history.lines.setdefault(namespace, {}).update(dict.fromkeys(lines))
    history.heads = heads
    history.count += len(blobs)
    if history.count >= _WORTH_KEEPING:
        _store(name, history)
    return history


def _nothing() -> History:
    return History([], 0, {})


# -- the cache -------------------------------------------------------------------------------------


class _Kept(Struct):
    """A history as it is kept."""

    version: int
    heads: list[str]
    count: int
    lines: dict[str, list[str]]


_VERSION = 1


def _cache_name(repository: Repository) -> str:
    """Return a name that no other repository has: one may claim the commits of another."""
    status = repository.folder.stat()
    where = f"{repository.folder}\0{status.st_dev}\0{status.st_ino}"
    return f"history-{hashlib.sha256(where.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"


def _load(name: str) -> History | None:
    from quizgen.system import cache

    content = cache.load(name)
    try:
        kept = json.decode(content, type=_Kept) if content else None
    except (MsgspecError, UnicodeDecodeError):
        return None
    if kept is None or kept.version != _VERSION:
        return None
    lines = {namespace: dict.fromkeys(each) for namespace, each in kept.lines.items()}
    return History(kept.heads, kept.count, lines)


def _store(name: str, history: History) -> None:
    from quizgen.system import cache

    lines = {namespace: [*each] for namespace, each in history.lines.items()}
    cache.store(name, json.encode(_Kept(_VERSION, history.heads, history.count, lines)))
