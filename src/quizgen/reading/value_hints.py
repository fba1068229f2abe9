"""What an author most likely means by a value that its field does not take.

Each field has a strict grammar (:mod:`quizgen.model.values`), and people write numbers, dates and
the rest in a hundred other ways.  How those look, and what is written instead, is known here, and
asked only where a value was refused.  A :class:`Meant` with a ``rewrite`` is certain: it says what
was written and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from msgspec import Struct

from quizgen.model.values import MONTHS


class Meant(Struct, frozen=True):
    """What is written instead."""

    hint: str
    rewrite: str | None = None
    """The value as it is certainly meant."""


TRUE = frozenset(
    "true t yes y on 1 right correct ja oui sí si sim vrai wahr richtig verdadero verdadeiro vero "
    "da tak да верно".split()
)
FALSE = frozenset(
    "false f no n off 0 wrong incorrect nein non não nao faux falsch falso nie нет неверно".split()
)
"""What an author means by another word than ``true`` and ``false``."""

_QUALIFIERS = {
    **dict.fromkeys(("about", "around", "approximately", "approx.", "approx", "roughly"), "about"),
    **dict.fromkeys(("circa", "ca.", "ca", "c.", "some", "~", "≈"), "about"),
    **dict.fromkeys(("over", "more than", "above", "greater than", ">"), "over"),
    **dict.fromkeys(("under", "less than", "fewer than", "below", "<"), "under"),
    **dict.fromkeys(("nearly", "almost", "close to"), "nearly"),
    **dict.fromkeys(("at least", "a minimum of", "minimum", "min", "≥", ">="), "at least"),
    **dict.fromkeys(("at most", "a maximum of", "maximum", "max", "≤", "<="), "at most"),
    "up to": "up to",
}
"""Words and signs before a number, and the qualifier that each of them is."""
_MEANT_WORDS = {
    **_QUALIFIERS,
    **dict.fromkeys(("fact", "stated", "states", "true"), "reported"),
    **dict.fromkeys(("estimated", "approximation"), "estimate"),
    **dict.fromkeys(("forecast", "prediction", "expected", "projection"), "expectation"),
    **dict.fromkeys(("denied",), "denial"),
    **dict.fromkeys(("opinion", "judgement", "judged"), "judgment"),
    **dict.fromkeys(("number", "quantity", "amount", "statistic"), "figure"),
    **dict.fromkeys(("person", "people", "who"), "actor"),
    **dict.fromkeys(("when", "day", "time"), "date"),
    **dict.fromkeys(("simple", "low", "1", "beginner"), "easy"),
    **dict.fromkeys(("normal", "middle", "moderate", "average", "2", "intermediate"), "medium"),
    **dict.fromkeys(("difficult", "high", "3", "advanced"), "hard"),
    **dict.fromkeys(("question", "before"), "front"),
    **dict.fromkeys(("answer", "after"), "back"),
    **dict.fromkeys(("end", "bottom", "true", "yes"), "last"),
}
"""Other words for the words of a list, where that has them."""

_SPACES = " \u00a0\u2009\u202f"
_PLAIN = r"[-−+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_WITH_UNIT = rf"(?P<number>{_PLAIN})(?:\s*(?P<unit>[^\W\d_].*|[%°€$£‰].*))?"


def meant_word(text: str, words: Iterable[str]) -> str:
    """Return the one of ``words`` that ``text`` is another word or spelling for, or nothing."""
    plain = text.strip().lower().replace("_", " ")
    names = {word.lower(): word for word in words}
    for candidate in (plain, plain.replace(" ", "-"), _MEANT_WORDS.get(plain, "")):
        if candidate in names:
            return names[candidate]
    return ""


def meant_boolean(text: str) -> bool | None:
    """Return what ``text`` means by another word than ``true`` and ``false``, if anything."""
    word = text.strip().lower()
    return True if word in TRUE else False if word in FALSE else None


def meant_value(code: str, text: str) -> Meant | None:
    """Return what is meant by ``text``, a value that was refused with ``code``."""
    text = text.strip()
    if code not in _HINTS or len(text) > 100:
        return None
    return next((meant for hint in _HINTS[code] if (meant := hint(text)) is not None), None)


# -- numbers ---------------------------------------------------------------------------------------


def _write(text: str) -> Meant:
    return Meant(f"write “{text}”", text)


def _write_if(text: str | None) -> Meant | None:
    """Return that ``text`` is written instead, if there is one."""
    return None if text is None else _write(text)


def _grouped(digits: str) -> str:
    """Return ``digits`` with a comma before each three from the end."""
    whole, point, part = digits.partition(".")
    return f"{int(whole):,}{point}{part}"


def _qualified_number(text: str) -> Meant | None:
    """Read ``about 2850 km``: a word, or a sign, that says how exact the number is."""
    words = "|".join(re.escape(word) for word in sorted(_QUALIFIERS, key=len, reverse=True))
    found = re.fullmatch(rf"(?P<word>{words})\s*{_WITH_UNIT}", text, re.IGNORECASE)
    if found is None:
        return None
    lines = [f"“qualifier: {_QUALIFIERS[found['word'].lower()]}”"]
    if found["unit"]:
        lines.append(f"“unit: {_unit(found['unit'])}”")
    own = "on a line of its own" if len(lines) == 1 else "on lines of their own"
    return Meant(f"write “{found['number']}”, and {' and '.join(lines)} {own}")


def _unit(text: str) -> str:
    return text if text[0].isalpha() else f"'{text}'"  # YAML reserves %


def _number_after_its_unit(text: str) -> Meant | None:
    """Read ``$5``."""
    found = re.fullmatch(rf"([€$£¥])\s*({_PLAIN})", text)
    if found is None:
        return None
    return Meant(f"write “{found[2]}”, and “unit: '{found[1]}'” on a line of its own")


def _decimal_comma(text: str) -> Meant | None:
    """Read ``2,5``: three digits after the comma would be thousands."""
    found = re.fullmatch(r"([-−+]?[0-9]+),([0-9]{1,2}|[0-9]{4,})", text)
    return found and _write(f"{found[1]}.{found[2]}")


def _points_for_thousands(text: str) -> Meant | None:
    """Read ``2.850,5`` and ``1.234.567``: the point and the comma are the other way."""
    if not re.fullmatch(r"[-−+]?[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,})", text):
        return None
    return _write(text.translate(str.maketrans(".,", ",.")))


def _other_signs_for_thousands(text: str) -> Meant | None:
    """Read ``2 850`` and ``2'850``."""
    if not re.fullmatch(rf"[0-9]{{1,3}}(?:[{_SPACES}'’_][0-9]{{3}})+(?:\.[0-9]+)?", text):
        return None
    return _write(_grouped(re.sub(rf"[{_SPACES}'’_]", "", text)))


