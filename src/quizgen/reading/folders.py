"""Which files belong together: the folders and files of topics, before anything is read.

A folder with a ``source.yaml`` is a topic; every other YAML file in it, or below it up to the next
topic, is one of its banks.  A bank outside a topic is a standalone bank.  Hidden files belong to
nobody.

A ``source.yaml`` above what a user named counts only within the same repository: anybody may have
put one higher up, into the folder of all users' temporary files, say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.model.filenames import LOCK_FILE, LOCK_SUFFIX, SOURCE_FILE, SUFFIXES
from quizgen.model.media import FOLDER
from quizgen.reading.media import MediaFolder
from quizgen.system.files import Tree, Unsafe

NAMES = ("misnamed-source", "unread-file")
"""The codes of files that could be opened, and are called wrongly."""


class TopicFiles(Struct):
    """The files of one topic, or one standalone bank."""

    source: Path | None = None
    banks: list[Path] = field(default_factory=list)
    media: list[Path] = field(default_factory=list)
    """What is in the folders of media next to the banks, whether a question uses it or not."""
    whole: bool = True
    """All banks of the folder are here, so that what none of them asks is asked nowhere."""
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The size and time of each file before anything was read."""
    tree: Tree = field(default_factory=Tree)
    """What the user named: no file outside of it is read."""

    @property
    def lock(self) -> Path:
        """Where its lock is, if it has been built."""
        if self.source is not None:
            return self.source.with_name(LOCK_FILE)
        return self.banks[0].with_suffix(LOCK_SUFFIX)

    @property
    def folder(self) -> Path:
        """Where its files are, or below."""
        return (self.source or self.banks[0]).parent

    @property
    def bank_with_same_lock(self) -> Path | None:
        """A bank next to a standalone one, which would have the same lock."""
        if self.source is None:
            for suffix in SUFFIXES:
                other = self.banks[0].with_suffix(suffix)
                if other != self.banks[0] and other.is_file():
                    return other
        return None

    @property
    def topic_above(self) -> Path | None:
        """The ``source.yaml`` above a standalone bank: it would count if its folder was named."""
        if self.source is None:
            for folder in _upwards(self.folder):
                if os.path.isfile(source := os.path.join(folder, SOURCE_FILE)):
                    return Path(source)
        return None

    def files(self) -> list[Path]:
        """Return every file that it is read from."""
        return [*([self.source] if self.source else []), *self.banks, *self.media]

    def seen_again(self, path: Path) -> TopicFiles:
        """Return the same files, of which the one at ``path`` is now as it is."""
        return replace(self, seen={**self.seen, path: _size_and_time(path)})

    def untouched(self) -> bool:
        """Tell whether no file was written to since it was found: what was read is there."""
        return not any(map(self.touched, self.seen))

    def touched(self, path: Path) -> bool:
        """Return whether the file at ``path`` was written to since it was found."""
        return _size_and_time(path) != self.seen.get(path)


def discover(
    paths: Iterable[Path], *, whole: bool = False
) -> tuple[list[TopicFiles], list[Diagnostic]]:
    """Return the topics and standalone banks at ``paths``, each once, and what could not be opened.

    With ``whole``, a topic of which only a part is named is there with all its banks.
    """
    search = _Search()
    for path, is_folder in search.reached(paths):
        if is_folder:
            search.take_folder(path)
        else:
            search.take_file(path)
    topics = [search.topics[key] for key in sorted(search.topics)]
    media: dict[Path, list[Path]] = {}
    for topic in topics:
        if topic.source is not None and (whole or topic.whole):
            search.complete(topic)
        topic.banks.sort()
        for folder in dict.fromkeys(bank.parent / FOLDER for bank in topic.banks):
            if folder not in media:
                media[folder] = MediaFolder(folder).content()
            topic.media += media[folder]
        topic.seen = {path: _size_and_time(path) for path in topic.files()}
    return topics, search.faults


