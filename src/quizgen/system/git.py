"""Files as they were at a revision of the git repository that they are in, and nothing else of git.

A repository may come from a stranger, with its settings.  Asking git about it must run no program
that the repository names, open no connection, and write nothing.  ``tests/system/test_git.py``
makes hostile repositories, asks everything that this module can ask, and looks for what would have
run.  What keeps the promise:

* **The repository is found here, not by git**: the nearest folder with a ``.git``.  Git is started
  in that folder and may look no higher, and must answer with that very ``.git``.  So ordinary
  tracked files that look like a bare repository are never taken for one, whatever git's version
  knows of ``safe.bareRepository``.  Git checks the owner, as it always does; so does this module,
  for a git that is too old to.
* **Only these commands are run**: ``rev-parse``, ``rev-list``, ``ls-tree``, ``cat-file`` and, for
  the repository of another user, ``config``.  None of them reads the index or the working tree, so
  they start no ``core.fsmonitor``, no filter, no ``textconv`` and no hook (``diff-tree`` and
  ``ls-files`` do read the index).
* **No protocol is allowed**, so what a partial clone lacks is not fetched: that would run
  ``remote.*.uploadpack``, ``core.sshCommand`` or an ``ext::`` address.  quizgen never fetches.
* **No** ``GIT_*`` **of the environment is passed on.**  ``HOME`` is, since a user's
  ``safe.directory`` counts.  The program ``git`` is taken from an absolute folder of ``PATH``,
  never from the repository and never from the current folder.
* **The history is the one that was committed**: replacements and grafts are passed over, and the
  working tree is the folder with the ``.git``, whatever ``core.worktree`` says.
* **An answer is bounded** in time and size.

Where git refuses, or is not there, :class:`GitError` says so; nothing is passed over.

A *place* is a path from the top of the repository, with slashes.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from quizgen.model.filenames import SOURCE_FILE, SUFFIXES
from quizgen.model.media import AUDIO, IMAGES, suffix
from quizgen.model.media import FOLDER as MEDIA

if TYPE_CHECKING:
    import subprocess

FILE_MODES = ("100644", "100755")
"""Of what git calls a blob, those that are not links."""
LARGEST_FILE = 2**26
"""Bytes of a file that are read; a larger one is no bank, no lock and no picture."""
_LONGEST_ANSWER = 2**30
"""Bytes; a tree that names itself again and again has more entries than any disk."""
_SECONDS = 60
"""How long git may take for one answer; a history of 100,000 commits takes a few."""
_LONGEST_POINTER = 2**16
"""Bytes of a ``.git`` that is a file, or of a list of merged commits."""

_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=",  # empty: an older git would run “false”
    f"core.hooksPath={os.devnull}",
    "protocol.allow=never",
)
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_NAME = re.compile(r"[0-9a-f]{40,64}")
"""The hash of an object."""
_WHERE = rb"(?s)(?P<folder>.+)\n(?P<shallow>true|false)\n(?:(?P<head>[0-9a-f]{40,64})\n)?"
_COMMIT = "commit first: git add, with the files that belong together, then git commit"
_LOOK = "“git log --oneline” lists the commits, and “git tag” the tags"
_PARTIAL = "fetch what this partial clone lacks: git fetch --refetch --no-filter"


class GitError(Exception):
    """What git could not do, in a sentence; ``hint`` may say what the user can."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def top_of(path: Path) -> Path | None:
    """Return the nearest folder at or above ``path`` that has a ``.git``, if there is one."""
    real = Path(os.path.realpath(path))
    for folder in (real, *real.parents):
        if os.path.lexists(folder / ".git"):
            return folder
    return None


