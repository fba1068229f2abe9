"""Which card asks for which gap of a text, so that reviews stay with what they are of.

Anki makes a card for each number among a note's gaps, and knows it by that number alone.  Counted
anew from the left, one gap more or less at the front would hand the reviews, the flag and the
suspension of each gap to its neighbor.  So the lock remembers the number of each gap by a hash of
its key: a gap keeps its number wherever it is, a new one gets one that was never used, and the
number of one that is gone is kept for it, should it come back.  No number is above that of the gaps
that a text may have: the style sheet tells so many cards apart.  So a text whose gaps were
exchanged again and again runs out of numbers, and then takes no new gap.

What is remembered is a text: ``1:5d3c0a17,3:9e02bb41,~2:07d1f6ac``, the gaps in the order of the
text, and behind ``~`` those that are gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from quizgen.model.forms import MOST_GAPS


class NoFreeNumber(Exception):
    """A new gap for which no number is left that no other gap ever had."""


class _Gap(NamedTuple):
    number: int
    mark: str
    """A hash of its key."""
    gone: bool = False

    def __str__(self) -> str:
        return f"{'~' * self.gone}{self.number}:{self.mark}"


def numbered(keys: Sequence[str], numbering: str = "") -> tuple[tuple[int, ...], str]:
    """Return the number of each gap, by ``keys`` in the order of the text, and the new numbering.

    ``numbering`` is that of the last build, and empty where there was none.  Raises
    :class:`NoFreeNumber`.
    """
    marks = [f"{crc32(key.encode()):08x}" for key in keys]
    last = [_read(item) for item in numbering.split(",") if item]
    numbers = _of_edited(_of_known(marks, last), last)
    used = {gap.number for gap in last}
    free = [number for number in range(1, MOST_GAPS + 1) if number not in used]
    if numbers.count(0) > len(free):
        raise NoFreeNumber
    unused = iter(free)
    given = tuple(number or next(unused) for number in numbers)
    gone = sorted(gap._replace(gone=True) for gap in last if gap.number not in given)
    return given, ",".join(map(str, chain(map(_Gap, given, marks), gone)))


def completed(numbering: str, past: Sequence[str]) -> str:
    """Return ``numbering`` with each other number that a ``past`` one gave out, as of a gone gap.

    Where there is no numbering, the first of ``past`` takes its place.
    """
    if not past:
        return numbering
    gaps = [_read(item) for item in (numbering or past[0]).split(",")]
    known = {gap.number for gap in gaps}
    for item in ",".join(past).split(","):
        gap = _read(item)
        if gap.number not in known:
            known.add(gap.number)
            gaps.append(gap._replace(gone=True))
    return ",".join(map(str, gaps))


def _read(item: str) -> _Gap:
    number, _, mark = item.removeprefix("~").partition(":")
    return _Gap(int(number), mark, item.startswith("~"))


def _of_known(marks: Sequence[str], last: Sequence[_Gap]) -> list[int]:
    """Return the number of each gap of known key, else 0; those not gone are sought first."""
    left = sorted(last, key=lambda gap: gap.gone)
    numbers = []
    for mark in marks:
        known = next((gap for gap in left if gap.mark == mark), None)
        if known is not None:
            left.remove(known)
        numbers.append(known.number if known else 0)
    return numbers


def _of_edited(numbers: Sequence[int], last: Sequence[_Gap]) -> list[int]:
    """Return ``numbers`` with those of gaps whose keys were edited, in place of 0.

    A key that is new where another one vanished, between the same neighbors, is that one edited.
    """
    found = [*numbers]
    there = [gap.number for gap in last if not gap.gone]
    vanished = _spans([number if number in numbers else 0 for number in there])
    for span, places in _spans(numbers).items():
        for place, old in zip(places, vanished.get(span, ()), strict=False):
            found[place] = there[old]
    return found


def _spans(numbers: Sequence[int]) -> dict[tuple[int, int], list[int]]:
    """Group the places of the zeros by the numbers around them; 0 stands for the ends."""
    found: dict[tuple[int, int], list[int]] = {}
    before = 0
    waiting: list[int] = []
    for place, number in enumerate((*numbers, 0)):
        if not number and place < len(numbers):
            waiting.append(place)
        elif waiting:
            found[before, number] = waiting
            waiting = []
        before = number or before
    return found
