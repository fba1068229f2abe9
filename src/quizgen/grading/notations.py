"""Notations of a number that are no English numerals: those of other places, and of haste.

Each function rewrites a text as :mod:`~quizgen.grading.numerals` reads it.  Where a text can be
read in the English way, it is: ``1.000`` is one, and the learner is told what a comma does here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.grading import numerals
from quizgen.grading.slips import edits

_GROUPED_BY_POINTS = re.compile(
    r"(?<![\d.,])(?P<whole>\d{1,3}(?:\.\d{3})+)(?P<part>,\d+)(?![\d.,])"
    r"|(?<![\d.,])(?P<only>\d{1,3}(?:\.\d{3}){2,})(?![.,]?\d)"
)
_DECIMAL_COMMA = re.compile(
    r"(?<![\d.,])(?P<whole>\d+),(?P<part>\d{1,2}|\d{4,})(?![.,]?\d)"
    r"|(?<![\d.,])(?P<nought>0),(?P<after>\d{3})(?![.,]?\d)"
    r"|(?<![\d.,])(?P<mantissa>\d),(?P<more>\d{3})(?=\s?(?:[eE][+-]?\d|[x×*·]\s?10))"
)
_FEET = re.compile(r"(?P<feet>\d+)\s?'\s?(?:(?P<inches>\d{1,2}(?:\.\d+)?)\s?(?:\"|'')?)?")
_INCHES = re.compile(r"(?P<inches>\d+(?:\.\d+)?)\s?(?:\"|'')")
_BARE_INCHES = re.compile(r"(?P<feet>\d+)\s?(?:ft\.?|foot|feet)\s?(?P<inches>\d{1,2})")
_HOURS = re.compile(
    r"(?P<hours>\d+)\s?h(?:ours?|rs?)?\s?(?P<minutes>\d{1,2})(?:\s?m(?:ins?)?\.?)?", re.IGNORECASE
)
_CLOCK = re.compile(r"(?P<first>\d{1,3}):(?P<second>\d{2})(?::(?P<third>\d{2}))?")
_BELOW_ZERO = re.compile(
    r"(?P<value>[^-].*?)(?P<unit>\s*(?:°\s?[CFcf]?|degrees?(?: \w+)?|[CF]))?\s+"
    r"(?:below|under)(?: (?:zero|0|freezing))?",
)
_GROUPED_BY_FOUR = re.compile(r"\d{1,4}(?:,\d{4})+")
_SWAPPED = re.compile(r"\d+(?:[.,]\d+)+")
_SWAP = str.maketrans(",.", ".,")
_SHORTEST_MISSPELT = 5


def other_readings(text: str, *, is_time: bool = False) -> Iterator[str]:
    """Yield ``text`` as it reads in other notations, for a time also in that of clocks."""
    european = _european(text)
    if european != text:
        yield european
    if feet := _FEET.fullmatch(text):
        yield f"{feet['feet']} ft" + (f" {feet['inches']} in" if feet["inches"] else "")
    if bare := _BARE_INCHES.fullmatch(text):
        yield f"{bare['feet']} ft {bare['inches']} in"
    if inches := _INCHES.fullmatch(text):
        yield f"{inches['inches']} in"
    if hours := _HOURS.fullmatch(text):
        yield f"{hours['hours']} h {hours['minutes']} min"
    if is_time and (clock := _CLOCK.fullmatch(text)):
        yield from _durations(clock)
    if below := _BELOW_ZERO.fullmatch(text):
        yield f"-{below['value']}{below['unit'] or ''}"


def grouped_by_four(text: str) -> str:
    """Return ``text`` without commas if they group digits by four, as in China; else nothing."""
    return text.replace(",", "") if _GROUPED_BY_FOUR.fullmatch(text) else ""


def swap_separators(text: str) -> str:
    """Return ``text`` with points for commas and the other way round, as much of Europe writes."""
    return _SWAPPED.sub(lambda figure: figure[0].translate(_SWAP), text)


def respelt(text: str) -> tuple[str, str]:
    """Return ``text`` with a misspelled number word put right, and that word; or no word."""
    words = text.split(" ")
    for at, word in enumerate(words):
        name = word.lower().strip("-,")
        if len(name) < _SHORTEST_MISSPELT or not name.isalpha() or numerals.is_rank(name):
            continue
        near = [each for each in numerals.WORDS if is_nearly(each, name)]
        if len(near) == 1:
            return " ".join([*words[:at], near[0], *words[at + 1 :]]), near[0]
    return text, ""


def is_nearly(word: str, given: str) -> bool:
    """Return whether ``given`` is the number word ``word`` but for one edit."""
    return len(word) > 3 and given not in numerals.WORDS and edits(word, given) == 1


def _european(text: str) -> str:
    """Return ``text`` with decimal points for commas, where no English reading is possible."""
    if "," not in text and text.count(".") < 2:
        return text
    text = _GROUPED_BY_POINTS.sub(
        lambda found: (
            (found["whole"] or found["only"]).replace(".", "")
            + (found["part"] or "").replace(",", ".")
        ),
        text,
    )
    return _DECIMAL_COMMA.sub(
        lambda found: (
            f"{found['whole'] or found['nought'] or found['mantissa']}"
            f".{found['part'] or found['after'] or found['more']}"
        ),
        text,
    )


def _durations(clock: re.Match[str]) -> Iterator[str]:
    """Yield ``1:30`` as hours and minutes, or as minutes and seconds."""
    first, second, third = clock.groups()
    if third:
        yield f"{int(first) * 60 + int(second)} min {third} s"
    else:
        yield f"{first} h {second} min"
        yield f"{first} min {second} s"
