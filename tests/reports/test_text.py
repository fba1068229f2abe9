"""Diagnostics as a compiler prints them."""

from __future__ import annotations

import pytest

from quizgen.model.diagnostics import Diagnostic, Edit, Related, Severity, Span
from quizgen.reports import Report, text


def shown(line: str, column: int, width: int = 1, hint: str = "") -> list[str]:
    """The report of a mistake in a file of one line."""
    diagnostic = Diagnostic("code", "found it", Span("a.yaml", 1, column, width), hint)
    return list(text.lines([diagnostic], {"a.yaml": line}))


def test_the_place_the_code_the_sentence_the_line_and_a_hint() -> None:
    assert shown("anwser: Tokyo", 1, 6, "did you mean “answer”?") == [
        "a.yaml:1:1: error[code] found it",
        "   1 | anwser: Tokyo",
        "     | ^^^^^^",
        "    hint: did you mean “answer”?",
    ]


def test_the_file_as_a_whole_has_no_line() -> None:
    """Line 0 means the file as a whole."""
    diagnostic = Diagnostic("code", "found it", Span("a.yaml"), severity=Severity.WARNING)
    assert list(text.lines([diagnostic], {"a.yaml": "x"})) == ["a.yaml: warning[code] found it"]


def test_a_file_that_is_not_there_has_no_line() -> None:
    diagnostic = Diagnostic("code", "found it", Span("b.yaml", 1, 1))
    assert list(text.lines([diagnostic], {"a.yaml": "x"})) == ["b.yaml:1:1: error[code] found it"]


@pytest.mark.parametrize("line", ["", "   "])
def test_an_empty_line_is_not_shown(line: str) -> None:
    assert shown(line, 1) == ["a.yaml:1:1: error[code] found it"]


def test_a_line_beyond_the_file_is_not_shown() -> None:
    diagnostic = Diagnostic("code", "found it", Span("a.yaml", 2, 1))
    assert list(text.lines([diagnostic], {"a.yaml": "x"})) == ["a.yaml:2:1: error[code] found it"]


WIDE = [
    ("日本: x", 1, 2, "     | ^^^^"),
    ("日本: x", 5, 1, "     |       ^"),
    ("é: x", 4, 1, "     |    ^"),
    ("e\u0301: x", 5, 1, "     |    ^"),
    ("a\tb", 3, 1, "     |   ^"),
    ("\x1b[31ma", 6, 1, "     |      ^"),
]


@pytest.mark.parametrize(("line", "column", "width", "mark"), WIDE, ids=[repr(w[0]) for w in WIDE])
def test_the_underline_stands_below_what_it_means(
    line: str, column: int, width: int, mark: str
) -> None:
    """Widths are those of a terminal, under Chinese characters too."""
    assert shown(line, column, width)[2] == mark


def test_what_comes_from_a_file_commands_no_terminal() -> None:
    """What comes from a file is shown without control characters."""
    diagnostic = Diagnostic("code", "found “\x1b[31m”", Span("a\x07.yaml", 1, 1), "not \x9b2J")
    lines = list(text.lines([diagnostic], {"a\x07.yaml": "\x1b]0;title\x07 \u202ex"}))
    assert len(lines) == 4
    assert not set("\x1b\x07\x9b\u202e") & set("".join(lines))


def test_of_a_long_line_the_place_is_shown() -> None:
    """A hundred columns of a source line are shown, with the place among them."""
    line = "x" * 5_000 + "HERE" + "x" * 5_000
    _, excerpt, mark = shown(line, 5_001, 4)
    assert len(excerpt) == len("   1 | ") + 100
    start = mark.index("^")
    assert excerpt[start : start + 4] == "HERE"
    assert mark.count("^") == 4


@pytest.mark.parametrize(("column", "begins"), [(80, 1), (81, 62)])
def test_a_line_is_shown_from_its_beginning_while_the_place_is_near(
    column: int, begins: int
) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(300))
    assert shown(line, column)[1].startswith(f"   1 | {line[begins - 1]}")


