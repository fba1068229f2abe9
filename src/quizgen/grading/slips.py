"""Slips of the pen: whether a typed word is the right one in another form, misspelled, or another.

The table of :func:`compare` was measured on 16,000 misspellings that people made and on 33,000
pairs of words that they confuse.  A swap of neighbors and a letter doubled are slips at nearly any
length; a letter replaced, the first letter and the ending are the marks of another word; one vowel
for another is both (seperate, Monet), and only the length of the word tells them apart.  What the
table does not settle is for the learner to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from quizgen.grading import lookalikes


class Nearness(IntEnum):
    """How a typed word stands to the right one, the nearest first."""

    SAME = 0
    PLURAL = 1
    """One of both is the plural of the other."""
    SLIP = 2
    """Misspelled, beyond reasonable doubt."""
    FORM = 3
    """Another form of the word, or a word derived from it: it may be what was meant."""
    DOUBT = 4
    """Misspelled, or another word that is spelled much alike."""
    FAR = 5


_FAR_DISTANCE = 99
_VOWELS = frozenset("aeiouyаеёиоуыэюя")
_LIKE_SOUNDS = tuple(map(frozenset, "ck cq kq cs sz xz gj fv vw mn td bp".split()))
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ENDING_VARIANTS = (("ant", "ent"), ("ance", "ence"), ("ancy", "ency"), ("able", "ible"))
_NEVER = 999


class _Edit(NamedTuple):
    """One edit: where in the right word it is, and the key lengths from which it is a slip."""

    at: int
    inside: int
    ending: int
    soft: bool
    """Of a kind that may go together with a second edit."""

    def needs(self, length: int) -> int:
        """Return the least length of a key in which this is a slip, for ``length`` letters."""
        return self.ending if self.at >= length - 3 else self.inside


@lru_cache(maxsize=8192)
def compare(right: str, given: str) -> Nearness:
    """Return how ``given`` stands to ``right``, two single folded words.

    The steps are those of a decision table; a word of three letters or fewer allows no edit.
    """
    if right == given:
        return Nearness.SAME
    if not (right and given) or lookalikes.distinct(right, given):
        return Nearness.FAR
    if is_plural(right, given) or is_plural(given, right):
        return Nearness.FORM if lookalikes.is_plural_apart(right, given) else Nearness.PLURAL
    if f"{right}s" == given or right == f"{given}s":
        return Nearness.FORM
    if _ending_differs(right, given):
        return Nearness.SLIP
    distance = edits(right, given)
    if distance <= 2 and _is_slip(right, given):
        return Nearness.SLIP
    if _is_form(right, given):
        return Nearness.FORM
    return Nearness.DOUBT if _is_doubtful(right, given, distance) else Nearness.FAR


def is_slip(right: str, given: str) -> bool:
    """Return whether ``given``, folded, is ``right`` or certainly a misspelling of it."""
    return compare(right, given) in (Nearness.SAME, Nearness.SLIP)


def edits(right: str, given: str) -> int:
    """Return how many edits lead from ``right`` to ``given``; 99 when it is more than three.

    An edit is a letter too many, too few, replaced or swapped with its neighbor (the optimal string
    alignment).
    """
    return 0 if right == given else _distance(right, given, limit=3)


# -- forms of a word ------------------------------------------------------------------------------

_IRREGULAR = {
    "tooth": "teeth",
    "foot": "feet",
    "goose": "geese",
    "man": "men",
    "woman": "women",
    "mouse": "mice",
    "louse": "lice",
    "child": "children",
    "person": "people",
    "ox": "oxen",
    "datum": "data",
    "genus": "genera",
    "corpus": "corpora",
    "opus": "opera",
    "viscus": "viscera",
    "stoma": "stomata",
    "stigma": "stigmata",
    "schema": "schemata",
    "die": "dice",
    "cow": "cattle",
    "brother": "brethren",
    "penny": "pence",
    "cherub": "cherubim",
}
_PLURAL_ENDINGS = (
    ("us", "i"),
    ("um", "a"),
    ("is", "es"),
    ("on", "a"),
    ("a", "ae"),
    ("ix", "ices"),
    ("ex", "ices"),
    ("eau", "eaux"),
    ("f", "ves"),
    ("fe", "ves"),
    ("man", "men"),
)
_SHORTEST_PLURAL = 3
_SHORTEST_LATIN = 5


def is_plural(one: str, many: str) -> bool:
    """Return whether ``many`` is the plural of ``one``, in English or as in Latin and Greek."""
    if len(one) < _SHORTEST_PLURAL or _IRREGULAR.get(one) == many:
        return _IRREGULAR.get(one) == many
    return _is_english_plural(one, many) or _is_latin_plural(one, many)


def _is_english_plural(one: str, many: str) -> bool:
    if many == f"{one}s":
        # "Mitosi" is no singular of mitosis, nor "glas" one of glass, and statistics is a field.
        return one[-1] not in "siu" and not one.endswith("ic")
    if many == f"{one}es":
        return one.endswith(("s", "x", "z", "ch", "sh", "o"))
    return one[-1] == "y" and one[-2] not in "aeiou" and many == f"{one[:-1]}ies"


def _is_latin_plural(one: str, many: str) -> bool:
    """Return whether the ending changes as in Latin and Greek, or as in wolf and wolves."""
    if one.endswith("ysis") and many == one.removesuffix("sis") + "zes":
        return True  # in American, analyses are analyzes, whichever word it is
    if len(one) < _SHORTEST_LATIN and not one.endswith("xis"):
        return one[-1] == "f" and many == f"{one[:-1]}ves"
    return any(
        one.endswith(singular) and many == one.removesuffix(singular) + plural
        for singular, plural in _PLURAL_ENDINGS
    )


_ENDINGS = frozenset(
    """
    a able al ally an ance ancy ant ar ate ated ation ative ator d e ed edly ee en ence ency ent er
    ers es ese ian ible ic ical ically ics ied ier ies ing ings ion ional ions ise ised ish ism ist
    istic ity ive ize ized izing ising ization ly ment n ness ology or ous s ship sion th tic tion
    tional tions y
    """.split()
)
_SHORTEST_STEM = 4


def _is_form(right: str, given: str) -> bool:
    """Tell whether both are one stem with two endings: endothermal, endothermic."""
    stem = 0
    for a, b in zip(right, given, strict=False):
        if a != b:
            break
        stem += 1
    shorter = min(len(right), len(given))
    if stem < _SHORTEST_STEM or stem * 10 < max(len(right), len(given)) * 4:
        return False
    # The letter before both endings may belong to them: studies and studying.
    for cut in (stem, stem - 1):
        if cut >= _SHORTEST_STEM or cut == shorter:
            endings = {right[cut:], given[cut:]}
            if all(not ending or ending in _ENDINGS for ending in endings):
                return True
    return False


def _ending_differs(right: str, given: str) -> bool:
    """Return whether they differ in endings that sound alike and that everybody mixes up."""
    if len(right) < 7 or len(right) != len(given):
        return False
    return any(
        right.endswith((x, y))
        and given.endswith((x, y))
        and right.removesuffix(x).removesuffix(y) == given.removesuffix(x).removesuffix(y)
        for x, y in _ENDING_VARIANTS
    )


# -- edits ----------------------------------------------------------------------------------------


def _is_slip(right: str, given: str) -> bool:
    """Return whether one edit, or two that stand apart, make a slip by the table."""
    length = len(right)
    for edit in _single_edits(right, given):
        if length >= edit.needs(length):
            return True
    for first, second in _double_edits(right, given):
        least = max(first.needs(length), second.needs(length)) + 4
        if first.soft and second.soft and length >= least:
            return True
    return False


def _is_doubtful(right: str, given: str, distance: int) -> bool:
    """Return whether the learner is to be asked: within a distance that grows with the length."""
    length = len(right)
    if length < 4 or _is_ideographic(right):
        return False
    first = right[0] == given[0]
    if length <= 5:
        ends = first and right[-1] == given[-1]
        return (distance == 1 and first) or (length == 5 and distance == 2 and ends)
    most = 2 if length <= 8 else 3
    if distance < most or (distance == most and first):
        return True
    # However wild the spelling, it is heard as the same: beaurocracy.
    heard = sounds(right)
    return length >= _SHORTEST_HEARD and len(heard) > 3 and heard == sounds(given)


def _is_ideographic(word: str) -> bool:
    """Return whether ``word`` has signs that are whole words: Han, and syllables of Hangul."""
    return any("\u3400" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in word)


def _single_edits(right: str, given: str, start: int = 0) -> Iterator[_Edit]:
    """Yield the one edit that leads from ``right`` to ``given``, if there is one.

    ``start`` is how many letters of the right word go before ``right``.
    """
    if right == given:
        return
    at = _common(right, given)
    a, b = right[at:], given[at:]
    if len(a) == len(b):
        if a[1:] == b[1:]:
            yield _replaced(a[0], b[0], start + at)
        if len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]:
            yield _edit(start + at, 5, 5, soft=True)
    elif len(a) == len(b) + 1 and a[1:] == b:
        yield _left_out(right, at, start)
    elif len(b) == len(a) + 1 and b[1:] == a:
        yield _added(given, at, start)


def _double_edits(right: str, given: str) -> Iterator[tuple[_Edit, _Edit]]:
    """Yield two edits with letters between them that stand."""
    at = _common(right, given)
    a, b = right[at:], given[at:]
    firsts: list[tuple[_Edit, int, int]] = []
    if a and b:
        firsts.append((_replaced(a[0], b[0], at), 1, 1))
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        firsts.append((_edit(at, 5, 5, soft=True), 2, 2))
    if a:
        firsts.append((_left_out(right, at, 0), 1, 0))
    if b:
        firsts.append((_added(given, at, 0), 0, 1))
    for first, past_right, past_given in firsts:
        rest, other = a[past_right:], b[past_given:]
        if rest and other and rest[0] == other[0]:
            for second in _single_edits(rest, other, at + past_right):
                if second.at > at + past_right:
                    yield first, second


def _common(a: str, b: str) -> int:
    """Return how many letters both begin with."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _edit(at: int, inside: int, ending: int, *, soft: bool) -> _Edit:
    return _Edit(at, _NEVER, _NEVER, soft=False) if at == 0 else _Edit(at, inside, ending, soft)


