"""Diagnostics as GitHub Actions shows them at the lines of a pull request.

The lines are workflow commands (``::error file=…::…``), whose escapes GitHub documents under
“Workflow commands for GitHub Actions”; ``@actions/toolkit`` writes them in ``command.ts``.
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.reports import Report
from quizgen.system.terminal_text import safe

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(report: Report) -> Iterator[str]:
    """Yield a workflow command for each diagnostic."""
    for one in report.diagnostics:
        properties = ",".join(f"{name}={_value(value)}" for name, value in _properties(one).items())
        said = f"{one.message}\nhint: {one.hint}" if one.hint else one.message
        yield f"::{_COMMANDS[one.severity]} {properties}::{_data(said)}"


def _properties(one: Diagnostic) -> dict[str, str]:
    at = one.place
    place = {"file": at.path.replace("\\", "/")}
    if at.line:
        place |= {"line": str(at.line), "col": str(at.column)}
        place |= {"endLine": str(at.line), "endColumn": str(at.column + at.width)}
    return place | {"title": one.code}


def _data(text: str) -> str:
    lines = [safe(line).replace("%", "%25") for line in text.split("\n")]
    return "%0A".join(lines)


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
