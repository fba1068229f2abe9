"""What learners are given of each question, dated by the lock.

A question is rendered once, as a note's fields, tags and cards, and hashed.  The lock says what was
given last: where the hash is the same, the note keeps its second, so that Anki leaves it and the
learner's tags alone; where it is not, the second grows past the last one, however little time has
gone by.  What a topic is built from and when is so a function of its banks and its lock.

A learner's note is known by its guid, which comes from what an author never changes: the namespace,
and the first ids that the bank and the question had.  Text is no part of it, so a mended typo
updates the note and keeps its reviews.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from quizgen.bank import Bank, Topic
from quizgen.diagnostics import Diagnostic, Span
from quizgen.exporters.anki import fields, gaps
from quizgen.exporters.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.forms import Blanks
from quizgen.lock import Entry, Lock
from quizgen.question import Question
from quizgen.values import Namespace, quoted

_SOUGHT, _TRIED = 20, 3
"""Vanished questions, and questions of a vanished bank, that are sought by their texts.

Each is held against every new question, which takes time with many of both.
"""
ID_STEP = 32
"""Ids from one note to the next: a card's id is its note's plus its ordinal, at most 20 gaps."""


class Rendered(Struct, frozen=True):
    """A question as Anki will hold it."""

    name: str
    """``bank/question``, as they are called now."""
    guid: str
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]
    gaps: str = ""
    """Which card asks for which gap, as :mod:`~quizgen.exporters.anki.gaps` remembers it."""

    def digest(self) -> str:
        """A hash of all that a learner sees: 128 bits."""
        content = "\x1f".join((*self.fields, *self.tags, *map(str, self.cards)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def guid(namespace: Namespace, origin: str, kind: NoteType) -> str:
    """The guid of a note: 96 bits of a hash of what names it in the world.

    The note type is part of it, for Anki cannot move a note to another one: a question whose form
    changes becomes a new note, and the learner keeps the old one.
    """
    name = f"{namespace}/{origin}/{kind.id}"  # ids have no slash
    return urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:12]).decode()


def render(
    question: Question,
    bank: Bank,
    topic: Topic,
    origin: str = "",
    last: Mapping[str, Entry] | None = None,
) -> Rendered:
    """What Anki will hold of ``question``.

    ``origin`` is the name that learners know it by.  ``last`` has, by guid, what they were given;
    without it, gaps are numbered as new ones.
    """
    form = question.form()
    kind = NOTE_TYPES[type(form)]
    origin = origin or bank.origin(question)
    guid_ = guid(topic.namespace, origin, kind)
    numbers: Sequence[int] = ()
    memory = ""
    if isinstance(form, Blanks):
        known = last.get(guid_) if last else None
        keys = [gap.shown for gap in form.gaps]
        numbers, memory = gaps.numbered(keys, known.gaps if known else "")
    return Rendered(
        f"{bank.id}/{question.id}",
        guid_,
        kind,
        fields.fields(question, form, bank, topic, origin, numbers),
        fields.tags(question, bank),
        fields.cards(form, numbers),
        memory,
    )


def guids(namespace: Namespace, origin: str) -> set[str]:
    """The guids of a question, whatever its form."""
    return {guid(namespace, origin, kind) for kind in NOTE_TYPES.values()}


def _crowded(entries: Iterable[Entry]) -> set[str]:
    """The guids of notes whose ids leave no room to the one before: two branches gave them out."""
    found = set()
    before = -ID_STEP
    for note_id, guid_ in sorted((entry.note_id, entry.guid) for entry in entries):
        if note_id - before < ID_STEP:
            found.add(guid_)
        else:
            before = note_id
    return found


class Release:
    """Dates the notes of one topic, and keeps what the next release must know of them."""

    def __init__(self, topic: Topic, lock: Lock, now: int) -> None:
        self.topic = topic
        self.now = now
        self.entries: list[Entry] = []
        """Of the notes dated so far."""
        self._last = lock.by_guid()
        self._outdated = lock.outdated
        self._crowded = _crowded(self._last.values())
        self._next_id = self._first_free_id()

    def _first_free_id(self) -> int:
        """Anki shows a note's id as the time when it was made, so the newest is made about now."""
        questions = sum(len(bank.questions) for bank in self.topic.banks)
        taken = max((entry.note_id for entry in self._last.values()), default=0)
        return max(taken + ID_STEP, self.now * 1000 - questions * ID_STEP)

    def notes(self, bank: Bank, *, retired: bool = False) -> Iterator[tuple[Rendered, Entry]]:
        """The notes of ``bank`` in its order, each with its date; the retired ones or the
        others.
        """
        for question in bank.questions:
            if (question.retired is not None) is retired:
                origin = bank.origin(question)
                rendered = render(question, bank, self.topic, origin, self._last)
                entry = self._date(rendered)
                self.entries.append(entry)
                yield rendered, entry

    def former(self) -> Iterator[Entry]:
        """What learners may have and is no longer built, its question being of another type now."""
        built = {entry.guid for entry in self.entries}
        for entry in self._last.values():
            if entry.guid not in built:
                yield replace(entry, former=True)

    def _date(self, rendered: Rendered) -> Entry:
        digest = rendered.digest()
        last = self._last.get(rendered.guid)
        given = self._outdated.get(rendered.guid, 0)
        if last is None:
            second, note_id = max(self.now, given + 1), self._free_id()
        else:
            second = last.second
            if digest != last.digest or given:
                second = max(self.now, second + 1, given + 1)
            note_id = self._free_id() if last.guid in self._crowded else last.note_id
        return Entry(rendered.name, rendered.guid, digest, second, note_id, rendered.gaps)

    def _free_id(self) -> int:
        self._next_id += ID_STEP
        return self._next_id - ID_STEP


