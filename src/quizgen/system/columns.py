"""Text measured in the columns of a terminal, and cut to them.

A terminal shows *clusters*, what a reader takes for one character: a letter with its accents, a
flag of two signs, a family of four.  Which characters make a cluster, and how many columns it
fills, are tables of Unicode, which the package wcwidth has; it is imported for the first text that
needs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_SIMPLE = (
    "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590\u1e00-\u1fff\u2010-\u2027\u2030-\u205e"
    "\u2070-\u20cf\u2100-\u22ff\u2400-\u2426\u2500-\u25fc\u2713\u2717\ufffd]*"
)
"""Characters of one column that are a cluster each, whatever follows (of these)."""
_CLOSING = frozenset("、。，．：；！？）」』】》〉”’…ー々")
"""What no line begins with in Chinese and Japanese."""
_OPENING = frozenset("（「『【《〈“‘")


_WORD = re.compile(r"[^ ]+")
_QUOTED_WORD = re.compile(r"(?:# )?(?:“[^“”]*”|[^ ])+")


class Cluster(Struct, frozen=True):
    """What a reader takes for one character."""

    place: int
    """Where it begins in the text."""
    text: str
    columns: int

    @property
    def is_wide(self) -> bool:
        return self.columns > 1


def clusters(text: str) -> Iterator[Cluster]:
    """Yield the clusters of ``text`` from left to right, by the rules of Unicode (UAX 29)."""
    if _is_simple(text):
        for place, char in enumerate(text):
            yield Cluster(place, char, 1)
        return
    from wcwidth import iter_graphemes, wcswidth

    place = 0
    for cluster in iter_graphemes(text):
        columns = wcswidth(cluster)
        # What has no width because a terminal would obey it is shown as signs of one column.
        yield Cluster(place, cluster, columns if columns >= 0 else len(cluster))
        place += len(cluster)


def width(text: str) -> int:
    """Return how many columns ``text`` fills on a terminal."""
    if _is_simple(text):
        return len(text)
    return sum(cluster.columns for cluster in clusters(text))


def _is_simple(text: str) -> bool:
    return text.isascii() or re.fullmatch(_SIMPLE, text) is not None


def wrap(text: str, columns: int) -> Iterator[tuple[int, int]]:
    """Yield the slices of ``text`` that are its lines where ``columns`` are free: at least one.

    Lines end at spaces, after hyphens within words, and next to wide characters, which have no
    spaces between them; a word that is longer than a line is cut, but never within a cluster.
    """
    start = used = chance = 0
    last = before = Cluster(0, "", 0)
    for cluster in clusters(text):
        place = cluster.place
        if place > start and _may_break(last, before, cluster):
            chance = place
        if used + cluster.columns > columns and cluster.text != " " and place > start:
            cut = chance if chance > start else place
            yield start, start + len(text[start:cut].rstrip(" "))
            start = cut
            used = width(text[start:place])
        used += cluster.columns
        last, before = before, cluster
    yield start, start + len(text[start:].rstrip(" "))


def fill(text: str, columns: int, margin: int) -> Iterator[str]:
    """Yield the lines of ``text`` in so many ``columns``, all but the first after a ``margin``.

    They end at spaces.  A word, such as a path, is never cut, and neither is what is in curly
    quotes, such as a command, where a line has room for it.  The sign of a comment stays with it.
    """
    line = ""
    end = 0
    for found in _words(text, columns - margin):
        gap, word = text[end : found[0]], text[found[0] : found[1]]
        if line.strip() and width(line) + len(gap) + width(word) > columns:
            yield line
            line = " " * margin + word
        else:
            line += gap + word
        end = found[1]
    yield line


def _words(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Yield where each word of ``text`` is; a quotation of at most so many columns is one."""
    for found in _QUOTED_WORD.finditer(text):
        if width(found[0]) <= most:
            yield found.span()
        else:
            for part in _WORD.finditer(text, *found.span()):
                yield part.span()


def _may_break(last: Cluster, before: Cluster, cluster: Cluster) -> bool:
    """Tell whether a line may end between ``before``, which follows ``last``, and ``cluster``."""
    if cluster.text == " ":
        return False
    if before.text == " ":
        return True
    if before.text in ("-", "–", "—"):
        return cluster.text[0].isalpha() and last.text[:1].isalpha()
    if not (before.is_wide or cluster.is_wide):
        return False
    is_closing = cluster.text[0] in _CLOSING or before.text in _OPENING
    return cluster.columns > 0 and not is_closing


def shorten(text: str, columns: int) -> str:
    """Return ``text``, cut before a cluster where it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    end = used = 0
    for cluster in clusters(text):
        used += cluster.columns
        if used > columns - 1:
            break
        end = cluster.place + len(cluster.text)
    return f"{text[:end].rstrip()}…"
