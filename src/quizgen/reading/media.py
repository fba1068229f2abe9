"""Pictures and sounds beside the banks: which files there are, and what is wrong with one.

Nothing outside the folder ``media`` beside a bank's file is ever opened.  A name that an author
writes is never joined to a path: the folder is listed, links to other folders are not followed, and
the name is looked up in the list.  A link to a file counts only where that file lies in the folder,
too.  What is no regular file is not opened either (see :mod:`quizgen.system.files`).

A learner's Anki has one folder for the media of all decks, and keeps the file that it has under a
name.  So a file is stored under a name made of its content.  An edited picture thereby has a new
name, which changes the note that shows it, which makes Anki take both; and the same picture is
there once, whatever the banks call it.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from quizgen.model.diagnostics import Problem
from quizgen.model.media import AUDIO, IMAGES, MediaFile, Size, suffix
from quizgen.model.values import quoted
from quizgen.system.files import Tree, Unsafe, is_link, is_linked, open_regular

MOST_BYTES = 20_000_000
"""Of one file: every learner downloads it, and a phone has to show it."""

_COPY = "replace the shortcut with a copy of the file; quizgen reads nothing outside the folder"
_NOT_ORDINARY = "is not an ordinary file"
_REPLACE = "put a picture or a sound in its place"
_STORED = {"jpeg": "jpg"}
_LFS = b"version https://git-lfs.github.com/"
_HASH_DIGITS = 16


class _Content(NamedTuple):
    """What is known of a file that was read."""

    digest: str
    size: Size | None
    kind: str
    """What its first bytes say that it is, as :func:`~quizgen.reading.media_kind.kind_of` says."""
    fault: tuple[str, str] | None
    """Why it is neither a picture nor a sound, and a hint."""


class MediaFolder:
    """The files of one folder of media, by the names that authors write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, Path] = {}
        self.used: set[Path] = set()
        """What was asked for so far."""
        self._linked = False
        try:
            self._linked = is_link(os.lstat(path))
        except OSError:
            return  # there is none
        if not self._linked:
            self._tree = Tree([path])
            self.files = dict(sorted(_files(path)))

    def content(self) -> list[Path]:
        """Return the files that questions may use; others that lie there are not ours."""
        return [
            path
            for name, path in self.files.items()
            if suffix(name) in IMAGES + AUDIO and self._fault(name, path) is None
        ]

    def find(self, name: str) -> MediaFile | Problem:
        """Return the file called ``name``, or what is wrong with it."""
        name = unicodedata.normalize("NFC", name)
        path = self.files.get(name)
        if path is None:
            return self._outside(name) or Problem(
                "missing-media",
                f"there is no file {quoted(name)} in {self.path}",
                hint="put the file there, or correct its name here",
            )
        self.used.add(path)
        if fault := self._fault(name, path):
            return fault
        try:
            content = read(path)
        except OSError as error:
            return _unreadable(name, error)
        if content.fault:
            return Problem(
                "bad-media-file", f"{quoted(name)} {content.fault[0]}", hint=content.fault[1]
            )
        from quizgen.reading.media_kind import mistaken

        if wrong := mistaken(suffix(name), content.kind):
            return Problem("bad-media-file", f"{quoted(name)} {wrong[0]}", hint=wrong[1])
        ending = _STORED.get(suffix(name), suffix(name))
        stored = f"quizgen-{content.digest[:_HASH_DIGITS]}.{ending}"
        return MediaFile(path, stored, content.size)

    def _outside(self, name: str) -> Problem | None:
        """Say that a link leads elsewhere, if one stands in the way to ``name``."""
        parts = name.split("/")
        above = ["/".join(parts[:count]) for count in range(1, len(parts))]
        linked = any(one in self.files and is_link(os.lstat(self.files[one])) for one in above)
        if not linked and not self._linked:
            return None
        return Problem(
            "media-outside",
            f"{quoted(name)} is reached through a link to another folder, expected a file in "
            f"{self.path}",
            hint=_COPY,
        )

    def _fault(self, name: str, path: Path) -> Problem | None:
        """Return why the file is not to be opened."""
        try:
            self._tree.check(path, MOST_BYTES)
        except Unsafe as error:
            return self._refusal(name, error)
        except OSError as error:
            return _unreadable(name, error)
        return None

    def _refusal(self, name: str, error: Unsafe) -> Problem:
        if error.code == "link-outside":
            return Problem(
                "media-outside",
                f"{quoted(name)} is a shortcut (a link) to a file outside {self.path}",
                hint=_COPY,
            )
        if error.code == "too-large":
            return Problem(
                "media-too-large",
                f"found {quoted(name)} of {error.size / 1e6:,.0f} MB, expected at most "
                f"{MOST_BYTES / 1e6:,.0f} MB",
                hint="make the file smaller or compress it more; every learner downloads it",
            )
        return Problem("bad-media-file", f"{quoted(name)} {_NOT_ORDINARY}", hint=_REPLACE)


def _unreadable(name: str, error: OSError) -> Problem:
    reason = (error.strerror or str(error)).lower()
    hint = "check that you may open the file"
    return Problem("bad-media-file", f"{quoted(name)} cannot be read: {reason}", hint=hint)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file below ``folder`` with its name; hidden ones and links are left out."""
    left = [("", folder)]
    while left:
        above, here = left.pop()
        try:
            with os.scandir(here) as entries:
                for entry in entries:
                    name = above + unicodedata.normalize("NFC", entry.name)
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False) and not is_linked(entry):
                        left.append((f"{name}/", here / entry.name))
                    else:
                        yield name, here / entry.name
        except OSError:  # it is not there, or is not ours to read: there is nothing in it to use
            continue


def digest(path: Path) -> str:
    """Return a hash of the content of one of the files of :meth:`MediaFolder.content`.

    One that cannot be read has none: only a question that needs it makes that a mistake.
    """
    try:
        return read(path).digest
    except OSError:
        return ""


def read(path: Path) -> _Content:
    """Read a file, once as long as it stays the same.  Raises :class:`OSError`."""
    target = os.path.realpath(path)
    status = os.stat(target)
    return _read(target, status.st_size, status.st_mtime_ns)


@cache
def _read(target: str, size: int, changed: int) -> _Content:  # noqa: ARG001
    # Imported late: most banks show and play nothing.
    import hashlib

    from quizgen.reading.media_kind import kind_of
    from quizgen.reading.picture_size import picture_size

    try:
        with open_regular(target) as file:
            data = file.read(MOST_BYTES + 1)
    except Unsafe:  # something else took its place
        return _Content("", None, "", (_NOT_ORDINARY, _REPLACE))
    fault = None
    if not data:
        fault = ("is empty", "put the picture or the sound in its place")
    elif data.startswith(_LFS):
        fault = ("is only a Git LFS pointer, not the file itself", "run “git lfs pull”")
    return _Content(hashlib.sha256(data).hexdigest(), picture_size(data), kind_of(data), fault)
