"""From files to records, each file by itself, and what the rules of :mod:`quizgen.rules` look at.

Reading reports what is wrong within one file.  Whatever must hold between questions, files or
topics is a rule's to find.  For those a file keeps more than its record: the tree that it was read
from, which has what an unsound question says as well, and the files of its pictures and sounds.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Mapping as Table
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from quizgen.model.bank import Bank, Fact, Topic
from quizgen.model.diagnostics import Diagnostic, Problem, Span
from quizgen.model.filenames import SOURCE_FILE, SUFFIXES
from quizgen.model.media import FOLDER, MediaFile
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.model.question import Question
from quizgen.model.values import Id, MediaName, Namespace
from quizgen.questions import TYPES
from quizgen.reading import defaults
from quizgen.reading.encoding import decode
from quizgen.reading.findings import Findings
from quizgen.reading.folders import TopicFiles, unreadable
from quizgen.reading.foreign_files import INSTEAD, text_kind
from quizgen.reading.media import MediaFolder
from quizgen.reading.reader import Reader
from quizgen.reading.records import BankFile, Defaults, TopicFile
from quizgen.reading.shape_mistakes import INVALID
from quizgen.reading.shapes import Shapes
from quizgen.reading.yamltree import parse
from quizgen.system.files import Tree


class LoadedFile(Struct):
    """A file as far as it could be read."""

    path: str
    findings: Findings
    """What is wrong with it by itself."""
    opened: bool = True
    root: Node | None = None
    """Its tree, where it has one."""
    damaged: bool = False
    """Some of the file was not read, so what is missing from the tree means nothing."""

    @property
    def text(self) -> str:
        """Its text, as far as it has lines."""
        return "\n".join(self.findings.lines)

    def place(self, node: Node, *route: str | int, on_key: bool = False) -> Span:
        """Return the place at the end of ``route``, which starts at ``node``.

        With ``on_key`` it is that of the last key, not of its value.
        """
        return self.findings.place(node, route, on_key)

    def part(self, node: Node, route: tuple[str | int, ...], text: str) -> Span:
        """Return the place of ``text`` within the value at the end of ``route``, if it is there."""
        found = self.findings.at_route(node, route)
        if type(found) is Scalar and text in found.text:
            found = self.findings.locate_part(found, text)
        return self.findings.span(found)

    def entry(self, key: str) -> Node | None:
        """Return what stands under ``key`` of the file."""
        return self.root.entries.get(key) if isinstance(self.root, Mapping) else None

    def entries(self, key: str) -> list[Mapping]:
        """Return the mappings in the list under ``key``, whatever else is wrong with them."""
        listed = self.entry(key)
        if not isinstance(listed, Sequence):
            return []
        return [item for item in listed.items if type(item) is Mapping]


class LoadedSource(LoadedFile):
    """A ``source.yaml`` as far as it could be read."""

    record: TopicFile | None = None
    """What it holds, if that is sound."""
    article: str | None = None
    """The text that the topic is drawn from, where it is named and there."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that are sound."""
        return () if self.record is None else self.record.facts

    def fact_ids(self) -> list[str]:
        """Return the ids of all facts, those of unsound ones too."""
        ids = [fact.entries.get("id") for fact in self.entries("facts")]
        return [name.text for name in ids if isinstance(name, Scalar)]


class LoadedBank(LoadedFile):
    """A bank as far as it could be read."""

    bank: Bank | None = None
    """The bank, if its own keys are sound; unsound questions are left out of it."""
    namespace: Namespace | None = None
    media: dict[MediaName, MediaFile | Problem] = field(default_factory=dict)
    """The file of each picture and sound of its questions and passages, or why there is none."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are sound."""
        return () if self.bank is None else self.bank.questions


class LoadedTopic(Struct):
    """A topic, or a bank that stands alone, as far as its files could be read."""

    files: TopicFiles
    source: LoadedSource | None
    banks: list[LoadedBank]
    bank_with_same_lock: Path | None = None
    """A bank beside one that stands alone, which would have the same lock."""

    @property
    def alone(self) -> bool:
        """Whether it is a bank that stands alone."""
        return self.source is None

    @property
    def all(self) -> list[LoadedFile]:
        """Every file of it."""
        return [*([] if self.source is None else [self.source]), *self.banks]

    @property
    def namespace(self) -> Namespace | None:
        """Its namespace, if that could be read."""
        if self.source is None:
            return self.banks[0].namespace
        return None if self.source.record is None else self.source.record.namespace

    def topic(self) -> Topic | None:
        """Return what is built of it; a bank whose own keys are unsound is left out."""
        if self.source is None:
            return _alone(self.banks[0], self.files.lock)
        record = self.source.record
        if record is None:
            return None
        return Topic(
            id=record.topic,
            title=record.title,
            namespace=record.namespace,
            lang=record.lang,
            description=record.description,
            source=record.source,
            facts={fact.id: fact for fact in record.facts},
            banks=_in_order([file.bank for file in self.banks if file.bank], record.banks),
            in_order=bool(record.banks),
            tag_root=record.tag_root,
            bank_paths={file.bank.id: file.path for file in self.banks if file.bank},
            lock_path=self.files.lock,
        )


