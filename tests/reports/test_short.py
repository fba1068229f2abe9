"""Diagnostics in a line each."""

from __future__ import annotations

from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.reports import Report, short


def test_a_line_for_each() -> None:
    """The same as the first line of the text, for those that repeat, too."""
    alike = [Diagnostic("code", "found it", Span("a.yaml", n, 3), "hint") for n in range(1, 6)]
    whole = Diagnostic("other", "not read", Span("b.yaml"), severity=Severity.WARNING)
    assert list(short.render(Report([*alike, whole], {}))) == [
        *(f"a.yaml:{n}:3: error[code] found it" for n in range(1, 6)),
        "b.yaml: warning[other] not read",
    ]
