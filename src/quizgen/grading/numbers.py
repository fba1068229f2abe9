"""Numbers: whether a typed figure is the one asked for, in whatever unit and with whatever words.

What goes around a numeral is judged here: a word such as "over" says how exact a figure is, a unit
may be left out since the prompt shows it, another unit of the same dimension is converted, and a
noun that is no unit of measurement ("troops") should be the one that is asked for.  The value
itself is exact: no figure is a slip of another, and only the author's tolerance widens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from quizgen.grading import lookalikes, notations, numerals, units
from quizgen.grading.replies import RIGHT, WRONG, Grade, Verdict, ask, best, slip, wrong
from quizgen.grading.slips import Nearness, compare, is_slip
from quizgen.grading.spelling import plain
from quizgen.grading.tokens import tokens
from quizgen.grading.units import Unit
from quizgen.languages import quote
from quizgen.model.forms import ExpectedNumber
from quizgen.model.values import Number, Tolerance

SLACK = Fraction(5, 1000)
"""How far a figure converted from another unit may lie off, as a share of the number."""

_LONGEST = 200
_MOST_WORDS = 4

_SLIGHTLY = "(?:(?:slightly|a little|a bit) )"
_MORE = (
    rf"no (?:less|fewer) than|not less than|{_SLIGHTLY}?(?:more|greater) than|at least|upwards of"
    rf"|(?:well |just |{_SLIGHTLY})?(?:over|above)|exceeding|beyond|north of|in excess of"
    r"|minimum(?: of)?"
)
_LESS = (
    r"no more than|not more than|(?:less|fewer) than|at most|up to|as many as|nearly|almost"
    rf"|(?:well |just |{_SLIGHTLY})?(?:under|below)|maximum(?: of)?"
)
_NEAR = r"about|around|approximately|approx|roughly|circa|ca|some|close to|probably|perhaps|maybe"
_TOTAL = r"a total of|in total|in all|altogether"
_SAID_OF = re.compile(
    rf"(?:(?P<up>(?:{_MORE})\b|>=?|≥)|(?P<down>(?:{_LESS})\b|<=?|≤)"
    r"|(?P<exact>(?:exactly|precisely)\b)"
    rf"|(?P<near>(?:(?:{_NEAR})|c\.|(?:an )?estimated)(?!\w)\.?|[~≈=≃∼])"
    rf"|(?:i think )?it(?:'s| is| was)\b|i think\b|the answer is\b|(?:{_TOTAL})\b)\s*",
    re.IGNORECASE,
)
_WAYS = ("up", "down", "near", "exact")
_AFTERTHOUGHT = re.compile(
    r"(?P<more>\s*\+|\s?-?ish|\s+or (?:so|more|less|fewer)|\s+at (?:least|most)|\s+approximately"
    rf"|\s+roughly|\s+exactly|,?\s+i (?:think|guess)|\s+(?:{_TOTAL}))?[\s.,;!]*$",
    re.IGNORECASE,
)
_AFTERTHOUGHTS = {
    **dict.fromkeys(("+", "or more", "at least"), "up"),
    **dict.fromkeys(("or less", "or fewer", "at most"), "down"),
    **dict.fromkeys(("or so", "approximately", "roughly", "-ish", "ish"), "near"),
    "exactly": "exact",
}
_OPEN_END = re.compile(r"\s*(?:\+|plus\b|or (?:so|more)\b)\s*", re.IGNORECASE)
_OF_A = re.compile(r"^(?:of )?an? (?=\w)", re.IGNORECASE)
"""Between a part and its unit: ``three quarters of an hour``, ``half a mile``."""
_WRAPPING = " \"'()[]?"
_CURRENCY = re.compile(
    rf"(?P<sign>[-+]?)\s?(?P<unit>{'|'.join(map(re.escape, units.CURRENCIES))}"
    r"|(?:USD|EUR|GBP|JPY|CNY|RUB|KRW|UAH|INR|CHF|Rs\.?)(?=\s?[\d.]))\s?",
    re.IGNORECASE,
)
_UNIT_THEN = re.compile(r"\s*(?P<unit>[^\s\d,]+),?\s*(?:and\s+)?")
_SINGLE = re.compile(r"an?\s(?P<unit>[^\d]+?)(?P<half>\sand a half)?", re.IGNORECASE)
_KILOBYTES = re.compile(r"(?P<step>[kmgt])(?:b|bytes?)", re.IGNORECASE)

_JOINING = """
or to but till until versus vs minus plus times through between out is if than
k m b t mn bn st nd rd th hundreds thousands millions billions trillions dozens
"""
"""Words that make something else of the number before them."""
_TAILS = """
of from away in on to a an each ago below above long tall high wide deep old later after apart
across
"""
"""Words that may follow a unit of measurement (``7,000 km from home``)."""


class _Stated(NamedTuple):
    """A number that a reply states and the text after it."""

    value: Fraction
    unit: str


class _Measure(NamedTuple):
    """The units that a text may begin with, and the words about them (``km`` ``from home``)."""

    units: tuple[Unit, ...]
    tail: tuple[str, ...]


class _Target(Struct, frozen=True):
    """The number that is asked for, its scale (``million``) taken out of the unit."""

    number: Number
    scale: int
    unit: str
    tolerance: Tolerance | None

    @classmethod
    def of(cls, quantity: ExpectedNumber) -> _Target:
        number = quantity.number
        scale, names = 1, plain(number.unit).split()
        while names and (factor := numerals.scale_of(names[0].lower())):
            scale, names = scale * factor, names[1:]
        return cls(number, scale, " ".join(names), quantity.tolerance)

    def grade_value(self, value: Fraction, slack: Fraction = Fraction(0)) -> Grade:
        """Return the grade of ``value``, of the unit but not of the scale that is asked for."""
        right = self.number.value
        allowed = self.tolerance.around(right) if self.tolerance else Fraction(0)
        off = value / self.scale - right
        if abs(off) <= max(allowed, abs(right) * slack):
            return RIGHT
        return wrong("Too high." if off > 0 else "Too low.")

    def wrong_unit(self, unit: str) -> Grade:
        """Grade as wrong, since ``unit`` is another."""
        return wrong(
            "The unit is {unit}, not {other}.", unit=quote(self.number.unit), other=quote(unit)
        )

    def wrong_dimension(self, unit: str) -> Grade:
        """Grade as wrong, since ``unit`` is of something else: meters are no square meters."""
        return wrong(
            "{other} does not measure what {unit} does.",
            other=quote(unit),
            unit=quote(self.number.unit),
        )


def match(quantity: ExpectedNumber, text: str) -> Grade:
    """Return how ``text`` stands to ``quantity``, whose unit the learner can see.

    Figures may be written in any usual way (:mod:`~quizgen.grading.numerals`).  A figure converted
    from another unit may be off by :data:`SLACK` even where there is no tolerance.
    """
    shown = quantity.number.words
    if len(text) > _LONGEST + len(shown):
        return wrong("That is too long for a number.")
    given = plain(text)
    if not given:
        return WRONG
    if len(given) > _LONGEST + len(shown):
        return wrong("That is too long for a number.")
    if given in _spellings(quantity.number):
        return RIGHT
    body, way = unqualified(given)
    grade = _graded_in_any_notation(_Target.of(quantity), body)
    return qualified(grade, way_of(quantity.number.qualifier), way, shown)


def quantity(text: str) -> ExpectedNumber | None:
    """Return the number, perhaps with a unit of measurement, that ``text`` is and can only be."""
    found = {stated for stated in _stated(text) if not stated.unit or _measure(stated.unit).units}
    if len(found) != 1:
        return None
    value, unit = found.pop()
    return ExpectedNumber(Number(value, text, unit))


def without_unit(quantity: ExpectedNumber) -> ExpectedNumber:
    """Return ``quantity`` as a bare number."""
    number = quantity.number
    return ExpectedNumber(Number(number.value, number.written), quantity.tolerance)


def is_bare(text: str) -> bool:
    """Return whether ``text`` is a number without a unit."""
    return any(not stated.unit for stated in _stated(text))


def is_share(text: str) -> bool:
    """Return whether ``text`` is a number of percent."""
    return any(_is_percent(stated.unit) for stated in _stated(text))


# -- how exact a figure is ------------------------------------------------------------------------


def unqualified(text: str) -> tuple[str, str]:
    """Return ``text`` without the words about its number, and which way they point.

    The way is ``up``, ``down``, ``near``, ``exact``, or empty where nothing is said.
    """
    way = ""
    for _ in range(3):
        found = _SAID_OF.match(text)
        if not found:
            break
        way = next((name for name in _WAYS if found[name]), way)
        text = text[found.end() :]
    # The marks of feet and inches are no quotes.
    text = text.strip(_WRAPPING if text[:1] in _WRAPPING else " )]?")
    after = _AFTERTHOUGHT.search(text)
    if after is None:
        return text, way
    said = (after["more"] or "").strip().lower()
    return text[: after.start()], way or _AFTERTHOUGHTS.get(said, "")


def way_of(qualifier: str) -> str:
    """Return which way ``qualifier``, a word such as "over", points."""
    return unqualified(f"{qualifier} 1")[1] if qualifier else ""


def qualified(grade: Grade, asked: str, given: str, shown: str, *, hidden: bool = False) -> Grade:
    """Return ``grade``, of the bare figure, in view of what the answer and the reply say about it.

    ``asked`` and ``given`` are the ways of both (:func:`unqualified`), ``shown`` is the answer.  A
    word that the learner cannot see (``hidden``) should be there; one that says the contrary is
    wrong.
    """
    if asked == given or not grade.accepted:
        return grade
    if {asked, given} == {"up", "down"}:
        return wrong("The figure is right, but it is {answer}.", shown, answer=quote(shown))
    if not given:
        told = hidden and asked != "near"
        return slip("In full it is {answer}.", shown, answer=quote(shown)) if told else grade
    if not asked and given in ("near", "exact"):
        return grade
    return ask("The figure is right, but the answer is {answer}.", shown, answer=quote(shown))


# -- reading a reply ------------------------------------------------------------------------------


def _spellings(number: Number) -> set[str]:
    """Return the number as it is shown, with and without what stands around it."""
    spellings = (str(number), f"{number.written} {number.unit}", number.written)
    return {plain(spelling) for spelling in spellings}


def _graded_in_any_notation(target: _Target, body: str) -> Grade:
    """Return the grade of a reply without qualifiers, in the notations that people use."""
    is_time = any(unit.dimension == units.TIME for unit in units.find(target.unit))
    readings = [body, *notations.other_readings(body, is_time=is_time)]
    grade = best([_graded(target, reading) for reading in readings])
    if grade.verdict is not Verdict.WRONG:
        return grade
    by_four = notations.grouped_by_four(body)
    if by_four and _graded(target, by_four).accepted:
        return ask("The digits are grouped by four.", target.number.words)
    meant, word = notations.respelt(body)
    if word:
        found = _graded(target, meant)
        return slip("It is spelled {word}.", word=quote(word)) if found.accepted else found
    swapped = notations.swap_separators(body)
    if swapped != body and _graded(target, swapped).accepted:
        return wrong("A comma groups thousands here, and a point marks decimals.")
    return grade


def _graded(target: _Target, body: str) -> Grade:
    """Return the grade of a reply in one notation, read in the kindest way."""
    grades = [_judged(target, stated) for stated in _stated(body)]
    return best(grades) if grades else wrong("That does not read as a number.")


def _stated(body: str) -> Iterator[_Stated]:
    """Yield every number with its unit that ``body`` may state."""
    currency = _CURRENCY.match(body)
    start = currency.end() if currency else 0
    yield from _single(body)
    negative = bool(currency and currency["sign"] == "-")
    for value, end in numerals.read(body, start):
        open_end = _OPEN_END.match(body, end)
        rest = _OF_A.sub("", body[open_end.end() if open_end else end :].strip())
        if currency is None:
            yield _Stated(value, rest)
            yield from _summed(body, value, end)
        elif not rest or set(units.find(rest)) & set(units.find(currency["unit"])):
            yield _Stated(-value if negative else value, currency["unit"])


def _single(body: str) -> Iterator[_Stated]:
    """Yield ``an hour``, ``a week and a half``."""
    found = _SINGLE.fullmatch(body)
    if found:
        yield _Stated(Fraction(3, 2) if found["half"] else Fraction(1), found["unit"])


def _summed(body: str, value: Fraction, end: int) -> Iterator[_Stated]:
    """Read ``5 ft 10 in``, ``1 hour and 30 minutes``: falling units, in the first."""
    named = _UNIT_THEN.match(body, end)
    if named is None:
        return
    first = units.find(named["unit"])
    rest = numerals.read(body, named.end()) if first else []
    for more, after in rest:
        for unit in units.find(body[after:]):
            for greater in first:
                if greater.dimension == unit.dimension and greater.size > unit.size:
                    total = value + unit.converted(more, greater)
                    yield _Stated(total, named["unit"])


# -- judging one reading --------------------------------------------------------------------------


def _judged(target: _Target, stated: _Stated) -> Grade:
    """Return the grade of one way to read a reply."""
    value, unit = stated
    if not unit:
        return _without_unit(target, value)
    if plain(unit).casefold() == target.unit.casefold() and not units.find(unit):
        return target.grade_value(value)
    wanted, found = _measure(target.unit), _measure(unit)
    if wanted.units:
        return _converted(target, stated, wanted, found)
    if target.unit in ("", "share") and _is_percent(unit):
        return target.grade_value(value / 100)
    return _counted(target, stated, known=bool(found.units))


def _without_unit(target: _Target, value: Fraction) -> Grade:
    """Return the grade of a bare number; a share is asked about where percent are asked for."""
    grade = best([target.grade_value(value), target.grade_value(value * target.scale)])
    if grade.accepted or _is_rounded(target, value):
        return RIGHT
    if _rounds(target, value):
        return slip("Exactly it is {number}.", target.number.words, number=target.number.written)
    if _is_percent(target.unit) and target.grade_value(value * 100).accepted:
        return ask("That is the share; the question asks for percent.", target.number.words)
    return grade


def _is_percent(unit: str) -> bool:
    return bool(unit) and units.find(unit) == units.find("%")


def _is_rounded(target: _Target, value: Fraction) -> bool:
    """Return whether a fraction such as 1/3 is, rounded, the number as it is written."""
    _, point, decimals = target.number.written.partition(".")
    if not point or _terminates(value):
        return False
    return abs(value - target.number.value) * 2 <= Fraction(1, 10 ** len(decimals))


def _rounds(target: _Target, value: Fraction) -> bool:
    """Tell whether ``value`` is the answer rounded, where that has no end: 0.33 for 1/3."""
    right = target.number.value
    if _terminates(right) or not _terminates(value):
        return False
    places = next((n for n in range(2, 20) if (value * 10**n).denominator == 1), 0)
    return bool(places) and abs(value - right) * 2 <= Fraction(1, 10**places)


def _terminates(value: Fraction) -> bool:
    """Return whether ``value`` has finitely many decimals."""
    below = value.denominator
    for factor in (2, 5):
        while below % factor == 0:
            below //= factor
    return below == 1


def _measure(unit: str) -> _Measure:
    """Return what ``unit`` measures in; no units where it does not begin with a known one."""
    words = unit.split()
    for count in range(min(len(words), 4), 0, -1):
        known = units.find(" ".join(words[:count]))
        tail = words[count:]
        if known and (not tail or tail[0].lower() in _TAILS.split()):
            return _Measure(known, tokens(" ".join(tail)))
    return _Measure((), ())


def _converted(target: _Target, stated: _Stated, wanted: _Measure, found: _Measure) -> Grade:
    """Grade a reply where the unit ``wanted`` is asked for and ``found`` is given."""
    if not found.units:
        return _misspelt(target, wanted.units, stated)
    if wanted.tail and not set(found.tail) <= set(wanted.tail):
        return target.wrong_unit(stated.unit)
    if any(token.isdecimal() or token in _JOINING.split() for token in found.tail):
        return wrong("That does not read as a number with a unit.")
    if set(wanted.units) & set(found.units):
        return target.grade_value(stated.value)
    grades = [
        target.grade_value(_nearest(target, stated.value, given, unit), _slack(given, unit))
        for given in found.units
        for unit in wanted.units
        if given.dimension == unit.dimension
    ]
    if not grades:
        return target.wrong_dimension(stated.unit)
    grade = best(grades)
    if not grade.accepted and _counts_by_1024(target, stated, wanted):
        return ask("That is right if a kilobyte has 1,024 bytes.", target.number.words)
    return grade


def _nearest(target: _Target, value: Fraction, given: Unit, wanted: Unit) -> Fraction:
    """Convert ``value``; a whole degree of another scale is the answer that rounds to it."""
    right = wanted.converted(target.number.value, given)
    if given.zero != wanted.zero and value.denominator == 1 and abs(value - right) * 2 <= 1:
        return target.number.value
    return given.converted(value, wanted)


def _slack(given: Unit, wanted: Unit) -> Fraction:
    """Return nothing for units that differ by a power of ten: there is nothing to round."""
    ratio = max(given.size / wanted.size, wanted.size / given.size)
    exact = given.zero == wanted.zero and ratio.denominator == 1 and str(ratio).strip("0") == "1"
    return Fraction(0) if exact else SLACK


def _counts_by_1024(target: _Target, stated: _Stated, wanted: _Measure) -> bool:
    """Return whether a reply is right with steps of 1,024, as storage was long measured."""
    found = _KILOBYTES.fullmatch(stated.unit.strip())
    return found is not None and any(
        target.grade_value(binary.converted(stated.value, unit)).accepted
        for binary in units.find(f"{found['step'].upper()}iB")
        for unit in wanted.units
        if unit.dimension == binary.dimension
    )


def _misspelt(target: _Target, wanted: tuple[Unit, ...], stated: _Stated) -> Grade:
    """Grade a reply whose unit is none: perhaps a slip of one of its names."""
    given = stated.unit.lower()
    names = (name for unit in wanted for name in units.names(unit) if is_slip(name, given))
    name = next(names, None)
    if name is None:
        return target.wrong_unit(stated.unit)
    grade = target.grade_value(stated.value)
    return slip("The unit is spelled {word}.", word=quote(name)) if grade.accepted else grade


def _counted(target: _Target, stated: _Stated, *, known: bool) -> Grade:
    """Return the grade where things are counted, or bare numbers.

    A learner may leave out what tells the things from others, but not name others.
    """
    right, given = set(tokens(target.unit)), set(tokens(stated.unit))
    covered = bool(right) and _covers(right, given)
    part = covered or (bool(right) and right <= given)
    if target.unit and not part and (known or _opposed(right, given)):
        return target.wrong_unit(stated.unit)
    if _is_no_noun(stated.unit):
        return wrong("{word} is not understood after a number.", word=quote(stated.unit))
    grade = target.grade_value(stated.value)
    if covered or not grade.accepted:
        return grade
    if target.unit:
        return ask("The unit is {unit}.", target.number.words, unit=quote(target.number.unit))
    if _names_others(given, stated.unit):
        return ask("{word} is not in the answer.", target.number.words, word=quote(stated.unit))
    return slip(
        "The question asks only for the number; {word} was ignored.", word=quote(stated.unit)
    )


def _covers(right: set[str], given: set[str]) -> bool:
    """Return whether every word that was given is one of the right ones, or its plural."""
    return all(any(compare(word, each) <= Nearness.SLIP for word in right) for each in given)


def _names_others(given: set[str], unit: str) -> bool:
    """Return whether ``unit`` tells things from others: by a direction, or a name."""
    names = any(word[0].isupper() for word in unit.split() if len(word) > 1)
    return names or any(map(lookalikes.is_exact, given))


def _opposed(right: set[str], given: set[str]) -> bool:
    """Tell whether each has a word that excludes the other's: ``North …`` and ``South …``."""
    return all(any(map(lookalikes.is_exact, words)) for words in (right - given, given - right))


def _is_no_noun(unit: str) -> bool:
    """Return whether ``unit`` may change the number before it, or says too much to be a noun."""
    names = unit.casefold().split()
    given = tokens(unit)
    return (
        len(names) > _MOST_WORDS
        or not all(re.fullmatch(r"[^\W\d_][^\W\d_.'-]*\.?", name) for name in names)
        or any(token.isdecimal() or lookalikes.is_negation(token) for token in given)
        or any(name in _JOINING.split() or _is_nearly_a_scale(name) for name in names)
        or "and" in names
        or (len(names[0]) <= 2 and not units.find(names[0]))
    )


def _is_nearly_a_scale(name: str) -> bool:
    singular = name.removesuffix("s")
    return any(
        notations.is_nearly(word, each) for word in numerals.WORDS for each in (name, singular)
    )
