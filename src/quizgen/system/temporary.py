"""Temporary folders, of which nothing is left, whatever ends the process.

Each is listed here before it exists, so that a signal to end finds it whatever is going on (see
:mod:`quizgen.system.signals`).  Its name cannot be guessed, so that nobody has put anything in its
place, and has the number of the process.  What a killed process leaves behind is known by that, and
the next run removes it.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from zlib import crc32

from quizgen.system import signals

StrPath = str | os.PathLike[str]

_NAME = re.compile(r"\.?quizgen-(?P<host>[0-9a-f]{8})-(?P<pid>\d+)-[0-9a-f]{16}")
_FOREIGN_SECONDS = 86_400
"""After so long, what another machine that shares the folder left there is left behind, too."""
_TRIES = 100

_unfinished: dict[str, None] = {}
"""Every temporary folder of this process, listed before it exists."""


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Return a new folder of this user's own, which goes away when this ends, however that is."""
    folder = make_folder(_system_folder(), "quizgen-")
    try:
        yield os.path.realpath(folder)
    finally:
        remove(folder)


def discard() -> None:
    """Remove everything unfinished at once, in the middle of whatever is going on."""
    for folder in list(_unfinished):
        remove(folder)


def clear(folders: Iterable[StrPath], now: float | None = None) -> None:
    """Remove what killed processes left in ``folders`` and among the system's temporary files.

    Only what bears a name of ours, belongs to this user, and whose process is gone; with ``now``,
    the time in seconds since 1970, also what another machine left there a day ago.
    """
    for folder in dict.fromkeys((*(os.fspath(folder) for folder in folders), _system_folder())):
        with suppress(OSError), os.scandir(folder or ".") as entries:
            left = [entry.path for entry in entries if _is_left_behind(entry, now)]
            for path in left:
                remove(path)


def make_folder(above: StrPath, begin: str = ".quizgen-") -> str:
    """Make a new folder of this user's own in ``above``; its name has this process's number."""
    for _ in range(_TRIES):
        name = f"{begin}{_host():08x}-{os.getpid()}-{os.urandom(8).hex()}"
        path = os.path.join(above, name)
        _unfinished[path] = None
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:
            del _unfinished[path]
        except BaseException:
            remove(path)
            raise
        else:
            return path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(above))


def remove(folder: str) -> None:
    """Remove the temporary ``folder`` and what is in it, which may be gone."""
    if os.path.lexists(folder):
        from shutil import rmtree  # which takes time

        rmtree(folder, ignore_errors=True)
    _unfinished.pop(folder, None)


def _system_folder() -> str:
    """Return the folder of the system's temporary files."""
    from tempfile import gettempdir  # which takes time

    with signals.held_back():  # it writes a file to see whether it may
        return gettempdir()


def is_within(path: str) -> bool:
    """Return whether ``path`` is a hidden folder of :func:`make_folder`, or lies in one."""
    return any(_NAME.fullmatch(part) and part[0] == "." for part in path.split(os.sep))


def _is_left_behind(entry: os.DirEntry[str], now: float | None) -> bool:
    found = _NAME.fullmatch(entry.name)
    if found is None or entry.path in _unfinished or not entry.is_dir(follow_symlinks=False):
        return False
    status = entry.stat(follow_symlinks=False)
    if os.name != "nt" and status.st_uid != os.geteuid():
        return False
    if int(found["host"], 16) != _host():
        return now is not None and now - status.st_mtime > _FOREIGN_SECONDS
    return not _is_alive(int(found["pid"]))


def _is_alive(pid: int) -> bool:
    """Tell whether another process has this number; Windows keeps its open files."""
    if os.name == "nt" or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _host() -> int:
    """Return a number for this machine, which another one that shares a folder hardly has."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return crc32(os.fsencode(name))


signals.undo_first(discard)
