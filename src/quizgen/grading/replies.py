"""What a learner replies to a form, and what he is told about it.

These types are all that a terminal or a store needs of grading; they know no rule of it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """How a reply stands to the key."""

    RIGHT = "right"
    SLIP = "slip"
    """Accepted, with a note: the learner knew it and slipped in writing it."""
    WRONG = "wrong"


class Recalled(Struct, frozen=True):
    """The learner's own judgement of a :class:`~quizgen.model.forms.Reveal`."""

    right: bool


class Picked(Struct, frozen=True):
    """Options of a :class:`~quizgen.model.forms.Pick`, by their index in the form."""

    options: frozenset[int]


class Typed(Struct, frozen=True):
    """What was typed: one text, or one for each gap."""

    texts: tuple[str, ...]


class Arranged(Struct, frozen=True):
    """Items of an :class:`~quizgen.model.forms.Arrange`, by their index in the form."""

    order: tuple[int, ...]


class Paired(Struct, frozen=True):
    """For each left text of a :class:`~quizgen.model.forms.Pair`, the index of a right text."""

    rights: tuple[int, ...]


Reply = Recalled | Picked | Typed | Arranged | Paired


class Grade(Struct, frozen=True):
    """A verdict, and a sentence for the learner where there is more to say than the verdict."""

    verdict: Verdict
    note: str = ""

    @property
    def accepted(self) -> bool:
        return self.verdict is not Verdict.WRONG


RIGHT = Grade(Verdict.RIGHT)
WRONG = Grade(Verdict.WRONG)


def slip(note: str) -> Grade:
    """Accepted, although ``note`` has something to say."""
    return Grade(Verdict.SLIP, note)


def wrong(note: str) -> Grade:
    """Not accepted, for the reason in ``note``."""
    return Grade(Verdict.WRONG, note)


def best(grades: list[Grade]) -> Grade:
    """The kindest of several grades, the first of its kind; among wrong ones, one with a note."""
    ranks = {Verdict.RIGHT: 0, Verdict.SLIP: 1, Verdict.WRONG: 2}
    return min(grades, key=lambda grade: (ranks[grade.verdict], not grade.note), default=WRONG)