class Repository(Struct, frozen=True):
    """A repository, known by the folder that its working tree begins at."""

    top: Path
    folder: Path
    """Where its objects are: ``.git``, or what a ``.git`` that is a file points to."""
    head: str
    """The commit that is checked out; empty where there is none yet."""
    shallow: bool
    """Its history was cut off when it was cloned."""
    program: str
    """The path of git."""

    @classmethod
    def of(cls, path: Path) -> Repository:
        """Return the one that ``path`` is in, whether ``path`` exists or not.

        Raises :class:`GitError` where there is none, or git cannot or will not read it.
        """
        top = top_of(path)
        if top is None:
            _program(Path(os.path.realpath(path)))
            raise GitError(f"not a git repository, nor is any folder above: {path}")
        folder = _git_folder(top)
        program = _program(top)
        what = ("--absolute-git-dir", "--is-shallow-repository", "--revs-only", "HEAD")
        found = re.fullmatch(_WHERE, _answer(program, top, "rev-parse", *what))
        if found is None or os.path.realpath(os.fsdecode(found["folder"])) != str(folder):
            # such as a folder that looks like a repository, beside a damaged “.git”
            raise GitError(f"{top / '.git'} is no git repository")
        _check_owner(program, top, folder)
        head = (found["head"] or b"").decode("ascii")
        return cls(top, folder, head, found["shallow"] == b"true", program)

    def repo_path(self, path: Path) -> str:
        """Return the place of ``path``; raises :class:`GitError` where it is outside."""
        try:
            return Path(os.path.realpath(path)).relative_to(self.top).as_posix()
        except ValueError:
            raise GitError(f"{path} lies outside the git repository {self.top}") from None

    def commit(self, revision: str) -> str:
        """Return the hash of the commit called ``revision``; raises :class:`GitError`."""
        name = f"{revision}^{{commit}}"
        try:
            found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except GitError:
            if revision == "HEAD":
                raise GitError(f"{self.top} has no commit yet", _COMMIT) from None
            raise GitError(f"git knows no revision “{revision}” in {self.top}", _LOOK) from None
        return found.decode("ascii").strip()

    def commits(self, commit: str, place: str, most: int) -> list[str]:
        """Return the last commits up to ``commit`` that changed ``place``, newest first."""
        found = self._ask("rev-list", f"--max-count={most}", commit, "--", place)
        return found.decode("ascii").split()

    def heads(self) -> list[str]:
        """Return the commit that is checked out, and those that are being merged into it."""
        merged = _first_bytes(self.folder / "MERGE_HEAD").decode("ascii", "replace").split()
        return [self.head, *filter(_NAME.fullmatch, merged)] if self.head else []

    def past_files(self, ending: str, heads: Iterable[str], known: Iterable[str] = ()) -> list[str]:
        """Return the hash of every content of a file whose name has, or had, this ``ending``.

        These are the commits up to ``heads``, without what is known from those up to ``known``.
        Raises :class:`GitError` where some of them are missing, as in a partial clone.
        """
        listing = ("rev-list", "--objects", "--missing=print")
        commits = [*heads, "--not", *known]
        listed = self._ask(*listing, *commits)
        lines = [line for line in listed.split(b"\n") if line.endswith(os.fsencode(ending))]
        found = {line[: line.index(b" ")].decode("ascii"): line for line in lines if b" " in line}
        if b"\n?" in listed:  # perhaps of other files only
            now = self.files(self.head, lambda place: place.name.endswith(ending))
            then = (os.fsdecode(line.partition(b" ")[2]) for line in found.values())
            places = sorted({*then, *now})
            if b"\n?" in self._ask(*listing, *commits, "--", *places):
                raise GitError("git lacks some of the history", _PARTIAL)
        return [*found]

    def are_included(self, commits: Iterable[str], heads: Iterable[str]) -> bool:
        """Return whether all ``commits`` are known, and are among ``heads`` and those before."""
        try:
            return not self._ask("rev-list", "--max-count=1", *commits, "--not", *heads)
        except GitError:  # one is gone
            return False

    def files(
        self, commit: str, wanted: Callable[[PurePosixPath], bool], folder: str = ""
    ) -> dict[str, str]:
        """Return the ``wanted`` files below ``folder``: their places with their hashes."""
        options = ["-r", "-z", "--full-tree", commit]
        if folder not in ("", "."):
            options += ["--", f"{folder}/"]
        listed = os.fsdecode(self._ask("ls-tree", *options))
        files = {}
        for line in listed.split("\0"):
            head, _, place = line.partition("\t")
            mode, _, rest = head.partition(" ")
            if mode in FILE_MODES and wanted(PurePosixPath(place)):
                files[place] = rest.partition(" ")[2]
        return files

    def banks(self, commit: str, places: Iterable[str]) -> dict[str, str]:
        """Return the banks and locks at or below ``places``, with all that they are loaded with."""
        files = self.files(commit, lambda place: is_bank(place) or is_lock(place))
        found: dict[str, str] = {}
        for place in places:
            path = PurePosixPath(place)
            topics = (up for up in (path, *path.parents) if str(up / SOURCE_FILE) in files)
            alone = path.parent if place in files else path
            start = next(topics, alone)
            found |= {
                file: name
                for file, name in files.items()
                if PurePosixPath(file).is_relative_to(start)
            }
        return found

    def contents(self, hashes: Iterable[str]) -> dict[str, bytes]:
        """Return what is in the files with these hashes.

        Raises :class:`GitError` where one is missing, as a partial clone may, or too large.
        """
        return dict(self.each_content(hashes))

    def each_content(
        self, hashes: Iterable[str], *, skip_large: bool = False
    ) -> Iterator[tuple[str, bytes]]:
        """Yield what :meth:`contents` returns, one by one; ``skip_large`` leaves out the large."""
        asked = "".join(f"{name}\n" for name in dict.fromkeys(hashes)).encode()
        if not asked:
            return
        small = []
        for line in self._ask("cat-file", "--batch-check", given=asked).splitlines():
            name, kind, *rest = line.decode("ascii", "replace").split(" ")
            if not rest:
                raise GitError(f"git has no object {name}", _PARTIAL)
            if kind != "blob":  # a folder may be called as a file is
                continue
            if int(rest[0]) <= LARGEST_FILE:
                small.append(name)
            elif not skip_large:
                raise GitError(f"the object {name} has {int(rest[0]):,} bytes, which is too many")
        asked = "".join(f"{name}\n" for name in small).encode()
        with _answering(self.program, self.top, "cat-file", "--batch", given=asked) as answer:
            for name in small:
                head = answer.readline().split()
                content = answer.read(int(head[2])) if len(head) == 3 else b""
                if len(head) != 3 or len(content) != int(head[2]):
                    raise GitError(f"git cannot read the object {name}")
                answer.read(1)  # a line feed
                yield name, content

    def extract(self, files: dict[str, str], folder: Path) -> None:
        """Write ``files``, places with hashes, below ``folder``."""
        texts = {
            place: name for place, name in files.items() if not is_medium(PurePosixPath(place))
        }
        contents = self.contents(texts.values())
        for place, name in files.items():
            path = folder.joinpath(*PurePosixPath(place).parts)
            if ".." in path.parts or not path.is_relative_to(folder):
                raise GitError(f"git has a file at “{place}”, which is no place for one")
            path.parent.mkdir(parents=True, exist_ok=True)
            if place in texts:
                path.write_bytes(contents[name])
            else:  # one by one: they may be large
                path.write_bytes(self.contents([name])[name])

    def _ask(self, *arguments: str, given: bytes = b"") -> bytes:
        return _answer(self.program, self.top, *arguments, given=given)