def _replaced(a: str, b: str, at: int) -> _Edit:
    """Rate a letter for another: of like sound, a vowel for a vowel, a neighboring key, or any."""
    if {a, b} in _LIKE_SOUNDS:
        return _edit(at, 8, 10, soft=True)
    if a in _VOWELS and b in _VOWELS:
        return _edit(at, 10, _NEVER, soft=True)
    if _are_neighbors(a, b):
        return _edit(at, 10, _NEVER, soft=False)
    return _edit(at, _NEVER, _NEVER, soft=False)


def _left_out(right: str, at: int, start: int) -> _Edit:
    """Return the letter at ``at`` of ``right`` is not there, or it is there once and not twice."""
    if at and right[at - 1] == right[at]:
        return _edit(start + at, 6, 6, soft=True)
    return _edit(start + at, 8, 10, soft=right[at] in _VOWELS)


def _added(given: str, at: int, start: int) -> _Edit:
    """Return the letter at ``at`` of ``given`` is too many, or there twice and not once."""
    if at and given[at - 1] == given[at]:
        return _edit(start + at, 6, 6, soft=True)
    return _edit(start + at, 8, 10, soft=given[at] in _VOWELS)


def _are_neighbors(a: str, b: str) -> bool:
    for number, row in enumerate(_ROWS):
        if a in row:
            at = row.index(a)
            near = row[max(0, at - 1) : at + 2]
            for other in _ROWS[max(0, number - 1) : number + 2]:
                if other is not row:
                    near += other[max(0, at - 1) : at + 2]
            return b in near
    return False


