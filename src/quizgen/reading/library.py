"""From paths to topics, and everything that must hold across files.

Which files make a topic is known to :mod:`quizgen.reading.folders`.  Loading is checking: there is
no other validator, and loading never raises for what a file says.  A bad question is reported and
left out; the rest stands, so that checks across questions still run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.model.bank import Bank, Fact, Source, Topic
from quizgen.model.diagnostics import Diagnostic, Problem, Severity, Span
from quizgen.model.markup import Markup
from quizgen.model.question import Claim, Question
from quizgen.model.record import Record
from quizgen.model.values import Id, MediaName, Namespace, Number, PartialDate, Tag, Title, quoted
from quizgen.questions import TYPES
from quizgen.reading.folders import SOURCE_FILE, SUFFIXES, TopicFiles, discover, unreadable
from quizgen.reading.media import FOLDER, MediaFile, MediaFolder, suffix
from quizgen.reading.reader import UNSOUND, Findings, Reader, did_you_mean, nearest
from quizgen.reading.yamltree import Mapping, Node, Scalar, Sequence, parse

MOST_HINTS = 20
"""Unknown names for which the nearest known one is sought, which takes time with many of both."""


class TopicFile(Record, frozen=True, kw_only=True):
    """What ``source.yaml`` holds."""

    topic: Id
    title: Title
    namespace: Namespace
    source: Source
    description: Markup | None = None
    facts: tuple[Fact, ...] = ()


class BankFile(Record, frozen=True, kw_only=True):
    """What a bank's file holds."""

    bank: Id
    title: Title
    questions: tuple[Question, ...]
    description: Markup | None = None
    namespace: Namespace | None = None
    tags: tuple[Tag, ...] = ()
    was: tuple[Id, ...] = ()


