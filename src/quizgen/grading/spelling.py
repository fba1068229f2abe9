"""Characters: which spellings of one text are the same.

This module knows what Unicode makes different and a reader does not: widths, cases, accents,
dashes, quotes and digits.  It knows nothing of what words mean.
"""

from __future__ import annotations

import re
import unicodedata

_DASHES = "‐‑‒–—―−﹘﹣－⁻₋"
_APOSTROPHES = "‘’‚‛′ʹʻʼʽʾʿˈ´"
_QUOTES = "“”„‟″«»"
_CHARACTERS = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | {"٫": ".", "٬": ","}
)
# Letters that Unicode does not take apart, as they are typed on a keyboard without them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | {"ŋ": "n", "ŧ": "t", "ƒ": "f"}
    # Arabic and Persian keyboards differ in yeh and kaf; a tatweel only stretches a word; a heh is
    # often typed for a teh marbuta.
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ـ": "", "ة": "ه", "ٱ": "ا"}
)
# Accents of European scripts, but for the stroke (U+0338) that turns = into ≠; the points and
# cantillation marks of Hebrew; the vowel signs of Arabic and what marks its recitation.
_ACCENTS = re.compile(
    "[\u0300-\u0337\u0339-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]+"
)
_SUPERSCRIPTS = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR_FRACTIONS = re.compile("[¼-¾⅐-⅞↉]")
# Letters of other alphabets that look like Latin ones, and are pasted or typed for them.
_LOOK_LATIN = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухАΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo"
)


def plain(text: str) -> str:
    """Write ``text`` with one kind of space, dash, quote and digit, and no controls.

    Case and accents stay, and so does the meaning of figures: ``10⁴`` becomes ``10^4`` and ``1½``
    becomes ``1 1/2``.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    if not text.isascii():
        text = _VULGAR_FRACTIONS.sub(r" \g<0>", text)
        text = _SUPERSCRIPTS.sub(r"^\g<0>", text)
        text = unicodedata.normalize("NFKC", text.translate(_CHARACTERS))
        text = text.translate(_CHARACTERS).replace("⁄", "/")
    return " ".join("".join(map(_printable, text)).split())


def fold(text: str) -> str:
    """Return ``text`` as :func:`plain` has it, without case, accents and special letters.

    Only marks that readers do without are taken off: European accents (U+0300 to U+036F), and the
    points of Hebrew and Arabic.  Those of Indic scripts and Kana are letters to their readers.
    """
    text = plain(text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text.casefold()))
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return " ".join(text.translate(_LETTERS).split())


def latinized(text: str) -> str:
    """Return ``text`` with Latin letters for those of other alphabets that look like them."""
    return text.translate(_LOOK_LATIN)


def _printable(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