def _in_order(banks: list[Bank], first: tuple[Id, ...]) -> tuple[Bank, ...]:
    """Return ``banks`` with those in front that ``first`` names, in its order."""
    places = {name: place for place, name in enumerate(first)}
    return tuple(sorted(banks, key=lambda bank: places.get(bank.id, len(places))))


def _alone(file: LoadedBank, lock: Path) -> Topic | None:
    bank = file.bank
    if bank is None:
        return None
    return Topic(
        id=bank.id,
        title=bank.title,
        namespace=file.namespace or Namespace(""),
        description=bank.description,
        banks=(bank,),
        alone=True,
        bank_paths={bank.id: file.path},
        lock_path=lock,
    )


class MediaListing(Struct):
    """What lies in a folder of media, and beside it."""

    path: Path
    files: dict[str, Path]
    """Its files by the names that authors write."""
    usable: list[Path]
    """Those that a question could show or play."""
    banks: list[str]
    """The whole paths of the files beside the folder that may be banks, if any file is usable."""


class Loaded(Struct):
    """Everything that was read: what the rules look at."""

    topics: list[LoadedTopic]
    media: dict[str, MediaListing]
    """The folder of media beside each bank, by the whole path of the folder that both are in."""
    faulty: set[str]
    """The paths of the files in which an error was found so far."""
    shared: dict[str, object] = field(default_factory=dict)
    """What one rule has worked out and others use, by a name."""

    @property
    def files(self) -> list[LoadedFile]:
        """Every file, topic by topic."""
        return [file for topic in self.topics for file in topic.all]

    @property
    def banks(self) -> list[LoadedBank]:
        """Every bank, topic by topic."""
        return [bank for topic in self.topics for bank in topic.banks]

    @property
    def sources(self) -> list[LoadedSource]:
        """The ``source.yaml`` of each topic that has one."""
        return [topic.source for topic in self.topics if topic.source is not None]

    @property
    def sourced(self) -> list[tuple[LoadedTopic, LoadedSource]]:
        """The topics with a ``source.yaml`` that is sound, each with that file."""
        return [
            (topic, topic.source)
            for topic in self.topics
            if topic.source is not None and topic.source.record is not None
        ]

    def sound(self, topic: LoadedTopic) -> bool:
        """Return whether no error was found so far in any file of ``topic``."""
        return self.faulty.isdisjoint(file.path for file in topic.all)


_FILL = "delete the file, or write a bank in it; “quizgen new bank” writes one with examples"


def home(path: str | Path) -> str:
    """Return the folder that the file at ``path`` is in, written as for every file in it."""
    return os.path.dirname(os.path.abspath(path))


