"""Numerals: the figures and number words with which English writes a number.

:func:`read` gives exact values; what stands behind a numeral, and whether the number is the one
that was asked for, is for others to say.  A comma groups thousands (or lakhs) and a point marks
decimals, as the banks themselves are written.  Other notations are rewritten before they come here
(:mod:`~quizgen.grading.notations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

_UNITS = "one two three four five six seven eight nine"
_TEEN = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
"""
_TEN_RANKS = (
    "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
)
_ONES = {word: value for value, word in enumerate(_UNITS.split(), 1)}
_TEENS = {word: value for value, word in enumerate(_TEEN.split(), 10)}
_TENS = {word: value * 10 for value, word in enumerate(_DECADES.split(), 2)}
_ORDINALS = {word: value for value, word in enumerate(_RANKS.split(), 1)} | {
    word: value * 10 for value, word in enumerate(_TEN_RANKS.split(), 2)
}
_NOUGHTS = frozenset({"zero", "nought", "naught", "nil", "oh", "o"})
_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "dozen": 12,
    # As South Asia counts.
    **dict.fromkeys(("lakh", "lakhs", "lac"), 10**5),
    **dict.fromkeys(("crore", "crores"), 10**7),
}
_SHORT_SCALES = {
    **dict.fromkeys(("k", "thou", "tsd"), 10**3),
    **dict.fromkeys(("m", "mn", "mln", "mio"), 10**6),
    **dict.fromkeys(("b", "bn", "bln"), 10**9),
    **dict.fromkeys(("t", "tn", "trn"), 10**12),
    "cr": 10**7,
}
_PARTS = {
    **dict.fromkeys(("half", "halves"), 2),
    **dict.fromkeys(("quarter", "quarters"), 4),
    **{word: value for word, value in _ORDINALS.items() if value > 2},
    **{f"{word}s": value for word, value in _ORDINALS.items() if value > 2},
}

WORDS = frozenset({*_ONES, *_TEENS, *_TENS, *_SCALES, "zero", "nought", "half"})
"""The words that can begin or end a numeral, and are never anything else."""

_DIGITS = re.compile(
    r"(?:(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:'\d{3})+"
    r"|\d{1,3}(?: \d{3})+|\d+)"
    r"(?:\.(?P<part>\d+))?|\.(?P<only>\d+))(?![.,']?\d)",
    re.ASCII,
)
_POWER = re.compile(
    r"[eE](?P<e>[+-]?\d+)(?!\w)|\s?(?:[x×*·]\s?10|(?<=\b10))\s?(?:\^|\*\*)\s?\(?(?P<ten>[+-]?\d+)\)?",
    re.ASCII,
)
_FRACTION = re.compile(r"\s?/\s?(?P<below>\d+)(?![\d./,])", re.ASCII)
_MIXED = re.compile(r"\s(?P<above>\d+)/(?P<below>\d+)(?![\d./,])", re.ASCII)
_WORD = re.compile(r"[ -]*(?P<word>[A-Za-z]+)(?![A-Za-z])")
_SIGN = re.compile(r"\s*(?P<sign>[-+]|minus\b|negative\b|plus\b)\s*", re.IGNORECASE)

_MOST_DIGITS = 120
_MOST_EXPONENT = 300


class Numeral(NamedTuple):
    """A number that a text states, and where in the text it ends."""

    value: Fraction
    end: int


def read(text: str, start: int = 0) -> list[Numeral]:
    """Return every way to read a numeral at ``start`` of ``text``, the longest first.

    ``text`` has gone through :func:`~quizgen.grading.spelling.plain`.  There is more than one way
    where a letter may be a scale or a unit: ``5 m`` is five, or five million.  Numbers of more than
    120 digits, or with an exponent beyond 300, are not read, so that the work stays small.
    """
    sign = _SIGN.match(text, start)
    at = sign.end() if sign else start
    negative = bool(sign and sign["sign"].lower() in ("-", "minus", "negative"))
    found = {numeral.end: numeral for numeral in reversed([*_figures(text, at), *_words(text, at)])}
    longest_first = sorted(found.values(), key=lambda numeral: -numeral.end)
    return [Numeral(-value if negative else value, end) for value, end in longest_first]


def spoken(text: str, start: int) -> Numeral | None:
    """Read the whole number at ``start`` of a sentence: no sign, fraction or exponent.

    Decimals are left alone, since in words they may be a version or a paragraph (``3.10``), and so
    are numbers with leading noughts, which are names (``007``).
    """
    digits = _DIGITS.match(text, start)
    if digits and (digits["part"] or digits["only"] or _is_name(digits["whole"])):
        return None
    found = [*([_scaled(text, _whole(digits), short=("k",))[0]] if digits else _words(text, start))]
    return max(found, key=lambda numeral: numeral.end, default=None)