def _other_bases(text: str) -> Meant | None:
    """Read ``0xFF``, ``0b101`` and ``0o17``."""
    if not re.fullmatch(r"0x[0-9a-f]+|0b[01]+|0o[0-7]+", text, re.IGNORECASE):
        return None
    return _write(str(int(text, 0)))


def _final_point(text: str) -> Meant | None:
    """Read ``2850.``: a full stop."""
    return _write(text[:-1]) if re.fullmatch(r"[0-9]+\.", text) else None


def _range(text: str) -> Meant | None:
    """Read ``2800-2900``: a number and how far off an answer may be."""
    found = re.fullmatch(r"([0-9]+)\s*(?:-|–|to|\.\.)\s*([0-9]+)", text)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2])
    if high < low:
        return Meant(f"write “{high} to {low}”")
    if (high - low) % 2 or high == low:
        return Meant(
            "write one number, and “tolerance: …” on a line of its own for how far off is right"
        )
    middle, off = (low + high) // 2, (high - low) // 2
    return Meant(f"write “{middle}”, and “tolerance: {off}” on a line of its own")


def _number_in_words(text: str) -> Meant | None:
    if re.search(r"[0-9]", text) or not text:
        return None
    return Meant(
        "write the number in digits, such as 2,850; for an answer in words, use “type: short”"
    )


# -- dates -----------------------------------------------------------------------------------------

