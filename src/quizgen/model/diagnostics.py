"""A mistake and its place.

A text that is no YAML has a :class:`Fault`.  A check of what was read yields a :class:`Problem`: a
code, a sentence, and a *route*, the keys and indices that lead to the fault from where the check
stands.  The reader, which alone knows places, turns both into a :class:`Diagnostic` with a
:class:`Span`.  A rule (:mod:`quizgen.rules`) gives a :class:`Finding`, which has the code and the
level of its rule.  How diagnostics look is the business of :mod:`quizgen.reports`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

Route = tuple[str | int, ...]
"""The keys and indices from a node down to the faulty one; ``("options", 2)``."""


class Severity(StrEnum):
    """How much a finding matters, the gravest first.  Only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    """Most likely a mistake."""
    ADVICE = "advice"
    """Sound, and could be better."""


class Span(Struct, frozen=True):
    """A place in a file.  Lines and columns count from 1, columns in characters.

    Line 0 means the file as a whole; ``width`` is the number of characters to underline on the
    first line.
    """

    path: str
    line: int = 0
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Related(Struct, frozen=True):
    """Another place that a diagnostic speaks of, such as where a name was given first."""

    place: Span
    message: str
    """What is there, such as ``first used here``."""


class Edit(Struct, frozen=True):
    """Characters of one line, and what is written in their place.

    The ``width`` of the place is the number of characters replaced; 0 inserts.
    """

    place: Span
    text: str


class Problem(Struct, frozen=True):
    """What a check found, seen from where it stands."""

    code: str
    message: str
    route: Route = ()
    hint: str = ""
    severity: Severity = Severity.ERROR
    on_key: bool = False
    """The fault lies with the last key of the route, not with its value."""
    part: str = ""
    """The part of the text that is meant, if not all of it."""
    related: tuple[tuple[Route, str], ...] = ()
    """Routes to other places that matter, each with what is there."""
    rewrite: str | None = None
    """What is certainly meant, as YAML, in the place of what the route leads to."""


class Finding(Struct, frozen=True):
    """What a rule found: a place and a sentence.  The code is that of the rule."""

    place: Span
    message: str
    hint: str = ""
    severity: Severity | None = None
    """``None`` for the level of the rule."""
    related: tuple[Related, ...] = ()
    repair: tuple[Edit, ...] = ()


class Diagnostic(Struct, frozen=True):
    """A problem at its place."""

    code: str
    message: str
    place: Span
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    """Other places that it speaks of."""
    repair: tuple[Edit, ...] = ()
    """What certainly corrects it without changing a meaning; empty where only an author can say."""


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` by file, line and column, and then as they were found."""
    return sorted(diagnostics, key=lambda one: (one.place.path, one.place.line, one.place.column))


class Mark(Protocol):
    """A place in a text; line and column count from 0.  PyYAML's own marks are such."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Fault(Struct, frozen=True):
    """A mistake of the text as YAML; line and column count from 0."""

    code: str
    message: str
    line: int
    column: int
    hint: str = ""
    width: int = 1
    """Characters to underline."""
    related: tuple[tuple[Mark, str], ...] = ()
    """Other places that matter, each with what is there."""
    edits: tuple[tuple[Mark, int, str], ...] = ()
    """What certainly corrects it: from a mark on, so many characters become a text."""
