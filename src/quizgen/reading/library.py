"""From paths to topics, with everything that is wrong with them.

Loading is checking: there is no other validator, and loading never raises for what a file says.  A
bad question is reported and left out; the rest stands, so that checks across questions still run.
Which files make a topic is known to :mod:`quizgen.reading.folders`, how a file is read to
:mod:`quizgen.reading.loading`, and what must hold across files to :mod:`quizgen.rules`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from quizgen import rules
from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic, Severity, in_order
from quizgen.reading.folders import NAMES, TopicFiles, discover
from quizgen.reading.ignored import without_ignored
from quizgen.reading.loading import Loaded, LoadedTopic, Loader


class Library(Struct, eq=False, weakref=True):
    """What was loaded, and every mistake that was found."""

    topics: list[Topic]
    sources: list[TopicFiles]
    """The files of each topic, in the same order."""
    diagnostics: list[Diagnostic]
    """What was found, by file, line and column."""
    texts: dict[str, str]
    """The text of each file with a mistake, by its path, to show the lines meant."""
    loaded: Loaded
    """Every file as it was read."""
    faults: list[Diagnostic]
    """What was wrong with the paths themselves."""
    advice: bool = False
    """Whether it was asked how sound questions could be better."""

    @property
    def ok(self) -> bool:
        """Whether everything may be built."""
        return not any(found.severity is Severity.ERROR for found in self.diagnostics)

    @property
    def questions(self) -> int:
        """The number of sound questions."""
        return sum(len(bank.questions) for topic in self.topics for bank in topic.banks)

    @property
    def files(self) -> int:
        """The number of files that were read."""
        return sum(file.opened for file in self.loaded.files)

    @property
    def unreadable(self) -> bool:
        """Whether a path could not be opened at all."""
        return any(one.code not in NAMES for one in self.faults) or not all(
            file.opened for file in self.loaded.files
        )


def load(
    paths: Iterable[str | os.PathLike[str]],
    *,
    whole: bool = False,
    advice: bool = False,
    texts: Mapping[str, str] | None = None,
) -> Library:
    """Load everything under ``paths``, which are files or folders.

    With ``whole``, a topic of which only a part is named is loaded with all its banks.  With
    ``advice``, it is also said how sound questions could be better.  ``texts`` are read instead of
    the files at their paths: so it is known what a change would make of them.

    Never raises for bad input: every mistake is a diagnostic of the library.
    """
    topics, faults = discover([Path(path) for path in paths], whole=whole)
    return _checked(Loader(texts).load(topics), faults, advice)


def reload(library: Library, path: str | os.PathLike[str]) -> Library:
    """Return ``library`` with the file at ``path`` read again, and no other file.

    Every rule looks at all files anew, as they were read.  Raises :class:`KeyError` for a path that
    is not of a file of ``library``: which files there are is only asked by :func:`load`.
    """
    wanted = os.path.abspath(path)
    loader = Loader()
    topics = [_read_again(topic, wanted, loader) for topic in library.loaded.topics]
    if all(new is old for new, old in zip(topics, library.loaded.topics, strict=True)):
        raise KeyError(str(path))
    media = library.loaded.media | loader.media()
    return _checked(Loaded(topics, media, set()), library.faults, library.advice)


def _read_again(topic: LoadedTopic, wanted: str, loader: Loader) -> LoadedTopic:
    """Return ``topic``, or a new one if the file at ``wanted`` is one of its own."""
    for path in (topic.files.source, *topic.files.banks):
        if path is not None and os.path.abspath(path) == wanted:
            files = topic.files.seen_again(path)
            if path == files.source:
                return replace(topic, files=files, source=loader.source(path, files))
            again = loader.bank(path, files)
            banks = [again if bank.path == again.path else bank for bank in topic.banks]
            return replace(topic, files=files, banks=banks)
    return topic


def _checked(loaded: Loaded, faults: list[Diagnostic], advice: bool) -> Library:
    """Return the library of ``loaded``, with what its files and all rules report."""
    files = loaded.files
    diagnostics = [*faults, *(found for file in files for found in file.findings.diagnostics)]
    diagnostics += rules.check(loaded, diagnostics, advice=advice)
    diagnostics = in_order(without_ignored(loaded, diagnostics, advice=advice))
    wrong = {found.place.path for found in diagnostics}
    library = Library(
        topics=[],
        sources=[],
        diagnostics=diagnostics,
        texts={file.path: file.text for file in files if file.path in wrong and file.opened},
        loaded=loaded,
        faults=faults,
        advice=advice,
    )
    for files_and_records in loaded.topics:
        topic = files_and_records.topic()
        if topic is not None:
            library.topics.append(topic)
            library.sources.append(files_and_records.files)
    return library
