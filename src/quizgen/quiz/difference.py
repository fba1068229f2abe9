"""Where what was typed differs from an answer, sign by sign.

Case is no difference, and neither is how a sign with its accents is encoded.  Two texts that have
little in common are not compared: marks under all of a text say nothing.
"""

from __future__ import annotations

from unicodedata import normalize

from quizgen.system.columns import clusters

ALIKE = 0.5
"""The share of signs that two texts must have in common, as difflib counts it."""
LONGEST = 200
"""Characters of a text that is compared: more would not be read, and takes time."""


def marks(typed: str, answer: str) -> frozenset[int]:
    """Return the places in ``typed`` where a sign is wrong, too much, or missing before it.

    The length of ``typed`` stands for what is missing at its end.
    """
    if not answer or max(len(typed), len(answer)) > LONGEST:
        return frozenset()
    # Imported late: most quizzes have nothing to compare.
    from difflib import SequenceMatcher

    signs = [*clusters(typed)]
    places = [*(sign.place for sign in signs), len(typed)]
    written = [_folded(sign.text) for sign in signs]
    matcher = SequenceMatcher(None, written, _answer_signs(answer), autojunk=False)
    if matcher.ratio() < ALIKE:
        return frozenset()
    found: set[int] = set()
    for kind, start, end, *_ in matcher.get_opcodes():
        if kind != "equal":
            found.update(places[start : max(end, start + 1)])
    return frozenset(found)


def _answer_signs(answer: str) -> list[str]:
    return [_folded(sign.text) for sign in clusters(answer)]


def _folded(sign: str) -> str:
    return normalize("NFC", sign).casefold()