class Loader:
    """Reads files; keeps what several of them need."""

    def __init__(self, texts: Table[str, str] | None = None) -> None:
        """Prepare to read; ``texts`` take the place of the files at their paths."""
        self._texts = texts or {}
        self._reader = Reader({Question: TYPES})
        self._folders: dict[str, MediaFolder] = {}

    def load(self, topics: Iterable[TopicFiles]) -> Loaded:
        """Return ``topics`` with all their files read."""
        loaded = [
            LoadedTopic(
                files,
                None if files.source is None else self.source(files.source, files),
                [self.bank(path, files) for path in files.banks],
                files.bank_with_same_lock,
            )
            for files in topics
        ]
        return Loaded(loaded, self.media(), set())

    def source(self, path: Path, files: TopicFiles) -> LoadedSource:
        """Return the ``source.yaml`` at ``path``, which is one of ``files``."""
        file = LoadedSource(str(path), Findings(str(path)))
        if _open(path, file, files.tree, self._texts.get(str(path))):
            file.record = self._read(TopicFile, file, file.root)
        if file.record is not None and file.record.source.text is not None:
            file.article = _article(path.parent / file.record.source.text, files.tree)
        return file

    def bank(self, path: Path, files: TopicFiles) -> LoadedBank:
        """Return the bank at ``path``, which is one of ``files``."""
        file = LoadedBank(str(path), Findings(str(path)))
        if _open(path, file, files.tree, self._texts.get(str(path))):
            record = self._read(BankFile, file, self._with_defaults(file))
            if record is not None:
                self._fill(file, path, record)
        return file

    def media(self) -> dict[str, MediaListing]:
        """Return what lies in the folders beside the banks that were read."""
        return {home: _listing(home, folder) for home, folder in self._folders.items()}

    def _read(self, record: type, file: LoadedFile, root: Node | None) -> Any:
        assert root is not None
        made = self._reader.read(record, root, file.findings)
        return None if made is INVALID else made

    def _with_defaults(self, file: LoadedBank) -> Node | None:
        """Put the defaults of ``file`` into its questions; return what is to be read of it."""
        given = defaults.given(file.root)
        if given is None:
            return file.root
        assert isinstance(file.root, Mapping)
        sound = Mapping({}, given.keys, given.mark)
        for name, node in given.entries.items():
            alone = Mapping({name: node}, given.keys, given.mark)
            if self._reader.read(Defaults, alone, Findings(file.path)) is not INVALID:
                sound.entries[name] = node
        shapes = Shapes({Question: TYPES})

        def fields_of(kind: str) -> Collection[str]:
            return shapes.of(TYPES.get(kind, Question)).fields

        file.root = defaults.filled(file.root, sound, fields_of)
        if defaults.TYPE in given.entries and defaults.TYPE not in sound.entries:
            return defaults.without_type(file.root)
        return file.root

    def _fill(self, file: LoadedBank, path: Path, record: BankFile) -> None:
        """Put what ``record`` says into ``file``, with its pictures and sounds."""
        file.namespace = record.namespace
        file.media = self._media_of(path, record)
        file.bank = Bank(
            id=record.bank,
            title=record.title,
            lang=record.lang,
            description=record.description,
            tags=record.tags,
            was=record.was,
            questions=record.questions,
            passages=record.passages,
            media={name: one for name, one in file.media.items() if isinstance(one, MediaFile)},
            at=record.at,
        )

    def _media_of(self, path: Path, record: BankFile) -> dict[MediaName, MediaFile | Problem]:
        folder = self._folders.get(home(path))
        if folder is None:
            folder = self._folders[home(path)] = MediaFolder(path.parent / FOLDER)
        used = [name for question in record.questions for _, name in question.used_media()]
        used += [one.name for passage in record.passages.values() for one in passage.media]
        return {name: folder.find(name) for name in dict.fromkeys(used)}


def _article(path: Path, tree: Tree) -> str | None:
    """Return the text at ``path``, or ``None`` where there is none: not everybody may have it."""
    try:
        text = decode(str(path), tree.read(path))
    except OSError:
        return None
    return text if isinstance(text, str) else None


def _open(path: Path, file: LoadedFile, tree: Tree, given: str | None) -> bool:
    """Read ``file``, which is at ``path`` in ``tree``, or has the text that is ``given``.

    Returns whether it has a root node.
    """
    text = _text(path, file, tree) if given is None else given
    if text is None:
        return False
    file.findings = Findings(file.path, text)
    document = parse(text)
    if not _has_fields(document.root) and (kind := text_kind(text)):
        message = f"this is {kind}, expected YAML"
        foreign = Diagnostic("foreign-file", message, Span(file.path, 1, 1), INSTEAD)
        file.findings.diagnostics.append(foreign)
        return False
    file.root, file.damaged = document.root, document.damaged
    for fault in document.faults:
        file.findings.fault(fault)
    if file.root is None and not document.faults:
        empty = Diagnostic("empty-file", "the file is empty", Span(file.path, 1, 1), _FILL)
        file.findings.diagnostics.append(empty)
    return file.root is not None


def _has_fields(root: Node | None) -> bool:
    """Return whether ``root`` has fields, as a bank has, or is a list of what may be questions."""
    if type(root) is Sequence:
        return any(
            type(item) is Mapping and not {"id", "type"}.isdisjoint(item.entries)
            for item in root.items
        )
    return type(root) is Mapping


def _text(path: Path, file: LoadedFile, tree: Tree) -> str | None:
    """Return the text of ``file``, or report why it has none."""
    try:
        data = tree.read(path)
    except OSError as error:
        file.opened = False
        file.findings.diagnostics.append(unreadable(path, error))
        return None
    text = decode(file.path, data)
    if isinstance(text, str):
        return text
    file.findings.diagnostics.append(text)
    return None


def _listing(home: str, folder: MediaFolder) -> MediaListing:
    usable = folder.content()
    banks = list(_banks_in(Path(home))) if usable else []
    return MediaListing(folder.path, folder.files, usable, banks)


def _banks_in(folder: Path) -> Iterator[str]:
    """Yield the whole path of each file in ``folder`` that may be a bank."""
    for path in folder.iterdir():
        hidden = path.name.startswith(".") or path.name == SOURCE_FILE
        if path.suffix in SUFFIXES and not hidden and not path.is_dir():
            yield os.path.abspath(path)
