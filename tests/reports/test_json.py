"""Diagnostics for other programs."""

from __future__ import annotations

import json

from quizgen.model.diagnostics import Diagnostic, Edit, Related, Severity, Span
from quizgen.reports import Report
from quizgen.reports.json import render


def test_everything_is_there() -> None:
    """A place is a path, a line and two columns; the second is after the last character."""
    place = Span("a.yaml", 2, 5, 3)
    one = Diagnostic(
        "code",
        "found “é”",
        place,
        "do this",
        related=(Related(Span("b.yaml", 1, 1), "first"),),
        repair=(Edit(place, "x"),),
    )
    whole = Diagnostic("other", "not read", Span("b.yaml"), severity=Severity.ADVICE)
    printed = "\n".join(render(Report([one, whole], {}, ("a.yaml", "b.yaml"), 4)))
    at = {"path": "a.yaml", "line": 2, "column": 5, "end_column": 8}
    assert printed.isascii()
    assert json.loads(printed) == {
        "format": "quizgen diagnostics",
        "version": 1,
        "files": 2,
        "questions": 4,
        "counts": {"error": 1, "warning": 0, "advice": 1},
        "diagnostics": [
            {
                "code": "code",
                "severity": "error",
                "message": "found “é”",
                "hint": "do this",
                **at,
                "related": [
                    {"message": "first", "path": "b.yaml", "line": 1, "column": 1, "end_column": 2}
                ],
                "repair": [{**at, "text": "x"}],
            },
            {
                "code": "other",
                "severity": "advice",
                "message": "not read",
                "hint": "",
                "path": "b.yaml",
                "line": None,
                "column": None,
                "end_column": None,
                "related": [],
                "repair": [],
            },
        ],
    }