def is_lock(place: PurePosixPath) -> bool:
    """Return whether the file at ``place`` may be a lock."""
    return place.suffix == ".lock"


def is_bank(place: PurePosixPath) -> bool:
    """Return whether it may be a bank, or what a bank needs."""
    return place.suffix in SUFFIXES or is_medium(place)


def is_medium(place: PurePosixPath) -> bool:
    """Return whether it may be a picture or a sound of a bank."""
    return suffix(place.name) in IMAGES + AUDIO and MEDIA in place.parts[:-1]


# -- which repository ------------------------------------------------------------------------------


def _git_folder(top: Path) -> Path:
    """Return the folder that ``top/.git`` is or, if it is a file, points to."""
    git = top / ".git"
    if git.is_dir():
        return Path(os.path.realpath(git))
    begin, _, target = os.fsdecode(_first_bytes(git)).rstrip("\r\n").partition(": ")
    if begin != "gitdir" or not target or target.startswith(("//", "\\\\")):
        raise GitError(f"{git} is no git repository")
    return Path(os.path.realpath(top / target))


def _first_bytes(path: Path) -> bytes:
    """Return what is in a small file; nothing where there is no regular file."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(_LONGEST_POINTER)
    except OSError:
        return b""


def _program(top: Path) -> str:
    """Return the path of git; the repository at ``top`` has no say in which it is."""
    name = "git.exe" if os.name == "nt" else "git"
    home = Path(os.path.realpath(Path("~").expanduser()))
    for entry in os.get_exec_path():
        folder = Path(entry.strip('"'))
        if not folder.is_absolute():  # would be sought in the current folder
            continue
        within = Path(os.path.realpath(folder)).is_relative_to(top)
        if within and not home.is_relative_to(top):  # a home or a whole disk may be a repository
            continue
        if (folder / name).is_file() and os.access(folder / name, os.X_OK):
            return str(folder / name)
    raise GitError("git was not found", "install git: it knows what was built before")


def _check_owner(program: str, top: Path, folder: Path) -> None:
    """Refuse the repository of another user that the user does not trust, if git has not."""
    if os.name == "nt":
        return  # every git for Windows that is in use refuses it
    trusted = {os.geteuid()}
    if os.geteuid() == 0 and os.environ.get("SUDO_UID", "").isdecimal():
        trusted.add(int(os.environ["SUDO_UID"]))
    if {path.stat().st_uid for path in (top, folder)} <= trusted:
        return
    places: set[str] = set()
    with suppress(GitError):  # none is set
        options = ("--show-scope", "-z", "--type=path", "--get-all", "safe.directory")
        words = os.fsdecode(_answer(program, top, "config", *options)).split("\0")
        for scope, place in zip(words[::2], words[1::2], strict=False):
            if scope in ("system", "global"):
                places = {*places, place} if place else set()  # an empty one takes all back
    above = {f"{path}/*".replace("//", "/") for path in top.parents}
    if not places & {"*", str(top), *above}:
        hint = f"if you trust it, run: git config --global --add safe.directory {quote(str(top))}"
        raise GitError(f"{top} belongs to another user", hint)


# -- asking ----------------------------------------------------------------------------------------


def _answer(program: str, top: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints; raises :class:`GitError` with what it complains of."""
    with _answering(program, top, *arguments, given=given) as answer:
        found = answer.read(_LONGEST_ANSWER)
        if answer.read(1):
            raise GitError(f"git: the answer has over {_LONGEST_ANSWER:,} bytes")
    return found


