"""Word diffs: which words of a text went and which came.

A difference is a list of runs, each kept (``=``), removed (``-``) or added (``+``): what is kept
and removed makes the old text, what is kept and added the new one.  Words are what a reader takes
for them: ``10,000`` and ``Russia's`` are one each, and so is every Chinese or Japanese character.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Literal
from unicodedata import category

from quizgen.system.columns import width

Op = Literal["=", "-", "+"]
Diff = tuple[tuple[Op, str], ...]

_OPS: tuple[Op, ...] = ("=", "-", "+")
_INNER = frozenset("'’.,-‐‑·/:")
"""What does not end a word that goes on behind it."""
_MOST_PAIRS = 4_000_000
"""Pairs of words that are compared; texts of more are replaced as a whole."""
_CONTEXT = 60
"""Characters that :func:`shortened` keeps on each side of a change."""


def diff(old: str, new: str) -> Diff:
    """Tell what makes ``new`` of ``old``; lists of one length by lines, if that is no more."""
    whole = _words(old, new)
    olds, news = old.split("\n"), new.split("\n")
    if len(olds) != len(news) or len(olds) == 1:
        return whole
    runs: list[tuple[Op, str]] = []
    for pair in zip(olds, news, strict=True):
        runs += [("=", "\n"), *_words(*pair)]
    by_line = tuple(_joined(runs[1:]))
    return min(by_line, whole, key=_changed)


def _changed(runs: Diff) -> int:
    return sum(len(text) for op, text in runs if op != "=")


def _words(old: str, new: str) -> Diff:
    olds, news = split(old), split(new)
    start = _common(olds, news)
    end = _common(olds[start:][::-1], news[start:][::-1])
    before, after = olds[:start], olds[len(olds) - end :]
    olds, news = olds[start : len(olds) - end], news[start : len(news) - end]
    runs: list[tuple[Op, str]] = [("=", "".join(before))]
    runs += _runs(olds, news)
    runs.append(("=", "".join(after)))
    return tuple(_joined(runs))


def split(text: str) -> list[str]:
    """Return the words of ``text``, and the spaces and signs between; together they are it."""
    starts: list[int] = []
    kind = ""
    for place, char in enumerate(text):
        last, kind = kind, _kind(char)
        if kind == "mark":  # belongs to what it stands on
            joins = last not in ("", "line")
            kind = last if joins else "sign"
        elif kind == "sign" and last == "word" and char in _INNER:
            joins = place + 1 < len(text) and _kind(text[place + 1]) == "word"
            kind = "word" if joins else kind
        else:
            repeated = kind == "sign" and text[place - 1 : place] == char
            joins = kind == last and (kind in ("word", "space") or repeated)
        if not joins:
            starts.append(place)
    return [text[start:end] for start, end in pairwise([*starts, len(text)])]


def _kind(char: str) -> str:
    if char == "\n":
        return "line"
    if char.isspace():
        return "space"
    sort = category(char)
    if sort[0] == "M" or sort == "Cf":
        return "mark"
    if sort[0] in "PSC":
        return "sign"
    return "word" if width(char) == 1 else "wide"


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for word, counterpart in zip(one, other, strict=False):
        if word != counterpart:
            break
        count += 1
    return count


def _runs(old: list[str], new: list[str]) -> Iterator[tuple[Op, str]]:
    if len(old) * len(new) > _MOST_PAIRS:
        yield "-", "".join(old)
        yield "+", "".join(new)
        return
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (code, a, b, c, d) in enumerate(codes):
        kept = "".join(old[a:b])
        if code == "equal" and (0 < number < len(codes) - 1) and not _tells(kept):
            # Nothing but a space or a sign between two changes: they read better as one.
            yield "-", kept
            yield "+", kept
        elif code == "equal":
            yield "=", kept
        else:
            yield "-", kept
            yield "+", "".join(new[c:d])


def _tells(text: str) -> bool:
    """Return whether ``text`` has a word, or ends a line."""
    return "\n" in text or any(char.isalnum() for char in text)


def _joined(runs: list[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    """Yield the runs with neighbors of one kind joined, and what went before what came."""
    filled = [(op, text) for op, text in runs if text]
    for _, group in groupby(filled, lambda run: run[0] == "="):
        changes = list(group)
        for op in _OPS:
            if text := "".join(text for each, text in changes if each == op):
                yield op, text


def old_text(runs: Diff) -> str:
    """Return the text that ``runs`` began with."""
    return "".join(text for op, text in runs if op != "+")


def new_text(runs: Diff) -> str:
    """Return the text that ``runs`` ended with."""
    return "".join(text for op, text in runs if op != "-")


def lines(runs: Diff) -> list[Diff]:
    """Return the lines of ``runs`` that say anything."""
    found: list[list[tuple[Op, str]]] = [[]]
    for op, text in runs:
        first, *rest = text.split("\n")
        found[-1].append((op, first))
        found += [[(op, line)] for line in rest]
    filled = (tuple((op, text) for op, text in line if text) for line in found)
    return [line for line in filled if line]


def shortened(runs: Diff) -> Diff:
    """Return ``runs`` with what was kept cut down to what stands beside a change."""
    last = len(runs) - 1
    return tuple(
        (op, _cut(text, number > 0, number < last) if op == "=" else text)
        for number, (op, text) in enumerate(runs)
    )


def _cut(text: str, behind: bool, before: bool) -> str:
    """Cut the middle of ``text``; what is kept stands ``behind`` and ``before`` a change."""
    if len(text) <= 3 * _CONTEXT:
        return text
    head, tail = text[:_CONTEXT], text[-_CONTEXT:]
    head = f"{head.rpartition(' ')[0] or head} " if behind else ""
    tail = f" {tail.partition(' ')[2] or tail}" if before else ""
    return f"{head}…{tail}"
