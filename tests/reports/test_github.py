"""Diagnostics as workflow commands of GitHub Actions."""

from __future__ import annotations

from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.reports import Report
from quizgen.reports.github import render


def test_a_command_for_each_with_its_escapes() -> None:
    """``%`` and line ends everywhere, ``:`` and ``,`` in properties; no text forges a command."""
    found = [
        Diagnostic("code", "found “5%:\n::error::”", Span("a,b:c%.yaml", 2, 5, 3), "do\nthis"),
        Diagnostic("other", "no", Span("b.yaml"), severity=Severity.WARNING),
        Diagnostic("third", "no", Span("b.yaml", 1, 1), severity=Severity.ADVICE),
    ]
    assert list(render(Report(found, {}))) == [
        "::error file=a%2Cb%3Ac%25.yaml,line=2,col=5,endLine=2,endColumn=8,title=code"
        "::found “5%25:%0A::error::”%0Ahint: do%0Athis",
        "::warning file=b.yaml,title=other::no",
        "::notice file=b.yaml,line=1,col=1,endLine=1,endColumn=2,title=third::no",
    ]
