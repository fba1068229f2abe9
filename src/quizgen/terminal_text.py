"""Text that comes from a file, made safe for a terminal and measured in its columns.

A bank's text must never move the cursor, recolour the screen or set a title: control characters are
shown as their Unicode pictures or dropped, and the characters that reorder text are dropped.
"""

from __future__ import annotations

import re
from unicodedata import combining, east_asian_width

_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """``text`` without anything that a terminal might obey; line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return _HARMFUL.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if char in "\t\n\r":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\N{SYMBOL FOR DELETE}" if char == "\x7f" else "\ufffd"


def width(text: str) -> int:
    """The columns that ``text`` fills on a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) or char in "\u200b\u200d\ufe0f" else
        2 if east_asian_width(char) in "WF" else 1
        for char in text
    )
