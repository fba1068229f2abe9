"""Ranges: whether both ends were typed, in whatever usual way: ``60–100``, ``between 60 and 100``.

Each end is graded as the number or the date that it is.  One end alone is no range; where the
author counts what is ``within``, one number or date between the ends is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from quizgen.grading import dates, numbers
from quizgen.grading.replies import RIGHT, WRONG, Grade, Verdict, ask, best, wrong
from quizgen.grading.spelling import plain
from quizgen.model.forms import ExpectedDate, ExpectedNumber, ExpectedRange
from quizgen.model.values import Tolerance

_LONGEST = 200
_LEAD = re.compile(r"^(?:(?:from|between|anywhere from|somewhere between)\s+)", re.IGNORECASE)
_TO = re.compile(
    r"\s+(?:to|and|until|till|through|up to|thru)\s+|\s*(?:\.{2,3}|…|~)\s*|\s*-+\s*", re.IGNORECASE
)
_YEAR, _SHORT_YEAR = re.compile(r"\b\d{4}$"), re.compile(r"\d{2}")
_MOST_PLACES = 12
"""Signs that may be between the ends, of which one is; a date in figures has some of its own."""


def match(expected: ExpectedRange, text: str) -> Grade:
    """Return how ``text`` stands to ``expected``.  Any text may be graded."""
    given = plain(text[: _LONGEST + 1])
    if not given or len(given) > _LONGEST:
        return WRONG
    if given.casefold() == plain(expected.shown).casefold():
        return RIGHT
    grades = [_both(expected, low, high) for low, high in _ends(given)]
    grade = best(grades)
    if grade.verdict is not Verdict.WRONG:
        return grade
    if expected.within and _is_within(expected, given):
        return RIGHT
    if _one(expected.low, given).accepted or _one(expected.high, given).accepted:
        return wrong("That is only one end of the range.", expected.shown)
    turned = [_both(expected, high, low) for low, high in _ends(given)]
    if best(turned).accepted:
        return ask("The ends are the other way round.", expected.shown)
    return grade if grade.note else wrong("Type both ends, as in 5 to 10.", expected.shown)


def _ends(given: str) -> Iterator[tuple[str, str]]:
    """Yield every way to part ``given`` in two."""
    body = _LEAD.sub("", given)
    for number, found in enumerate(_TO.finditer(body)):
        if number >= _MOST_PLACES:
            return
        low, high = body[: found.start()], body[found.end() :]
        if low and high:
            yield low, high
            if _SHORT_YEAR.fullmatch(high) and (year := _YEAR.search(low)):
                yield low, year[0][:2] + high  # 1914-18


def _both(expected: ExpectedRange, low: str, high: str) -> Grade:
    """Return the worse of the grades of both ends."""
    grades = [_one(expected.low, low), _one(expected.high, high)]
    worse = max(grades, key=lambda grade: [*Verdict].index(grade.verdict))
    if worse.verdict is Verdict.WRONG:
        return WRONG
    return replace(worse, nearest=expected.shown) if worse.nearest else worse


def _one(end: ExpectedNumber | ExpectedDate, text: str) -> Grade:
    return numbers.match(end, text) if isinstance(end, ExpectedNumber) else dates.match(end, text)


def _is_within(expected: ExpectedRange, given: str) -> bool:
    """Tell whether ``given`` is one number or one date from one end to the other."""
    low, high = expected.low, expected.high
    if isinstance(low, ExpectedNumber) and isinstance(high, ExpectedNumber):
        half = (high.number.value - low.number.value) / 2
        middle = replace(low.number, value=low.number.value + half)
        return numbers.match(
            ExpectedNumber(middle, Tolerance(half, relative=False, written="")), given
        ).accepted
    assert isinstance(low, ExpectedDate)
    assert isinstance(high, ExpectedDate)
    return dates.is_within(low.date, high.date, given)