class Library(Struct):
    """What was loaded, and every mistake that was found."""

    topics: list[Topic] = field(default_factory=list)
    sources: list[TopicFiles] = field(default_factory=list)
    """The files of each topic, in the same order."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each file with a mistake, by its path, to show the lines meant."""
    files: int = 0
    unreadable: bool = False
    """A path could not be opened at all."""

    @property
    def ok(self) -> bool:
        """Whether everything may be built."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    @property
    def questions(self) -> int:
        return sum(len(bank.questions) for topic in self.topics for bank in topic.banks)


class _File(Struct):
    """A file while its topic is being loaded."""

    path: str
    findings: Findings
    root: Node | None = None
    damaged: bool = False


_Places = dict[str, tuple[_File, Node]]
"""Where names that must be unique are written first."""


def load(paths: Iterable[str | os.PathLike[str]], *, whole: bool = False) -> Library:
    """Everything under ``paths``, which are files or folders.

    With ``whole``, a topic of which only a part is named is loaded with all its banks.

    Never raises for bad input: every mistake is a diagnostic of the library.
    """
    loader = _Loader()
    topics, faults = discover([Path(path) for path in paths], whole=whole)
    loader.library.diagnostics += faults
    loader.library.unreadable = bool(faults)
    return loader.load(topics)


class _Loader:
    def __init__(self) -> None:
        self.library = Library()
        self.reader = Reader({Question: TYPES})
        self.bank_ids: _Places = {}
        self.topic_ids: _Places = {}
        self.namespaces: _Places = {}
        self.media = _Media()
        self.hints = 0

    def load(self, topics: Iterable[TopicFiles]) -> Library:
        """The library with ``topics`` in it."""
        for topic in topics:
            self.folder(topic)
        self.library.diagnostics += self.media.unused()
        order = self.library.diagnostics
        order.sort(key=lambda d: (d.at.path, d.at.line, d.at.column))
        return self.library

    # -- one file ------------------------------------------------------------------------------

    def open(self, path: Path) -> _File | None:
        """The file as a tree, or ``None`` where it has none; says why."""
        name = str(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            self.library.unreadable = True
            self.library.diagnostics.append(unreadable(path, error))
            return None
        self.library.files += 1
        try:
            text = data.decode("utf-8")
            wrong = 0 if _is_utf_16(data) else None
        except UnicodeDecodeError as error:
            wrong = error.start
        if wrong is not None:
            findings = Findings(name)
            findings.diagnostics.append(_not_utf8(name, data, wrong))
            self.close(_File(name, findings))
            return None
        del data  # a parser makes a copy of its own
        file = _File(name, Findings(name, text))
        document = parse(text)
        file.root, file.damaged = document.root, document.damaged
        for fault in document.faults:
            file.findings.fault(fault)
        if file.root is None:
            if not document.faults:
                file.findings.diagnostics.append(
                    Diagnostic(
                        "empty-file", "found an empty file, expected a bank", Span(name, 1, 1)
                    )
                )
            self.close(file)
            return None
        return file

    def close(self, file: _File) -> None:
        """Hand the file's mistakes over."""
        if file.findings.diagnostics:
            self.library.diagnostics += file.findings.diagnostics
            self.library.texts[file.path] = "\n".join(file.findings.lines)

    # -- one topic -----------------------------------------------------------------------------

    def folder(self, folder: TopicFiles) -> None:
        if folder.source is None:
            self.stand_alone(folder)
            return
        source_file = self.open(folder.source)
        source = None
        if source_file is not None:
            source = self.source(source_file)
        facts = {fact.id: fact for fact in source.facts} if source is not None else {}
        known = _ids(source_file.root, "facts") if source_file is not None else {}
        trusted = source is not None and source_file is not None and not source_file.damaged
        banks: list[tuple[_File, Bank]] = []
        files = []
        sound = trusted and not source_file.findings.errors if source_file else False
        asked: set[str] = set()
        for path in folder.banks:
            file = self.open(path)
            if file is None:
                sound = False
                continue
            made = self.bank(file, in_topic=True)
            if source_file is not None and source is not None:
                asked |= self.citations(file, known, trusted)
                if made is not None:
                    self.claims(file, made, facts)
            sound = sound and not file.findings.errors and not file.damaged
            files.append(file)
            if made is not None:
                banks.append((file, _bank(made, self.media.of(file, made))))
        _check_origins(banks)
        _check_titles(banks)
        for file in files:
            self.close(file)
        if source is None or source_file is None:
            return
        if folder.whole and not folder.banks:
            _warn(source_file, "no-questions", "found no bank beside this file, expected one")
        elif folder.whole and sound:
            self.unasked(source_file, source, asked)
        self.close(source_file)
        self.library.sources.append(folder)
        self.library.topics.append(
            Topic(
                id=source.topic,
                title=source.title,
                namespace=source.namespace,
                description=source.description,
                source=source.source,
                facts=facts,
                banks=tuple(bank for _, bank in banks),
                lock_path=folder.lock,
            )
        )

    def stand_alone(self, folder: TopicFiles) -> None:
        file = self.open(folder.banks[0])
        if file is None:
            return
        made = self.bank(file, in_topic=False)
        if folder.twin is not None:
            problem = Problem(
                "shared-lock",
                f"found {quoted(folder.twin.name)} beside this bank: both would keep their lock in "
                f"{quoted(folder.lock.name)}",
                hint="give one of them another name, and its lock with it",
            )
            _error(file, problem)
        if made is not None:
            bank = _bank(made, self.media.of(file, made))
            _check_origins([(file, bank)])
        if made is not None and made.namespace is not None:
            self.unique(file, made.at, "namespace", made.namespace, self.namespaces)
            self.library.sources.append(folder)
            self.library.topics.append(
                Topic(
                    id=made.bank,
                    title=made.title,
                    namespace=made.namespace,
                    description=made.description,
                    banks=(bank,),
                    alone=True,
                    lock_path=folder.lock,
                )
            )
        self.close(file)

    def source(self, file: _File) -> TopicFile | None:
        """The topic's file, with its own mistakes reported."""
        assert file.root is not None
        made = self.reader.read(TopicFile, file.root, file.findings)
        self.repeated(file, "facts", "duplicate-fact")
        if made is UNSOUND:
            self.close(file)
            return None
        assert isinstance(made, TopicFile)
        self.unique(file, made.at, "topic", made.topic, self.topic_ids, "topic or stand-alone bank")
        self.unique(file, made.at, "namespace", made.namespace, self.namespaces)
        return made

    def bank(self, file: _File, in_topic: bool) -> BankFile | None:
        """The bank of a file, with its own mistakes reported."""
        assert file.root is not None
        made = self.reader.read(BankFile, file.root, file.findings)
        self.repeated(file, "questions", "duplicate-id")
        root = file.root
        if isinstance(root, Mapping):
            if in_topic and "namespace" in root.entries:
                _error(
                    file,
                    Problem(
                        "namespace-in-topic",
                        f"found a namespace in a bank of a topic, whose {SOURCE_FILE} has it",
                        ("namespace",),
                        "delete it here",
                        on_key=True,
                    ),
                )
            if not in_topic and "namespace" not in root.entries:
                _error(
                    file,
                    Problem(
                        "missing-key",
                        "found no key “namespace”, expected one in a bank that stands alone",
                        hint=""
                        if did_you_mean("namespace", root.entries)
                        else "run “quizgen namespace” and write what it prints as "
                        "“namespace: …”; never change it",
                    ),
                )
            listed = root.entries.get("questions")
            if isinstance(listed, Sequence) and not listed.items and not file.damaged:
                problem = Problem("no-questions", "found no question, expected one", ("questions",))
                _error(file, problem)
        if made is UNSOUND:
            return None
        assert isinstance(made, BankFile)
        first = self.unique(file, made.at, "bank", made.bank, self.bank_ids)
        if not in_topic:
            if first:
                noun = "topic or stand-alone bank"
                self.unique(file, made.at, "bank", made.bank, self.topic_ids, noun)
            for question in made.questions:
                if question.facts and question.at is not None:
                    problem = Problem(
                        "no-facts-here",
                        f"found facts cited in a bank that stands alone: there is no {SOURCE_FILE}",
                        ("facts",),
                        "cite the source in a line of text: “source: …”",
                        on_key=True,
                    )
                    file.findings.report(question.at, problem)
        return made

    # -- across records ------------------------------------------------------------------------

    def unique(
        self,
        file: _File,
        at: Mapping | None,
        key: str,
        value: str,
        seen: _Places,
        noun: str = "",
    ) -> bool:
        """Whether ``value`` is new; reported where another file has it already."""
        assert at is not None
        here = at.entries[key]
        if value in seen:
            first, node = seen[value]
            there = first.findings.span(node)
            file.findings.diagnostics.append(
                Diagnostic(
                    f"duplicate-{key}",
                    f"found the {key} {quoted(value)} again, first written at "
                    f"{there.path}:{there.line}"
                    + (f": the id of each {noun} must be its own" if noun else ""),
                    file.findings.span(here),
                    "each needs its own; “quizgen namespace” prints a new one"
                    if key == "namespace"
                    else "",
                )
            )
            return False
        seen[value] = file, here
        return True

    def repeated(self, file: _File, key: str, code: str) -> None:
        """Report each id of the records under ``key`` that an earlier one has.

        Works on the tree, so that a mistake elsewhere in a record hides no double id.
        """
        ids = [record.entries.get("id") for record in _records(file.root, key)]
        names = [name for name in ids if type(name) is Scalar]
        if len({name.text for name in names}) == len(names):
            return
        seen: dict[str, int] = {}
        for name in names:
            if name.text in seen:
                file.findings.report(
                    name,
                    Problem(
                        code,
                        f"found the id {quoted(name.text)} again, first written on line "
                        f"{seen[name.text]}",
                    ),
                )
            else:
                seen[name.text] = name.mark.line + 1

    def citations(self, file: _File, known: dict[str, Scalar], trusted: bool) -> set[str]:
        """The facts that the questions of a file cite, each of which must exist."""
        asked: set[str] = set()
        for record in _records(file.root, "questions"):
            cites = record.entries.get("facts")
            if cites is None or (isinstance(cites, Sequence) and not cites.items):
                if not known:
                    continue
                file.findings.report(
                    record,
                    Problem(
                        "uncited-question",
                        "found no fact cited, expected at least one",
                        hint=f"write “facts: […]” with ids from {SOURCE_FILE}",
                    ),
                )
                continue
            if not isinstance(cites, Sequence):
                continue
            for cited in cites.items:
                if not isinstance(cited, Scalar):
                    continue
                if "retired" not in record.entries:
                    asked.add(cited.text)
                if trusted and cited.text not in known:
                    self.hints += 1
                    file.findings.report(
                        cited,
                        Problem(
                            "unknown-fact",
                            f"found the fact {quoted(cited.text)}, which {SOURCE_FILE} does "
                            "not have",
                            hint=did_you_mean(cited.text, known)
                            if self.hints <= MOST_HINTS
                            else "",
                        ),
                    )
        return asked

    def claims(self, file: _File, bank: BankFile, facts: dict[Id, Fact]) -> None:
        """Report each key that disagrees with the values of the facts that it rests on."""
        for question in bank.questions:
            values = [
                (fact.id, fact.value.stated)
                for fact in map(facts.get, question.facts)
                if fact is not None and fact.value is not None
            ]
            if not values or question.at is None:
                continue
            dates_only = len(values) == len(question.facts) and all(
                isinstance(value, PartialDate) for _, value in values
            )
            for route, claim in question.claims():
                if _agrees(claim, values, dates_only):
                    continue
                stated = "; ".join(f"“{name}” says {value}" for name, value in values)
                file.findings.report(
                    question.at,
                    Problem(
                        "answer-disagrees",
                        f"found the answer {claim}, but {stated}",
                        route,
                        "mend the answer, or the fact, or cite the one that it rests on",
                    ),
                )

    def unasked(self, file: _File, source: TopicFile, asked: set[str]) -> None:
        for fact in source.facts:
            if fact.id not in asked and fact.at is not None:
                file.findings.report(
                    fact.at,
                    Problem(
                        "unasked-fact",
                        f"found no question that asks the fact “{fact.id}”",
                        ("id",),
                        severity=Severity.WARNING,
                    ),
                )


