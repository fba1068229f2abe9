"""Dates: whether a typed date is the one asked for, as precisely as it is asked for.

A reply is read as the parts it states, in any usual order and notation, and each part is held
against the key.  Where day and month could be told either way, both readings are tried.  The
calendar is the Gregorian one, and no part is ever filled in from today.
"""

from __future__ import annotations

import re
from calendar import monthrange, weekday
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import numerals
from quizgen.grading.months import ENGLISH, month_number
from quizgen.grading.overlap import without_padding
from quizgen.grading.replies import RIGHT, WRONG, Grade, ask, best, slip, wrong
from quizgen.grading.slips import edits, is_slip
from quizgen.grading.spelling import fold, plain
from quizgen.languages import Phrase, counted, join, phrase, quote
from quizgen.model.forms import ExpectedDate
from quizgen.model.values import MONTHS, PartialDate

_LONGEST = 80
_FIRST_GREGORIAN_YEAR = 1583
"""Before it, a weekday that a source gives is that of another calendar."""

_DAYS = (
    phrase("Monday"),
    phrase("Tuesday"),
    phrase("Wednesday"),
    phrase("Thursday"),
    phrase("Friday"),
    phrase("Saturday"),
    phrase("Sunday"),
)
_PARTS = {"year": phrase("year"), "month": phrase("month"), "day": phrase("day")}
_NOT_READ = {
    "decade": phrase("That does not read as a decade."),
    "century": phrase("That does not read as a century."),
}
_ANOTHER = {
    "decade": phrase("That is another decade."),
    "century": phrase("That is another century."),
}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(_DAYS)}
_SHORT_WEEKDAYS = {name[:3]: number for name, number in _WEEKDAYS.items()} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_FILLERS = frozenset(
    {"the", "of", "on", "in", "year", "month", "day", "ad", "ce", "about", "around", "circa"}
    | {"de", "del", "di", "le", "el", "il", "den", "am", "im", "do"}
)
_BEFORE_CHRIST = frozenset({"bc", "bce"})

_FIGURES = re.compile(
    r"(?P<first>\d{1,4})(?P<mark>\s?[-/]\s?|\.\s?)(?P<second>\d{1,4})"
    r"(?:(?P=mark)(?P<third>\d{1,4}))?(?!\d)",
    re.ASCII,
)
_SPACED_FIGURES = re.compile(
    r"(?P<first>\d{1,4})(?P<mark>\s)(?P<second>\d{1,2})\s(?P<third>\d{1,4})(?!\d)", re.ASCII
)
_PART = re.compile(r"(?P<figure>\d+)(?:st|nd|rd|th)?(?![^\W_])|(?P<word>[^\W\d_]+)")
_BETWEEN = re.compile(r"[\s,./'-]*")

_AROUND = " .,;!?()'\""
_MONTH = re.compile("|".join(name[:3] for name in ENGLISH), re.IGNORECASE)
_APPROXIMATE = re.compile(
    r"(?:~|≈|c\.|ca\.?(?!\w)|circa(?!\w)|around\b|about\b|approximately\b)\s*"
)
_NARROWING = re.compile(
    r"(?:the )?(?:early|mid|middle|late|beginning|start|end|first half|second half)"
    r"(?:\s+of|-)?\s*(?:the\s+)?(?=\w)"
)
_SEASON = re.compile(
    r"(?:in |the )*(?:spring|summer|autumn|fall|winter)(?:time)?(?: of)?,?\s+(?=\d{3,4}$)"
)
_ERAS = re.compile(r"\b(?:a\.\s?d\.?|c\.\s?e\.?|(?P<before>b\.\s?c\.?(?:\s?e\.?)?))")
_EASTERN = re.compile(
    r"(?P<year>\d{1,4})\s?[年년](?:\s?(?P<month>\d{1,2})\s?[月월])?(?:\s?(?P<day>\d{1,2})\s?[日일号號])?"
)
_DECADE = re.compile(r"(?:the )?(?:early |mid-? ?|late )?'?(?:\d\d)?\d0'?s")

_MOST_PARTS = 12


