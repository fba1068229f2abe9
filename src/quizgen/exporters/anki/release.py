"""What learners are given of each question, dated by the lock.

A question is rendered once, as a note's fields, tags and cards, and hashed.  The lock says what was
given last: where the hash is the same, the note keeps its second, so that Anki leaves it and the
learner's tags alone; where it is not, the second grows past the last one, however little time has
gone by.  What a topic is built from and when is so a function of its banks and its lock.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.bank import Bank, Topic
from quizgen.exporters.anki import fields
from quizgen.exporters.anki.notetypes import NOTE_TYPES, NoteType
from quizgen.lock import Entry, Lock
from quizgen.question import Question
from quizgen.values import Id, Namespace

ID_STEP = 32
"""Ids from one note to the next: a card's id is its note's plus its ordinal, at most 20 gaps."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A question as Anki will hold it."""

    name: str
    """``bank/question``."""
    guid: str
    kind: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    cards: tuple[int, ...]

    def digest(self) -> str:
        """A hash of all that a learner sees."""
        content = "\x1f".join((*self.fields, *self.tags, *map(str, self.cards)))
        return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def guid(namespace: Namespace, bank: Id, question: Id, kind: NoteType) -> str:
    """The guid of a question's note: 96 bits of a hash of what names it in the world.

    The note type is part of it, for Anki cannot move a note to another one: a question whose form
    changes becomes a new note, and the learner keeps the old one.
    """
    name = f"{namespace}/{bank}/{question}/{kind.id}"  # ids have no slash
    return urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:12]).decode()


def render(question: Question, bank: Bank, topic: Topic) -> Rendered:
    """What Anki will hold of ``question``."""
    form = question.form()
    kind = NOTE_TYPES[type(form)]
    return Rendered(
        f"{bank.id}/{question.id}",
        guid(topic.namespace, bank.id, question.id, kind),
        kind,
        fields.fields(question, form, bank, topic),
        fields.tags(question, bank),
        fields.cards(form),
    )


class Release:
    """Dates the notes of one topic, and keeps what the next release must know of them."""

    def __init__(self, topic: Topic, lock: Lock, now: int) -> None:
        self.topic = topic
        self.now = now
        self.entries: list[Entry] = []
        """Of the notes dated so far."""
        self.changed: list[str] = []
        """The names of the new and changed ones among them."""
        self._last = {entry.guid: entry for entry in lock.entries.values()}
        self._next_id = self._first_free_id()

    def _first_free_id(self) -> int:
        """Anki shows a note's id as the time when it was made, so the newest is made about now."""
        questions = sum(len(bank.questions) for bank in self.topic.banks)
        taken = max((entry.note_id for entry in self._last.values()), default=0)
        return max(taken + ID_STEP, self.now * 1000 - questions * ID_STEP)

    def notes(self, bank: Bank) -> Iterator[tuple[Rendered, Entry]]:
        """The notes of ``bank`` in its order, each with its date."""
        for question in bank.questions:
            rendered = render(question, bank, self.topic)
            entry = self._date(rendered)
            self.entries.append(entry)
            yield rendered, entry

    def _date(self, rendered: Rendered) -> Entry:
        digest = rendered.digest()
        last = self._last.get(rendered.guid)
        if last is None:
            note_id = self._next_id
            self._next_id += ID_STEP
            second = self.now
        else:
            note_id = last.note_id
            same = digest == last.digest
            second = last.second if same else max(self.now, last.second + 1)
            if same and last.name == rendered.name:
                return last
        self.changed.append(rendered.name)
        return Entry(rendered.name, rendered.guid, digest, second, note_id)

    @property
    def second(self) -> int:
        """When anything last changed."""
        return max((entry.second for entry in self.entries), default=self.now)
