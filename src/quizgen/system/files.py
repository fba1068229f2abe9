"""How a file is read so that whoever made the folder can do no harm.

Banks come from strangers, and so do the names in their folders.  A name may be a link to what is
none of the stranger's business, a pipe that never ends, or a device that ends the memory first.

A :class:`Tree` is what the user named.  Only regular files in it are opened, up to a stated size,
and no folder of it is visited twice.  A link that stays within the tree is followed; a link (or a
junction of Windows) that leads out of it is refused before anything is opened.  How files are
written is known to :mod:`quizgen.system.replacement`.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import BinaryIO, NamedTuple

StrPath = str | os.PathLike[str]

MOST_BYTES = 50_000_000
"""Of one file of an author, a bank or a source: a question has a few hundred bytes."""
MOST_LOCK_BYTES = 100_000_000
"""Of one lock, which has a line of about 100 bytes for each note."""
MOST_FOLDERS = 100_000
"""Folders below one path that a user names."""

_PIECE = 2**16
_READ = os.O_RDONLY
# Never through a link, and without waiting for the other end of a pipe.
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOCTTY"):
    _READ |= getattr(os, _flag, 0)

_REPARSE_TAGS = (
    getattr(stat, "IO_REPARSE_TAG_SYMLINK", 0xA000000C),
    getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", 0xA0000003),
)
"""What Windows calls a symbolic link, and a junction."""


class Unsafe(OSError):
    """A file that is there and is not read."""

    code: str
    message: str
    path: str
    hint: str
    size: int = 0
    """In bytes, of a file that is too large."""

    def __init__(self, code: str, message: str, path: str, hint: str, size: int = 0) -> None:
        super().__init__(errno.EPERM, message, path)
        self.code, self.message, self.path, self.hint, self.size = code, message, path, hint, size


# -- reading ---------------------------------------------------------------------------------------


def is_link(status: os.stat_result) -> bool:
    """Return whether a path leads elsewhere, by what :func:`os.lstat` tells of it.

    A junction of Windows is a link that ``S_ISLNK`` does not know.
    """
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in _REPARSE_TAGS


def leads_out(path: StrPath, folder: StrPath = ".") -> bool:
    """Tell whether ``path``, as much of it as there is, leaves ``folder`` through a link."""
    above = Tree([folder])
    return not above.is_within(os.path.realpath(path))


def open_regular(path: StrPath) -> BinaryIO:
    """Return the regular file at ``path``, opened for reading; a link in its place is not followed.

    Raises :class:`Unsafe` for anything else, and :class:`OSError` as :func:`open` does.
    """
    path = os.fspath(path)
    handle, _ = _open(path, os.lstat(path), path)
    return os.fdopen(handle, "rb")


class FolderFound(NamedTuple):
    """A folder of a tree with those of its files that were asked for."""

    path: str
    """As it is reached from the path that was named."""
    real: str
    """Without links."""
    names: list[str]
    """Of the files, in order.  Whether they can be read, reading tells."""


class Tree:
    """The folders that a user named: nothing outside of them is read."""

    def __init__(self, folders: Iterable[StrPath] = ()) -> None:
        self._roots: set[str] = set()
        self._within: dict[str, str] = {}
        """The real path of each folder that was met."""
        self._outside: set[str] = set()
        """The folders that were met and are none of the tree's."""
        for folder in folders:
            self.add(folder)

    def add(self, folder: StrPath) -> None:
        """Let what is in ``folder`` be read, too; the folder itself may be reached by a link."""
        real = os.path.realpath(folder)
        self._roots.add(real)
        self._outside.clear()
        self._within[os.fspath(folder) or "."] = real

    def is_within(self, real: str) -> bool:
        """Tell whether ``real``, a path without links, is one of the folders or below one."""
        while real not in self._roots:
            above = os.path.dirname(real)
            if above == real:
                return False
            real = above
        return True

    def real(self, path: StrPath) -> str:
        """Return ``path`` without links, which need not be in the tree."""
        path = os.fspath(path)
        if path in self._within:
            return self._within[path]
        folder, name = os.path.split(path)
        inside = self._folder(folder)
        if inside is None or name in ("", os.curdir, os.pardir):
            return os.path.realpath(path)
        try:
            linked = is_link(os.lstat(path))
        except OSError:
            linked = False
        return os.path.realpath(path) if linked else os.path.join(inside, name)

    def open(self, path: StrPath) -> BinaryIO:
        """Return the regular file at ``path``, opened for reading.

        Raises :class:`Unsafe` where ``path`` leads out of the tree or is no regular file, and
        :class:`OSError` as :func:`open` does.
        """
        handle, _ = self._open(os.fspath(path))
        return os.fdopen(handle, "rb")

    def read(self, path: StrPath, most: int = MOST_BYTES) -> bytes:
        """Read the file at ``path``; one of over ``most`` bytes is :class:`Unsafe`, too.

        No more than that is read, even if the file grows meanwhile.
        """
        path = os.fspath(path)
        handle, status = self._open(path)
        try:
            if status.st_size > most:
                raise _too_large(path, most, status.st_size)
            data = os.read(handle, status.st_size + 1)
            if len(data) == status.st_size:
                return data
            pieces, size = [data], len(data)
            while data and size <= most:
                data = os.read(handle, _PIECE)
                pieces.append(data)
                size += len(data)
        finally:
            os.close(handle)
        if size > most:
            raise _too_large(path, most)
        return b"".join(pieces)

    def check(self, path: StrPath, most: int = MOST_BYTES) -> None:
        """Raise what :meth:`read` would, as far as that is known without opening the file."""
        path = os.fspath(path)
        status = os.lstat(self._target(path))
        _check_kind(status, path)
        if status.st_size > most:
            raise _too_large(path, most, status.st_size)

    def walk(
        self, top: StrPath, wanted: Callable[[str], bool], faults: list[OSError]
    ) -> Iterator[FolderFound]:
        """Yield every folder at or below ``top`` once, but hidden ones, with its ``wanted`` files.

        Links are followed last, so that a folder is met under its own name where it has one in the
        tree.  ``faults`` takes what is refused: folders that may not be read, links out of the
        tree, and what is beyond :data:`MOST_FOLDERS`.
        """
        seen: set[tuple[int, int] | str] = set()
        folders = [(os.fspath(top), self._folder(os.fspath(top)) or os.path.realpath(top))]
        links: list[str] = []
        while folders or links:
            if not folders:
                link = links.pop()
                folders.append((link, os.path.realpath(link)))
            folder, real = folders.pop()
            try:
                status = os.stat(folder)
                key = (status.st_dev, status.st_ino) if status.st_ino else real
                if key in seen:
                    continue
                seen.add(key)
                if len(seen) > MOST_FOLDERS:
                    faults.append(_too_many_folders(os.fspath(top)))
                    return
                with os.scandir(folder) as listed:
                    entries = sorted(listed, key=_name)
            except OSError as error:
                faults.append(error)
                continue
            self._within[folder] = real
            names, below = self._contents(entries, wanted, links, faults)
            folders += [(path, os.path.join(real, os.path.basename(path))) for path in below]
            yield FolderFound(folder, real, names)

    def _contents(
        self,
        entries: Iterable[os.DirEntry[str]],
        wanted: Callable[[str], bool],
        links: list[str],
        faults: list[OSError],
    ) -> tuple[list[str], list[str]]:
        """Return the names of the ``wanted`` files, and the paths of the folders, last one first.

        ``links`` takes those to folders within the tree, ``faults`` those that lead out of it.
        """
        names = []
        below = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if is_linked(entry):
                if _leads_to_folder(entry):
                    if self.is_within(os.path.realpath(entry.path)):
                        links.append(entry.path)
                    else:
                        faults.append(_outside(entry.path))
                elif wanted(entry.name):
                    names.append(entry.name)
            elif entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            elif wanted(entry.name):
                names.append(entry.name)
        return names, below[::-1]

    def place(self, path: StrPath) -> str:
        """Return where to write what is to be at ``path``.

        A link to a regular file within the tree stays, and that file is replaced; the name of any
        other link is.
        """
        path = os.fspath(path)
        with suppress(OSError):
            if is_link(os.lstat(path)):
                target = self._target(path)
                if stat.S_ISREG(os.lstat(target).st_mode):
                    return target
        return path

    def _folder(self, folder: str) -> str | None:
        """Return the real path of ``folder``, or nothing where that is outside."""
        folder = folder or "."
        if folder in self._within or folder in self._outside:
            return self._within.get(folder)
        real = os.path.realpath(folder)
        if self.is_within(real):
            self._within[folder] = real
        else:
            self._outside.add(folder)
        return self._within.get(folder)

    def _target(self, path: str) -> str:
        """Return what to open for ``path``: itself, or what it is a link to within the tree."""
        if is_link(os.lstat(path)):
            os.stat(path)  # that it leads nowhere is told before where it would lead
            real = os.path.realpath(path)
            if not self.is_within(real):
                raise _outside(path)
            return real
        if self._folder(os.path.dirname(path)) is None:
            raise _outside(path)
        return path

    def _open(self, path: str) -> tuple[int, os.stat_result]:
        target = self._target(path)
        return _open(target, os.lstat(target), path)


