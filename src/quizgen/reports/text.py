"""Diagnostics as a compiler prints them: the place, the code, the sentence, the line, a hint.

Widths are those of a terminal, so that the underline stands below what it means under Chinese
characters too; what comes from a file is shown without control characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.model.lines import split_lines
from quizgen.model.phrases import count
from quizgen.system.columns import width
from quizgen.system.terminal_text import safe

EXCERPT = 100
"""Columns of a source line that are shown."""


def lines(diagnostics: Iterable[Diagnostic], texts: dict[str, str]) -> Iterator[str]:
    """Each diagnostic in turn; ``texts`` has the text of the files, by their path."""
    split: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        at = diagnostic.place
        yield safe(f"{at}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}")
        if at.line and at.path in texts:
            if at.path not in split:
                split[at.path] = split_lines(texts[at.path])
            yield from _excerpt(diagnostic, split[at.path])
        for hint in diagnostic.hint.split("\n") if diagnostic.hint else ():
            yield safe(f"    hint: {hint}")


def _excerpt(diagnostic: Diagnostic, source: list[str]) -> Iterator[str]:
    at = diagnostic.place
    if at.line > len(source):
        return
    line = source[at.line - 1]
    start = 0
    if at.column > EXCERPT - 20:
        start = at.column - 20
    # No more of the line is looked at than is shown: it may be long, and have many mistakes.
    shown = safe(line[start : start + EXCERPT])
    if not shown.strip():
        return
    before = safe(line[start : at.column - 1])
    marked = safe(line[at.column - 1 : min(at.column - 1 + at.width, start + EXCERPT)])
    number = f"{at.line:>4}"
    yield f"{number} | {shown}"
    yield f"{' ' * len(number)} | {' ' * width(before)}{'^' * max(1, width(marked))}"


def summary(diagnostics: Iterable[Diagnostic], files: int, questions: int) -> str:
    """The last line: how much was read, and how many mistakes."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    read = count(files, "file")
    if not counts[Severity.ERROR]:  # else only those without a mistake are known
        read += f", {count(questions, 'question')}"
    found = ", ".join(_found(n, severity) for severity, n in counts.items() if n)
    return f"{read}: {found or 'no mistakes'}"


def _found(number: int, severity: Severity) -> str:
    if severity is Severity.ADVICE:  # which has no plural
        return f"{count(number, 'piece')} of advice"
    return count(number, str(severity))