def _agrees(claim: Claim, values: list[tuple[Id, Claim]], dates_only: bool) -> bool:
    """Whether ``claim`` is what one of the facts states, or is of another kind than they all.

    A date agrees with a fact's where it is the same or less precise.  A figure agrees where the
    value is the same, and the qualifier, if it has one: the stem may say "over how many".  A bare
    figure may be the day or the year of a date, and must be where the facts state nothing but
    dates (``dates_only``).  A figure in another unit than the fact's is derived from it ("32
    times"), and only a reader can tell.
    """
    comparable = dates_only and isinstance(claim, Number) and not claim.unit
    for _, value in values:
        if isinstance(claim, PartialDate):
            if isinstance(value, PartialDate):
                comparable = True
                if claim.covers(value):
                    return True
        elif isinstance(value, Number):
            if claim.unit and value.unit and claim.unit != value.unit:
                continue
            comparable = True
            if claim.value == value.value and claim.qualifier in ("", value.qualifier):
                return True
        elif claim.value in (value.day, value.month, value.year):
            return True
    return not comparable


def _check_origins(banks: list[tuple[_File, Bank]]) -> None:
    """Report each former id that another question has, or has had: they would be one note."""
    if not any(bank.was or question.was for _, bank in banks for question in bank.questions):
        return
    seen: dict[str, str] = {}
    for renamed in (False, True):  # a name in use beats a former one
        for file, bank in banks:
            for question in bank.questions:
                if bool(question.was or bank.was) is not renamed:
                    continue
                origin, name = bank.origin(question), f"{bank.id}/{question.id}"
                if seen.get(origin, name) != name and question.at is not None:
                    file.findings.report(
                        question.at,
                        Problem(
                            "taken-id",
                            f"found the former id {quoted(origin)}, which is that of "
                            f"{quoted(seen[origin])}",
                            ("was",),
                            f"if {quoted(seen[origin])} is new, give it an id that was never used; "
                            "if this question never had that id, take it out of “was”",
                        ),
                    )
                seen.setdefault(origin, name)