class _Search:
    """What is found at the paths that a user named."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.topics: dict[str, TopicFiles] = {}
        """By the real path of the topic's folder, or of the standalone bank."""
        self.faults: list[Diagnostic] = []
        self._banks: dict[str, set[str]] = {}
        """The real paths of the banks of each topic."""
        self._complete: set[str] = set()
        """The folders of topics all of whose banks are there, as they were reached."""
        self._homes: dict[str, str | None] = {}

    def reached(self, paths: Iterable[Path]) -> list[tuple[Path, bool]]:
        """Return which of ``paths`` are there, and which are folders; report the others.

        All are in the tree then, before any is looked into.
        """
        found = []
        for path in paths:
            try:
                is_folder, is_there = path.is_dir(), path.exists()
            except OSError as error:
                self.report(unreadable(path, error))
                continue
            if is_there:
                self.tree.add(path if is_folder else path.parent)
                found.append((path, is_folder))
            else:
                self.report(_unopened(path, "missing-path", "there is no such file or folder"))
        return found

    def report(self, fault: Diagnostic) -> None:
        if fault not in self.faults:
            self.faults.append(fault)

    def take_folder(self, top: Path) -> None:
        """Take all that is in the folder ``top`` and below it."""
        homes: dict[str, str | None] = {}
        here: set[str] = set()
        is_empty = True
        unread: list[str] = []
        refused: list[OSError] = []
        for found in self.tree.walk(top, _is_like_yaml, refused):
            above = os.path.dirname(found.path)
            names = [name for name in found.names if name.endswith(SUFFIXES)]
            unread += [os.path.join(found.path, name) for name in found.names if name not in names]
            source = SOURCE_FILE if SOURCE_FILE in names else _misnamed_source(found.names)
            if source:
                home: str | None = found.path
                self._topic(found.path, source).whole = True
                here.add(found.path)
            else:
                home = homes[above] if above in homes else self._home(found.path)
            homes[found.path] = home
            is_empty = is_empty and not names
            for name in names:
                if name != source:
                    self._take(os.path.join(found.path, name), home)
        self._refuse(top, refused)
        if refused:
            return
        self._complete |= here
        if is_empty:
            self._report_empty(top, unread)
        else:
            for path in unread:
                self._report_unread(path)

    def _report_empty(self, top: Path, unread: list[str]) -> None:
        """Report that there is no bank in the folder ``top``, though there may be other files."""
        empty = _unopened(top, "no-banks", "this folder has no banks (*.yaml)")
        if unread:
            old, new = os.path.basename(unread[0]), _yaml_name(unread[0])
            empty = replace(empty, hint=f"rename “{old}” to “{new}”")
        self.report(empty)

    def _report_unread(self, path: str) -> None:
        """Report a file that its author most likely takes for a bank."""
        if os.path.basename(path).lower() in _SOURCES:
            return  # it is read, and reported, as what it was to be
        name = os.path.basename(path)
        message = f"quizgen does not read “{name}”, because its name does not end in .yaml or .yml"
        hint = f"rename it to “{_yaml_name(path)}” if it is a bank"
        place = Span(path)
        self.report(Diagnostic("unread-file", message, place, hint, Severity.WARNING))

    def take_file(self, path: Path) -> None:
        """Take one file, which a user named."""
        folder = os.path.dirname(path) or os.curdir
        has_source = os.path.lexists(os.path.join(folder, SOURCE_FILE))
        home = folder if has_source else self._home(folder)
        if path.name == SOURCE_FILE or (not has_source and path.name.lower() in _SOURCES):
            self._topic(folder, path.name).whole = True
        else:
            self._take(os.fspath(path), home)

    def complete(self, topic: TopicFiles) -> None:
        """Find all banks of ``topic``, and write the path of each as that of the topic is."""
        assert topic.source is not None
        home = os.fspath(topic.source.parent)
        topic.whole = True
        if home in self._complete and all(bank.is_relative_to(home) for bank in topic.banks):
            return
        topic.banks.clear()
        self._banks.pop(self.tree.real(home), None)
        refused: list[OSError] = []
        homes: dict[str, str] = {}
        for found in self.tree.walk(home, _is_yaml, refused):
            above = homes.get(os.path.dirname(found.path), home)
            homes[found.path] = found.path if SOURCE_FILE in found.names else above
            if homes[found.path] == home:
                for name in found.names:
                    if name not in (SOURCE_FILE, topic.source.name):
                        self._take(os.path.join(found.path, name), home)
        if refused:
            topic.whole = False
            self._refuse(Path(home), refused)

    def _take(self, path: str, home: str | None) -> None:
        """Take the bank at ``path`` of the topic in the folder ``home``, if there is one."""
        real = self.tree.real(path)
        if home is None:
            self.topics.setdefault(real, TopicFiles(banks=[Path(path)], tree=self.tree))
            return
        topic = self._topic(home)
        known = self._banks.setdefault(self.tree.real(home), set())
        if real not in known:
            known.add(real)
            topic.banks.append(Path(path))

    def _topic(self, home: str, source: str = SOURCE_FILE) -> TopicFiles:
        """Return the topic in the folder ``home``, whose file may be misnamed ``source``."""
        made = TopicFiles(source=Path(home, source), whole=False, tree=self.tree)
        if source != SOURCE_FILE:
            message = f"found “{source}”, expected “{SOURCE_FILE}”"
            hint = f"rename this file to “{SOURCE_FILE}”"
            self.report(Diagnostic("misnamed-source", message, Span(str(made.source)), hint))
        return self.topics.setdefault(self.tree.real(home), made)

    def _refuse(self, top: Path, refused: Iterable[OSError]) -> None:
        for error in refused:
            self.report(unreadable(Path(error.filename or top), error))

    def _home(self, folder: str) -> str | None:
        """Find the nearest topic above ``folder``, if the user named it or is in its repository."""
        if folder not in self._homes:
            home, is_trusted = _topic_above(folder)
            if home is not None and not self.tree.is_within(os.path.realpath(home)):
                if is_trusted:
                    self.tree.add(home)
                else:
                    home = None
            self._homes[folder] = home
        return self._homes[folder]


