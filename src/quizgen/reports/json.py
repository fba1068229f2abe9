"""Diagnostics for other programs, in the shape that ``docs/commands.md`` documents, which stays.

A field may be added; what is there keeps its meaning, or :data:`VERSION` grows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.reports import Report

VERSION = 1


def render(report: Report) -> Iterator[str]:
    """Yield one JSON object, in ASCII."""
    content = {
        "format": "quizgen diagnostics",
        "version": VERSION,
        "files": len(report.paths),
        "questions": report.questions,
        "counts": {str(severity): number for severity, number in report.counts.items()},
        "diagnostics": [_diagnostic(one) for one in report.diagnostics],
    }
    # JSON lets DEL be as it is, and terminals do not.
    yield from json.dumps(content, indent=2).replace("\x7f", r"\u007f").split("\n")


def _diagnostic(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": str(one.severity),
        "message": one.message,
        "hint": one.hint,
        **_place(one.place),
        "related": [{"message": each.message, **_place(each.place)} for each in one.related],
        "repair": [{**_place(each.place), "text": each.text} for each in one.repair],
    }


def _place(place: Span) -> dict[str, Any]:
    """Return a place; a file as a whole has neither line nor columns."""
    if not place.line:
        return {"path": place.path, "line": None, "column": None, "end_column": None}
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_column": place.column + place.width,
    }
