"""Files that take their places together, or not at all.

Each is written next to its place under a hidden name.  When all are complete, they are renamed, one
after the other; whatever stops it before leaves everything as it was.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import TracebackType


class Replacement:
    """The files that one command writes.  Used as a context: what is unfinished goes away."""

    def __init__(self) -> None:
        self._unfinished = ExitStack()

    def __enter__(self) -> Replacement:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._unfinished.close()

    def make_folder(self, folder: Path) -> None:
        """Make ``folder`` and those above it; the new ones go away again if they stay empty."""
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                self._unfinished.callback(_remove_empty, each)
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def writing(self, place: Path) -> Iterator[Path]:
        """Give the path at which to write what will be at ``place``.

        An :class:`OSError` about that path is raised as one about ``place``.
        """
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
        temporary = _temporary_path(place)
        self._unfinished.callback(temporary.unlink, missing_ok=True)
        try:
            yield temporary
        except OSError as error:
            if error.filename and temporary.name not in os.fsdecode(error.filename):
                raise
            raise OSError(error.errno, error.strerror or str(error), str(place)) from error

    def finish(self, places: Iterable[Path]) -> None:
        """Rename what was written for ``places`` to them, in this order."""
        for place in places:
            _temporary_path(place).replace(os.path.realpath(place))


def _temporary_path(path: Path) -> Path:
    """Return where what becomes ``path`` is written: by this process, another may build the same.

    Where ``path`` is a link, that is next to what it leads to: the link stays.
    """
    real = Path(os.path.realpath(path))
    return real.with_name(f".{real.name}.new-{os.getpid()}")


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()
