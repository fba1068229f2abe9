"""Text that comes from anywhere, made safe for a terminal.

A bank's text must never move the cursor, recolor the screen or set a title: control characters are
shown as their Unicode pictures or as the replacement character, and so are the characters that
reorder text.
"""

from __future__ import annotations

import re
from functools import cache


@cache
def _harmful() -> re.Pattern[str]:
    """Return what a terminal obeys; made when it is first needed, which most runs never do."""
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]"
    )


def safe(text: str) -> str:
    """Return ``text`` without anything that a terminal might obey; line ends become spaces."""
    if text.isprintable():  # then it has neither controls nor what reorders text
        return text
    return _harmful().sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match[0]
    if char in "\t\n\r":
        return " "
    if char < " ":
        return chr(0x2400 + ord(char))
    return "\N{SYMBOL FOR DELETE}" if char == "\x7f" else "\ufffd"
