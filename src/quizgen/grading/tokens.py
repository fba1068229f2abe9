"""What a text says, as tokens in which nothing is left that a reader forgives.

Case, accents, dots of initials, articles, British and American endings, and whether a number stands
in digits or in words make no difference.  What changes the meaning stays: the marks of ``C++``,
``Na+``, ``50%`` and ``-5``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from quizgen.grading import numerals
from quizgen.grading.spelling import fold

Tokens = tuple[str, ...]

_FORGIVEN = frozenset({"an", "the", "and"})
_BEFORE_ARTICLES = frozenset(
    {"of", "as", "in", "on", "with", "for", "by", "is", "was", "to", "at", "from", "into", "and"}
)
_LETTER = r"[^\s!-/:-@\[-`{-~]"
_TOKEN = re.compile(
    rf"(?P<initials>(?<!{_LETTER})(?:(?!\d){_LETTER}\.)+(?!\d){_LETTER}(?!{_LETTER})\.?)"
    r"|(?P<decimal>\d+(?:,\d{3})*\.\d+)"
    rf"|(?P<minus>(?<!\S)-(?=\d))"
    rf"|(?P<word>{_LETTER}+(?:'{_LETTER}+)*)(?P<glued>\++|\#|\*|-(?!\S))?"
    r"|(?P<symbol>[$%+<=>])"
)

# British and American endings; a note on them would teach a preference and no spelling.
_VARIANTS = (
    (re.compile(r"(?<=\w\w\w)our(?=(?:s|ed|ing|ite|able|hood|er|ers|ful)?$)"), "or"),
    (re.compile(r"(?<=\w\w)(?:is|iz)(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)"), "iz"),
    (re.compile(r"(?<=\w\w)ys(?=e[sd]?$)"), "yz"),
    (re.compile(r"(?<=\w\w)tre(?=s?$)"), "ter"),
    (re.compile(r"(?<=^(?:def|off|lic))ence|(?<=^pret)ence"), "ense"),
    (re.compile(r"(?<=\w\w\w[aeiou])ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"(?<=\w\w)ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\wm)me(?=s?$)"), ""),
)
_NAMES = {"st": "saint", "mt": "mount"}


@lru_cache(maxsize=4096)
def tokens(text: str) -> Tokens:
    """What ``text`` says, without what is forgiven.  Not empty unless ``text`` is blank."""
    folded = fold(text)
    found = [token for token in _tokens(folded) if token]
    telling = [token for at, token in enumerate(found) if not _is_forgiven(found, at)]
    bare = folded.replace(" ", "") or text.strip()
    return tuple(telling or found or [bare] * bool(bare))


def _is_forgiven(found: list[str], at: int) -> bool:
    """Whether the token at ``at`` says nothing: an article, but not the ``A`` of a vitamin."""
    token = found[at]
    if token != "a":
        return token in _FORGIVEN
    before = found[at - 1] if at else "of"
    after = found[at + 1] if at + 1 < len(found) else ""
    return before in _BEFORE_ARTICLES and len(after) > 1 and after not in ("and", "or")


def _tokens(folded: str) -> Iterator[str]:
    folded = _sifted(folded)
    sign, at = "", 0
    while found := _TOKEN.search(folded, at):
        at = found.end()
        word = (found["word"] or "").replace("'", "")
        numeral = _numeral(folded, found) if word else None
        if numeral:
            value, at = numeral
            yield f"{sign}{value}"
        elif found["initials"]:
            yield found["initials"].replace(".", "")
        elif word:
            yield _variant(_name(word, folded, at)) + (found["glued"] or "")
        elif found["decimal"]:
            yield sign + found["decimal"].replace(",", "")
        elif found["symbol"]:
            yield found["symbol"]
        sign = "-" if found["minus"] else ""


def _sifted(folded: str) -> str:
    """``folded`` without the punctuation of other scripts, and with their symbols set apart."""
    if folded.isascii():
        return folded.replace("`", "'").replace("&", " and ")
    return "".join(map(_sift, folded)).replace("&", " and ")


def _sift(character: str) -> str:
    """``character`` if it is of a word, and else set apart or left out."""
    if character <= "~" or character.isalnum():
        return character
    category = unicodedata.category(character)
    if category[0] in "PZ":
        return f" {character} " if character == "‰" else " "
    if category[0] == "S":
        return "" if category == "Sk" else f" {character} "
    return character


def _numeral(folded: str, found: re.Match[str]) -> tuple[str, int] | None:
    """The number that begins with the word ``found``, written in digits, and its end."""
    word, start = found["word"], found.start()
    rank = numerals.ordinal(folded, start)
    if rank:
        return _ordinal(int(rank.value)), rank.end
    if not (word[0].isdigit() or word in numerals.WORDS or word == "a"):
        return None
    numeral = numerals.spoken(folded, start)
    if numeral is None or folded[numeral.end : numeral.end + 1].isalnum():  # "21st", "3d"
        return None
    return str(numeral.value), numeral.end


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _name(word: str, folded: str, end: int) -> str:
    """``word``, written out if it abbreviates the name behind it (``St. Petersburg``)."""
    return _NAMES[word] if word in _NAMES and folded[end:].strip(". ") else word


def _variant(word: str) -> str:
    """``word`` with American endings; words too short for that may differ by one (``filed``)."""
    if len(word) < 5:
        return word
    for pattern, ending in _VARIANTS:
        word = pattern.sub(ending, word)
    return word