def _open(target: str, status: os.stat_result, path: str) -> tuple[int, os.stat_result]:
    """Return a handle of the regular file at ``target``, which its user calls ``path``."""
    _check_kind(status, path)
    try:
        handle = os.open(target, _READ)
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None
    try:
        status = os.fstat(handle)
        _check_kind(status, path)  # it may have changed meanwhile
    except BaseException:
        os.close(handle)
        raise
    return handle, status


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFLNK: "a link",
}


def _check_kind(status: os.stat_result, path: str) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        message = f"found {_KINDS.get(kind, 'a device')}, expected an ordinary file"
        raise Unsafe(
            "no-ordinary-file", message, path, "delete it, or put an ordinary file in its place"
        )


def _outside(path: str) -> Unsafe:
    return Unsafe(
        "link-outside",
        "found a shortcut (a link) that leads out of the folder that you gave",
        path,
        "replace the shortcut with a copy of the file; quizgen reads nothing outside that folder",
    )


def _too_large(path: str, most: int, size: int = 0) -> Unsafe:
    found = f"a file of {size / 1e6:,.1f}\N{NO-BREAK SPACE}MB" if size else "a file without an end"
    return Unsafe(
        "too-large",
        f"found {found}, expected at most {most / 1e6:,.0f}\N{NO-BREAK SPACE}MB",
        path,
        "split the file into smaller ones",
        size,
    )


def _too_many_folders(path: str) -> Unsafe:
    return Unsafe(
        "too-many-folders",
        f"found more than {MOST_FOLDERS:,} folders",
        path,
        "give only the folders that contain your banks",
    )


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


if os.name == "nt":

    def is_linked(entry: os.DirEntry[str]) -> bool:
        """Return whether an entry of a folder leads elsewhere."""
        return is_link(entry.stat(follow_symlinks=False))

else:

    def is_linked(entry: os.DirEntry[str]) -> bool:
        """Return whether an entry of a folder leads elsewhere."""
        return entry.is_symlink()


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return stat.S_ISDIR(os.stat(entry.path).st_mode)
    except OSError:
        return False
