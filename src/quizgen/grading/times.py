"""Times of day: ``4 p.m.``, ``16:00`` and ``half past twelve``, as replies to keys that are words.

A key that does not say which half of the day it means is met by either; a reply that does not say
it where the key does is asked about.
"""

from __future__ import annotations

import re

from msgspec import Struct

from quizgen.grading.replies import RIGHT, Grade, ask, wrong
from quizgen.grading.spelling import fold

_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()
_MINUTES = {
    "five": 5,
    "ten": 10,
    "quarter": 15,
    "a quarter": 15,
    "twenty": 20,
    "twenty five": 25,
    "twenty-five": 25,
    "half": 30,
    "twenty past": 20,
}
_HALF = (
    r"(?:\s*(?P<half>a\.?\s?m\b\.?|p\.?\s?m\b\.?|noon|midnight"
    r"|in the (?:morning|afternoon|evening)|at night))?"
)
_IN_FIGURES = re.compile(
    r"(?:at )?(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>\d{2}))?(?::\d{2})?"
    r"(?P<clock>\s*(?:o'?\s?clock|hours|hrs|uhr|h))?" + _HALF
)
_IN_WORDS = re.compile(
    r"(?:at )?(?:(?P<minutes>a quarter|quarter|half|five|ten|twenty[ -]five|twenty)(?: minutes)? "
    rf"(?P<way>past|after|to|before|of) )?(?P<hour>{'|'.join(_HOURS)}|\d{{1,2}})"
    r"(?: (?P<then>thirty|fifteen|forty[ -]five|ten|twenty|forty|fifty))?"
    r"(?P<clock>\s*o'?\s?clock)?" + _HALF
)
_TO = ("to", "before", "of")
_THEN = {"thirty": 30, "fifteen": 15, "ten": 10, "twenty": 20, "forty": 40, "fifty": 50}
_LONGEST = 40


class _Time(Struct, frozen=True):
    """Hour and minute, and whether the half of the day is known."""

    hour: int
    minute: int
    known: bool
    clear: bool
    """It can be nothing but a time of day."""


def compare(key: str, text: str) -> Grade | None:
    """Return how ``text`` stands to the time of day ``key``; ``None`` if one of both is none."""
    right = _read(key)
    if right is None or not right.clear:
        return None
    given = _read(text)
    if given is None:
        return None
    if right.minute != given.minute or (right.hour - given.hour) % 12:
        return wrong("", key) if given.clear else None
    if right.known and given.known and right.hour != given.hour:
        return wrong("That is in the other half of the day.", key)
    if right.known and not given.known:
        return ask("Which half of the day is missing.", key)
    if given.known and not right.known and (given.hour < 12) != (right.hour < 12):
        return ask("The half of the day is not in the answer.", key)
    return RIGHT


def _read(text: str) -> _Time | None:
    if len(text) > _LONGEST:
        return None
    folded = fold(text).strip(" .,!?\"'") + ("." if text.strip().endswith("m.") else "")
    if folded in ("noon", "midday"):
        return _Time(12, 0, known=True, clear=True)
    if folded == "midnight":
        return _Time(0, 0, known=True, clear=True)
    if found := _IN_FIGURES.fullmatch(folded):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        clear = bool(":" in folded or found["half"] or found["clock"])
    elif found := _IN_WORDS.fullmatch(folded):
        hour, minute = _spoken(found)
        clear = bool(found["minutes"] or found["clock"] or found["half"])
    else:
        return None
    if hour > 24 or minute > 59:
        return None
    return _in_half(hour % 24, minute, (found["half"] or "").replace(".", ""), clear)


def _spoken(found: re.Match[str]) -> tuple[int, int]:
    """Return the hour and the minute of ``quarter to nine`` and ``nine fifteen``."""
    word, then = found["hour"], found["then"]
    hour = int(word) if word.isdecimal() else _HOURS.index(word) + 1
    minute = _MINUTES.get(found["minutes"] or "", 0)
    minute = minute or _THEN.get(then or "", 45 if then else 0)
    return ((hour - 1) % 24, 60 - minute) if found["way"] in _TO else (hour, minute)


def _in_half(hour: int, minute: int, half: str, clear: bool) -> _Time:
    known = bool(half) or hour == 0 or hour > 12
    if half and (half[0] == "p" or half in ("noon", "in the afternoon", "in the evening")):
        hour = hour if hour >= 12 else hour + 12
    elif half == "at night":
        hour = hour + 12 if 6 <= hour < 12 else hour
    elif half and hour == 12:
        hour = 0
    return _Time(hour, minute, known, clear)
