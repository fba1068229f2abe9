"""English as far as the rules about good questions need it: words, their stems, and lists of words.

Everything goes by whole words, never by parts of them: “hall” has no “all”, and “nothing” no “not”.
Words of other languages are in none of the lists, so the rules that go by a list pass them over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+(?:['’]\w+|(?<=\d)[.,:]\d+)*")
_SPACED = bytes(
    ord(char.lower()) if char.isalnum() or char in "_'.,:" else ord(" ")
    for char in map(chr, range(128))
).ljust(256)
"""ASCII in lower case, with spaces for the signs that are in no word and in no figure."""

STOP = frozenset(
    """
    a about above after again against all also although always am among an and another any are
    aren't as at be because been before being below between both but by came can can't cannot
    come could couldn't did didn't do does doesn't doing don't down during each either else ever
    every few first for form found from further gave get give given gives go goes going good got had
    hadn't has hasn't have haven't having he her here hers herself him himself his how however i if
    in into is isn't it its itself just kind known last least less let like made main mainly make
    makes many may me might more most much must my near need neither never next no nor not now of
    off often on once one only onto or other others our out over own part per put rather said same
    say says see seen shall she should since so some someone something such take taken takes than
    that the their theirs them themselves then there these they thing things this those though
    through thus to together too toward towards two type under until up upon us use used uses using
    usually very was wasn't way we well went were weren't what when where whether which while who
    whom whose why will with within without won't would wouldn't yes yet you your
    following follows best true false correct correctly statement option answer describe describes
    described called call name named names term mean means meant
    """.split()
)
"""Words that say little about what a question is about."""

ABSOLUTE = frozenset(
    """
    always never completely entirely absolutely totally solely exclusively invariably impossible
    certainly guarantee guarantees guaranteed guaranteeing
    """.split()
)
"""Words that leave no exception: a statement with one is seldom true."""

EXTREME = ABSOLUTE | frozenset(
    """
    all every everyone everything everywhere nobody nothing none nowhere no only must cannot any
    already complete exact exactly hardly certain definitely fully wholly perfectly
    """.split()
)
"""The same, with weaker ones: each may be right by itself, and their number tells."""

HEDGES = frozenset(
    """
    often usually may might can could sometimes generally typically tends tend some many most mostly
    mainly partly likely probably possibly frequently commonly normally largely rarely approximately
    about almost relatively usually perhaps
    """.split()
)
"""Words that leave room for exceptions."""

ARTICLES = frozenset({"a", "an", "the"})

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "children": "child",
    "people": "person",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "wrote": "write",
    "written": "write",
    "fought": "fight",
    "sent": "send",
    "won": "win",
    "began": "begin",
    "led": "lead",
    "built": "build",
    "died": "die",
}


def words(text: str) -> list[str]:
    """Return the words and figures of ``text`` in lower case; ``’s`` at the end is dropped.

    Hyphens and signs separate words; a figure keeps its commas and points.
    """
    spaced = text.encode().translate(_SPACED).decode() if text.isascii() else text.lower()
    found = spaced.split()
    if not "".join(found).isalnum():  # the pattern takes long, and most words need none
        signed = [number for number, part in enumerate(found) if not part.isalnum()]
        for number in reversed(signed):
            found[number : number + 1] = _WORD.findall(found[number])
    if "'" in text or "’" in text:
        return [word[:-2] if word.endswith(("'s", "’s")) else word for word in found]
    return found


class _Stems(dict[str, str]):
    """The stem of each word that was asked for, worked out once."""

    def __missing__(self, word: str) -> str:
        stem = self[word] = _stem(word)
        return stem


def _stem(word: str) -> str:
    """Return ``word`` without its most usual endings: two forms of a word have one stem."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _without_verb_ending(_singular(word))
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_verb_ending(word: str) -> str:
    """Return ``word`` without “ing” or “ed”, and the consonant that these double."""
    base = word.removesuffix("ing") if word.endswith("ing") else word.removesuffix("ed")
    if base == word or len(base) < 3 or not any(vowel in base for vowel in "aeiouy"):
        return word
    doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
    return base[:-1] if doubled else base


stems = _Stems()
"""The stem of a word, by the word."""


def content(found: Iterable[str]) -> list[str]:
    """Return the stems of the words of ``found`` that say something, in order."""
    return [stems[word] for word in found if word not in STOP]
