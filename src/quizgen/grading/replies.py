"""What a learner replies to a form, and what he is told about it.

These types are all that a terminal or a store needs of grading; they know no rule of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a reply stands to the key."""

    RIGHT = "right"
    SLIP = "slip"
    """Accepted, with a note: the learner knew it and slipped in writing it."""
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Recalled:
    """The learner's own judgement of a :class:`~quizgen.forms.Reveal`."""

    right: bool


@dataclass(frozen=True, slots=True)
class Picked:
    """Options of a :class:`~quizgen.forms.Pick`, by their index in the form."""

    options: frozenset[int]


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: one text, or one for each gap."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """Items of an :class:`~quizgen.forms.Arrange`, by their index in the form."""

    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """For each left text of a :class:`~quizgen.forms.Pair`, the index of a right text."""

    rights: tuple[int, ...]


Reply = Recalled | Picked | Typed | Arranged | Paired


@dataclass(frozen=True, slots=True)
class Grade:
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
