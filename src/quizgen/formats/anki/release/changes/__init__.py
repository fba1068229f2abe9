"""What learners see when they import a build over the last one: the words for it.

Nothing here knows where the two states come from; that is the business of
:mod:`quizgen.formats.anki.release.changes.comparison`.  How changes look is the business of
:mod:`quizgen.reports`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from quizgen.formats.anki.release.changes.words import Diff


class Kind(StrEnum):
    """What became of a note, in the order in which it is told."""

    NEW = "new"
    RETYPED = "type changed"
    """A new note to Anki; the one that a learner has stays as it was."""
    CHANGED = "changed"
    RETIRED = "retired"
    """Asked until now; from now on its cards say that it was withdrawn."""
    RESTORED = "restored"
    """Retired until now."""
    RENAMED = "renamed"
    """Called otherwise in its bank, and nothing else: learners do not notice."""
    GONE = "gone"
    """No longer built: learners keep it as it was, and get no update of it."""
    UNCHANGED = "unchanged"


class Import(StrEnum):
    """What Anki's importer makes of a note, in its own words."""

    NEW = "new"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    NOTHING = "nothing"
    """The note is not in the package."""


class Part(Struct, frozen=True):
    """A part of a note that reads otherwise."""

    label: str
    """What it is to an author: ``question``, ``options``."""
    diff: Diff


class Change(Struct, frozen=True):
    """What became of one note."""

    name: str
    """``bank/question``, as it is called now."""
    kind: Kind
    imported: Import
    formerly: str = ""
    """What it was called, where that was otherwise."""
    asks: str = ""
    """What it asks now, on one line; nothing where only locks are known."""
    retired: bool = False
    """Whether it is retired now."""
    parts: tuple[Part, ...] = ()
    compared: bool = True
    """Both texts were known, so :attr:`parts` has every word that changed."""


class Move(Struct, frozen=True):
    """Notes whose cards a learner finds where they were, though the build has them elsewhere."""

    old: str
    new: str
    notes: int


class TopicChanges(Struct, frozen=True):
    """What became of the notes of a topic."""

    namespace: str
    id: str = ""
    """Its id; nothing where only locks are known."""
    title: str = ""
    changes: tuple[Change, ...] = ()
    moves: tuple[Move, ...] = ()
    remarks: tuple[str, ...] = ()
    """What to know of the comparison itself: sentences without a full stop."""

    def counts(self) -> dict[Kind, int]:
        """Return how many notes became what; every kind is there."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in Kind}

    def imports(self) -> dict[Import, int]:
        """Count what Anki's importer will call the notes, for a learner who has the old build."""
        found = Counter(change.imported for change in self.changes)
        return {kind: found[kind] for kind in Import if kind is not Import.NOTHING}

    def rewritten(self) -> int:
        """Return notes that Anki will update although they read as they did."""
        return sum(
            change.imported is Import.UPDATED and change.kind in (Kind.UNCHANGED, Kind.RENAMED)
            for change in self.changes
        )

    def grouped(self) -> Iterator[tuple[Kind, list[list[Change]]]]:
        """Group the changes to tell of by kind; those that differ in the same words together."""
        for kind in Kind:
            if kind is Kind.UNCHANGED:
                continue
            alike: dict[object, list[Change]] = {}
            for change in self.changes:
                if change.kind is kind:
                    alike.setdefault(change.parts or change.name, []).append(change)
            if alike:
                yield kind, list(alike.values())


class Changes(Struct, frozen=True):
    """What became of every topic between two states."""

    old: str
    """What the old state is, in words."""
    new: str
    topics: tuple[TopicChanges, ...]
