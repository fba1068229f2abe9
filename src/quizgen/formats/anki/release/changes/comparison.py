"""What became of each note of a topic, from what learners were last given to a build of its banks.

The lock is the only witness of what learners have; it knows notes by hashes.  The words of a note
as it was come from wherever they can be had: from the last package, or from the banks at the
commits that made the lock what it is.  They count only where their hash is the lock's, so that a
difference which is shown is never wrong; where no text has that hash, a note is called changed and
no more.

What Anki's importer will say of a note follows from its second, as Anki decides: an update is taken
where the second grew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release import lock
from quizgen.formats.anki.release.changes import Change, Import, Kind, Move, TopicChanges, texts
from quizgen.formats.anki.release.inputs import TopicInput
from quizgen.formats.anki.release.lock import Entry, Lock
from quizgen.formats.anki.release.notes import (
    Release,
    Rendered,
    guid,
    guids,
    render,
)
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.model.bank import Bank, Topic
from quizgen.model.filenames import LOCK_FILE, SOURCE_FILE, SUFFIXES
from quizgen.model.media import FOLDER
from quizgen.model.question import Question
from quizgen.model.values import quoted
from quizgen.reading.library import load
from quizgen.system.git import GitError, Repository, is_bank, is_lock
from quizgen.system.temporary import temporary_folder

MOST_COMMITS = 10
"""Commits of a lock at which the words of its notes are looked for."""

NoteSource = Callable[[Collection[str]], Iterable[Rendered]]
"""Gives notes with the guids that it is asked for, as they may have been; it may know none."""


class Baseline(Struct, frozen=True):
    """What learners were last given of a topic, and where its words may be found."""

    entries: tuple[Entry, ...] = ()
    note_sources: tuple[NoteSource, ...] = ()
    dated: bool = True
    """The seconds of the entries are those that learners were given."""
    remarks: tuple[str, ...] = ()


def compare(source: TopicInput, baseline: Baseline, now: int) -> TopicChanges:
    """Return what a build of ``source`` at the second ``now`` would change for learners."""
    topic = source.topic
    release = Release(topic, source.ledger, now)
    built = [
        pair
        for bank in topic.banks
        for retired in (False, True)
        for pair in release.notes(bank, retired=retired)
    ]
    return _Comparison(topic, built, baseline).changes()


def compare_locks(old: Lock, new: Lock) -> TopicChanges:
    """Tell what became of the notes of ``old`` in ``new`` by their names and hashes."""
    last = {entry.guid: entry for entry in old.entries.values()}
    retyped = set()
    kept = {entry.guid for entry in new.entries.values()}
    dropped = {name for name, entry in old.entries.items() if entry.guid not in kept}
    changes = []
    for entry in new.entries.values():
        was = last.pop(entry.guid, None)
        former = old.not_built.get(entry.guid)
        if former is not None:
            changes.append(Change(entry.name, Kind.RETYPED, _imported(former, entry)))
            retyped |= {entry.name, former.name}
        elif was is not None:
            kind = _kind_by_hash(was, entry)
            formerly = was.name if was.name != entry.name else ""
            known = kind is not Kind.CHANGED
            imported = _imported(was, entry)
            changes.append(Change(entry.name, kind, imported, formerly, compared=known))
        elif entry.name in dropped:
            changes.append(Change(entry.name, Kind.RETYPED, Import.NEW))
            retyped.add(entry.name)
        else:
            changes.append(Change(entry.name, Kind.NEW, Import.NEW))
    changes += _gone(
        entry
        for entry in last.values()
        if entry.name not in retyped and entry.guid not in new.not_built
    )
    return TopicChanges(new.namespace or old.namespace, changes=tuple(changes))


def _kind_by_hash(old: Entry, new: Entry) -> Kind:
    if old.digest != new.digest:
        return Kind.CHANGED
    return Kind.RENAMED if old.name != new.name else Kind.UNCHANGED


def _imported(old: Entry, new: Entry, dated: bool = True) -> Import:
    """Tell what Anki makes of ``new`` where it has ``old``; without dates, what it would."""
    newer = new.second > old.second if dated else new.digest != old.digest
    return Import.UPDATED if newer else Import.DUPLICATE


def _gone(entries: Iterable[Entry]) -> list[Change]:
    return [Change(entry.name, Kind.GONE, Import.NOTHING) for entry in entries]


def gone(namespace: str, entries: Iterable[Entry], remark: str) -> TopicChanges:
    """Return a topic of which nothing is built any more."""
    return TopicChanges(namespace, changes=tuple(_gone(entries)), remarks=(remark,))


class _Comparison(Struct, dict=True):
    """A topic as it would be built, held against what learners have of it."""

    topic: Topic
    built: list[tuple[Rendered, Entry]]
    baseline: Baseline
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)

    def changes(self) -> TopicChanges:
        changes = [self.change(note, entry) for note, entry in self.built]
        known = self.kept.union(*self.retyped_from.values())
        changes += _gone(entry for entry in self.active.values() if entry.guid not in known)
        return TopicChanges(
            self.topic.namespace,
            self.topic.id,
            self.topic.title,
            tuple(changes),
            tuple(Move(old, new, notes) for (old, new), notes in self.moved.items()),
            self.baseline.remarks,
        )

    def change(self, note: Rendered, entry: Entry) -> Change:
        """Return what became of one note."""
        asks = texts.asks(note)
        retired = texts.is_retired(note)
        was = self.last.get(note.guid)
        if was is None or was.retyped:
            kind = Kind.RETYPED if was or note.guid in self.retyped_from else Kind.NEW
            dated = self.baseline.dated
            imported = _imported(was, entry, dated) if was else Import.NEW
            return Change(note.name, kind, imported, asks=asks, retired=retired)
        change = Change(
            note.name,
            _kind_by_hash(was, entry),
            _imported(was, entry, self.baseline.dated),
            was.name if was.name != note.name else "",
            asks,
            retired,
        )
        if change.kind is not Kind.CHANGED:
            return change
        old = self.recalled.get(note.guid)
        if old is None:
            return replace(change, compared=False)
        if texts.deck(old) != texts.deck(note):
            self.moved[texts.deck(old), texts.deck(note)] += 1
        kind = Kind.CHANGED
        if retired != texts.is_retired(old):
            kind = Kind.RETIRED if retired else Kind.RESTORED
        return replace(change, kind=kind, parts=texts.differences(old, note))

    @cached_property
    def last(self) -> dict[str, Entry]:
        """What learners have, by guid."""
        return {entry.guid: entry for entry in self.baseline.entries}

    @cached_property
    def gap_numberings(self) -> dict[str, str]:
        """Which card asks for which gap, by guid."""
        return numberings(self.baseline.entries)

    @cached_property
    def active(self) -> dict[str, Entry]:
        """The like, of what was built."""
        return {guid: entry for guid, entry in self.last.items() if not entry.retyped}

    @cached_property
    def kept(self) -> set[str]:
        """The guids that are built."""
        return {note.guid for note, _ in self.built}

    @cached_property
    def retyped_from(self) -> dict[str, set[str]]:
        """For each note whose question was of another type: the guids that it had then."""
        if self.active.keys() <= self.kept:
            return {}
        found = {}
        for question, bank in _questions(self.topic):
            former = guids(self.topic.namespace, bank.origin(question)) & self.active.keys()
            own = _guid(question, bank, self.topic)
            if former and own not in former:
                found[own] = former
        return found

    @cached_property
    def recalled(self) -> dict[str, Rendered]:
        """The notes that changed, as they were, so far as that is known."""
        wanted = {
            note.guid: self.last[note.guid].digest
            for note, entry in self.built
            if note.guid in self.last and self.last[note.guid].digest != entry.digest
        }
        found: dict[str, Rendered] = {}
        for find_notes in (self.not_retired, *self.baseline.note_sources):
            missing = wanted.keys() - found.keys()
            if not missing:
                break
            for note in find_notes(missing):
                if wanted.get(note.guid) == note.digest():
                    found[note.guid] = note
                    if len(found) == len(wanted):
                        break  # the rest may be long in coming
        return found

    def not_retired(self, wanted: Collection[str]) -> Iterator[Rendered]:
        """Yield the retired questions as they would be if they were asked: most were so before."""
        for question, bank in _questions(self.topic):
            if question.retired is not None:
                note = render(
                    replace(question, retired=None),
                    bank,
                    self.topic,
                    gap_numberings=self.gap_numberings,
                )
                if note.guid in wanted:
                    yield note


def numberings(entries: Iterable[Entry]) -> dict[str, str]:
    """Return which card asks for which gap, by guid."""
    return {entry.guid: entry.gaps for entry in entries if entry.gaps}


def _questions(topic: Topic) -> Iterator[tuple[Question, Bank]]:
    return ((question, bank) for bank in topic.banks for question in bank.questions)


# -- where the words of old notes are found --------------------------------------------------------


def last_build(source: TopicInput, package: BuiltPackage) -> Baseline:
    """Return the last build: the lock, with ``package`` and the repository for its words."""
    entries = tuple(source.ledger.newest().values())
    remarks: tuple[str, ...] = ()
    note_sources: list[NoteSource] = [package.notes]
    if entries and not source.lock_text:
        remarks = ("there is no lock: the last package is taken for what learners have",)
    with suppress(GitError):  # no git, no repository, or no commit yet
        repository = Repository.of(source.files.folder)
        place = repository.repo_path(source.files.lock)
        head = repository.commit("HEAD")
        note_sources.append(_History(repository, head, place).notes)
        if not source.lock_text and lock_at(repository, head, place).entries:
            remarks = ("the lock is gone: that of the last commit is taken",)
    if not entries:
        return Baseline(remarks=("there is no lock: nothing was built before",))
    return Baseline(entries, tuple(note_sources), remarks=remarks)


class _History(Struct, frozen=True):
    """The banks beside a lock, at a commit and at those that made the lock what it is there."""

    repository: Repository
    commit: str
    lock: str

    def notes(self, wanted: Collection[str]) -> Iterator[Rendered]:
        """Yield the wanted notes as commits had them, those of the newest commits first."""
        try:
            before = self.repository.commits(self.commit, self.lock, MOST_COMMITS)
            for commit in dict.fromkeys((self.commit, *before)):
                topic = topic_at(self.repository, commit, self.lock)
                if topic is not None:
                    entries = lock_at(self.repository, commit, self.lock).by_guid().values()
                    yield from _rendered(topic, wanted, numberings(entries))
        except GitError:
            return


def _rendered(
    topic: Topic, wanted: Collection[str], known: Mapping[str, str]
) -> Iterator[Rendered]:
    for question, bank in _questions(topic):
        if _guid(question, bank, topic) in wanted:
            yield render(question, bank, topic, gap_numberings=known)


def _guid(question: Question, bank: Bank, topic: Topic) -> str:
    """Return the guid of the note of ``question``, which need not be rendered for it."""
    kind = NOTE_TYPES[type(question.form())]
    return guid(topic.namespace, bank.origin(question), kind)


def lock_at(repository: Repository, commit: str, place: str) -> Lock:
    """Return the lock at ``place`` as it was; an empty one where it was damaged or missing."""
    files = repository.files(commit, lambda path: str(path) == place)
    contents = repository.contents(files.values())
    text = contents[files[place]].decode("utf-8", "replace") if place in files else ""
    found, faults = lock.parse(text, place)
    return Lock() if faults else found


def topic_at(repository: Repository, commit: str, lock_place: str) -> Topic | None:
    """Return the topic of the lock at ``lock_place`` as it was; nothing if it had mistakes."""
    place = PurePosixPath(lock_place)
    files = repository.files(commit, is_bank, str(place.parent))
    if place.name == LOCK_FILE:
        start = place.with_name(SOURCE_FILE)
    else:
        alone = [place.with_suffix(suffix) for suffix in SUFFIXES]
        start = next((path for path in alone if str(path) in files), place)
        needed = (str(start), f"{place.with_name(FOLDER)}/")
        files = {file: name for file, name in files.items() if file.startswith(needed)}
    if str(start) not in files:
        return None
    with temporary_folder() as folder:
        root = Path(folder)
        repository.extract(files, root)
        library = load([root / start], whole=True)
    return library.topics[0] if library.ok and library.topics else None


class Revision:
    """What learners were last given at a commit; raises :class:`GitError` for an unknown one."""

    def __init__(self, repository: Repository, name: str) -> None:
        self.repository = repository
        self.name = name
        self.commit = repository.commit(name)
        self.damaged: set[str] = set()
        """The places of locks that say too little: what they lack would be called new."""
        self.locks = self._locks()
        """The content of every lock by its place, for each namespace."""

    def _locks(self) -> dict[str, dict[str, Lock]]:
        files = self.repository.files(self.commit, is_lock)
        contents = self.repository.contents(files.values())
        found: dict[str, dict[str, Lock]] = {}
        for place, name in files.items():
            text = contents[name].decode("utf-8", "replace")
            if text.startswith("quizgen lock "):
                content, faults = lock.parse(text, place)
                if faults:
                    self.damaged.add(place)
                found.setdefault(content.namespace, {})[place] = content
        return found

    def before(self, source: TopicInput, place: str, package: BuiltPackage) -> Baseline:
        """Return what learners had of ``source``, whose lock lies at ``place`` now.

        Raises :class:`GitError` where the lock is damaged, or one of several and none at its place.
        """
        namespace = source.topic.namespace
        locks = self.locks.get(namespace) or {place: Lock()}
        if len(locks) > 1 and place not in locks:
            places = " and ".join(sorted(locks))
            raise GitError(f"{quoted(self.name)} has several locks of one namespace: {places}")
        there = place if place in locks else next(iter(locks))
        content = locks[there]
        self._check(there)
        if not content.entries:
            return self._unlocked(namespace, place)
        history = _History(self.repository, self.commit, there)
        return Baseline(
            tuple(content.by_guid().values()),
            (history.notes, package.notes),
        )

    def _unlocked(self, namespace: str, place: str) -> Baseline:
        """Return the banks taken for what was built of them, where no lock says what was."""
        name = quoted(self.name)
        topic = topic_at(self.repository, self.commit, place)
        if topic is None or topic.namespace != namespace:
            return Baseline(
                remarks=(f"{name} has no lock of this topic: every note is called new",)
            )
        notes = [render(question, bank, topic) for question, bank in _questions(topic)]
        entries = tuple(Entry(note.name, note.guid, note.digest(), 0, 0) for note in notes)
        remark = f"{name} has no lock: its banks are taken for what was built of them"
        return Baseline(entries, (lambda _: notes,), dated=False, remarks=(remark,))

    def gone(self, namespaces: Collection[str], places: Collection[str]) -> Iterator[TopicChanges]:
        """Yield the topics at or below ``places`` whose namespace is none of ``namespaces``."""
        for namespace, locks in self.locks.items():
            for place, content in locks.items():
                if namespace not in namespaces and any(_below(place, path) for path in places):
                    self._check(place)
                    remark = f"{place} was the lock of this topic, which is gone"
                    yield gone(namespace, content.entries.values(), remark)

    def _check(self, place: str) -> None:
        if place in self.damaged:
            raise GitError(f"the lock {place} at {quoted(self.name)} is damaged")


def _below(place: str, path: str) -> bool:
    """Return whether the lock at ``place`` is of what lies at ``path`` or below it."""
    lock_path = PurePosixPath(place)
    return (
        path == "."
        or lock_path.is_relative_to(path)
        or lock_path == PurePosixPath(path).with_suffix(".lock")
    )