_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?\.?"
_IN_WORDS = (
    rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_MONTH},?\s+(?:of\s+)?{_YEAR}",
)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return a date as it is written in a bank, or ``None`` for one that there is not."""
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    parts = [f"{year:04}"]
    parts += [f"{part:02}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _date_in_words(text: str) -> Meant | None:
    """Read ``25 September 1992``, ``Sept. 25, 1992`` and ``September 1992``."""
    text = re.sub(r"^(?:on|in)\s+(?=[^0-9])", "", text, flags=re.IGNORECASE)
    for pattern in _IN_WORDS:
        if found := re.fullmatch(pattern, text, re.IGNORECASE):
            month = _month(found["month"])
            day = found.groupdict().get("day")
            if month is None:
                return None
            written = _iso(int(found["year"]), month, int(day) if day else None)
            return _write_if(written)
    return None


def _month(name: str) -> int | None:
    """Return the number of the month that begins with ``name``."""
    start = name.lower()
    numbers = [n for n, month in enumerate(MONTHS) if n and month.lower().startswith(start)]
    if start == "sept":
        numbers = [9]
    return numbers[0] if len(numbers) == 1 else None


def _date_in_figures(text: str) -> Meant | None:
    """Read ``1992/9/25``, ``25.9.1992`` and ``9/25/1992``; the figures may say which is which."""
    if found := re.fullmatch(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})", text):
        written = _iso(int(found[1]), int(found[3]), int(found[4]))
        return _write_if(written)
    if found := re.fullmatch(r"([0-9]{4})[-/.]([0-9])", text):
        written = _iso(int(found[1]), int(found[2]))
        return _write_if(written)
    if found := re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{4})", text):
        written = _iso(int(found[2]), int(found[1]))
        return _write_if(written)
    if not (found := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", text)):
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    day_first, month_first = _iso(year, second, first), _iso(year, first, second)
    if found[2] == "." or day_first == month_first:  # where points are used, the day comes first
        return _write_if(day_first)
    if day_first and month_first:
        return Meant(
            f"write “{day_first}” for {MONTHS[second]} {first}, or “{month_first}” for "
            f"{MONTHS[first]} {second}"
        )
    written = day_first or month_first
    return _write_if(written)


def _date_with_a_time(text: str) -> Meant | None:
    """Read ``1992-09-25 10:00``."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+[0-9]{1,2}:[0-9]{2}.*", text)
    return found and Meant(f"write “{found[1]}”; a date has no time of day")


def _year_in_a_phrase(text: str) -> Meant | None:
    """Read ``in 1992`` and ``1992 AD``."""
    year = "([0-9]{4})"
    found = re.fullmatch(rf"(?:in|the year|year)\s+{year}|(?:AD\s*)?{year}(?:\s*(?:AD|CE))?", text)
    return found and _write(found[1] or found[2])


# -- tolerances, tags, paragraphs ------------------------------------------------------------------


def _tolerance(text: str) -> Meant | None:
    """Read ``±50``, ``5 percent`` and ``50 m``."""
    bare = re.sub(r"^(?:±|\+/-|\+-|plus or minus)\s*", "", text)
    if bare.startswith(("-", "−")):
        return None
    if found := re.fullmatch(rf"({_PLAIN})\s*(?:%|percent|per cent|pct)", bare):
        return _write(f"{found[1]}%")
    if bare != text and re.fullmatch(_PLAIN, bare):
        return _write(bare)
    found = re.fullmatch(rf"({_PLAIN})\s*([^\W\d_].*)", bare)
    return found and Meant(f"write “{found[1]}”; a tolerance has the unit of the answer")


def _tag(text: str) -> Meant | None:
    """Read ``western europe``: with hyphens."""
    plain = re.sub(r"[\"“”]", "", text)
    plain = "::".join("-".join(part.split()) for part in re.split(r"\s*:+\s*", plain) if part)
    return Meant(f"write “{plain}”") if plain and plain != text else None


def _paragraph(text: str) -> Meant | None:
    """Read ``§2`` and ``paragraph 2``."""
    found = re.fullmatch(r"[^0-9]{1,12}?([0-9]+)\.?", text)
    return found and _write(found[1])


_HINTS: dict[str, tuple[Callable[[str], Meant | None], ...]] = {
    "bad-number": (
        _qualified_number,
        _number_after_its_unit,
        _decimal_comma,
        _points_for_thousands,
        _other_signs_for_thousands,
        _other_bases,
        _final_point,
        _range,
        _number_in_words,
    ),
    "bad-count": (_final_point, _paragraph),
    "bad-date": (_date_in_words, _date_in_figures, _date_with_a_time, _year_in_a_phrase),
    "bad-tolerance": (_tolerance,),
    "bad-tag": (_tag,),
}
"""The ways to write a value that each code is about, the surest first."""