def ordinal(text: str, start: int) -> Numeral | None:
    """Read the ordinal in words at ``start`` of ``text``, up to a hundredth (``twenty-first``)."""
    word, end = _word(text, start)
    if word in _TENS:
        unit, after = _word(text, end)
        if 1 <= _ORDINALS.get(unit, 0) <= 9:
            return Numeral(Fraction(_TENS[word] + _ORDINALS[unit]), after)
    return Numeral(Fraction(_ORDINALS[word]), end) if word in _ORDINALS else None


def is_rank(word: str) -> bool:
    """Return whether ``word`` is an ordinal, or the name of a part."""
    return word in _ORDINALS or word in _PARTS


def scale_of(word: str) -> int | None:
    """Return the value of a scale in words: ``million``."""
    return _SCALES.get(word)


def _is_name(whole: str | None) -> bool:
    return bool(whole) and len(whole or "") > 1 and (whole or "")[0] == "0"


def _figures(text: str, at: int) -> Iterator[Numeral]:
    """Yield readings that begin with a digit."""
    digits = _DIGITS.match(text, at)
    if digits is None or len(digits[0]) > _MOST_DIGITS:
        return
    power = _POWER.match(text, digits.end())
    if power:
        yield from _raised(text, digits, power)
        return
    for pattern in (_MIXED, _FRACTION):
        fraction = pattern.match(text, digits.end())
        if fraction and len(fraction[0]) <= _MOST_DIGITS and int(fraction["below"]):
            yield from _scaled(text, _fraction(digits, fraction))
            return
    yield from _mixed_in_words(text, _whole(digits))
    yield from _scaled(text, _whole(digits), short=tuple(_SHORT_SCALES))


def _whole(digits: re.Match[str]) -> Numeral:
    whole = re.sub(r"[, ']", "", digits["whole"] or "0")
    part = digits["part"] or digits["only"] or ""
    return Numeral(Fraction(int(whole + part), 10 ** len(part)), digits.end())


def _raised(text: str, digits: re.Match[str], power: re.Match[str]) -> Iterator[Numeral]:
    exponent = (power["e"] or power["ten"])[:6]
    if abs(int(exponent)) > _MOST_EXPONENT:
        return
    value = _whole(digits).value
    bare = value == 10 and power["ten"] is not None and not re.search(r"[x×*·]\s?10", power[0])
    value = Fraction(10) ** int(exponent) * (1 if bare else value)
    yield from _scaled(text, Numeral(value, power.end()))


def _fraction(digits: re.Match[str], fraction: re.Match[str]) -> Numeral:
    value = _whole(digits).value
    if fraction.re is _MIXED:
        value += Fraction(int(fraction["above"]), int(fraction["below"]))
    else:
        value /= int(fraction["below"])
    return Numeral(value, fraction.end())


def _scaled(text: str, numeral: Numeral, short: tuple[str, ...] = ()) -> list[Numeral]:
    """Return ``numeral`` with the scales behind it, and without those that are a single letter."""
    word, end = _word(text, numeral.end)
    if word in short:
        return [Numeral(numeral.value * _SHORT_SCALES[word], end), numeral]
    return [_cardinal(text, numeral.end, numeral) or numeral]


def _words(text: str, at: int) -> Iterator[Numeral]:
    """Yield readings that begin with a word."""
    word, end = _word(text, at)
    if word in _NOUGHTS or word in ("point", "dot"):
        start = Numeral(Fraction(0), end if word in _NOUGHTS else at)
        yield from _decimals(text, start)
        if word in _NOUGHTS and len(word) > 2:
            yield start
        return
    yield from _bare_scale(text, at)
    yield from _pair_of_hundreds(text, at)
    yield from _parts(text, Numeral(Fraction(0), at))
    cardinal = _cardinal(text, at)
    if cardinal:
        yield cardinal
        yield from _decimals(text, cardinal)
        yield from _mixed_in_words(text, cardinal)
        yield from _parts(text, cardinal)


def _bare_scale(text: str, at: int) -> Iterator[Numeral]:
    """Yield ``million`` without its article, but not ``dozen`` or ``hundred``."""
    scale, end = _scale(text, at)
    if scale >= 1000:
        yield Numeral(Fraction(scale), end)


def _cardinal(text: str, at: int, figure: Numeral | None = None) -> Numeral | None:
    """Return the cardinal at ``at``: groups whose scales fall.

    The first group may be a ``figure`` that has been read already (``10`` of ``10 thousand``); it
    comes back when nothing belongs to it.
    """
    total, last, end = Fraction(0), 10**30, at
    group = figure or _group(text, at)
    while group:
        scale, after = _scale(text, group.end)
        if group.value * scale >= last:
            break
        total, last, end = total + group.value * scale, scale, after
        if scale == 1:
            break
        group = _group(text, _past_and(text, end))
    return Numeral(total, end) if end > at else figure


