"""Which notes a lock once said something later of, and has forgotten it.

A lock is a text in version control, and goes wherever that takes it.  ``git revert`` and a merge
that takes one side whole put an older line in the place of a newer one, with its older second.  Who
got the newer text in the meantime would never get the older one back: Anki takes no update whose
second did not grow.  A lock, or a line of it, may be lost as well.  So the lines that the lock ever
had are read from its history, up to the commit that is checked out and that which is being merged
into it, and a build dates such a note later than them all.

What no commit of these has is not seen: a branch apart may have been given to nobody.
"""

from __future__ import annotations

from pathlib import Path

from quizgen.lock import Lock, entry_of

MOST_COMMITS = 500
"""Commits of a lock that are looked at, the newest."""


def outdated(lock: Lock, path: Path) -> dict[str, int]:
    """The last second of each note that went back, or that ``lock`` has lost, by guid.

    ``path`` is where the lock lies.  Nothing where that is in no repository, or git is not there.
    """
    if not _in_repository(path):
        return {}
    from quizgen.git import GitError, Repository  # which takes time, and is not needed outside

    try:
        repository = Repository.of(path.parent)
        added = repository.added_lines(repository.place(path), MOST_COMMITS)
    except GitError:  # it cannot tell: there is no commit yet, say
        return {}
    known = lock.by_guid()
    found: dict[str, int] = {}
    for line in added:
        past = entry_of(line)
        if past is None:
            continue
        now = known.get(past.guid)
        if now is None or (past.digest != now.digest and past.second > now.second):
            found[past.guid] = max(past.second, found.get(past.guid, 0))
    return found


def _in_repository(path: Path) -> bool:
    """Whether git is worth asking, which takes as long as reading a thousand questions."""
    return any((folder / ".git").exists() for folder in path.resolve().parents)
