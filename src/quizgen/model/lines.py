"""What a line of a file is, for every file that quizgen reads.

A line ends with LF, CR or both, as in YAML 1.2 and in editors.  Form feeds, vertical tabs, NEL and
the line and paragraph separators of Unicode, at which :meth:`str.splitlines` parts a text too, are
characters of a line.  A byte-order mark at the start of a file is no character of its first line.
"""

from __future__ import annotations

import re

_END = r"\r\n|\r|\n"
_MARK = "\ufeff"


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` without what ends them; there is always one.

    Behind the last line end stands one more, which is empty: a place may be there.
    """
    text = text.removeprefix(_MARK)
    return re.split(_END, text) if "\r" in text else text.split("\n")


def place_of_end(text: str) -> tuple[int, int]:
    """Return the line and the column, both from 1, of what comes after ``text``.

    ``text`` is the start of a file.
    """
    lines = split_lines(text)
    return len(lines), len(lines[-1]) + 1
