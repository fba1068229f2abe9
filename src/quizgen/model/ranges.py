"""What a question may ask for as a number or a date: one, or a range from one to another.

A range is asked for with both its ends, unless the author counts whatever is between them.  Besides
what a fact states, a date may be before Christ, a decade or a century.
"""

from __future__ import annotations

import re

from msgspec import Struct

from quizgen.languages import Phrase, phrase
from quizgen.model.values import Decimal, PartialDate, quoted

_TO = (
    re.compile(r"\s+(?:to|until)\s+"),
    re.compile(r"\s*[–—]\s*|\s+-\s+"),
    re.compile(r"(?<=\d{4})-(?=\d{4})|(?<=BC)-(?=\d)", re.IGNORECASE),
)
"""What is between the ends of a range, the most certain first."""
_HYPHEN = (re.compile(r"(?<=\d)-(?=[\d.])"),)
"""What else is between two numbers; of a date a hyphen is a part."""
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)", re.IGNORECASE)


class NumberRange(Struct, frozen=True):
    """Two numbers, the lower first."""

    low: Decimal
    high: Decimal
    written: str


class DateRange(Struct, frozen=True):
    """Two dates, the earlier first."""

    low: PartialDate
    high: PartialDate

    def iso(self) -> str:
        """Return the range as it is written in a bank."""
        return f"{self.low.iso()} to {self.high.iso()}"

    @property
    def words(self) -> Phrase:
        """The range written out, for a learner."""
        return phrase("{low} to {high}", low=self.low.words, high=self.high.words)

    def __str__(self) -> str:
        return str(self.words)


Amount = Decimal | NumberRange
"""What ``number`` asks for."""
When = PartialDate | DateRange
"""What ``date`` asks for."""


def parse_amount(text: str) -> Amount:
    """Return ``text`` as a number, or as two with “to” or a dash between them.

    Raises :class:`ValueError` with a sentence and a hint.
    """
    try:
        return Decimal.parse(text)
    except ValueError as error:
        ends = _ends(text, *_HYPHEN)
        if ends is None:
            raise error from None
    low, high = map(Decimal.parse, ends)
    if low.value >= high.value:
        raise _reversed(text, *ends)
    return NumberRange(low, high, text)


def parse_when(text: str) -> When:
    """Return ``text`` as a date of any kind, or as two with “to” or a dash between them.

    Raises :class:`ValueError` with a sentence and a hint.
    """
    try:
        return PartialDate.parse(text)
    except ValueError:
        return _parse_other(text)


def _parse_other(text: str) -> When:
    try:
        return PartialDate.parse_any(text)
    except ValueError as error:
        ends = _ends(text)
        if ends is None:
            raise error from None
    low, high = map(PartialDate.parse_any, ends)
    if low.years()[0] > high.years()[1] or low == high:
        raise _reversed(text, *ends)
    return DateRange(low, high)


def _ends(text: str, *more: re.Pattern[str]) -> tuple[str, str] | None:
    """Return both ends of the range that ``text`` may be."""
    between = _BETWEEN.fullmatch(text)
    for ends in [between.groups()] if between else [to.split(text) for to in (*_TO, *more)]:
        if len(ends) == 2 and all(ends):
            return ends[0], ends[1]
    return None


def _reversed(text: str, low: str, high: str) -> ValueError:
    return ValueError(
        f"found {quoted(text)}, expected a range from the lower to the higher end",
        f"write “{high} to {low}”" if low != high else f"write “{low}”",
    )
