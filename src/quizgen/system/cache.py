"""What was worked out and may be forgotten: bytes under a name, in the user's cache folder.

A cache is a convenience, so it never fails and is never trusted further than it must be.  A file is
taken only if the folder and the file belong to the user, nobody else may write to them, no link
leads there, and the content has the hash that it begins with.  Everything else counts as nothing,
and is written anew.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from quizgen.system import temporary
from quizgen.system.replacement import Replacement

_LARGEST = 2**26
"""Bytes of a file that are read or written."""
_MOST_FILES = 50
"""Files that are kept, the newest."""
_HASH_SIZE = 32


def load(name: str) -> bytes | None:
    """Return what was stored as ``name``, or ``None``."""
    try:
        folder = _folder()
        if folder is None:
            return None
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        flags |= getattr(os, "O_NONBLOCK", 0)  # a pipe would wait for ever
        with open(os.open(folder / name, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not (stat.S_ISREG(status.st_mode) and _is_own(status)):
                return None
            content = file.read(_LARGEST + 1)
    except OSError:
        return None
    found, content = content[:_HASH_SIZE], content[_HASH_SIZE:]
    return content if found == hashlib.sha256(content).digest() else None


def store(name: str, content: bytes) -> None:
    """Keep ``content`` as ``name``, if that is possible."""
    if len(content) + _HASH_SIZE > _LARGEST:
        return
    with suppress(OSError):
        folder = _folder(make=True)
        if folder is None:
            return
        temporary.clear([folder])
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with Replacement() as files:
            with (
                files.writing(folder / name) as path,
                open(os.open(path, flags, 0o600), "wb") as file,
            ):
                file.write(hashlib.sha256(content).digest() + content)
            files.finish([folder / name])
        stored = sorted(folder.iterdir(), key=lambda path: path.lstat().st_mtime, reverse=True)
        for path in stored[_MOST_FILES:]:
            path.unlink()


def _folder(*, make: bool = False) -> Path | None:
    """Return the folder of the cache, or ``None`` where it is not safe."""
    above = _cache_folder()
    folder = above / "quizgen"
    if not above.is_absolute():
        return None
    if make:
        folder.mkdir(0o700, parents=True, exist_ok=True)
    status = folder.lstat()
    return folder if stat.S_ISDIR(status.st_mode) and _is_own(status) else None


def _cache_folder() -> Path:
    """Return the folder that a system has for caches.

    The package platformdirs knows it as well, but takes longer to import than all else here takes.
    """
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or "~/AppData/Local").expanduser()
    if sys.platform == "darwin":
        return Path("~/Library/Caches").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()


def _is_own(status: os.stat_result) -> bool:
    """Return whether what has this status is the user's, and only they may write to it."""
    if os.name == "nt":
        return True  # the folder is below the user's own, which Windows guards
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
