"""Files as they were at a revision of the git repository that they lie in.

Whatever git says is read from its plumbing, which does not change with its version, the user's
language or settings.  No working tree is touched, no filter or hook is run.  A *place* is a path
from the top of the repository, with slashes.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from msgspec import Struct

from quizgen.reading.folders import SOURCE_FILE, SUFFIXES
from quizgen.reading.media import AUDIO, IMAGES, suffix
from quizgen.reading.media import FOLDER as MEDIA

FILE_MODES = ("100644", "100755")
"""Of what git calls a blob, those that are not links."""

_MISLEADING = re.compile(r"GIT_(DIR|WORK_TREE|PREFIX|INDEX_FILE|[A-Z]+_PATHSPECS)").fullmatch
"""Set within a hook, for the folder that git was called in: we ask in another one."""


class GitError(Exception):
    """What git could not do, in a sentence."""


class Repository(Struct, frozen=True):
    """A repository, known by the folder that its working tree begins at."""

    top: Path

    @classmethod
    def of(cls, path: Path) -> Repository:
        """The one that ``path`` lies in, whether it is there or not; raises :class:`GitError`."""
        folder = Path(os.path.realpath(path))
        while not folder.is_dir():
            folder = folder.parent
        top = _run(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")
        return cls(Path(os.fsdecode(top)).resolve())

    def place(self, path: Path) -> str:
        """The place of ``path``; raises :class:`GitError` where it lies outside."""
        try:
            return Path(os.path.realpath(path)).relative_to(self.top).as_posix()
        except ValueError:
            raise GitError(f"{path} lies outside the git repository {self.top}") from None

    def commit(self, revision: str) -> str:
        """The hash of the commit called ``revision``; raises :class:`GitError` if there is none."""
        name = f"{revision}^{{commit}}"
        try:
            found = _run(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
        except GitError:
            raise GitError(f"git knows no revision “{revision}” in {self.top}") from None
        return found.decode("ascii").strip()

    def commits(self, commit: str, place: str, most: int) -> list[str]:
        """The last commits up to ``commit`` that changed the file at ``place``, newest first."""
        found = _run(self.top, "rev-list", f"--max-count={most}", commit, "--", place)
        return found.decode("ascii").split()

    def ends(self) -> list[str]:
        """The commit that is checked out, and the one that is being merged, if any is."""
        ends = [self.commit("HEAD")]
        with suppress(GitError):
            ends.append(self.commit("MERGE_HEAD"))
        return ends

    def added_lines(self, place: str, ends: Iterable[str], most: int) -> Iterator[str]:
        """The lines that the last ``most`` commits of the file at ``place`` brought into it.

        These are the commits up to ``ends``; the lines of the newest come first.  Raises
        :class:`GitError` as they are asked for.
        """
        # Without the full history, git leaves out what a merge has thrown away.
        wanted = ["--full-history", f"--max-count={most}", *ends, "--", place]
        commits = _run(self.top, "rev-list", *wanted)
        # What a user has set for the differences of such files is for readers.
        plain = ["--text", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames"]
        shape = ["--stdin", "--root", "-r", "-m", "-p", "-U0", "--no-commit-id"]
        process = _start(self.top, "diff-tree", *shape, *plain, "--", place)
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(commits)  # so few that they wait in the pipe
            process.stdin.close()
            for line in process.stdout:
                if line.startswith(b"+"):
                    yield line[1:].decode("utf-8", "replace").rstrip("\r\n")
        if process.returncode:
            raise GitError(f"git: it ended with {process.returncode}")

    def files(
        self, commit: str, wanted: Callable[[PurePosixPath], bool], folder: str = ""
    ) -> dict[str, str]:
        """The ``wanted`` files below ``folder``: their places with their hashes."""
        options = ["-r", "-z", "--full-tree", commit]
        if folder not in ("", "."):
            options += ["--", f"{folder}/"]
        listed = os.fsdecode(_run(self.top, "ls-tree", *options))
        files = {}
        for line in listed.split("\0"):
            head, _, place = line.partition("\t")
            mode, _, rest = head.partition(" ")
            if mode in FILE_MODES and wanted(PurePosixPath(place)):
                files[place] = rest.partition(" ")[2]
        return files

    def banks(self, commit: str, places: Iterable[str]) -> dict[str, str]:
        """The banks and locks at or below ``places``, with all that they must be loaded with."""
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
        """What is in the files with these hashes."""
        wanted = list(dict.fromkeys(hashes))
        if not wanted:
            return {}
        asked = "".join(f"{name}\n" for name in wanted).encode()
        answer = memoryview(_run(self.top, "cat-file", "--batch", given=asked))
        found, at = {}, 0
        for name in wanted:
            end = at + bytes(answer[at : at + 200]).index(b"\n")
            head = bytes(answer[at:end]).split()
            if len(head) != 3:  # a partial clone may lack it
                raise GitError(f"git has no object {name}")
            at = end + 1 + int(head[2])
            found[name] = bytes(answer[end + 1 : at])
            at += 1
        return found

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


def is_lock(place: PurePosixPath) -> bool:
    """Whether the file at ``place`` may be a lock."""
    return place.suffix == ".lock"


def is_bank(place: PurePosixPath) -> bool:
    """Whether it may be a bank, or what a bank needs."""
    return place.suffix in SUFFIXES or is_medium(place)


def is_medium(place: PurePosixPath) -> bool:
    """Whether it may be a picture or a sound of a bank."""
    return suffix(place.name) in IMAGES + AUDIO and MEDIA in place.parts[:-1]


def _environment() -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not _MISLEADING(name)}
    return environment | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}


def _start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """git at work, to be written to and read from; what it complains of is not heard."""
    try:
        return subprocess.Popen(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None


def _run(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; raises :class:`GitError` with what it complains of."""
    try:
        run = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=_environment(),
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("git was not found: install it, or compare two locks") from None
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror}") from None
    if run.returncode != 0:
        complaint = os.fsdecode(run.stderr).strip().split("\n")[0].removeprefix("fatal: ")
        raise GitError(f"git: {complaint or f'it ended with {run.returncode}'}")
    return run.stdout
