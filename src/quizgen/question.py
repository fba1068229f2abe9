"""What every question is, whatever its type: the envelope around a form.

Outputs import this module and :mod:`quizgen.forms`, never :mod:`quizgen.questions`: a question
tells them its id, its explanation, its sources, and through :meth:`Question.form` what the learner
is asked to do.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from quizgen.diagnostics import Problem, Route
from quizgen.forms import Form
from quizgen.markup import Markup
from quizgen.values import Claim, FormerId, Id, Tag
from quizgen.yamltree import Mapping

__all__ = ["Claim", "Difficulty", "Question"]


class Difficulty(StrEnum):
    """How hard the author thinks that a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """A question of a bank.  Its fields are the keys that an author may write."""

    type: ClassVar[str]

    id: Id
    explanation: Markup | None = None
    facts: tuple[Id, ...] = ()
    source: Markup | None = None
    tags: tuple[Tag, ...] = ()
    difficulty: Difficulty | None = None
    was: tuple[FormerId, ...] = ()
    """Its former ids, the oldest first: learners know it by that one."""
    retired: Markup | None = None
    """Why it was withdrawn: learners who have it are told, and nobody is asked."""
    at: Mapping | None = field(default=None, compare=False, repr=False)
    """Where it was written; no part of what it says."""

    @abstractmethod
    def form(self) -> Form:
        """What the learner is asked to do."""

    def check(self) -> Iterator[Problem]:
        """What is wrong with this question by itself."""
        yield from ()

    def claims(self) -> Iterator[tuple[Route, Claim]]:
        """The figures and dates that its key states, to be held against the cited facts."""
        yield from ()
