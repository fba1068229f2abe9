"""Periods and eras: ``44 BC``, ``the 1960s``, ``19th century``, ``1939–1945``, ``autumn 1929``.

They are read from keys that are words, and from replies to them.  A period has a kind, numbers, and
perhaps what narrows it (``early``, ``mid``, ``late``); two that differ in any of these are two
periods.  Ranges are of figures of any kind: ``5–10``, ``from 5 to 10``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from quizgen.grading import lookalikes, numerals
from quizgen.grading.replies import RIGHT, Grade, ask, wrong
from quizgen.grading.spelling import fold

_LONGEST = 60
_LESS_PRECISE = "That is less precise than the answer."
_ANOTHER = "That is another period, or another range."
_DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fourties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "tens": 10,
    "teens": 10,
}
_SEASONS = {
    "spring": "spring",
    "springtime": "spring",
    "summer": "summer",
    "summertime": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
    "wintertime": "winter",
}
_PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late"}
_PARTS |= {"beginning": "early", "start": "early", "end": "late", "turn": "turn"}
_ERA = (
    r"(?P<era>b\.?\s?c\.?(?:\s?e\.?)?|before christ|before the common era|a\.?\s?d\.?|c\.?\s?e\.?)"
)
_CIRCA = re.compile(r"^(?:circa|ca?\.|ca\b|about|around|approximately|roughly|~)\s*")
_LEAD = re.compile(r"^(?:in|during|from|the|year|years|of|by|at)\s+")
_NARROWING = re.compile(
    r"^(?:the )?(?P<part>early|middle|mid|late|beginning|start|end)(?:\s+of|-)?\s*(?:the\s+)?(?=\S)"
)
_YEAR = re.compile(
    rf"(?:(?P<before>a\.?d\.?|c\.?e\.?)\s?)?(?P<year>\d{{1,5}})(?:\s*{_ERA})?", re.IGNORECASE
)
_DECADE = re.compile(rf"'?(?P<decade>\d{{0,2}}\d0)\s?'?s(?:\s*{_ERA})?")
_DECADE_IN_WORDS = re.compile(
    r"(?:(?P<century>nineteen|eighteen|seventeen|sixteen|fifteen|twenty|19|18|17|16|15|20)"
    rf"(?: hundred and)?[ -]?)?(?P<word>{'|'.join(_DECADES)})"
)
_CENTURY = re.compile(
    r"(?P<rank>\d{1,2}(?:st|nd|rd|th)?|[ivx]+|[a-z]+(?:-[a-z]+)?)[\s.-]*"
    rf"(?:century|centuries|cent\.?|c\.?)(?:\s*{_ERA})?"
)
_SEASON = re.compile(
    rf"(?P<season>{'|'.join(_SEASONS)})(?:\s+of)?,?\s*(?:the year\s)?(?P<year>\d{{3,4}})"
)
_RANGE = re.compile(
    r"(?:from |between )?(?P<low>[^\s-][^-]{0,24}?)\s*"
    r"(?:\s(?:to|through|until|till|up to|and)\s|-+|\.\.+|…)\s*(?P<high>[^\s-][^-]{0,24})"
)
_CENTURIES = {"nineteen": 19, "eighteen": 18, "seventeen": 17, "sixteen": 16, "fifteen": 15}


class _Period(Struct, frozen=True):
    """What kind of period it is, and which."""

    kind: str
    numbers: tuple[int | str, ...]
    part: str = ""
    short: bool = False
    """A decade without its century: ``the 60s``."""


def compare(key: str, text: str) -> Grade | None:
    """Return how ``text`` stands to the period ``key``; ``None`` if ``key`` or ``text`` is none."""
    right = _read(key)
    if right is None or right.kind == "plain year":
        return None
    given = _read(text)
    if given is None:
        return None
    if right == given or (_is_short_for(given, right) and right.part == given.part):
        return RIGHT
    if right.kind == given.kind and right.numbers == given.numbers:
        if not given.part:
            return ask(_LESS_PRECISE, key)
        if not right.part:
            return ask("That is more precise than the answer.", key)
        return wrong("That is another part of it.", key)
    return _of_two_kinds(right, given, key)


def is_period(text: str) -> bool:
    """Return whether ``text`` is a period, and no mere year."""
    period = _read(text)
    return period is not None and period.kind != "plain year"


def years(text: str) -> tuple[int, int] | None:
    """Return the first and the last year of a period; those before Christ are negative.

    ``None`` where ``text`` is none, or a range or a season.
    """
    period = _read(text)
    if period is None or period.kind in ("range", "season"):
        return None
    number, *era = period.numbers
    assert isinstance(number, int)
    before = era == ["bc"]
    if period.kind == "century":
        first = -number * 100 if before else (number - 1) * 100 + 1
        return first, first + 99
    more = 9 if period.kind == "decade" else 0
    return (-number - more, -number) if before else (number, number + more)


def _of_two_kinds(right: _Period, given: _Period, key: str) -> Grade | None:
    """Grade as wrong if both are periods, and not to be compared in words."""
    if right.kind == "year" and given.kind == "plain year" and right.numbers[0] == given.numbers[0]:
        era = right.numbers[1]
        return wrong("The era is missing.", key) if era == "bc" else ask("The era is missing.", key)
    if right.kind == "season" and given.kind == "plain year":
        same_year = right.numbers[1] == given.numbers[0]
        return ask(_LESS_PRECISE, key) if same_year else wrong(_ANOTHER, key)
    if right.kind == "range" and given.kind in ("range", "plain year"):
        return wrong(_ANOTHER, key)
    if right.kind == given.kind:
        return wrong(_ANOTHER, key)
    return None


def _is_short_for(given: _Period, right: _Period) -> bool:
    """Return whether ``the 60s`` stands for a decade of the last century."""
    return (
        right.kind == given.kind == "decade"
        and given.short
        and right.numbers[1] == given.numbers[1] == "ad"
        and isinstance(right.numbers[0], int)
        and right.numbers[0] // 100 == 19
        and right.numbers[0] % 100 == given.numbers[0]
    )


@lru_cache(maxsize=4096)
def _read(text: str) -> _Period | None:
    if len(text) > _LONGEST:
        return None
    folded = fold(text).strip(' ,;!?"()')
    if not (any(map(str.isdigit, folded)) or any(word in folded for word in _TELLING)):
        return None
    folded = _CIRCA.sub("", folded)
    found = _range(folded)
    if found:
        return found
    for _ in range(3):
        folded = _LEAD.sub("", folded)
    part = ""
    narrowing = _NARROWING.match(folded)
    if narrowing:
        part, folded = _PARTS[narrowing["part"]], folded[narrowing.end() :]
    found = _season(folded) or _decade(folded) or _century(folded) or _year(folded)
    if found and part:
        if found.kind == "plain year":
            found = _Period("year", (found.numbers[0], "ad"))
        return _Period(found.kind, found.numbers, part, found.short)
    return found


_TELLING = ("centur", "ties", "cent", " to ", "-", "ten")


def _era(found: re.Match[str]) -> str:
    era = (found["era"] or "").replace(".", "").replace(" ", "")
    return "bc" if era.startswith("b") else "ad"


def _year(text: str) -> _Period | None:
    found = _YEAR.fullmatch(text.strip(" "))
    if found is None or (found["before"] and found["era"]):
        return None
    year = int(found["year"])
    if not (found["before"] or found["era"]):
        return _Period("plain year", (year,))
    return _Period("year", (year, "ad" if found["before"] else _era(found)))


def _decade(text: str) -> _Period | None:
    found = _DECADE.fullmatch(text)
    if found:
        decade = int(found["decade"])
        return _Period("decade", (decade, _era(found)), short=len(found["decade"]) == 2)
    found = _DECADE_IN_WORDS.fullmatch(text)
    if found is None:
        return None
    century = found["century"]
    decade = _DECADES[found["word"]]
    if century is None:
        return _Period("decade", (decade, "ad"), short=True)
    hundreds = int(century) if century.isdecimal() else _CENTURIES.get(century, 20)
    return _Period("decade", (hundreds * 100 + decade, "ad"))


def _century(text: str) -> _Period | None:
    found = _CENTURY.fullmatch(text)
    if found is None:
        return None
    rank = found["rank"]
    digits = re.match(r"\d+", rank)
    if digits:
        number = int(digits[0])
    else:
        word = numerals.ordinal(rank, 0)
        roman = lookalikes.roman(rank)
        if word and word.end == len(rank):
            number = int(word.value)
        elif roman:
            number = roman
        else:
            return None
    return _Period("century", (number, _era(found)))


def _season(text: str) -> _Period | None:
    found = _SEASON.fullmatch(text)
    return _Period("season", (_SEASONS[found["season"]], int(found["year"]))) if found else None


def _range(text: str) -> _Period | None:
    """Return two numbers, the lower first, and the unit of the second."""
    found = _RANGE.fullmatch(text)
    if found is None or (" and " in text and not text.startswith("between")):
        return None
    low, high = (_number(found[name].strip()) for name in ("low", "high"))
    if low is None or high is None:
        return None
    (first, unit), (second, other) = low, high
    if unit and unit != other:
        return None
    if first.isdecimal() and second.isdecimal() and len(second) == 2 and len(first) == 4:
        second = first[:2] + second
    return _Period("range", (first, second, other))


def _number(text: str) -> tuple[str, str] | None:
    """Return the number at the start of ``text``, in digits, and the word after it."""
    found = numerals.read(text)
    if not found:
        return None
    unit = text[found[-1].end :].strip(" .")
    return (str(found[-1].value), unit) if len(unit.split()) <= 2 else None
