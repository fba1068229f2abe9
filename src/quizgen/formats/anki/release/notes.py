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

from quizgen.formats.anki import fields
from quizgen.formats.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.formats.anki.release import gaps
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import SECONDS_END, Entry, moment
from quizgen.model.bank import Bank, Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.forms import MOST_GAPS, Blanks
from quizgen.model.question import Question
from quizgen.model.values import Namespace, quoted

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
    """Which card asks for which gap, as :mod:`~quizgen.formats.anki.release.gaps` remembers it."""
    has_room: bool = True
    """No gap has the card of another one that learners may have."""

    def digest(self) -> str:
        """Return a hash of all that a learner sees: 128 bits."""
        content = "\x1f".join((*self.fields, *self.tags, *map(str, self.cards)))
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def guid(namespace: Namespace, origin: str, kind: NoteType) -> str:
    """Return the guid of a note: 96 bits of a hash of what names it in the world.

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
    gap_numberings: Mapping[str, str] | None = None,
) -> Rendered:
    """Return what Anki will hold of ``question``.

    ``origin`` is the name that learners know it by.  ``gap_numberings`` say, by guid, which
    card asks for which gap; without one, gaps are numbered as new ones.
    """
    form = question.form()
    kind = NOTE_TYPES[type(form)]
    origin = origin or bank.origin(question)
    guid_ = guid(topic.namespace, origin, kind)
    numbers: Sequence[int] = ()
    numbering = ""
    has_room = True
    if isinstance(form, Blanks):
        keys = [gap.shown for gap in form.gaps]
        try:
            numbers, numbering = gaps.numbered(
                keys, gap_numberings.get(guid_, "") if gap_numberings else ""
            )
        except gaps.NoFreeNumber:
            numbers, numbering = gaps.numbered(keys)
            has_room = False
    return Rendered(
        f"{bank.id}/{question.id}",
        guid_,
        kind,
        fields.fields(question, form, bank, topic, origin, numbers),
        fields.tags(question, bank, topic),
        fields.cards(form, numbers),
        numbering,
        has_room,
    )


def guids(namespace: Namespace, origin: str) -> set[str]:
    """Return the guids of a question, whatever its form."""
    return {guid(namespace, origin, kind) for kind in NOTE_TYPES.values()}


def _overlapping_ids(entries: Iterable[Entry]) -> set[str]:
    """Find the guids of notes whose ids leave no room: two branches gave them out."""
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

    def __init__(self, topic: Topic, ledger: Ledger, now: int) -> None:
        self.topic = topic
        self.now = now
        self.entries: list[Entry] = []
        """Of the notes dated so far."""
        self.faults: list[Diagnostic] = []
        """What must not be released of them."""
        self._ledger = ledger
        self._gap_numberings = ledger.gap_numberings()
        self._overlapping = _overlapping_ids(ledger.locked.values())
        self._next_id = self._first_free_id()

    def _first_free_id(self) -> int:
        """Return an id of about now, since Anki shows a note's id as the time when it was made."""
        questions = sum(len(bank.questions) for bank in self.topic.banks)
        return max(self._ledger.last_id() + ID_STEP, self.now * 1000 - questions * ID_STEP)

    def notes(self, bank: Bank, *, retired: bool = False) -> Iterator[tuple[Rendered, Entry]]:
        """Yield the notes of ``bank`` in its order, each with its date; the retired ones or the
        others.
        """
        for question in bank.questions:
            if (question.retired is not None) is retired:
                origin = bank.origin(question)
                rendered = render(question, bank, self.topic, origin, self._gap_numberings)
                entry = self._date(rendered)
                if not rendered.has_room:
                    self.faults.append(self._without_room(rendered))
                if entry.second >= SECONDS_END:
                    self.faults.append(self._too_late(rendered))
                self.entries.append(entry)
                yield rendered, entry

    def next_lock(self) -> tuple[Entry, ...]:
        """Return the entries of the next lock, when all notes are dated."""
        return *self.entries, *self.not_built()

    def not_built(self) -> Iterator[Entry]:
        """Yield what is not built: questions that are of another type now, or were never given.

        Of a note that another witness knows in a newer state than the lock, it is that state: the
        witness may be the package that this build replaces.
        """
        locked, past = self._ledger.locked, self._ledger.past
        unbuilt = dict.fromkeys((*locked, *past)).keys() - {entry.guid for entry in self.entries}
        if not unbuilt:  # as nearly always
            return
        newest = self._ledger.newest()
        for guid_ in unbuilt:
            entry = locked.get(guid_) or newest[guid_]
            last = newest.get(guid_, entry)
            yield replace(
                entry,
                digest=last.digest,
                second=last.second,
                gaps=self._gap_numberings.get(guid_, entry.gaps),
                retyped=not entry.ungiven,
            )

    def _date(self, rendered: Rendered) -> Entry:
        digest = rendered.digest()
        last = self._ledger.locked.get(rendered.guid)
        keeps_id = last is not None and last.guid not in self._overlapping
        note_id = last.note_id if last is not None and keeps_id else self._free_id()
        second = self._ledger.second(rendered.guid, digest, self.now)
        return Entry(rendered.name, rendered.guid, digest, second, note_id, rendered.gaps)

    def _place(self, note: Rendered) -> Span:
        """Return the line of the lock of ``note``; the lock as a whole where it has none."""
        line = self._ledger.lock.lines.get(note.name)
        path = str(self.topic.lock_path)
        return Span(path, line, 1, len(note.name)) if line else Span(path)

    def _without_room(self, note: Rendered) -> Diagnostic:
        return Diagnostic(
            "no-free-gap",
            f"{quoted(note.name)} has a new gap, but its text has had {MOST_GAPS} gaps before, and "
            "a card cannot be used again: its reviews would count for the new gap",
            self._place(note),
            "ask for the new gap in another question\n"
            "or put a gap back that this text had before, in place of the new one",
        )

    def _too_late(self, note: Rendered) -> Diagnostic:
        return Diagnostic(
            "late-clock",
            f"{quoted(note.name)} would be dated {moment(SECONDS_END)} or later, where "
            "the dates of Anki end",
            self._place(note),
            "set the clock of this computer, and restore the lock from version control",
        )

    def _free_id(self) -> int:
        self._next_id += ID_STEP
        return self._next_id - ID_STEP
