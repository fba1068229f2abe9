"""The table of the formats in which diagnostics are shown."""

from __future__ import annotations

import pytest

from quizgen.model.diagnostics import Diagnostic, Edit, Related, Severity, Span
from quizgen.reports import FORMATS, Report, render

AT = Span("decks/a%, b.yaml", 2, 5, 3)
REPORT = Report(
    [
        Diagnostic(
            "missing-field",
            "found “\x1b[31m<&>\n”",
            AT,
            "write it\nor not",
            related=(Related(Span("c.yaml", 1, 1), "first used here"),),
            repair=(Edit(AT, "x: y"),),
        ),
        Diagnostic("uncited-fact", "no", Span("d.yaml"), severity=Severity.WARNING),
        Diagnostic("unused-media", "no", Span("d.yaml", 1, 1), severity=Severity.ADVICE),
    ],
    {"decks/a%, b.yaml": "x\n    abc\n"},
    ("decks/a%, b.yaml", "d.yaml", "sound.yaml"),
    7,
)
"""One diagnostic of each severity, with all that one may have."""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_everything_in_lines(name: str) -> None:
    """Each code is there, and no line has what a terminal obeys."""
    lines = list(render(name, REPORT))
    for one in REPORT.diagnostics:
        assert any(one.code in line for line in lines)
    assert not any(char in line for line in lines for char in "\x1b\n\x7f")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_say_that_nothing_is_wrong(name: str) -> None:
    lines = list(render(name, Report([], {}, ("a.yaml",), 1)))
    assert all("error[" not in line for line in lines)


def test_severities_are_counted() -> None:
    assert REPORT.counts == {Severity.ERROR: 1, Severity.WARNING: 1, Severity.ADVICE: 1}
