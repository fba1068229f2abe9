"""Which known name an author most likely meant by one that nobody knows.

A stranger's bank may have any number of both, of any length, so what is done for a hint has bounds:
for each unknown name all known ones are compared roughly, by the pairs of characters that both
have, which costs microseconds, and only the few likest exactly; the same name is sought once, not
more than :data:`MOST_SOUGHT` different ones are, and none that is longer than :data:`LONGEST`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from heapq import nlargest
from typing import Any

MOST_SOUGHT = 20
"""Unknown names for which the nearest of the same known names is sought."""
LONGEST = 80
"""Characters of a name that is compared: as many as an id may have."""
_FINALISTS = 4
"""Known names that are compared exactly with one unknown name."""
_ALIKE = 0.6
"""The least share of characters in common of names that are alike, as for
:func:`difflib.get_close_matches`."""


class Suggestions:
    """The names that may be meant, and which of them are near to what was written."""

    def __init__(self, names: Iterable[str], alike: float = _ALIKE) -> None:
        self._names = list(names)
        self._alike = alike
        self._features: list[tuple[str, frozenset[str]]] | None = None
        self._near: dict[str, list[str]] = {}

    def nearest(self, word: str, taken: Container[str] = ()) -> str:
        """Return the name likest to ``word``, or nothing where none is like it.

        Those ``taken`` are meant by nobody: they are there already.
        """
        word = word.strip().lower()
        near = self._near.get(word)
        if near is None:
            if not word or len(word) > LONGEST or len(self._near) >= MOST_SOUGHT:
                return ""
            near = self._near[word] = self._seek(word)
        return next((name for name in near if name not in taken), "")

    def hint(self, word: str, taken: Container[str] = ()) -> str:
        """Return a hint at the name likest to ``word``, or nothing where none is like it."""
        near = self.nearest(word, taken)
        return f"did you mean “{near}”?" if near else ""

    def _seek(self, word: str) -> list[str]:
        """Return the names that are like ``word``, the likest first."""
        if self._features is None:
            self._features = [
                (name, _features(name)) for name in self._names if len(name) <= LONGEST
            ]
        own = _features(word)
        rough = [
            (2 * len(own & features) / (len(own) + len(features)), -number)
            for number, (_, features) in enumerate(self._features)
        ]
        likest = [self._features[-number][0] for _, number in nlargest(_FINALISTS, rough)]
        matcher = _matcher()
        matcher.set_seq2(word)
        exact = []
        for name in likest:
            matcher.set_seq1(name)
            least = self._alike
            if matcher.real_quick_ratio() >= least and (ratio := matcher.ratio()) >= least:
                exact.append((ratio, name))
        return [name for _, name in sorted(exact, reverse=True)]


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """Return a hint at the one of ``names`` likest to ``word``, where that is sought but once."""
    return Suggestions(names).hint(word)


def _features(name: str) -> frozenset[str]:
    """Return the characters of ``name`` and the pairs of them, those at its ends marked."""
    ends = f"\0{name}\0"
    return frozenset((*name, *map(str.__add__, ends, ends[1:])))


@cache
def _matcher() -> Any:
    from difflib import SequenceMatcher  # costs time, and is needed for mistakes only

    return SequenceMatcher()
