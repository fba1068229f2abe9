"""What a lock has said in the past, and has forgotten.

A lock is a text in version control, and goes wherever that takes it.  ``git revert`` and a merge
that takes one side whole put an older line in the place of a newer one, with its older second.  Who
got the newer text in the meantime would never get the older one back: Anki takes no update whose
second did not grow.  The older line knows nothing of gaps that were given out since, either.  A
lock, or a line of it, may be lost as well.

So the lines that the lock ever had are read from its history, up to the commit that is checked out
and that which is being merged into it.  A build dates a note that went back later than them all,
and gives no gap the number of another.  What no commit of these has is not seen: a branch apart may
have been given to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.formats.anki.release.lock import Entry, Lock, entry_of
from quizgen.model.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from quizgen.system.git import GitError, Repository


def remember(lock: Lock, path: Path) -> list[Diagnostic]:
    """Let ``lock``, which lies at ``path``, know what it has forgotten.

    That is nothing where it lies in no repository.  Returns a warning where git cannot tell.
    """
    if in_repository(path):
        from quizgen.system.git import (  # which takes time, and is not needed outside
            GitError,
            Repository,
        )

        try:
            repository = Repository.of(path.parent)
            if repository.shallow:
                hint = "fetch the rest: git fetch --unshallow (in a workflow: fetch-depth: 0)"
                raise GitError("this clone is shallow", hint)
            remember_at(lock, repository, repository.heads())
        except GitError as error:
            return [_unread(error, path)]
    return []


def _unread(error: GitError, path: Path) -> Diagnostic:
    return Diagnostic(
        "unread-history",
        f"the history cannot be read: {error}",
        Span(str(path)),
        error.hint or "a change that was taken back by git may not reach learners",
        Severity.WARNING,
    )


def remember_at(lock: Lock, repository: Repository, heads: Iterable[str]) -> None:
    """The same for a lock in ``repository``, whose history leads up to ``heads``.

    A note is known by its guid, whatever its lock was called.  Raises
    :class:`~quizgen.system.git.GitError`.
    """
    known = lock.by_guid()
    found = []
    for line in _past_lines(repository, heads):
        past = None if _is_passed(line, known) else entry_of(line)
        if past is not None:
            found.append(past)
    for past in sorted(found, key=lambda entry: entry.second, reverse=True):
        now = known.get(past.guid)
        if now is None or (past.digest != now.digest and past.second > now.second):
            lock.outdated[past.guid] = max(past.second, lock.outdated.get(past.guid, 0))
        if past.gaps and past.gaps not in lock.gaps.get(past.guid, ()):
            lock.gaps.setdefault(past.guid, []).append(past.gaps)


def _past_lines(repository: Repository, heads: Iterable[str]) -> Iterator[str]:
    """Yield every line that a lock of ``repository`` has had, once."""
    from quizgen.system.git import is_lock

    lines: dict[bytes, None] = {}
    for _, content in repository.each_content(
        repository.past_files(is_lock, heads), skip_large=True
    ):
        if content.startswith(b"quizgen lock "):
            lines |= dict.fromkeys(content.split(b"\n"))
    for line in lines:
        yield line.decode("utf-8", "replace").rstrip("\r")


def _is_passed(line: str, known: Mapping[str, Entry]) -> bool:
    """Whether ``line`` says no more than is known, as most do: they are read no further."""
    words = line.split(" ")
    if len(words) != 5 or not words[3].isdecimal():
        return False
    now = known.get(words[1])
    return now is not None and int(words[3]) <= now.second


def in_repository(path: Path) -> bool:
    """Whether git is worth asking, which takes as long as reading a thousand questions."""
    return any((folder / ".git").exists() for folder in path.absolute().parents)
