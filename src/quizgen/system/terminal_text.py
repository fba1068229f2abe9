"""Text that comes from a file, made safe for a terminal and measured in its columns.

A bank's text must never move the cursor, recolour the screen or set a title: control characters are
shown as their Unicode pictures or as the replacement character, and so are the characters that
reorder text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, east_asian_width

_HARMFUL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NO_WIDTH = {"Mn", "Me", "Cf"}
_CLOSING = frozenset("、。，．：；！？）」』】》〉”’…ー々")
"""What no line begins with in Chinese and Japanese."""
_OPENING = frozenset("（「『【《〈“‘")


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
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if char < "\u0300":
        return 1
    if category(char) in _NO_WIDTH or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def wrap(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """The slices of ``text`` that are its lines where ``columns`` are free; there is always one.

    Lines end at spaces, behind hyphens within words, and beside wide characters, which have no
    spaces between them; a word that is longer than a line is cut.
    """
    start = used = chance = 0
    for place, char in enumerate(text):
        if place > start and _parts(text, place):
            chance = place
        wide = _columns(char)
        if used + wide > columns and char != " " and place > start:
            cut = chance if chance > start else place
            yield start, start + len(text[start:cut].rstrip(" "))
            start = cut
            used = width(text[start:place])
        used += wide
    yield start, start + len(text[start:].rstrip(" "))


def _parts(text: str, place: int) -> bool:
    """Whether a line may end before ``place``."""
    before, char = text[place - 1], text[place]
    if char == " ":
        return False
    if before == " ":
        return True
    if before in "-–—":
        return char.isalpha() and place > 1 and text[place - 2].isalpha()
    if _columns(before) < 2 and _columns(char) < 2:
        return False
    return _columns(char) > 0 and char not in _CLOSING and before not in _OPENING


def shorten(text: str, columns: int) -> str:
    """``text``, cut where it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    while text and width(text) > columns - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"
