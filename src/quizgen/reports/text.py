"""Diagnostics as a compiler prints them: the place, the code, the sentence, the line, a hint.

Widths are those of a terminal, so that the underline is below what it means under Chinese
characters too; what comes from a file is shown without control characters.

What is found over and over in a file, such as one field that every question misspells, is shown
once, with the lines of all the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.model.lines import split_lines
from quizgen.model.phrases import count
from quizgen.reports import Report
from quizgen.system.columns import width
from quizgen.system.output import Exact, columns_of
from quizgen.system.terminal_text import safe

EXCERPT = 100
"""Columns of a source line that are shown, if the terminal has them."""
_LEAST = 40
OFTEN = 4
"""From so many alike in one file on, only the first is shown in full."""
_MOST_LINES = 12
"""Lines that are named of those alike."""
_MOST_KINDS = 5
"""Kinds of mistakes that the summary counts."""


def render(report: Report) -> Iterator[str]:
    """Yield each diagnostic, and at last how much was read and how much is wrong."""
    yield from lines(report.diagnostics, report.texts)
    yield from summary(report)


def lines(diagnostics: Iterable[Diagnostic], texts: dict[str, str]) -> Iterator[str]:
    """Yield each diagnostic in turn; ``texts`` has the text of the files, by their path."""
    split: dict[str, list[str]] = {}

    def source(path: str) -> list[str]:
        if path not in split:
            split[path] = split_lines(texts[path]) if path in texts else []
        return split[path]

    for group in _groups(diagnostics):
        diagnostic = group[0]
        at = diagnostic.place
        yield safe(f"{at}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}")
        if at.line:
            yield from _excerpt(at, source(at.path))
        for related in diagnostic.related:
            there = related.place
            elsewhere = "" if there.path == at.path else f"{there}: "
            yield safe(f"    {elsewhere}{related.message}:")
            yield from _excerpt(there, source(there.path), "-")
        if len(group) > 1:
            yield f"    {_again(group[1:])}"
        for hint in diagnostic.hint.split("\n") if diagnostic.hint else ():
            yield safe(f"    hint: {hint}")


def _groups(diagnostics: Iterable[Diagnostic]) -> Iterable[list[Diagnostic]]:
    """Return those that are alike together, where there are many, at the place of the first."""
    alike: dict[tuple[str, str, str, str], list[Diagnostic]] = {}
    groups: list[list[Diagnostic]] = []
    for one in diagnostics:
        key = (one.place.path, one.code, one.message, one.hint)
        if key not in alike:
            alike[key] = []
            groups.append(alike[key])
        alike[key].append(one)
    if all(len(group) == 1 for group in groups):
        return groups
    first = [
        part
        for group in groups
        for part in ([group] if len(group) >= OFTEN else [[one] for one in group])
    ]
    return sorted(first, key=lambda group: _order(group[0]))


def _order(one: Diagnostic) -> tuple[str, int, int]:
    return one.place.path, one.place.line, one.place.column


def _again(others: list[Diagnostic]) -> str:
    """Return where the ``others`` are that are like the one shown."""
    numbers = list(dict.fromkeys(one.place.line for one in others))
    named = ", ".join(map(str, numbers[:_MOST_LINES]))
    more = (
        f" and {count(len(numbers) - _MOST_LINES, 'more line')}"
        if len(numbers) > _MOST_LINES
        else ""
    )
    times = count(len(others), "more time")
    return f"{times}, on {'line' if len(numbers) == 1 else 'lines'} {named}{more}"


def _excerpt(at: Span, source: list[str], sign: str = "^") -> Iterator[str]:
    if at.line > len(source):
        return
    line = source[at.line - 1]
    # No more of the line is looked at than is shown: it may be long, and have many mistakes.
    room = EXCERPT
    if columns := columns_of(err=True):
        room = max(_LEAST, min(room, columns - len(f"{at.line:>4} | ")))
    start = max(0, at.column - 20) if at.column > room - 20 else 0
    shown = safe(line[start : start + room])
    if not shown.strip():
        return
    before = safe(line[start : at.column - 1])
    marked = safe(line[at.column - 1 : min(at.column - 1 + at.width, start + room)])
    number = f"{at.line:>4}"
    yield Exact(f"{number} | {shown}")
    yield Exact(f"{' ' * len(number)} | {' ' * width(before)}{sign * max(1, width(marked))}")


def summary(report: Report) -> Iterator[str]:
    """Yield how much was read, how many mistakes there are, and which of them repeat."""
    counts = report.counts
    read = count(len(report.paths), "file")
    if not counts[Severity.ERROR]:  # else only those without a mistake are known
        read += f", {count(report.questions, 'question')}"
    found = ", ".join(_found(n, severity) for severity, n in counts.items() if n)
    alike: dict[tuple[str, str], int] = {}
    for one in report.diagnostics:
        alike[one.code, one.message] = alike.get((one.code, one.message), 0) + 1
    often = sorted(
        ((n, code, message) for (code, message), n in alike.items() if n >= OFTEN),
        key=lambda entry: -entry[0],
    )
    for number, code, message in often[:_MOST_KINDS]:
        yield safe(f"{number:>6,} times [{code}] {message}")
    if repairs := sum(bool(one.repair) for one in report.diagnostics):
        them = f"{repairs:,} of these"
        yield f"quizgen can correct {them}: run “quizgen fix”, which shows what it changes"
    yield f"{read}: {found or 'no mistakes'}"


def _found(number: int, severity: Severity) -> str:
    if severity is Severity.ADVICE:  # which has no plural
        return f"{count(number, 'piece')} of advice"
    return count(number, str(severity))