def check(topic: Topic, lock: Lock, entries: Iterable[Entry] | None = None) -> list[Diagnostic]:
    """What learners would lose if ``topic`` were released after ``lock``, as mistakes in the lock.

    A note that was given to learners must still be there, under whatever name.  ``entries`` are
    those of the release, where it has been made already.
    """
    if not lock.entries:
        return []
    path = str(topic.lock_path)
    if lock.namespace != topic.namespace:
        message = (
            f"found notes of the namespace {quoted(lock.namespace)}, but the topic's is now "
            f"{quoted(topic.namespace)}: every learner would get every note again, as a new one"
        )
        return [
            Diagnostic(
                "changed-namespace",
                message,
                Span(path, 1, 1),
                f"write “namespace: {lock.namespace}” again; to begin anew, delete the lock",
            )
        ]
    names = _names(topic) if entries is None else _names_in(entries)
    moved = [entry for entry in lock.entries.values() if names.get(entry.guid) != entry.name]
    if not moved:
        return []
    questions = {
        f"{bank.id}/{question.id}": (bank, question)
        for bank in topic.banks
        for question in bank.questions
    }
    # A question whose form has changed is there, though it has become another note.
    retyped: set[str] = set()
    for bank, question in questions.values():
        retyped |= guids(topic.namespace, bank.origin(question))
    lost: list[Diagnostic] = []
    gone: dict[str, list[Entry]] = {}
    for entry in moved:
        holder = names.get(entry.guid)
        if holder is not None:
            if entry.name in questions and entry.name not in _former_names(*questions[holder]):
                lost.append(_lost(entry, topic, lock))
        elif entry.guid not in retyped:
            if entry.name in questions:
                lost.append(_lost(entry, topic, lock))
            else:
                gone.setdefault(entry.name.partition("/")[0], []).append(entry)
    banks = {bank.id for bank in topic.banks}
    sought = 0
    for bank_id, vanished in gone.items():
        if bank_id in banks or len(vanished) == 1:
            for entry in vanished:
                sought += 1
                same = _same_text(entry, topic, lock, questions) if sought <= _SOUGHT else ""
                lost.append(_gone(entry, topic, lock, same))
        else:
            lost.append(_gone_bank(bank_id, vanished, topic, lock, questions))
    return lost


def _names_in(entries: Iterable[Entry]) -> dict[str, str]:
    return {entry.guid: entry.name for entry in entries if not entry.former}