def test_an_underline_ends_with_the_excerpt() -> None:
    _, excerpt, mark = shown("x" * 500, 1, 500)
    assert len(mark) == len(excerpt)


SUMMARIES = [
    ((), 1, 1, "1 file, 1 question: no mistakes"),
    ((Severity.ERROR,), 2, 0, "2 files: 1 error"),
    (
        (Severity.ERROR, Severity.WARNING, Severity.ERROR),
        1,
        1_000,
        "1 file: 2 errors, 1 warning",
    ),
    ((Severity.ADVICE,), 1, 2, "1 file, 2 questions: 1 piece of advice"),
    (
        (Severity.ADVICE, Severity.WARNING, Severity.ADVICE),
        1,
        2,
        "1 file, 2 questions: 1 warning, 2 pieces of advice",
    ),
]


@pytest.mark.parametrize(("severities", "files", "questions", "expected"), SUMMARIES)
def test_the_last_line_counts(
    severities: tuple[Severity, ...], files: int, questions: int, expected: str
) -> None:
    """How much was read, and how many mistakes."""
    diagnostics = [Diagnostic("code", "found", Span("a"), severity=each) for each in severities]
    report = Report(diagnostics, {}, tuple("a" * files), questions)
    assert list(text.summary(report)) == [expected]


def test_a_hint_of_several_lines_is_several_hints() -> None:
    """Each remedy has a line of its own, and no line of a file can add one."""
    diagnostic = Diagnostic("code", "found", Span("a.yaml"), "renamed? this\nwithdrawn? that\x1b[m")
    shown = list(text.lines([diagnostic], {}))
    assert shown[1:] == ["    hint: renamed? this", "    hint: withdrawn? that␛[m"]


def test_a_related_place_is_shown_with_its_line() -> None:
    """In another file, its path is there too; its line is underlined with another sign."""
    related = (
        Related(Span("a.yaml", 1, 3, 2), "first used here"),
        Related(Span("b.yaml", 1, 1, 2), "and here"),
    )
    diagnostic = Diagnostic("code", "found it", Span("a.yaml", 2, 1, 2), "delete", related=related)
    assert list(text.lines([diagnostic], {"a.yaml": "x xy\nxy", "b.yaml": "xy"})) == [
        "a.yaml:2:1: error[code] found it",
        "   2 | xy",
        "     | ^^",
        "    first used here:",
        "   1 | x xy",
        "     |   --",
        "    b.yaml:1:1: and here:",
        "   1 | xy",
        "     | --",
        "    hint: delete",
    ]


@pytest.mark.parametrize(
    ("number", "more"),
    [
        (4, "3 more times, on lines 2, 3, 4"),
        (13, "12 more times, on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13"),
        (25, "24 more times, on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 12 more lines"),
    ],
)
def test_what_repeats_is_shown_once(number: int, more: str) -> None:
    """One mistake in every question is one thing to correct; others are not hidden by it."""
    alike = [Diagnostic("c", "found it", Span("a", n + 1, 1), "go") for n in range(number)]
    other = Diagnostic("d", "found another", Span("a", 2, 1))
    report = Report([*alike[:2], other, *alike[2:]], {}, ("a",), 0)
    assert list(text.render(report)) == [
        "a:1:1: error[c] found it",
        f"    {more}",
        "    hint: go",
        "a:2:1: error[d] found another",
        f"{number:>6} times [c] found it",
        f"1 file: {number + 1} errors",
    ]


def test_what_is_there_three_times_is_shown_each_time() -> None:
    alike = [Diagnostic("c", "found it", Span("a", n + 1, 1)) for n in range(3)]
    assert list(text.lines(alike, {})) == [f"a:{n}:1: error[c] found it" for n in (1, 2, 3)]


def test_the_summary_names_what_can_be_corrected() -> None:
    repair = (Edit(Span("a", 1, 1, 2), "b"),)
    found = [Diagnostic("c", "found it", Span("a", 1, 1), repair=repair)]
    *_, line, last = text.render(Report(found, {}, ("a",), 0))
    assert line == "quizgen can correct 1 of these: run “quizgen fix”, which shows what it changes"
    assert last == "1 file: 1 error"