def _topic_above(folder: str) -> tuple[str | None, bool]:
    """Return the nearest topic above ``folder``, and whether both are in one repository.

    The repository must be of the same user as the folder: git asks for that, too.
    """
    found = None
    owner = os.stat(folder).st_uid
    for above in _upwards(folder):
        if found is None and os.path.lexists(os.path.join(above, SOURCE_FILE)):
            found = os.fspath(above)
        try:
            if os.lstat(os.path.join(above, ".git")).st_uid == owner:
                return found, True
        except OSError:
            continue
    return found, False


def _upwards(folder: str | Path) -> Iterator[Path]:
    """Yield ``folder`` and all above it, written as it is for as long as it can be."""
    folder = Path(folder)
    while folder.name not in ("", ".."):
        yield folder
        folder = folder.parent
    yield folder
    yield from Path(os.path.abspath(folder)).parents


_SOURCES = (SOURCE_FILE, "source.yml", "source.yaml.txt", "source.yml.txt")
"""Names, in lower case, of what was to be the file of a topic."""
_NEARLY = (*SUFFIXES, *(f"{suffix}.txt" for suffix in SUFFIXES))
"""How a name ends, in lower case, that was to be the name of a bank; Notepad adds the last part."""


def _is_like_yaml(name: str) -> bool:
    return name.endswith(SUFFIXES) or name.lower().endswith(_NEARLY)


def _misnamed_source(names: Iterable[str]) -> str:
    """Return which of ``names`` was to be the file of a topic, or nothing."""
    return next((name for name in sorted(names) if name.lower() in _SOURCES), "")


def _yaml_name(path: str) -> str:
    """Return what the file at ``path`` is to be called."""
    name = os.path.basename(path)
    lower = name.lower()
    ending = next(suffix for suffix in _NEARLY if lower.endswith(suffix))
    return name[: -len(ending)] + ending.removesuffix(".txt")


def _is_yaml(name: str) -> bool:
    return name.endswith(SUFFIXES)


def _size_and_time(path: Path) -> tuple[int, int]:
    """Return that by which a write to ``path`` shows; one that cannot be asked has none."""
    try:
        status = os.stat(path)
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def unreadable(path: Path, error: OSError) -> Diagnostic:
    """Say that ``path`` could not be opened, and why."""
    if isinstance(error, Unsafe):
        return Diagnostic(error.code, error.message, Span(str(path)), error.hint)
    reason = (error.strerror or str(error)).lower()
    return Diagnostic(
        "unreadable", f"cannot be read: {reason}", Span(str(path)), "check that you may open it"
    )


def _unopened(path: Path, code: str, message: str) -> Diagnostic:
    hint = "give a bank or a folder of banks, such as “quizgen validate my-banks”"
    if len(path.parts) == 1 and code == "missing-path":
        hint = f"first go into the folder that has “{path}” in it (“cd …”)\n{hint}"
        with suppress(OSError):
            if any(map(_is_yaml, os.listdir(os.curdir))):
                hint = "for the banks in this folder, write a point: “quizgen validate .”"
    return Diagnostic(code, message, Span(str(path)), hint)
