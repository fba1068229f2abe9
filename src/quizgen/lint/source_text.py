"""The text of a source: its paragraphs, what pins them, and what of it changed since.

Facts name their paragraph by its number.  A pin has eight digits for each paragraph, so that it
shows which ones changed, and which ones only moved.
"""

from __future__ import annotations

import re
from hashlib import sha256

from quizgen.reading.loading import LoadedSource

_DIGITS = 8
_BLANK_LINES = re.compile(r"\n\s*\n")


def paragraphs(source: LoadedSource) -> list[str]:
    """Return the paragraphs of the text of ``source``; there is none where there is no text.

    They are parted by blank lines, or are lines where there are no blank ones.  A first one that is
    the title does not count.
    """
    if source.article is None or source.record is None:
        return []
    text = source.article.removeprefix("\ufeff").replace("\r\n", "\n").strip()
    parts = _BLANK_LINES.split(text) if _BLANK_LINES.search(text) else text.split("\n")
    found = [" ".join(part.split()) for part in parts if part.strip()]
    title = " ".join(source.record.source.title.split())
    return found[1:] if found and found[0].casefold() == title.casefold() else found


def pin(found: list[str]) -> str:
    """Return what pins the paragraphs ``found``, in their order."""
    return " ".join(sha256(part.encode()).hexdigest()[:_DIGITS] for part in found)


def moved(pinned: str, found: list[str]) -> dict[int, int | None]:
    """Return where each pinned paragraph is now, by number from 1; ``None`` if it is not there."""
    from difflib import SequenceMatcher  # which takes time

    old, new = pinned.split(), pin(found).split()
    places: dict[int, int | None] = dict.fromkeys(range(1, len(old) + 1))
    for at, to, length in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        places.update({at + step + 1: to + step + 1 for step in range(length)})
    return places
