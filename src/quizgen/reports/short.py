"""Diagnostics in a line each, as editors and ``grep`` read them."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.reports import Report
from quizgen.system.terminal_text import safe


def render(report: Report) -> Iterator[str]:
    """Yield a line for each diagnostic, and nothing where there are none."""
    for one in report.diagnostics:
        yield safe(f"{one.place}: {one.severity}[{one.code}] {one.message}")
