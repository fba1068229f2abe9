"""Changes for release notes: what went is struck out, what came is bold.

A bank's text is text here too: every character that Markdown or GitHub gives a meaning to is
escaped.  A mark of Markdown works only where it touches its words in the right way, so spaces at
the edge of a change are left outside, and a change that begins or ends with a sign takes in the
rest of the word that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizgen.formats.anki.release.changes import Change, Changes, Kind, TopicChanges
from quizgen.formats.anki.release.changes.words import Diff, Op, lines, shortened
from quizgen.model.phrases import count
from quizgen.reports.changes_text import (
    HEADINGS,
    NOT_COMPARED,
    ONLY_LAYOUT,
    heading,
    import_summary,
    names,
    remarks,
    says_question,
    shows_retired,
    summary,
)
from quizgen.system.terminal_text import safe

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~&$]")
_MARKS: dict[Op, str] = {"-": "~~", "+": "**"}


def render(changes: Changes) -> Iterator[str]:
    """Yield the lines of the report."""
    for number, topic in enumerate(changes.topics):
        if number:
            yield ""
        yield from _topic(topic)


def escape(text: str) -> str:
    """Return ``text`` on one line, as Markdown shows it."""
    return _escape(" ".join(text.split()))


def _topic(topic: TopicChanges) -> Iterator[str]:
    yield f"## {escape(heading(topic))}"
    yield ""
    yield f"{_sentence(summary(topic))} {_sentence(import_summary(topic))}"
    for remark in remarks(topic):
        yield ""
        yield _sentence(escape(remark))
    for kind, groups in topic.grouped():
        yield ""
        yield f"### {_capital(HEADINGS[kind])}"
        yield ""
        for alike in groups:
            yield from _alike(alike)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return f"{_capital(text)}."


def _alike(alike: list[Change]) -> Iterator[str]:
    first = alike[0]
    head = f"{count(len(alike), 'note')} alike: " * (len(alike) > 1) + escape(names(alike))
    if len(alike) == 1:
        head += f" (formerly {escape(first.formerly)})" * bool(first.formerly)
        head += " (retired)" * shows_retired(first)
        head += f": {escape(first.asks)}" * says_question(first)
    yield f"- {head}"
    if not first.compared:
        yield f"  - {NOT_COMPARED}"
    elif first.kind is Kind.CHANGED and not first.parts:
        yield f"  - {ONLY_LAYOUT}"
    for part in first.parts:
        shown = "<br>".join(marked(line) for line in lines(shortened(part.diff)))
        yield f"  - {part.label}: {shown}"


def marked(runs: Diff) -> str:
    """Return one line of a difference."""
    return "".join(
        _mark("-", old, new) + _mark("+", new) if old != new else _escape(new)
        for old, new in _widened(runs)
    ).strip()


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", safe(text))  # release notes are looked at in terminals, too


def _mark(op: Op, text: str, behind: str = "") -> str:
    """Return ``text`` in its marks, a space before what came ``behind`` it."""
    inner = text.strip()
    if not inner:
        return text
    start, _, end = text.partition(inner)
    return f"{start}{_MARKS[op]}{_escape(inner)}{_MARKS[op]}{' ' if behind.strip() else end}"


def _widened(runs: Diff) -> Iterator[tuple[str, str]]:
    """Yield the pieces of ``runs`` as they were and are, each change as wide as its marks need."""
    pieces: list[tuple[str, str]] = []
    for op, text in runs:
        old, new = safe(text) * (op != "+"), safe(text) * (op != "-")
        if pieces and pieces[-1][0] != pieces[-1][1] and op != "=":
            before = pieces.pop()
            old, new = before[0] + old, before[1] + new
        pieces.append((old, new))
    for at in range(len(pieces)):
        old, new = pieces[at]
        if old == new:
            continue
        if at and _clashes(pieces[at - 1][1], old, new, 0):
            kept = pieces[at - 1][1]
            rest = kept[: kept.rfind(" ") + 1]
            word = kept[len(rest) :]
            pieces[at - 1] = rest, rest
            old, new = word + old, word + new
        if at + 1 < len(pieces) and _clashes(pieces[at + 1][1][::-1], old, new, -1):
            word, space, rest = pieces[at + 1][1].partition(" ")
            pieces[at + 1] = space + rest, space + rest
            old, new = old + word, new + word
        pieces[at] = old, new
    yield from _merged(pieces)


def _clashes(kept: str, old: str, new: str, edge: int) -> bool:
    """Tell whether a mark between the end of ``kept`` and a sign at that ``edge`` would fail."""
    if not kept or kept[-1].isspace():
        return False
    chars = [text[edge] for text in (old, new) if text]
    return any(not char.isalnum() and not char.isspace() for char in chars)


def _merged(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces with neighboring changes made one."""
    last = "", ""
    for old, new in pieces:
        if not old and not new:
            continue
        if old != new and last[0] != last[1]:
            last = last[0] + old, last[1] + new
            continue
        yield last
        last = old, new
    yield last
