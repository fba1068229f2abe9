"""Words: whether a typed answer says what the key says, and what is a slip of the pen.

Equal :mod:`~quizgen.grading.tokens` are right; tokens within a slip of each other are accepted with
a note, unless they are words of their own (:mod:`~quizgen.grading.lookalikes`) or lead to an answer
that is known to be wrong.  A part of the answer, or more than it, is wrong, with a hint.

Sentences are not for this module: their meaning does not show in their spelling.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from quizgen.grading import dates, lookalikes, numbers, numerals
from quizgen.grading.replies import RIGHT, WRONG, Grade, best, slip, wrong
from quizgen.grading.spelling import edits, fold, is_slip, plain
from quizgen.grading.tokens import Tokens, tokens
from quizgen.grading.vocabulary import NO_VOCABULARY, Vocabulary
from quizgen.model.forms import ExpectedWords
from quizgen.model.values import quoted

_OPTIONAL = re.compile(r"(?<!\S)\((?P<inner>[^\W\d_][\w .'-]*)\)(?!\S)")
_INVERTED = re.compile(r"(?P<last>[^\s,;&]+), (?P<first>[^\s,;&]+(?: [^\s,;&]+){0,2})")
_LISTED = re.compile(r",\s*and\s|\s+and\s|\s*[,&]\s*")
_NAME = re.compile(r"[-+]?(?:0\d|[\d,]+\.\d*0(?!\d))|\+")
"""Figures that are names: ``007``, the version ``3.10``."""
_LONGEST_FACTOR, _LONGEST_EXTRA = 3, 200


def match(words: ExpectedWords, text: str, vocabulary: Vocabulary = NO_VOCABULARY) -> Grade:
    """Return how ``text`` stands to ``words``.

    An answer elsewhere in ``vocabulary`` is never taken for a slip of this one, and neither is what
    ``reject`` lists.  Where an answer is right and rejected at once, it is right, and so are its
    slips.
    """
    if not text.strip():
        return WRONG
    keys = (words.answer, *words.accept)
    if text in keys:
        return RIGHT
    if len(text) > _LONGEST_FACTOR * max(map(len, keys)) + _LONGEST_EXTRA:
        return wrong("That is much longer than the answer.")
    given = _readings(text)
    rights = {reading: key for key in reversed(keys) for reading in _readings(key)}
    if any(_equal(right, reading) for right in rights for reading in given):
        return RIGHT
    rejected = [
        reading
        for other in words.reject
        for reading in _readings(other)
        if not any(_equal(right, reading) for right in rights)
    ]
    if any(_equal(bad, reading) for bad in rejected for reading in given):
        return WRONG
    if vocabulary.is_answer(text):
        return WRONG
    return (
        _as_figure(keys, text)
        or _slipped(rights, rejected, given)
        or _reordered(keys, text)
        or _explained(rights, given)
    )


def same(a: str, b: str) -> bool:
    """Whether two texts say the same in the same words."""
    return any(_equal(x, y) for x in _readings(a) for y in _readings(b))


@lru_cache(maxsize=4096)
def _readings(text: str) -> tuple[Tokens, ...]:
    """Every way to say ``text``: without what stands in brackets, and a name in its usual order."""
    readings = {tokens(text): None}
    without = _OPTIONAL.sub(" ", text)
    if without != text and without.strip():
        readings[tokens(without)] = None
    inverted = _INVERTED.fullmatch(text.strip())
    if inverted and " and " not in text:
        readings[tokens(f"{inverted['first']} {inverted['last']}")] = None
    return tuple(readings)


def _equal(right: Tokens, given: Tokens) -> bool:
    if right == given or _compact(right) == _compact(given):
        return True
    return len(right) == len(given) > 1 and all(map(_same_number, right, given))


def _compact(reading: Tokens) -> str:
    """The tokens as one word (``e mail``), but with the digits of two numbers kept apart."""
    return re.sub(r"(?<=\d) (?=\d)", "\0", " ".join(reading)).replace(" ", "").replace("\0", " ")


def _same_number(a: str, b: str) -> bool:
    """Whether two tokens of a name are equal: ``World War II`` and ``World War 2``."""
    return a == b or _arabic(a) == _arabic(b) != ""


def _arabic(token: str) -> str:
    if token.isdecimal():
        return token
    value = lookalikes.roman(token)
    return "" if value is None else str(value)


def _as_figure(keys: tuple[str, ...], text: str) -> Grade | None:
    """Accepted, if a key states a number or a date, and ``text`` states it in another way."""
    grades = [grade for key in keys for grade in (_figure(key, text), dates.compared(key, text))]
    grade = best(grades)
    return grade if grade.accepted else None


def _figure(key: str, text: str) -> Grade:
    """The grade of ``text`` as the number that ``key`` states, with its unit if it has one.

    Unlike that of a :class:`~quizgen.model.forms.ExpectedNumber`, the unit is hidden, and so is a
    word such as "over": without the one a reply is wrong, without the other it is accepted with a
    note.
    """
    asked, way = numbers.unqualified(plain(key))
    given, given_way = numbers.unqualified(plain(text))
    quantity = None if _NAME.match(asked) else numbers.quantity(asked)
    if not given or not (quantity or numerals.read(asked)):
        return WRONG
    if way and given_way and way != given_way:
        return WRONG
    if quantity and (not quantity.number.unit or not numbers.is_bare(given)):
        grade = numbers.match(quantity, given)
    else:
        grade = RIGHT if same(asked, given) else WRONG
    if grade == RIGHT and way and not given_way:
        return slip(f"In full it is {quoted(key)}.")
    return grade


def _slipped(
    rights: dict[Tokens, str], rejected: list[Tokens], given: tuple[Tokens, ...]
) -> Grade | None:
    """Accepted, if the reply is a slip of a right answer and not as near to a rejected one."""
    distances = [
        (distance, key)
        for right, key in rights.items()
        for reading in given
        if (distance := _slips(right, reading)) is not None
    ]
    if not distances:
        return None
    nearest, key = min(distances, key=lambda found: found[0])
    rivals = (_slips(bad, reading) for bad in rejected for reading in given)
    if any(rival is not None and rival <= nearest for rival in rivals):
        return WRONG
    return slip(f"It is spelt {quoted(key)}.")


def _slips(right: Tokens, given: Tokens) -> int | None:
    """How many slips lead from ``right`` to ``given``, or ``None`` if it is not by slips."""
    if len(right) != len(given):
        return None
    total = 0
    for a, b in zip(right, given, strict=True):
        if a == b or (len(right) > 1 and _same_number(a, b)):
            continue
        if not _may_slip(a, b):
            return None
        total += edits(a, b)
    return total


def _may_slip(right: str, given: str) -> bool:
    plural = len(right) > 4 and {right, given} in (
        {f"{right[:-1]}y", f"{right[:-1]}ies"},
        {f"{right[:-3]}y", f"{right[:-3]}ies"},
    )
    return (plural or is_slip(right, given)) and not lookalikes.distinct(right, given)


def _reordered(keys: tuple[str, ...], text: str) -> Grade | None:
    """Accepted, if the items of a list stand in another order than the key's."""
    given = _items(text)
    for key in keys:
        items = _items(key)
        if len(items) > 1 and Counter(items) == Counter(given):
            return slip(f"The usual order is {quoted(key)}.")
    return None


def _items(text: str) -> list[Tokens]:
    return [tokens(item) for item in _LISTED.split(fold(text)) if item.strip()]


def _explained(rights: dict[Tokens, str], given: tuple[Tokens, ...]) -> Grade:
    """Wrong, with a hint if the words are nearly those of a right answer."""
    for right in rights:
        for reading in given:
            missing, extra = Counter(right) - Counter(reading), Counter(reading) - Counter(right)
            if any(lookalikes.is_negation(token) for token in (*missing, *extra)):
                continue
            if not missing and not extra:
                return wrong("These are the words, but in another order.")
            if not extra and reading:
                return wrong("That is part of the answer; more is asked for.")
            if not missing:
                return wrong("The answer is in it, but it says more than is asked for.")
    return WRONG
