"""Numbers: whether a typed figure is the one asked for, in whatever unit and with whatever words.

What stands around a numeral is judged here: words such as "about" are passed over, a unit may be
left out since the prompt shows it, another unit of the same dimension is converted, and a noun that
is no unit of measurement ("troops") may be any.  The value itself is exact: no figure is a slip of
another, and only the author's tolerance widens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct

from quizgen.grading import lookalikes, numerals, units
from quizgen.grading.replies import RIGHT, WRONG, Grade, best, slip, wrong
from quizgen.grading.spelling import is_slip, plain
from quizgen.grading.tokens import tokens
from quizgen.grading.units import Unit
from quizgen.model.forms import ExpectedNumber
from quizgen.model.values import Number, Tolerance, quoted

SLACK = Fraction(5, 1000)
"""How far a figure converted from another unit may lie off, as a share of the number."""

_LONGEST = 200
_MOST_WORDS = 4

_MORE = (
    r"no (?:less|fewer) than|not less than|(?:slightly )?(?:more|greater) than|at least|upwards of"
    r"|(?:well |just |slightly )?(?:over|above)"
)
_LESS = (
    r"no more than|not more than|(?:less|fewer) than|at most|up to|as many as|nearly|almost"
    r"|(?:well |just |slightly )?(?:under|below)"
)
_NEAR = r"about|around|approximately|approx|roughly|circa|ca|some|close to|exactly|precisely"
_QUALIFIER = re.compile(
    rf"(?:(?P<up>(?:{_MORE})\b|>=?|≥)|(?P<down>(?:{_LESS})\b|<=?|≤)"
    rf"|(?:{_NEAR}|c\.|(?:an )?estimated)(?!\w)\.?|[~≈=≃∼])\s*",
    re.IGNORECASE,
)
_AFTERTHOUGHT = re.compile(
    r"(?P<more>\s*\+|\s+or (?:so|more|less|fewer)|\s+at (?:least|most)|\s+approximately|\s+roughly"
    r"|\s+exactly)?[\s.,;!]*$",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\s*(?:\+|plus\b|or (?:so|more)\b)\s*", re.IGNORECASE)
_WRAPPING = " \"'()[]?"
_CURRENCY = re.compile(
    rf"(?P<sign>[-+]?)\s?(?P<unit>{'|'.join(map(re.escape, units.CURRENCIES))}"
    r"|(?:USD|EUR|GBP|JPY|CNY|RUB|KRW|UAH|INR|CHF)(?=\s?[\d.]))\s?",
    re.IGNORECASE,
)
_UNIT_THEN = re.compile(r"\s*(?P<unit>[^\s\d,]+),?\s*(?:and\s+)?")
_SINGLE = re.compile(r"an?\s(?P<unit>[^\d]+?)(?P<half>\sand a half)?", re.IGNORECASE)
_TURNED = re.compile(r"\d+(?:[.,]\d+)+")
_SWAP = str.maketrans(",.", ".,")

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

_UP, _DOWN = ("over", "more than", "at least"), ("under", "at most", "nearly", "up to")


class _Stated(NamedTuple):
    """A number that a reply states and the text behind it."""

    value: Fraction
    unit: str


class _Measure(NamedTuple):
    """The units that a text may begin with, and the words about them (``km`` ``from home``)."""

    units: tuple[Unit, ...]
    tail: tuple[str, ...]


class _Asked(Struct, frozen=True):
    """The number that is asked for, its scale (``million``) taken out of the unit."""

    value: Fraction
    scale: int
    unit: str
    tolerance: Tolerance | None
    shown: str

    @classmethod
    def of(cls, quantity: ExpectedNumber) -> _Asked:
        number = quantity.number
        scale, names = 1, plain(number.unit).split()
        while names and (factor := numerals.scale_of(names[0].lower())):
            scale, names = scale * factor, names[1:]
        return cls(number.value, scale, " ".join(names), quantity.tolerance, number.unit)

    def holds(self, value: Fraction, slack: Fraction = Fraction(0)) -> Grade:
        """The grade of ``value``, of the unit but not of the scale that is asked for."""
        allowed = self.tolerance.around(self.value) if self.tolerance else Fraction(0)
        off = value / self.scale - self.value
        if abs(off) <= max(allowed, abs(self.value) * slack):
            return RIGHT
        return wrong("Too high." if off > 0 else "Too low.")

    def refuses(self, unit: str) -> Grade:
        """Wrong, since ``unit`` is another."""
        return wrong(f"The unit is {quoted(self.shown)}, not {quoted(unit)}.")


def match(quantity: ExpectedNumber, text: str) -> Grade:
    """How ``text`` stands to ``quantity``, whose unit the learner can see.

    Figures may be written in any usual way (:mod:`~quizgen.grading.numerals`).  A figure converted
    from another unit may be off by :data:`SLACK` even where there is no tolerance.
    """
    shown = str(quantity.number)
    if len(text) > _LONGEST + len(shown):
        return wrong("That is too long for a number.")
    given = plain(text)
    if not given:
        return WRONG
    if given in _spellings(quantity.number):
        return RIGHT
    asked = _Asked.of(quantity)
    body, qualifier = unqualified(given)
    grade = _graded(asked, body)
    if not grade.accepted and _TURNED.search(body) and _graded(asked, _turned(body)).accepted:
        return wrong("A comma groups thousands here, and a point marks decimals.")
    if grade == RIGHT and _contradicts(quantity.number.qualifier, qualifier):
        return slip(f"The figure is right, but it is {quoted(shown)}.")
    return grade


def _spellings(number: Number) -> set[str]:
    """The number as it is shown, with and without what stands around it."""
    spellings = (str(number), f"{number.written} {number.unit}", number.written)
    return {plain(spelling) for spelling in spellings}


def _graded(asked: _Asked, body: str) -> Grade:
    """The grade of a reply without qualifiers, read in the kindest way."""
    grades = [_judged(asked, stated) for stated in _stated(body)]
    return best(grades) if grades else wrong("That does not read as a number.")


def unqualified(text: str) -> tuple[str, str]:
    """``text`` without the qualifiers about its number, and ``up`` or ``down`` if they point."""
    way = ""
    for _ in range(3):
        found = _QUALIFIER.match(text)
        if not found:
            break
        way = "up" if found["up"] else "down" if found["down"] else way
        text = text[found.end() :]
    text = text.strip(_WRAPPING)
    after = _AFTERTHOUGHT.search(text)
    if after is None:
        return text, way
    more = after["more"] and after["more"].strip() in ("+", "or more", "at least")
    return text[: after.start()], way or ("up" if more else "")


def quantity(text: str) -> ExpectedNumber | None:
    """The number, perhaps with a unit of measurement, that ``text`` is and can only be."""
    found = {stated for stated in _stated(text) if not stated.unit or _measure(stated.unit).units}
    if len(found) != 1:
        return None
    value, unit = found.pop()
    return ExpectedNumber(Number(value, text, unit))


def is_bare(text: str) -> bool:
    """Whether ``text`` is a number without a unit."""
    return any(not stated.unit for stated in _stated(text))


def _contradicts(shown: str, given: str) -> bool:
    return (shown in _UP and given == "down") or (shown in _DOWN and given == "up")


def _turned(body: str) -> str:
    """``body`` with points for commas and the other way round, as much of Europe writes."""
    return _TURNED.sub(lambda figure: figure[0].translate(_SWAP), body)


def _stated(body: str) -> Iterator[_Stated]:
    """Every number with its unit that ``body`` may state."""
    currency = _CURRENCY.match(body)
    start = currency.end() if currency else 0
    yield from _single(body)
    negative = bool(currency and currency["sign"] == "-")
    for value, end in numerals.read(body, start):
        open_end = _OPEN_END.match(body, end)
        rest = body[open_end.end() if open_end else end :].strip()
        if currency is None:
            yield _Stated(value, rest)
            yield from _summed(body, value, end)
        elif not rest or set(units.find(rest)) & set(units.find(currency["unit"])):
            yield _Stated(-value if negative else value, currency["unit"])


def _single(body: str) -> Iterator[_Stated]:
    """``an hour``, ``a week and a half``."""
    found = _SINGLE.fullmatch(body)
    if found:
        yield _Stated(Fraction(3, 2) if found["half"] else Fraction(1), found["unit"])


def _summed(body: str, value: Fraction, end: int) -> Iterator[_Stated]:
    """``5 ft 10 in``, ``1 hour and 30 minutes``: falling units of one dimension, in the first."""
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


def _judged(asked: _Asked, stated: _Stated) -> Grade:
    """The grade of one way to read a reply."""
    value, unit = stated
    if not unit:
        return best([asked.holds(value), asked.holds(value * asked.scale)])
    if plain(unit).casefold() == asked.unit.casefold() and not units.find(unit):
        return asked.holds(value)
    wanted, found = _measure(asked.unit), _measure(unit)
    if wanted.units:
        return _converted(asked, stated, wanted, found)
    if not asked.unit and found.units == units.find("%"):
        return asked.holds(value / 100)
    return _counted(asked, stated, known=bool(found.units))


def _measure(unit: str) -> _Measure:
    """What ``unit`` measures in; no units where it does not begin with a known one."""
    words = unit.split()
    for count in range(min(len(words), 4), 0, -1):
        known = units.find(" ".join(words[:count]))
        tail = words[count:]
        if known and (not tail or tail[0].lower() in _TAILS.split()):
            return _Measure(known, tokens(" ".join(tail)))
    return _Measure((), ())


def _converted(asked: _Asked, stated: _Stated, wanted: _Measure, found: _Measure) -> Grade:
    """The grade where the unit of measurement ``wanted`` is asked for and ``found`` is given."""
    if not found.units:
        return _misspelt(asked, wanted.units, stated)
    if wanted.tail and not set(found.tail) <= set(wanted.tail):
        return asked.refuses(stated.unit)
    if any(token.isdecimal() or token in _JOINING.split() for token in found.tail):
        return wrong("That does not read as a number with a unit.")
    if set(wanted.units) & set(found.units):
        return asked.holds(stated.value)
    grades = [
        asked.holds(given.converted(stated.value, unit), _slack(given, unit))
        for given in found.units
        for unit in wanted.units
        if given.dimension == unit.dimension
    ]
    return best(grades) if grades else asked.refuses(stated.unit)


def _slack(given: Unit, wanted: Unit) -> Fraction:
    """None between units that differ by a power of ten: there is nothing to round."""
    ratio = max(given.size / wanted.size, wanted.size / given.size)
    exact = given.zero == wanted.zero and ratio.denominator == 1 and str(ratio).strip("0") == "1"
    return Fraction(0) if exact else SLACK


def _misspelt(asked: _Asked, wanted: tuple[Unit, ...], stated: _Stated) -> Grade:
    """The grade where what stands for the unit is none: perhaps a slip of one of its names."""
    given = stated.unit.lower()
    names = (name for unit in wanted for name in units.names(unit) if is_slip(name, given))
    name = next(names, None)
    if name is None:
        return asked.refuses(stated.unit)
    grade = asked.holds(stated.value)
    return slip(f"The unit is spelt {quoted(name)}.") if grade.accepted else grade


def _counted(asked: _Asked, stated: _Stated, known: bool) -> Grade:
    """The grade where things are counted, or bare numbers: the learner may name them his way."""
    right, given = set(tokens(asked.unit)), set(tokens(stated.unit))
    part = bool(right) and (given <= right or right <= given)
    if asked.unit and not part and (known or _opposed(right, given)):
        return asked.refuses(stated.unit)
    if _is_no_noun(stated.unit):
        return wrong(f"{quoted(stated.unit)} is not understood behind a number.")
    grade = asked.holds(stated.value)
    if part or not grade.accepted:
        return grade
    if asked.unit:
        return slip(f"The unit is {quoted(asked.shown)}.")
    return slip(f"Only the number is asked for; {quoted(stated.unit)} was not looked at.")


def _opposed(right: set[str], given: set[str]) -> bool:
    """Whether each has a word that allows no other beside it: ``North …`` and ``South …``."""
    return all(any(map(lookalikes.is_exact, words)) for words in (right - given, given - right))


def _is_no_noun(unit: str) -> bool:
    """Whether ``unit`` may change the number before it, or says too much to be a noun."""
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
    return any(is_slip(word, each) for word in numerals.WORDS for each in (name, singular))
