"""Files that take their places together, or not at all.

Each is written in a hidden folder next to its place, which is new and this user's own: nobody has
put a link there.  When all are complete, they are renamed, one after the other; whatever stops it
before leaves everything as it was.  A rename replaces the name itself: where it was a link, what
the link led to stays as it was.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from quizgen.system import temporary
from quizgen.system.signals import held_back


class Replacement:
    """The files that one command writes.  Used as a context: what is unfinished goes away."""

    def __init__(self) -> None:
        self._folders: dict[Path, str] = {}
        """Where files are written, by the folder that they will be in."""
        self._made: list[Path] = []

    def __enter__(self) -> Replacement:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for folder in self._folders.values():
            temporary.remove(folder)
        for made in reversed(self._made):
            with suppress(OSError):  # there is something in it
                made.rmdir()

    def make_folder(self, folder: Path) -> None:
        """Make ``folder`` and those above it; the new ones go away again if they stay empty."""
        self._made += [each for each in (*folder.parents[::-1], folder) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def writing(self, place: Path, *, durable: bool = False) -> Iterator[Path]:
        """Give the path at which to write what will be at ``place``; nothing is there yet.

        ``durable`` if what is at ``place`` must outlast a loss of power, whenever that is.  An
        :class:`OSError` about the path is raised as one about ``place``.
        """
        with suppress(FileNotFoundError):
            if stat.S_ISDIR(os.lstat(place).st_mode):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
        try:
            path = self._path(place)
            yield path
            if durable:
                with path.open("rb+") as file:
                    os.fsync(file.fileno())
        except OSError as error:
            if error.filename and not temporary.is_within(os.fsdecode(error.filename)):
                raise
            raise OSError(error.errno, error.strerror or str(error), str(place)) from error

    def finish(self, places: Iterable[Path]) -> None:
        """Rename what was written for ``places`` to them, in this order; no signal stops it."""
        with held_back():
            for place in places:
                os.replace(self._path(place), place)

    def _path(self, place: Path) -> Path:
        if place.parent not in self._folders:
            self._folders[place.parent] = temporary.make_folder(place.parent)
        return Path(self._folders[place.parent], place.name)