def _distance(a: str, b: str, limit: int) -> int:
    """Return the optimal string alignment of ``a`` and ``b``, or 99 beyond ``limit``.

    Only a band of ``limit`` about the diagonal is looked at, so the work grows with the length of
    the words and not with its square.
    """
    if abs(len(a) - len(b)) > limit:
        return _FAR_DISTANCE
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
            return _FAR_DISTANCE
        before, row = row, current
    distance = row.get(len(b), far)
    return distance if distance <= limit else _FAR_DISTANCE


# -- names from other alphabets -------------------------------------------------------------------

_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        ("schtsch|shch|szcz", "S"),
        ("tsch|tch|cz", "K"),
        ("sch|sh|sz", "S"),
        ("dzh|dsch|zh|dj", "Z"),
        ("kh|gh|ch|^h", "K"),
        ("ph", "f"),
        ("th|dh|d", "t"),
        ("ts|tz|z", "s"),
        ("w|u(?=[ae])", "v"),
        ("[cqkg]", "K"),
        ("[aeiouyjh']", ""),
        (r"(.)\1+", r"\1"),
    )
)
_SHORTEST_NAME = 4
_SHORTEST_HEARD = 7


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """Return the consonants of ``word`` as they are heard, however they are spelled."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def is_transliteration(right: str, given: str) -> bool:
    """Tell whether both may spell one foreign name: Khrushchev and Chruschtschow."""
    if min(len(right), len(given)) < _SHORTEST_NAME or lookalikes.distinct(right, given):
        return False
    if sounds(right) != sounds(given):
        return False
    return len(sounds(right)) > 2 or edits(right, given) <= 2
