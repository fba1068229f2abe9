"""Pieces of sentences that every output words alike."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.languages import Phrase, counted, join, phrase


def count(number: int, noun: str) -> str:
    """Return ``1 card``, ``2 cards``, ``10,000 cards``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def paragraphs(numbers: Iterable[int]) -> Phrase:
    """Return ``paragraph 2`` or ``paragraphs 2, 3 and 5``: each number once, in order."""
    *most, last = map(str, sorted(set(numbers)))
    listed = [join(phrase(", "), most), last] if most else [last]
    return counted(
        "paragraph {numbers}",
        "paragraphs {numbers}",
        len(most) + 1,
        numbers=join(phrase(" and "), listed),
    )
