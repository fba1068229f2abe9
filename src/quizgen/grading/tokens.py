"""What a text says, as tokens in which nothing is left that a reader forgives.

Case, accents, dots of initials, articles, British and American spellings, and whether a number is
written in digits or in words make no difference.  What changes the meaning stays: the marks of
``C++``, ``Na+``, ``50%`` and ``-5``, and the signs of code and of mathematics, for which there are
typographic and plain ones: ``≠`` is ``!=``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from quizgen.grading import numerals
from quizgen.grading.spelling import fold
from quizgen.grading.variants import ERAS, GREEK, SUFFIXES, TITLES, WARS, american

Tokens = tuple[str, ...]

_FORGIVEN = frozenset({"an", "the"})
_BEFORE_ARTICLES = frozenset(
    {"of", "as", "in", "on", "with", "for", "by", "is", "was", "to", "at", "from", "into", "and"}
)
_SIGNS = str.maketrans(
    {
        "≠": "!=",
        "≤": "<=",
        "⩽": "<=",
        "≦": "<=",
        "≥": ">=",
        "⩾": ">=",
        "≧": ">=",
        "→": "->",
        "⟶": "->",
        "←": "<-",
        "⟵": "<-",
        "⇒": "=>",
        "⟹": "=>",
        "↔": "<->",
        "⇌": "<->",
        "⇔": "<=>",
        "×": "*",
        "⋅": "*",
        "·": "*",
        "∙": "*",
        "∗": "*",
        "÷": "/",
        "∕": "/",
        "∶": ":",
        "∖": "\\",
        "∣": "|",
        "∥": "||",
        "∨": "||",
        "∧": "&&",
        "¬": "!",
        "≡": "==",
        "∼": "~",
        "≈": "~",
        "⁢": "*",
        "□": " ",
    }
)

_LETTER = r"[^\s!-/:-@\[-`{-~]"
_TOKEN = re.compile(
    rf"(?P<initials>(?<!{_LETTER})(?:(?!\d){_LETTER}\.\s?)+(?!\d){_LETTER}(?!{_LETTER})\.?)"
    r"|(?P<decimal>\d+(?:,\d{3})*\.\d+|(?<![\w.])\.\d+)"
    r"|(?P<path>(?<!\S)\.{1,3}(?=[/\s]|$)|(?<!\S)\.(?=[a-z]))"
    r"|(?P<option>(?<![^\s\[(=,])(?:--?(?=[a-z])|-(?=\s*[^\x00-\x7f\w\s])))"
    r"|(?P<minus>(?<![\w)'\]])-\s?(?=\.?\d))"
    r"|(?P<infix>(?<=\b\w)\s?-\s?(?=\w\b)|(?<=\b[a-z])-(?=\d)|(?<=\d)-(?=[a-z]\b)"
    r"|(?<=\b\w)\s-\s(?=\d)|(?<=[\w)])\s?-\s?(?=\()|(?<=\))\s?-\s?(?=[\w(]))"
    rf"|(?P<word>{_LETTER}+(?:'{_LETTER}+)*)"
    r"(?P<glued>\++|\#|\*(?!\*)(?!\s?\w)|--(?!\S)|-(?!\S))?"
    r"|(?P<operator><=>|<->|===|!==|<-|->|=>|==|!=|<=|>=|:=|\+=|-=|&&|\|\||\*\*|\+\+|--(?=\s*$)|::|//|\?\?)"
    r"|(?P<prime>(?<=\b[a-z])(?<!'[a-z])'+(?!\w))"
    r"|(?P<bang>(?<=[\d)])!|(?<=\b[a-z])\s?!(?!\w)|(?<!\S)!(?=[\w(]))"
    r"|(?P<reference>(?<![\w\s])&(?=\w)|(?<!\S)&(?=\w))"
    r"|(?P<slash>(?<=\b[a-z])\s?/\s?(?=[a-z]\b)|(?<!\S)/(?=\w)|(?<=\.)/)"
    r"|(?P<power>(?<=[\d)])\^|\^(?=[a-z(]))"
    r"|(?P<bracket>(?<=[\w)\]'!])[(\[{](?!\w[^\W\d_]*\s?\w*[)\]}]\s?$)|[(\[{](?=[)\]}])"
    r"|(?<=[(\[{])[)\]}])"
    r"|(?P<symbol>[$%+<=>*|#@~\\_])"
)
_LISTS = re.compile(
    r"[\[{(]\s*(?:'?[\w.+-]{1,12}'?\s*,\s*)+'?[\w.+-]{1,12}'?\s*[\]})]|\[[\w.:+-]+\]"
)
_BRACKETS = str.maketrans(
    {bracket: f" {mark} " for bracket, mark in zip("[]{}()", "⟦⟧⦃⦄⦅⦆", strict=True)}
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}")
_CALL = re.compile(r"(?<=[a-z\d'])[(\[]([^()\[\]]*)[)\]]")
_CHARGE = re.compile(r"(?<=[a-z])\^(?=\d*[+-](?!\w))|(?<=[a-z]\d)\^(?=[+-](?!\w))")
_CHARGE_AFTER_COUNT = re.compile(r"(?<=[a-z]\d)\^(?=\d+[+-](?!\w))")
"""The sign that raises a charge: ``SO4^2-``."""
_PYTHON_POWER = re.compile(r"(?<=[\w)])\s?\*\*\s?(?=[\w(-])")
_JOINING_AND = re.compile(r"(?<=\w)\s?&\s?(?=\w)")

DROPPABLE = frozenset({"−", "."})
"""Signs in a reply that say nothing where the key has none: a hyphen, a dot set apart."""


@lru_cache(maxsize=4096)
def tokens(text: str) -> Tokens:
    """Return what ``text`` says, without what is forgiven; empty only if ``text`` is blank."""
    folded = fold(_plain_signs(text))
    found = [token for token in _tokens(folded) if token]
    telling = [token for at, token in enumerate(found) if not _is_forgiven(found, at)]
    bare = folded.replace(" ", "") or text.strip()
    spelt_out = [word for token in telling for word in WARS.get(token, (token,))]
    return tuple(spelt_out or found or [bare] * bool(bare))


def has_letters(token: str) -> bool:
    """Return whether ``token`` is of words or figures, and no sign."""
    return any(map(str.isalnum, token))


def _plain_signs(text: str) -> str:
    return text if text.isascii() else text.translate(_SIGNS)


def _is_forgiven(found: list[str], at: int) -> bool:
    """Tell whether the token at ``at`` says nothing: an article, but not the ``A`` of a vitamin."""
    token = found[at]
    if token != "a":
        return token in _FORGIVEN
    before = found[at - 1] if at else "of"
    after = found[at + 1] if at + 1 < len(found) else ""
    return (
        before in _BEFORE_ARTICLES
        and len(after) > 1
        and after[0].isalnum()
        and after not in ("and", "or")
    )


def _tokens(folded: str) -> Iterator[str]:
    folded = _marked(folded)
    sign, at = "", 0
    while found := _TOKEN.search(folded, at):
        start, at = found.span()
        if found["minus"]:
            sign = "-"
            continue
        word = (found["word"] or "").replace("'", "")
        numeral = _numeral(folded, found) if word else None
        if numeral:
            value, at = numeral
            yield f"{sign}{value}"
        elif found["initials"]:
            initials = re.sub(r"[.\s]", "", found["initials"])
            yield ERAS.get(initials, initials)
        elif word:
            yield sign + _written_out(word, folded, start, at) + _glued(word, found["glued"] or "")
        elif found["decimal"]:
            yield sign + _decimal(found["decimal"])
        elif found["infix"]:
            yield "−"
        else:
            yield found[0].strip()
        sign = ""


def _marked(folded: str) -> str:
    """Return ``folded`` with the brackets of lists and calls as signs, and symbols set apart."""
    if "[" in folded or "(" in folded or "{" in folded:
        folded = _EMPTY.sub(lambda found: found[0].translate(_BRACKETS), folded)
        folded = _LISTS.sub(lambda found: found[0].translate(_BRACKETS), folded)
        folded = _CALL.sub(_called, folded)
    if "*" in folded:
        folded = _PYTHON_POWER.sub("^", folded)
    if "^" in folded:
        folded = _CHARGE_AFTER_COUNT.sub(" ", _CHARGE.sub("", folded))
    if "&" in folded:
        folded = _JOINING_AND.sub(" and ", folded)
    if folded.isascii():
        return folded.replace("`", "'")
    return "".join(map(_sift, folded))


def _called(found: re.Match[str]) -> str:
    """Return the brackets of a call or an index as signs, but not those of ``color(s)``."""
    inner = found[1]
    if inner.isalpha() and len(inner) > 1 and inner.islower() and found[0][0] == "(":
        return f" {inner} "
    return found[0][0].translate(_BRACKETS) + inner + found[0][-1].translate(_BRACKETS)


def _sift(character: str) -> str:
    """Return ``character`` if it is of a word, and else set apart or left out."""
    if character <= "~" or character.isalnum():
        return character
    category = unicodedata.category(character)
    if character in "⟦⟧⦃⦄⦅⦆‰":
        return f" {character} "
    if category[0] in "PZ":
        return " "
    if category[0] == "S":
        return "" if category == "Sk" else f" {character} "
    return character


def _numeral(folded: str, found: re.Match[str]) -> tuple[str, int] | None:
    """Return the number that begins with the word ``found``, written in digits, and its end."""
    word, start = found["word"], found.start()
    rank = numerals.ordinal(folded, start)
    if rank:
        return _ordinal(int(rank.value)), rank.end
    if not (word[0].isdigit() or word in numerals.WORDS or word == "a"):
        return None
    numeral = numerals.spoken(folded, start)
    if numeral is None or folded[numeral.end : numeral.end + 1].isalnum():  # "21st", "3d"
        return None
    glued = folded[numeral.end :]
    if word[0].isdigit() and glued[:1] in "+-" and not glued[1:2].strip():
        return None  # the charge of an ion: "2-"
    return str(numeral.value), numeral.end


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def _glued(word: str, signs: str) -> str:
    """Return the signs after ``word``; those of an ion of two letters as its charge: ``Ca++``."""
    return f"2{signs[0]}" if len(word) == 2 and signs in ("++", "--") else signs


def _decimal(written: str) -> str:
    bare = written.replace(",", "")
    return f"0{bare}" if bare.startswith(".") else bare


def _written_out(word: str, folded: str, start: int, end: int) -> str:
    """Return ``word`` in its usual spelling: in full, in American, with Greek letters by name."""
    rest = folded[end:].strip(". ")
    if word in TITLES and rest[:1].isalpha():
        return TITLES[word]
    if word in SUFFIXES and folded[:start].strip():
        return SUFFIXES[word]
    if word in ERAS and (folded[:start].rstrip()[-1:].isdigit() or rest[:1].isdigit()):
        return ERAS[word]
    if any("α" <= letter <= "ω" for letter in word):
        greek = [letter in GREEK for letter in word]
        if len(word) == 1 or not all(greek):
            return "".join(GREEK.get(letter, letter) for letter in word)
    return american(word)
