"""Which files belong together: the folders and files of topics, before anything is read.

A folder with a ``source.yaml`` is a topic; every other YAML file in it, or below it up to the next
topic, is one of its banks.  A bank outside a topic stands alone.  Hidden files are nobody's.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.reading.media import FOLDER, MediaFolder

SOURCE_FILE = "source.yaml"
LOCK_FILE = "quizgen.lock"
"""The lock of a topic; that of a stand-alone bank has the bank's name and the suffix ``.lock``."""
SUFFIXES = (".yaml", ".yml")


class TopicFiles(Struct):
    """The files of one topic, or one bank that stands alone."""

    source: Path | None = None
    banks: list[Path] = field(default_factory=list)
    media: list[Path] = field(default_factory=list)
    """What lies in the folders of media beside the banks, whether a question uses it or not."""
    whole: bool = True
    """All banks of the folder are here, so that what none of them asks is asked nowhere."""
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    """The size and time of each file before anything was read."""

    @property
    def lock(self) -> Path:
        """Where its lock lies, if it has been built."""
        if self.source is not None:
            return self.source.with_name(LOCK_FILE)
        return self.banks[0].with_suffix(".lock")

    @property
    def folder(self) -> Path:
        """Where its files lie, or below."""
        return (self.source or self.banks[0]).parent

    @property
    def twin(self) -> Path | None:
        """A bank beside one that stands alone, which would have the same lock."""
        if self.source is None:
            for suffix in SUFFIXES:
                other = self.banks[0].with_suffix(suffix)
                if other != self.banks[0] and other.is_file():
                    return other
        return None

    def files(self) -> list[Path]:
        """Every file that it is read from."""
        return [*([self.source] if self.source else []), *self.banks, *self.media]

    def seen_again(self, path: Path) -> TopicFiles:
        """Return the same files, of which the one at ``path`` is now as it is."""
        return replace(self, seen={**self.seen, path: _size_and_time(path)})

    def untouched(self) -> bool:
        """Whether no file was written to since it was found: what was read is what is there."""
        return not any(map(self.touched, self.seen))

    def touched(self, path: Path) -> bool:
        """Whether the file at ``path`` was written to since it was found."""
        return _size_and_time(path) != self.seen.get(path)


def discover(
    paths: Iterable[Path], *, whole: bool = False
) -> tuple[list[TopicFiles], list[Diagnostic]]:
    """The topics and stand-alone banks at ``paths``, each once, and what could not be opened.

    With ``whole``, a topic of which only a part is named is there with all its banks.
    """
    found: dict[str, TopicFiles] = {}
    faults = []
    for path in paths:
        try:
            files = list(_yaml_files(path)) if path.is_dir() else [path]
            if not path.exists():
                faults.append(_unopened(path, "missing-path", "found nothing at this path"))
                continue
        except OSError as error:
            faults.append(unreadable(Path(error.filename or path), error))
            continue
        if not files:
            message = "found no *.yaml file in this folder, expected banks"
            faults.append(_unopened(path, "no-banks", message))
        for file in files:
            _place(file, path, found)
    topics = [found[key] for key in sorted(found)]
    media: dict[Path, list[Path]] = {}
    for topic in topics:
        if whole and topic.source is not None:
            topic.whole = True
        if topic.whole and topic.source is not None:
            try:
                topic.banks = _banks_of(topic.source.parent)
            except OSError as error:
                topic.whole = False
                fault = unreadable(Path(error.filename or topic.source.parent), error)
                faults += [fault] if fault not in faults else []
        topic.banks.sort()
        for folder in dict.fromkeys(bank.parent / FOLDER for bank in topic.banks):
            if folder not in media:
                media[folder] = MediaFolder(folder).content()
            topic.media += media[folder]
        topic.seen = {path: _size_and_time(path) for path in topic.files()}
    return topics, faults


def _banks_of(home: Path) -> list[Path]:
    """The banks of the topic in ``home``, which are not those of a topic below it."""
    files = [file for file in _yaml_files(home) if file.name != SOURCE_FILE]
    return [file for file in files if _is_at(home, _home(file))]


def _place(file: Path, path: Path, found: dict[str, TopicFiles]) -> None:
    """Put ``file``, which came from ``path``, where it belongs."""
    home = _home(file)
    if home is None:
        found.setdefault(os.path.realpath(file), TopicFiles(banks=[file]))
        return
    topic = TopicFiles(source=home / SOURCE_FILE, whole=False)
    topic = found.setdefault(os.path.abspath(home), topic)
    if file.name == SOURCE_FILE or (path.is_dir() and _is_below(path, home)):
        topic.whole = True
    elif not any(bank.samefile(file) for bank in topic.banks):
        topic.banks.append(file)


def _home(file: Path) -> Path | None:
    """The nearest folder above ``file`` that is a topic."""
    for folder in _upwards(file.parent):
        if (folder / SOURCE_FILE).is_file():
            return folder
    return None


def _upwards(folder: Path) -> Iterator[Path]:
    """``folder`` and all above it, written as it is for as long as it can be."""
    while folder.name not in ("", ".."):
        yield folder
        folder = folder.parent
    yield folder
    yield from Path(os.path.abspath(folder)).parents


def _is_at(one: Path, other: Path | None) -> bool:
    return other is not None and os.path.abspath(one) == os.path.abspath(other)


def _is_below(above: Path, folder: Path) -> bool:
    return Path(os.path.abspath(folder)).is_relative_to(os.path.abspath(above))


def _size_and_time(path: Path) -> tuple[int, int]:
    """By which a write to ``path`` shows; one that cannot be asked has none."""
    try:
        status = path.stat()
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def _yaml_files(folder: Path) -> Iterator[Path]:
    """The YAML files below ``folder``, in order, hidden ones left out.

    A link to a folder that it lies in would lead round and round, and is not followed.
    """
    above = {os.path.realpath(folder): iter(sorted(folder.iterdir()))}
    while above:
        real, entries = above.popitem()
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                if (below := os.path.realpath(entry)) not in above and below != real:
                    above[real] = entries
                    above[below] = iter(sorted(entry.iterdir()))
                    break
            elif entry.suffix in SUFFIXES and (entry.is_file() or not entry.exists()):
                yield entry  # a pipe never ends; a link to nothing is told of when it is opened


def unreadable(path: Path, error: OSError) -> Diagnostic:
    """That ``path`` could not be opened, and why."""
    reason = (error.strerror or str(error)).lower()
    return _unopened(path, "unreadable", f"could not be read: {reason}")


def _unopened(path: Path, code: str, message: str) -> Diagnostic:
    return Diagnostic(code, message, Span(str(path)), "name a bank, or a folder with banks")