def _names(topic: Topic) -> dict[str, str]:
    """The guid of each note of ``topic``, with the name of its question."""
    return {
        guid(topic.namespace, bank.origin(question), NOTE_TYPES[type(question.form())]): (
            f"{bank.id}/{question.id}"
        )
        for bank in topic.banks
        for question in bank.questions
    }


def _former_names(bank: Bank, question: Question) -> set[str]:
    """Every name that ``question`` has or had, as far as it says so."""
    return {
        name if "/" in name else f"{bank_id}/{name}"
        for name in (question.id, *question.was)
        for bank_id in (bank.id, *bank.was)
    }


def _place(entry: Entry, topic: Topic, lock: Lock) -> Span:
    return Span(str(topic.lock_path), lock.lines.get(entry.name, 1), 1, len(entry.name))


def _lost(entry: Entry, topic: Topic, lock: Lock) -> Diagnostic:
    """That a question is another note than it was; perhaps another question has taken its note."""
    return Diagnostic(
        "lost-former-id",
        f"found {quoted(entry.name)}, which learners know by an earlier id, without it",
        _place(entry, topic, lock),
        "write “was: […]” again with all its former ids, the oldest first",
    )


def _gone_bank(
    bank_id: str,
    vanished: list[Entry],
    topic: Topic,
    lock: Lock,
    questions: dict[str, tuple[Bank, Question]],
) -> Diagnostic:
    """That all questions of a bank are gone, with the bank."""
    same = next(
        filter(None, (_same_text(entry, topic, lock, questions) for entry in vanished[:_TRIED])), ""
    )
    first = _first_name(vanished[0], topic).partition("/")[0]
    former = first or f"…, {bank_id}"
    now = f"if it is now {quoted(same.partition('/')[0])}" if same else "if its id was changed"
    return Diagnostic(
        "vanished-id",
        f"found no bank {quoted(bank_id)}, but learners have {len(vanished)} questions of it",
        _place(vanished[0], topic, lock),
        f"{now}, write “was: [{former}]” in that bank; if it is withdrawn, put it back and write "
        "“retired: why” in each question",
    )


def _gone(entry: Entry, topic: Topic, lock: Lock, same: str) -> Diagnostic:
    """That a question is gone; ``same`` is the name of the new one that reads as it did, if any."""
    bank, _, name = entry.name.partition("/")
    first = _first_name(entry, topic)
    former = name if same.startswith(f"{bank}/") else first or entry.name
    if not first:  # it was renamed before
        former = f"…, {former}"
    return Diagnostic(
        "vanished-id",
        f"found no question {quoted(entry.name)}, but learners have it",
        _place(entry, topic, lock),
        (f"if it is now {quoted(same)}, which has the same text" if same else "if it was renamed")
        + f", write “was: [{former}]” there; if it is withdrawn, put it back with “retired: why”; "
        "if nobody was given it yet, delete this line of the lock",
    )


def _same_text(
    entry: Entry, topic: Topic, lock: Lock, questions: dict[str, tuple[Bank, Question]]
) -> str:
    """The name of the new question that reads as the one of ``entry`` did, or nothing.

    It may be in another bank, whose title and tags it then has in place of the old one's.
    """
    bank_id, last = entry.name.partition("/")[0], {entry.guid: entry}
    old = next((bank for bank in topic.banks if bank.id == bank_id), None)
    for name, (bank, question) in questions.items():
        if name in lock.entries:
            continue
        for home in (bank, replace(old, media=bank.media)) if old else (bank,):
            for origin in (entry.name, *_origins(entry, topic)):
                if render(question, home, topic, origin, last).digest() == entry.digest:
                    return name
    return ""


def _first_name(entry: Entry, topic: Topic) -> str:
    """The name that the note of ``entry`` had first, or nothing if only its author knows."""
    for origin in (entry.name, *_origins(entry, topic)):
        if entry.guid in guids(topic.namespace, origin):
            return origin
    return ""


def _origins(entry: Entry, topic: Topic) -> Iterator[str]:
    """The names that the note of ``entry`` may have had first."""
    _, _, name = entry.name.partition("/")
    for bank in topic.banks:
        for former in bank.was:
            yield f"{former}/{name}"