def _group(text: str, at: int) -> Numeral | None:
    """Return a number below a thousand, in figures or words, or the ``a`` of ``a million``."""
    digits = _DIGITS.match(text, at + (text[at : at + 1] == " "))
    if digits and len(digits[0]) <= _MOST_DIGITS and at and _scale(text, digits.end())[0] > 1:
        return _whole(digits)
    word, end = _word(text, at)
    if word in ("a", "an") and _scale(text, end)[0] > 1:
        return Numeral(Fraction(1), end)
    small = _below_hundred(text, at)
    if small is None or _word(text, small.end)[0] != "hundred":
        return small
    hundreds = Numeral(small.value * 100, _word(text, small.end)[1])
    rest = _below_hundred(text, _past_and(text, hundreds.end))
    return Numeral(hundreds.value + rest.value, rest.end) if rest else hundreds


def _below_hundred(text: str, at: int) -> Numeral | None:
    word, end = _word(text, at)
    if word in _TENS:
        unit, after = _word(text, end)
        if unit in _ONES:
            return Numeral(Fraction(_TENS[word] + _ONES[unit]), after)
        return Numeral(Fraction(_TENS[word]), end)
    value = _ONES.get(word) or _TEENS.get(word)
    return Numeral(Fraction(value), end) if value else None


def _pair_of_hundreds(text: str, at: int) -> Iterator[Numeral]:
    """Yield years as they are spoken: ``nineteen sixty-nine``, ``nineteen oh five``."""
    century = _below_hundred(text, at)
    if century is None or century.value < 10:
        return
    years = _below_hundred(text, century.end)
    word, end = _word(text, century.end)
    if word in ("oh", "o"):
        years, least = _below_hundred(text, end), 1
    else:
        least = 10
    if years and years.value >= least and (least == 10 or years.value < 10):
        yield Numeral(century.value * 100 + years.value, years.end)


def _decimals(text: str, whole: Numeral) -> Iterator[Numeral]:
    """Yield ``three point one four``, perhaps with a scale behind it."""
    word, end = _word(text, whole.end)
    if word not in ("point", "dot"):
        return
    digits = ""
    while len(digits) < _MOST_DIGITS:
        word, after = _word(text, end)
        if word not in _ONES and word not in _NOUGHTS:
            break
        digits, end = digits + str(_ONES.get(word, 0)), after
    if digits:
        scale, after = _scale(text, end)
        yield Numeral((whole.value + Fraction(int(digits), 10 ** len(digits))) * scale, after)


def _parts(text: str, count: Numeral) -> Iterator[Numeral]:
    """Yield ``half``, ``three quarters``, ``a quarter of a million``; ``count`` is 0 if unsaid."""
    word, end = _word(text, count.end)
    counted = bool(count.value) or word in ("a", "an")
    if not count.value and counted:
        word, end = _word(text, end)
    # A lone ordinal is a rank: "third" is a part only with a count or an article before it.
    if word not in _PARTS or not (counted or word in ("half", "quarter")):
        return
    part = (count.value or Fraction(1)) / _PARTS[word]
    yield Numeral(part, end)
    of, after = _word(text, end)
    after = after if of == "of" else end
    article, behind = _word(text, after)
    scale, after = _scale(text, behind if article in ("a", "an") else after)
    if scale > 1:
        yield Numeral(part * scale, after)


def _mixed_in_words(text: str, whole: Numeral) -> Iterator[Numeral]:
    """Yield ``two and a half``, perhaps with a scale behind it."""
    word, end = _word(text, whole.end)
    if word != "and":
        return
    count = _below_hundred(text, end) or Numeral(Fraction(0), end)
    for part in list(_parts(text, count))[:1]:
        scale, after = _scale(text, part.end)
        yield Numeral((whole.value + part.value) * scale, after)


def _scale(text: str, at: int) -> tuple[int, int]:
    """Multiply the scales at ``at`` (``hundred thousand``), at most four; return their end, too."""
    product = 1
    for _ in range(4):
        word, end = _word(text, at)
        if word not in _SCALES:
            break
        product, at = product * _SCALES[word], end
    return product, at


def _past_and(text: str, at: int) -> int:
    word, end = _word(text, at)
    return end if word == "and" else at


def _word(text: str, at: int) -> tuple[str, int]:
    """Read the word at ``at`` in lower case, and its end, after spaces and hyphens."""
    match = _WORD.match(text, at)
    return (match["word"].lower(), match.end()) if match else ("", at)
