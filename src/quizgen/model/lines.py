"""What a line of a file is, for every file that quizgen reads.

A line ends with LF, CR or both, as in YAML 1.2 and in editors.  Form feeds, vertical tabs, NEL and
the line and paragraph separators of Unicode, at which :meth:`str.splitlines` parts a text too, are
characters of a line.  A byte-order mark at the start of a file is no character of its first line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_END = r"\r\n|\r|\n"
_MARK = "\ufeff"


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` without what ends them; there is always one.

    Behind the last line end stands one more, which is empty: a place may be there.
    """
    text = text.removeprefix(_MARK)
    return re.split(_END, text) if "\r" in text else text.split("\n")


Change = tuple[int, int, int, str]
"""A line and a column, both from 1, so many characters from there, and what is written instead."""


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return ``text`` with each of ``changes``; everything else in it is as it was.

    Of two that overlap, the first in the text counts; those at one place are made in their order.
    """
    starts = [len(_MARK) if text.startswith(_MARK) else 0]
    starts += [found.end() for found in re.finditer(_END, text)]
    places = sorted(
        ((starts[line - 1] + column - 1, width, new) for line, column, width, new in changes),
        key=lambda place: place[0],
    )
    parts: list[str] = []
    done = 0
    for start, width, new in places:
        if start >= done:
            parts += (text[done:start], new)
            done = start + width
    return "".join((*parts, text[done:]))


def place_of_end(text: str) -> tuple[int, int]:
    """Return the line and the column, both from 1, of what comes after ``text``.

    ``text`` is the start of a file.
    """
    lines = split_lines(text)
    return len(lines), len(lines[-1]) + 1
