"""Characters and slips of the pen: which spellings of one text are the same, and how far two are
apart.

This module knows what Unicode makes different and a reader does not: widths, cases, accents,
dashes, quotes and digits.  It knows nothing of what words mean.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

_DASHES = "‐‑‒–—―−﹘﹣－⁻₋"
_APOSTROPHES = "‘’‚‛′ʹʻʼʽˈ´"
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
    # Arabic and Persian keyboards differ in yeh and kaf; a tatweel only stretches a word.
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ـ": ""}
)
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SUPERSCRIPTS = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_VULGAR_FRACTIONS = re.compile("[¼-¾⅐-⅞↉]")

_LONG_WORD = 9
_MIDDLING_WORD = 5


def plain(text: str) -> str:
    """``text`` in compatible characters: one kind of space, dash, quote and digit, no controls.

    Case and accents stay, and so does the meaning of figures: ``10⁴`` becomes ``10^4`` and ``1½``
    becomes ``1 1/2``.
    """
    if not text.isascii():
        text = _VULGAR_FRACTIONS.sub(r" \g<0>", text)
        text = _SUPERSCRIPTS.sub(r"^\g<0>", text)
        text = unicodedata.normalize("NFKC", text.translate(_CHARACTERS))
        text = text.translate(_CHARACTERS).replace("⁄", "/")
    return " ".join("".join(map(_printable, text)).split())


def fold(text: str) -> str:
    """``text`` as :func:`plain` has it, without case, accents and special letters.

    Only the accents of European scripts are taken off (U+0300 to U+036F): the marks of Hebrew,
    Indic and Kana are letters to their readers.
    """
    text = plain(text)
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text.casefold()))
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return " ".join(text.translate(_LETTERS).split())


def is_slip(right: str, given: str) -> bool:
    """Whether ``given`` may be ``right``, a single folded word, with a slip of the pen.

    The first letter must stand.  A word of up to four letters allows no edit, one of up to eight
    allows one, a longer one two.
    """
    return right == given or edits(right, given) <= _allowed(right)


def edits(right: str, given: str) -> int:
    """How many slips lead from ``right`` to ``given``; a large number when it is too many.

    A slip is a letter too many, too few, replaced or swapped with its neighbour (the optimal string
    alignment).  A letter doubled or not is a slip when it is the only one, and free beside another.
    """
    if right == given:
        return 0
    if not (right and given) or right[0] != given[0]:
        return 99
    return max(1, _distance(_squeezed(right), _squeezed(given), limit=2))


def _allowed(word: str) -> int:
    return (len(word) >= _MIDDLING_WORD) + (len(word) >= _LONG_WORD)


def _printable(character: str) -> str:
    if " " <= character <= "~":
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _squeezed(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _distance(a: str, b: str, limit: int) -> int:
    """The optimal string alignment of ``a`` and ``b``, or 99 beyond ``limit``.

    Only a band of ``limit`` about the diagonal is looked at, so the work grows with the length of
    the words and not with its square.
    """
    if abs(len(a) - len(b)) > limit:
        return 99
    far = limit + 1
    before: dict[int, int] = {}
    row = {j: j for j in range(min(len(b), limit) + 1)}
    for i, letter in enumerate(a, 1):
        low, high = max(0, i - limit), min(len(b), i + limit)
        current: dict[int, int] = {}
        for j in range(low, high + 1):
            if j == 0:
                current[j] = i
                continue
            cost = min(
                row.get(j, far) + 1,
                current.get(j - 1, far) + 1,
                row.get(j - 1, far) + (letter != b[j - 1]),
            )
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == b[j - 1]:
                cost = min(cost, before.get(j - 2, far) + 1)
            current[j] = cost
        if min(current.values()) > limit:
            return 99
        before, row = row, current
    distance = row.get(len(b), far)
    return distance if distance <= limit else 99
