"""How diagnostics are shown, and changes: one module a format of either.

A format of diagnostics is a module with ``render``, which yields its lines.  To add one, write its
file here and name it in :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from quizgen.model.diagnostics import Diagnostic, Severity


class Report(Struct, frozen=True):
    """What a run over banks found."""

    diagnostics: list[Diagnostic]
    """In the order in which they are shown."""
    texts: dict[str, str]
    """The text of each file with a mistake, by its path."""
    paths: tuple[str, ...] = ()
    """Every file that was read."""
    questions: int = 0
    """The questions without an error."""

    @property
    def counts(self) -> dict[Severity, int]:
        """How many there are of each severity, the gravest first."""
        counts = dict.fromkeys(Severity, 0)
        for one in self.diagnostics:
            counts[one.severity] += 1
        return counts


class ReportFormat(Protocol):
    """What the module of a format offers."""

    def render(self, report: Report) -> Iterable[str]:
        """Yield the lines of ``report``."""
        ...


FORMATS: tuple[str, ...] = (
    "text",
    "short",
    "json",
    "github",
    "sarif",
    "junit",
)
"""Every format of diagnostics: the name that a user gives, which is its module's."""


def render(name: str, report: Report) -> Iterator[str]:
    """Yield the lines of ``report`` in the format called ``name``."""
    module = cast(ReportFormat, import_module(f"quizgen.reports.{name}"))
    yield from module.render(report)