def _check_titles(banks: list[tuple[_File, Bank]]) -> None:
    """Report each title that another bank of the topic has: they would be one deck."""
    seen: dict[str, Bank] = {}
    for file, bank in banks:
        first = seen.setdefault(bank.title.casefold(), bank)
        if first is not bank and bank.at is not None:
            file.findings.report(
                bank.at,
                Problem(
                    "duplicate-title",
                    f"found the title {quoted(bank.title)}, which the bank {quoted(first.id)} has: "
                    "each bank of a topic is a deck of its own",
                    ("title",),
                ),
            )


class _Media:
    """The folders of media beside the banks, and what was asked of them."""

    def __init__(self) -> None:
        self.folders: dict[Path, MediaFolder] = {}
        self.read: set[Path] = set()
        """The banks all of whose questions are known."""
        self.hints = 0

    def of(self, file: _File, made: BankFile) -> dict[MediaName, MediaFile]:
        """The files that the questions of a bank use; what is wrong with one is reported."""
        bank = Path(os.path.abspath(file.path))
        if not file.findings.errors and not file.damaged:
            self.read.add(bank)
        folder = self.folders.get(bank.parent)
        if folder is None:
            folder = self.folders[bank.parent] = MediaFolder(Path(file.path).parent / FOLDER)
        found: dict[MediaName, MediaFile] = {}
        for question in made.questions:
            if not question.media:
                continue
            for number, medium in enumerate(question.media):
                name = medium.name
                one = found.get(name) or folder.find(name)
                if isinstance(one, MediaFile):
                    found[name] = one
                elif question.at is not None:
                    key = "audio" if medium.image is None else "image"
                    problem = replace(one, route=("media", number, key))
                    if one.code == "missing-media" and self.hints < MOST_HINTS:
                        self.hints += 1
                        problem = replace(problem, hint=_near(name, folder))
                    file.findings.report(question.at, problem)
        return found

    def unused(self) -> Iterator[Diagnostic]:
        """Each file that no question of the banks beside its folder uses, if all are known."""
        for parent, folder in self.folders.items():
            spare = [path for path in folder.content() if path not in folder.used]
            if spare and all(bank in self.read for bank in _banks_in(parent)):
                for path in spare:
                    yield Diagnostic(
                        "unused-media",
                        "found a file that no question of the banks beside its folder uses",
                        Span(str(path)),
                        "use it, or delete it",
                        Severity.WARNING,
                    )