class _Reading(Struct, frozen=True):
    """The parts that a reply states, and what there is to say about its writing."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    note: str = ""
    short_year: bool = False
    """The year is written with two figures."""
    either_way: bool = False
    """Day and month are figures that could change places."""
    narrowed: bool = False
    """Something such as "late" or "summer" is said of it, too."""

    def impossible(self, year: int | None) -> str:
        """Return why there is no such day, or nothing; ``year`` is used where none is stated."""
        if self.month is not None and not 1 <= self.month <= 12:
            return phrase("There is no month {n}.", n=self.month)
        if self.day is None:
            return ""
        year = year if self.year is None else self.year
        last = 31
        if self.month is not None:
            last = monthrange(_in_calendar(year), self.month)[1]
        if 1 <= self.day <= last:
            return ""
        if self.month is None:
            return phrase("A month has {last} days, not {day}.", last=last, day=self.day)
        month = MONTHS[self.month]
        return phrase("{month} has {last} days, not {day}.", month=month, last=last, day=self.day)


def match(day: ExpectedDate, text: str) -> Grade:
    """Return how ``text`` stands to ``day``.

    More precise than asked for is right; less precise, or day and month either way round, is for
    the learner to say.  A year that the stem gives away may be left out but not contradicted.
    """
    if not plain(text[:_LONGEST]):
        return WRONG
    if day.date.span > 1:
        return _match_span(day.date, text)
    given = without_padding(fold(text[: _LONGEST + 1]).strip(_AROUND)).strip(_AROUND)
    readings = [] if len(given) > _LONGEST else list(_readings(given))
    if not readings:
        if _DECADE.fullmatch(given):
            return wrong("The question asks for a more precise date.")
        return wrong("That does not read as a date, such as July 20, 1969.")
    grades = [_judged(day, reading) for reading in readings]
    grade = best(grades)
    either_way = readings[0].either_way and not all(each.accepted for each in grades)
    if grade == RIGHT and either_way:
        return ask("The day and the month could be the other way round.", day.date.words)
    return grade


def _match_span(date: PartialDate, text: str) -> Grade:
    """Return how ``text`` stands to a decade or a century."""
    if plain(text).casefold() == str(date).casefold():
        return RIGHT
    given = _years(text)
    if given is None:
        return wrong(_NOT_READ[date.precision], date.words)
    (first, last), short = date.years(), False
    if given[0] >= 0 and given[1] < 100 <= first and given[1] - given[0] == 9:
        short, century = True, first // 100 * 100
        given = (given[0] + century, given[1] + century)
    begin, end = given
    if first <= begin and end <= last:
        # “the 60s” are those of the last century, where nothing else is said.
        return ask("The century is missing.", date.words) if short and first // 100 != 19 else RIGHT
    if begin <= first and last <= end:
        return ask("That is less precise than the answer.", date.words)
    if date.span == 100 and end - begin == 9 and begin == first - 1:
        return ask("That may be ten years, or a century.", date.words)
    return wrong(_ANOTHER[date.precision], date.words)


def _years(text: str) -> tuple[int, int] | None:
    """Return the first and the last year of the period or the date that ``text`` is."""
    from quizgen.grading import periods

    if (years := periods.years(text)) is not None:
        return years
    given = fold(text[:_LONGEST]).strip(_AROUND)
    found = {reading.year for reading in _readings(given) if reading.year is not None}
    return (year := found.pop(), year) if len(found) == 1 else None


def is_within(low: PartialDate, high: PartialDate, text: str) -> bool:
    """Tell whether ``text`` is one date that is not before ``low`` and not after ``high``."""
    if len(text) > _LONGEST:
        return False
    first, last = low.years()[0], high.years()[1]
    from_day = _day(first, low.month, low.day, (1, 1))
    to_day = _day(last, high.month, high.day, (12, 31))
    return any(
        from_day <= _day(reading.year, reading.month, reading.day, (1, 1))
        and _day(reading.year, reading.month, reading.day, (12, 31)) <= to_day
        for reading in _readings(fold(text).strip(_AROUND))
        if reading.year is not None and not reading.short_year and not reading.impossible(None)
    )


def _day(
    year: int, month: int | None, day: int | None, missing: tuple[int, int]
) -> tuple[int, int, int]:
    """Return a day to compare, with what is ``missing`` of its month and its day."""
    return year, month or missing[0], day or missing[1]


def compared(key: str, text: str) -> Grade:
    """Return how ``text`` stands to a date in words, whose parts are all asked for.

    For keys that are written as words and name a month: ``October 24``.  Anything else is wrong.
    """
    if len(key) > _LONGEST or len(text) > _LONGEST:
        return WRONG
    if key.endswith(("day", "Day", "DAY")):
        return _weekdays_compared(key, text)
    if not _MONTH.search(key):
        return WRONG
    right = next(_in_words(fold(key).strip(_AROUND)), None)
    if right is None or right.note:
        return WRONG
    given = fold(text).strip(_AROUND)
    asked = (right.year, right.month, right.day)
    if right.day is None and right.year is None:
        if ENGLISH.get(fold(key).strip(_AROUND)) is None:
            return WRONG
        if given.lstrip("0") == str(right.month):
            return ask("That is the number of the month.", key)
    grades = [_against_words(asked, right.weekday, reading, key) for reading in _readings(given)]
    return best(grades)


def _weekdays_compared(key: str, text: str) -> Grade:
    """Grade ``text`` as right if it is the short form of the weekday ``key``, wrong for another."""
    right = _WEEKDAYS.get(fold(key).strip(_AROUND))
    word = fold(text).strip(_AROUND)
    given = _WEEKDAYS.get(word, _SHORT_WEEKDAYS.get(word))
    if right is None or given is None:
        return WRONG
    return RIGHT if right == given else wrong("That is another day of the week.", key)


def _against_words(
    asked: tuple[int | None, ...], weekday: int | None, reading: _Reading, key: str
) -> Grade:
    """Return the grade of ``reading`` where the parts ``asked`` are in a key in words."""
    parts = (reading.year, reading.month, reading.day)
    if parts == asked and reading.weekday == weekday and not reading.narrowed:
        return slip(reading.note, key) if reading.note else RIGHT
    stated = [(a, b) for a, b in zip(asked, parts, strict=True) if b is not None]
    if len(stated) > 1 and all(a == b for a, b in stated):
        return ask("That is less precise than the answer.", key)
    return WRONG


def _judged(day: ExpectedDate, reading: _Reading) -> Grade:
    """Grade one way to read a reply.

    One branch for each part of a date that may be missing or wrong; what is wrong comes first.
    """
    date = day.date
    year = reading.year
    if reading.short_year and year == date.year % 100:
        year = date.year
    known_year = date.year if day.year_given and year is None else year
    impossible = reading.impossible(known_year)
    if impossible:
        return wrong(impossible)
    stated = {"year": year, "month": reading.month, "day": reading.day}
    needed = _needed(day)
    differing = [
        part
        for part, value in stated.items()
        if None not in (value, getattr(date, part)) and value != getattr(date, part)
    ]
    if differing:
        return wrong(_differing(differing, stated))
    missing = [part for part in needed if stated[part] is None]
    if missing == needed:
        return wrong("That does not say the {parts}.", parts=_named(missing))
    if missing:
        note = counted(
            "The {parts} is missing.",
            "The {parts} are missing.",
            len(missing),
            parts=_named(missing),
        )
        return ask(note, date.words)
    if reading.short_year and date.day is None and date.year >= 100:
        return ask("The year in full is {year}.", date.words, year=str(date.year))
    return _accepted(date, replace(reading, year=known_year))


def _needed(day: ExpectedDate) -> list[str]:
    """Return the parts of the date that have to be told."""
    parts = ["year", "month", "day"][: 1 + bool(day.date.month) + bool(day.date.day)]
    return parts[1:] if day.year_given and day.date.month is not None else parts


def _differing(parts: list[str], stated: dict[str, int | None]) -> str:
    """Return what is wrong, where something else is right."""
    if len(parts) == sum(value is not None for value in stated.values()):
        return ""
    return counted(
        "The {parts} is not right.",
        "The {parts} are not right.",
        len(parts),
        parts=_named(parts),
    )


def _named(parts: Iterable[str]) -> Phrase:
    """Return the names of ``parts`` of a date, for a sentence."""
    return join(phrase(" and the "), [_PARTS[part] for part in parts])


def _accepted(date: PartialDate, reading: _Reading) -> Grade:
    """Return the grade of a reading whose date is right."""
    if reading.weekday is not None and reading.year and reading.month and reading.day:
        true = weekday(_in_calendar(reading.year), reading.month, reading.day)
        if reading.weekday != true and reading.year >= _FIRST_GREGORIAN_YEAR:
            exact = PartialDate(reading.year, reading.month, reading.day)
            return slip("{date} was a {weekday}.", date=exact.words, weekday=_DAYS[true])
    if reading.short_year and date.year >= 100:
        return slip("The year in full is {year}.", year=str(date.year))
    return slip(reading.note) if reading.note else RIGHT


def _in_calendar(year: int | None) -> int:
    """Return a year that the calendar knows, leap like ``year``; a leap year for none."""
    return 2000 if year is None else (year - 1) % 400 + 1 + 1600


def _readings(given: str) -> Iterator[_Reading]:
    """Yield every way to read ``given``, folded, as a date; none for a year before the first."""
    if given.startswith("-"):
        return
    given = _ERAS.sub(lambda found: " bc " if found["before"] else " ad ", given).strip(_AROUND)
    given = _APPROXIMATE.sub("", given, count=1) if _APPROXIMATE.match(given) else given
    narrowing = _NARROWING.match(given) or _SEASON.match(given)
    if narrowing:
        given = given[narrowing.end() :]
        yield from (replace(reading, narrowed=True) for reading in _in_words(given))
        return
    eastern = _EASTERN.fullmatch(given)
    if eastern:
        month, day = (int(eastern[name]) if eastern[name] else None for name in ("month", "day"))
        yield _Reading(int(eastern["year"]), month, day)
        return
    figures = _FIGURES.search(given) or _SPACED_FIGURES.search(given)
    if figures is None:
        yield from _in_words(given)
        return
    around = _sole_weekday(given[: figures.start()] + " " + given[figures.end() :])
    if around is not None:
        for reading in _in_figures(figures):
            yield replace(reading, weekday=around if around >= 0 else None)


def _sole_weekday(rest: str) -> int | None:
    """Read ``rest`` as a weekday alone; -1 for nothing, ``None`` for anything else."""
    words = [word for word in re.split(r"[\s,.]+", rest) if word and word not in _FILLERS]
    if not words:
        return -1
    return _WEEKDAYS.get(words[0], _SHORT_WEEKDAYS.get(words[0])) if len(words) == 1 else None


def _in_figures(figures: re.Match[str]) -> Iterator[_Reading]:
    """Yield ``2024-10-24``, ``24/10/2024``, ``10/2024``, ``24.10.``: day and month either way."""
    texts = [figures[name] for name in ("first", "second", "third") if figures[name]]
    numbers = [int(text) for text in texts]
    if len(texts[0]) > 2:
        if all(len(text) <= 2 for text in texts[1:]):
            yield _Reading(numbers[0], numbers[1], numbers[2] if len(numbers) > 2 else None)
    elif len(texts[1]) > 2:
        if len(numbers) == 2:
            yield _Reading(numbers[1], numbers[0])
    elif len(numbers) == 2 and len(texts[1]) == 2 and numbers[0] <= 12 and numbers[1] > 31:
        yield _Reading(numbers[1], numbers[0], short_year=True)
    else:
        short = len(numbers) > 2 and len(texts[2]) <= 2
        yield from _either_way(numbers, short=short, dotted=figures["mark"].startswith("."))


def _either_way(numbers: list[int], *, short: bool, dotted: bool) -> Iterator[_Reading]:
    """Yield both orders of day and month; points stand only between those two."""
    first, second = numbers[:2]
    year = numbers[2] if len(numbers) > 2 else None
    may_be = (second <= 12 or first > 12, first <= 12 and first != second)
    either_way = all(may_be) and not dotted
    if may_be[0]:
        yield _Reading(year, second, first, short_year=short, either_way=either_way)
    if may_be[1] and not dotted:
        yield _Reading(year, first, second, short_year=short, either_way=either_way)


def _in_words(given: str) -> Iterator[_Reading]:
    """Yield ``24th of October, 2024``, ``Oct 24``, ``October 2024``, ``nineteen sixty-nine``."""
    reading, at = _Reading(), 0
    numbers: list[tuple[int, bool]] = []
    for _ in range(_MOST_PARTS):
        at = _past_marks(given, at)
        if at == len(given):
            break
        spoken = _spoken(given, at)
        if spoken:
            number, is_day, at = spoken
            numbers.append((number, is_day))
            continue
        part = _PART.match(given, at)
        if part is None:
            return
        at = part.end()
        if part["figure"]:
            is_day = part[0] != part["figure"]
            numbers.append((int(part["figure"][:6]), is_day))
            continue
        told = _told(reading, part["word"])
        if told is None:
            return
        reading = told
    else:
        return
    yield from _with_numbers(reading, numbers)


def _past_marks(given: str, at: int) -> int:
    between = _BETWEEN.match(given, at)
    return between.end() if between else at


def _spoken(given: str, at: int) -> tuple[int, bool, int] | None:
    """Return a number in words at ``at``: its value, whether it is a day's, and its end."""
    if given[at].isdigit():
        return None
    rank = numerals.ordinal(given, at)
    if rank and not given[rank.end : rank.end + 1].isalpha():
        return int(rank.value), True, rank.end
    number = numerals.spoken(given, at)
    if number is None or number.value.denominator != 1 or number.value >= 10**6:
        return None
    return int(number.value), False, number.end