@contextmanager
def _answering(program: str, top: Path, *arguments: str, given: bytes = b"") -> Iterator[IO[bytes]]:
    """Yield what git prints, to be read to its end; raises :class:`GitError` if git fails."""
    import subprocess  # what takes time to import is needed in a repository only
    import tempfile
    import threading

    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaint:
        asked.write(given)
        asked.seek(0)
        try:
            process = subprocess.Popen(
                [program, "--no-pager", "--literal-pathspecs", *settings, *arguments],
                cwd=top,
                env=_environment(top),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=complaint,
                start_new_session=True,
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}") from None
        timer = threading.Timer(_SECONDS, _end, [process])
        timer.daemon = True
        timer.start()
        try:
            assert process.stdout is not None
            with process.stdout:
                yield process.stdout
            process.wait()  # it has closed its output, so it ends
        finally:
            late = not timer.is_alive()
            timer.cancel()
            if process.returncode is None:
                _end(process)
                process.wait()
        if late:
            raise GitError(f"git took over {_SECONDS} seconds")
        if process.returncode:
            complaint.seek(0)
            raise _failure(complaint.read(_LONGEST_POINTER), process.returncode)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End ``process`` and all that it may have started: one of them might keep its output open."""
    if os.name == "nt":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _environment(top: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(top.parent), "GIT_WORK_TREE": "."}


def _failure(complaint: bytes, code: int) -> GitError:
    lines = [line.strip() for line in os.fsdecode(complaint).splitlines()]
    fatal = (line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: "))
    line = next(fatal, lines[0] if lines else "") or f"it ended with {code}"
    hint = ""
    if "dubious ownership" in line or "unsafe repository" in line:
        own = next((line for line in lines if "safe.directory" in line), "")
        hint = f"if you trust it, run: {own}" if own.startswith("git config ") else ""
    elif "promisor" in "".join(lines):
        hint = _PARTIAL
    return GitError(f"git: {line}", hint)