def _near(name: str, folder: MediaFolder) -> str:
    """A hint at the file that is meant by ``name``, or at where it must lie."""
    within = name.removeprefix(f"{FOLDER}/")
    if within in folder.files:
        return f"names begin in the folder “{FOLDER}”: write {quoted(within)}"
    ending = suffix(name)
    # Without what they end in, which would make all pictures alike.
    names = {one[: -len(ending)]: one for one in folder.files if suffix(one) == ending}
    near = nearest(name[: -len(ending)], names)
    return f"did you mean “{names[near]}”?" if near else f"put the file into {folder.path}"


def _banks_in(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        hidden = path.name.startswith(".") or path.name == SOURCE_FILE
        if path.suffix in SUFFIXES and not hidden and not path.is_dir():
            yield path


def _bank(made: BankFile, media: dict[MediaName, MediaFile]) -> Bank:
    return Bank(
        id=made.bank,
        title=made.title,
        description=made.description,
        tags=made.tags,
        was=made.was,
        questions=made.questions,
        media=media,
        at=made.at,
    )


def _records(root: Node | None, key: str) -> Iterator[Mapping]:
    """The mappings in the list under ``key`` of ``root``, whatever else is wrong."""
    if isinstance(root, Mapping) and key in root.entries:
        listed = root.entries[key]
        if isinstance(listed, Sequence):
            yield from [item for item in listed.items if type(item) is Mapping]


def _ids(root: Node | None, key: str) -> dict[str, Scalar]:
    ids = {}
    for record in _records(root, key):
        name = record.entries.get("id")
        if isinstance(name, Scalar):
            ids[name.text] = name
    return ids


def _error(file: _File, problem: Problem) -> None:
    assert file.root is not None
    file.findings.report(file.root, problem)


def _warn(file: _File, code: str, message: str) -> None:
    _error(file, replace(Problem(code, message), severity=Severity.WARNING))


def _is_utf_16(data: bytes) -> bool:
    """Whether ``data`` is a text in UTF-16: it begins so, or every second byte is NUL."""
    start = data[:4096]
    nuls = max(start[::2].count(0), start[1::2].count(0))
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or nuls * 3 > len(start)


def _not_utf8(path: str, data: bytes, wrong: int) -> Diagnostic:
    """What a file that is not UTF-8 probably is, at its first ``wrong`` byte."""
    before = data[:wrong]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    at = Span(path, line, column)
    if _is_utf_16(data):
        return Diagnostic(
            "bad-encoding", "found text in UTF-16, expected UTF-8", at, "save it as UTF-8"
        )
    if b"\0" in data[:4096]:
        return Diagnostic("bad-encoding", "found a binary file, expected YAML in UTF-8", at)
    return Diagnostic(
        "bad-encoding",
        f"found the byte 0x{data[wrong]:02x}, which is not UTF-8",
        at,
        "save the file as UTF-8; it may be in Windows-1252 or Latin-1",
    )
