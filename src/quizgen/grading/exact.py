"""Exact words: whether a reply is the answer to the letter, where an author asks for that.

With ``match: exact`` every letter and sign counts; with ``match: case`` every letter does, and its
case and accents, but not the shape of quotes and dashes and the full stop at the end.  Nothing is a
slip.  What is forgiven in both is what nobody sees: how an accent is encoded, spaces at the ends,
and several spaces for one.  The card has the same rules (``typed.js``).
"""

from __future__ import annotations

import re
import unicodedata

from quizgen.grading.replies import RIGHT, Grade, ask, wrong
from quizgen.grading.spelling import fold, plain
from quizgen.model.forms import ExpectedWords
from quizgen.model.values import Exactness, skeleton

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Characters of no width that pages and editors put into texts."""
_SHAPES = str.maketrans(
    dict.fromkeys("‘’", "'") | dict.fromkeys("“”", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_END = re.compile(r"(?<=[^\s!-@\[-`{-~]{2}) ?[.!]$")
"""What ends a sentence after a word; alone, or in ``n!``, it counts."""


def match(words: ExpectedWords, text: str, how: Exactness) -> Grade:
    """Return how ``text`` stands to ``words``, of which so much counts as ``how`` says."""
    given = _read(text, how)
    keys = (words.answer, *words.accept)
    if any(given == _read(key, how) for key in keys):
        return RIGHT
    if any(given == _read(one, how) for one in words.ask):
        return ask("That may be meant, or not.", words.answer)
    for note, reading in _REASONS:
        read = reading(text)
        for key in keys:
            if read == reading(key):
                return wrong(note, key)
    return wrong("")


def _read(text: str, how: Exactness) -> str:
    """Return ``text`` without what does not count."""
    text = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())
    return text if how == "exact" else _END.sub("", text.translate(_SHAPES))


_REASONS = (
    ("Case counts here.", lambda text: plain(text).casefold()),
    ("Accents count here.", lambda text: unicodedata.normalize("NFC", fold(text))),
    ("Signs count here.", skeleton),
)
"""Why a reply that says nearly the same is wrong, and what it has in common with the answer."""