def _told(reading: _Reading, word: str) -> _Reading | None:
    """Return ``reading`` with what ``word`` says, or ``None`` if that is nothing or too much."""
    if word in _FILLERS:
        return reading
    if word in _BEFORE_CHRIST:
        return replace(reading, year=-1) if reading.year is None else None
    day = _WEEKDAYS.get(word, _SHORT_WEEKDAYS.get(word))
    if day is not None:
        return None if reading.weekday is not None else replace(reading, weekday=day)
    month = month_number(word)
    note = ""
    if month is None:
        meant = [name for name in ENGLISH if _is_misspelt(name, word)]
        if len(meant) != 1:
            return None
        month, note = (
            ENGLISH[meant[0]],
            phrase("It is spelled {word}.", word=quote(meant[0].title())),
        )
    return None if reading.month else replace(reading, month=month, note=note)


def _is_misspelt(name: str, word: str) -> bool:
    """Return whether ``word`` is a month's name but for a slip, for which ``May`` is too short."""
    return is_slip(name, word) or (len(name) > 3 and edits(name, word) == 1)


def _with_numbers(reading: _Reading, numbers: list[tuple[int, bool]]) -> Iterator[_Reading]:
    """Yield ``reading`` with one or two numbers as its day and year, in each sensible way."""
    era = reading.year
    if not numbers and era is None and reading.month is not None:
        yield reading
    elif len(numbers) == 1:
        yield from _with_number(reading, *numbers[0])
    elif len(numbers) == 2 and reading.month is not None:
        (first, first_is_day), (second, second_is_day) = numbers
        if first_is_day and second_is_day:
            return
        day_last = second_is_day or first > 31 >= second
        day, year = (second, first) if day_last else (first, second)
        short = era is None and year < 100
        yield replace(reading, day=day, year=_before_christ(era, year), short_year=short)


def _with_number(reading: _Reading, number: int, is_day: bool) -> Iterator[_Reading]:
    """Yield ``reading`` with its only number, as a day or a year."""
    era = reading.year
    if reading.month is not None and number <= 31 and era is None:
        yield replace(reading, day=number)
    if not is_day:
        short = era is None and number < 100 and reading.month is not None
        yield replace(reading, year=_before_christ(era, number), short_year=short)


def _before_christ(era: int | None, year: int) -> int:
    return year if era is None else -year
