"""Pieces of sentences that every output words alike."""

from __future__ import annotations

from collections.abc import Iterable


def count(number: int, noun: str) -> str:
    """Return ``1 card``, ``2 cards``, ``10,000 cards``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def paragraphs(numbers: Iterable[int], space: str = " ") -> str:
    """Return ``paragraph 2`` or ``paragraphs 2, 3 and 5``: each number once, in order.

    ``space`` is what joins a number to the word before it.
    """
    *most, last = map(str, sorted(set(numbers)))
    if not most:
        return f"paragraph{space}{last}"
    return f"paragraphs{space}{', '.join(most)} and{space}{last}"
