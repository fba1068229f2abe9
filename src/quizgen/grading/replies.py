"""What a learner replies to a form, and what they are told about it.

These types are all that a terminal or a store needs of grading; they know no rule of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from quizgen.languages import Phrase, phrase


class Verdict(StrEnum):
    """How a reply stands to the key."""

    RIGHT = "right"
    SLIP = "slip"
    """Accepted, with a note: the learner knew it and slipped in writing it."""
    ASK = "ask"
    """Nobody but the learner can tell; where they cannot be asked, it counts as wrong."""
    WRONG = "wrong"


class Result(StrEnum):
    """What became of a question, the learner's own word included."""

    RIGHT = "right"
    SLIP = "slip"
    COUNTED = "counted"
    """The learner was asked, and counted it."""
    APPEALED = "appealed"
    """It was wrong, and the learner says that it was right."""
    UNDECIDED = "undecided"
    """The learner had to be asked and was not: it counts as wrong."""
    WRONG = "wrong"
    SKIPPED = "skipped"
    SET_ASIDE = "set aside"
    """It is not asked this time, and counts as nothing."""

    @property
    def is_right(self) -> bool:
        """Whether it counts as right."""
        return self in (Result.RIGHT, Result.SLIP, Result.COUNTED, Result.APPEALED)


class Confidence(StrEnum):
    """How sure a learner says that they are, before they are told how the answer was."""

    GUESS = "guess"
    THINK = "think"
    SURE = "sure"


class Recalled(Struct, frozen=True, tag=True):
    """The learner's own judgment of a :class:`~quizgen.model.forms.Reveal`."""

    right: bool


class Picked(Struct, frozen=True, tag=True):
    """Options of a :class:`~quizgen.model.forms.Pick`, by their index in the form."""

    options: frozenset[int]


class Typed(Struct, frozen=True, tag=True):
    """What was typed: one text, or one for each gap."""

    texts: tuple[str, ...]


class Arranged(Struct, frozen=True, tag=True):
    """Items of an :class:`~quizgen.model.forms.Arrange`, by their index in the form."""

    order: tuple[int, ...]


class Paired(Struct, frozen=True, tag=True):
    """For each left text of a :class:`~quizgen.model.forms.Pair`, the index of a right text."""

    rights: tuple[int, ...]


Reply = Recalled | Picked | Typed | Arranged | Paired


class Grade(Struct, frozen=True):
    """A verdict, and what there is to say about it."""

    verdict: Verdict
    note: str = ""
    """A sentence for the learner, where there is more to say than the verdict."""
    nearest: str = ""
    """The accepted answer nearest to a typed reply, to show the difference; empty if none is."""
    question: str = ""
    """Of :attr:`Verdict.ASK`: what to ask the learner, who answers with yes or no."""
    gaps: tuple[Grade, ...] = ()
    """Of a text with several gaps: the grade of each."""

    @property
    def accepted(self) -> bool:
        """Whether it counts as right without a further word of the learner."""
        return self.verdict in (Verdict.RIGHT, Verdict.SLIP)

    def settled(self, counts: bool) -> Grade:
        """Return this grade after the learner said whether the reply counts: a slip, or wrong."""
        verdict = Verdict.SLIP if counts else Verdict.WRONG
        return replace(self, verdict=verdict, question="")


RIGHT = Grade(Verdict.RIGHT)
WRONG = Grade(Verdict.WRONG)


def slip(note: str, nearest: str = "", /, **values: object) -> Grade:
    """Accept, although ``note`` has something to say, with ``values`` at its names in braces."""
    return Grade(Verdict.SLIP, _phrase(note, values), nearest)


def ask(note: str, nearest: str, /, **values: object) -> Grade:
    """Leave it to the learner, for the reason in ``note``: is it what ``nearest`` says?"""
    return Grade(Verdict.ASK, _phrase(note, values), nearest)


def wrong(note: str, nearest: str = "", /, **values: object) -> Grade:
    """Refuse, for the reason in ``note``."""
    return Grade(Verdict.WRONG, _phrase(note, values), nearest)


def _phrase(note: str, values: Mapping[str, object]) -> str:
    return note if isinstance(note, Phrase) or not note else phrase(note, **values)


def best(grades: Iterable[Grade]) -> Grade:
    """Pick the kindest grade, the first of its kind; among wrong ones, one with a note."""
    return min(grades, key=lambda grade: (_RANKS[grade.verdict], not grade.note), default=WRONG)


_RANKS = {verdict: rank for rank, verdict in enumerate(Verdict)}
