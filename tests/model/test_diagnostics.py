"""Mistakes as values."""

from __future__ import annotations

from golden_banks import check_goldens
from quizgen.model.diagnostics import Diagnostic, Problem, Severity, Span


def test_a_mistake_stops_a_build_unless_it_is_a_warning() -> None:
    assert Problem("code", "sentence").severity is Severity.ERROR
    assert Diagnostic("code", "sentence", Span("a.yaml", 1, 1)).severity is Severity.ERROR


def test_a_place_may_be_the_file_as_a_whole() -> None:
    """Line 0 means the file as a whole."""
    assert Span("a.yaml") == Span("a.yaml", 0, 0, 1)


def test_mistakes_are_compared_by_what_they_say() -> None:
    """Values: equal where all is equal, and usable in a set."""
    one = Diagnostic("code", "sentence", Span("a.yaml", 1, 1))
    assert {one, Diagnostic("code", "sentence", Span("a.yaml", 1, 1))} == {one}
    assert one != Diagnostic("code", "sentence", Span("a.yaml", 1, 2))


def test_severities_are_written_as_words() -> None:
    assert [f"{severity}" for severity in Severity] == ["error", "warning", "advice"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
