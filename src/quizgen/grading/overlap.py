"""Replies that share words with the key: a part of it, more than it, another order, initials.

People call 93 of 100 of these right, and no rule tells which: the learner is asked.  What turns the
meaning round is not asked about: a negation, another number or direction, a second answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizgen.grading import lookalikes
from quizgen.grading.replies import Grade, ask, wrong
from quizgen.grading.slips import Nearness, compare
from quizgen.grading.spelling import fold
from quizgen.grading.tokens import Tokens, has_letters, tokens
from quizgen.grading.variants import SIGN_NAMES, TITLES
from quizgen.grading.vocabulary import Vocabulary

_FILLERS = frozenset({"of", "in", "on", "for", "at", "to", "s", "de", "and"})
_FORMS_OF_ADDRESS = frozenset({*TITLES.values(), "junior", "senior", "sir", "lady", "lord"})
_ALTERNATIVE = re.compile(r"\b(?:or|and|vs\.?|versus)\b|[/;|&+]|,|\bor\b")
_JOINED = re.compile(r"\b(?:and|vs\.?|versus)\b|[;|&+]")
_OR = re.compile(r"(?:^|[\s(/])or\b|/|\beither\b|\bmaybe\b.*\bor\b")
_PADDING = re.compile(
    r"^(?:(?:i (?:think|believe|guess|suppose|would say|'d say)|i'd say|that)[,:]?\s+(?:that\s+)?)?"
    r"(?:(?:the |my |its |his |her )?(?:right |correct |final )?answer(?: is| was| would be|:)?"
    r"|it(?:'s| is| was| would be)|that(?:'s| is| was| would be)|this is|they(?:'re| are| were)"
    r"|he(?:'s| is| was)|she(?:'s| is| was)|these are|probably|perhaps|maybe|possibly|surely"
    r"|obviously|definitely|must be|it must be|well|um|uh|is it|called|it(?:'s| is) called"
    r"|known as|i (?:think|believe|guess|suppose|would say)|i'd say)[,:]?\s+(?:called\s+|that\s+)?"
)
_TRAILING = re.compile(
    r"[,\s]+(?:i (?:think|believe|guess|suppose)|of course|probably|obviously|maybe|please|right"
    r"|is (?:the|my) (?:right |correct )?answer|was it|isn't it|i'm sure|perhaps|for sure)[.!?]*$"
)
_INSTEAD = re.compile(r"[\s,(;]+(?:and |but )?(?:not|rather than|instead of|as opposed to)\s")
_LABEL = re.compile(r"^[^:]{1,40}:\s*(?=\S)")
_SMALLEST_PART = 3
"""At most so many times as many words has an answer as a part of it that is asked about."""

_NICKNAMES = """
    bill william, billy william, will william, bob robert, rob robert, bobby robert, jim james,
    jimmy james, jack john, johnny john, dick richard, rick richard, ted theodore, ted edward,
    ed edward, eddie edward, teddy theodore, joe joseph, tom thomas, mike michael, dan daniel,
    dave david, ben benjamin, sam samuel, tony anthony, chris christopher, kate katherine,
    liz elizabeth, beth elizabeth, betty elizabeth, meg margaret, peggy margaret, maggie margaret,
    al albert, alex alexander, andy andrew, charlie charles, chuck charles, fred frederick,
    greg gregory, harry henry, hank henry, jeff jeffrey, jerry gerald, ken kenneth, larry lawrence,
    matt matthew, nick nicholas, pat patrick, pete peter, phil philip, ray raymond, ron ronald,
    steve stephen, steve steven, sue susan, tim timothy, vince vincent, walt walter, abe abraham
"""
_SHORT_NAMES = frozenset(
    frozenset(pair.split()) for pair in _NICKNAMES.replace("\n", " ").split(",")
)
_PART = "That is only part of the answer."
_MORE = "Your answer contains the right one, but says more than was asked."
_ORDER = "These are the words, but in another order."
_NEGATED = "A negation makes another statement of it."
_FORMULA = "It is not all of it, or more than it; each part counts here."
_SIGNS = "The signs count, and they differ."


def without_padding(text: str) -> str:
    """Remove words such as "I think it's" from ``text``, which ``spelling.plain`` has read."""
    folded = text.lower()
    if len(folded) != len(text):
        return text
    for _ in range(3):
        before = text
        start = _PADDING.match(folded)
        if start and start.end() < len(folded):
            text, folded = text[start.end() :], folded[start.end() :]
        end = _TRAILING.search(folded)
        if end and end.start():
            text, folded = text[: end.start()], folded[: end.start()]
        if text == before:
            break
    return text.strip()


def grade(right: Tokens, given: Tokens, key: str, text: str) -> Grade | None:
    """Return how ``given``, a reading of ``text``, stands to one of ``key``; ``None`` if far."""
    # "&" reads as "and", but next to "&&" it is another sign and no name of one.
    if ("&" not in text and _names_signs(right, given)) or (
        "&" not in key and _names_signs(given, right)
    ):
        return ask("That is a sign by its name.", key)
    if _loses_and(right, given):
        return ask("A sign is missing.", key)
    return _by_difference(right, given, key, text)


def _by_difference(right: Tokens, given: Tokens, key: str, text: str) -> Grade | None:
    """Grade by the words that only one of both has.

    One branch for each way in which they may differ; the first that fits decides.
    """
    missing, extra = _unmatched(right, given)
    negated = any(map(lookalikes.is_negation, (*missing, *extra)))
    shared = len(right) > len(missing)
    if negated:
        return _rather(right, key, text) or (wrong(_NEGATED, key) if shared else None)
    if not missing and not extra:
        return _in_another_order(right, given, key)
    if not all(map(has_letters, (*missing, *extra))):
        return wrong(_SIGNS, key) if shared else None
    if (missing or extra) and not all(map(has_letters, right)):
        return wrong(_FORMULA, key) if shared else None
    if not extra and shared:
        return _part(right, missing, key)
    if not missing:
        return _more(extra, key, text)
    return _by_initials(right, given, key) or _by_name(missing, extra, shared, key)


def offers_another(text: str, keys: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Return whether ``text`` has, next to one of ``keys``, another answer to choose from.

    One branch for each way to list answers, since commas and slashes have other uses, too.
    """
    folded, whole = fold(text), [fold(one) for one in keys]
    if any(_OR.search(one) for one in whole):
        return False
    if _OR.search(folded):
        return len(folded.split()) > 1 or "/" in folded
    items = [item.strip(" ()[].?!\"'") for item in _ALTERNATIVE.split(folded)]
    others = [item for item in items if item and item not in whole]
    if not others or not any(item in whole for item in items):
        return False
    if len(others) > 1 or _JOINED.search(folded):
        return not any(_ALTERNATIVE.search(one) for one in whole)
    return any(map(vocabulary.is_answer, others))


def _unmatched(right: Tokens, given: Tokens) -> tuple[list[str], list[str]]:
    """Return the words of each that the other has not, but for fillers and clear slips."""
    missing, extra = [*right], []
    for token in given:
        if token in missing:
            missing.remove(token)
        else:
            extra.append(token)
    for token in [*extra]:
        near = [other for other in missing if compare(other, token) <= Nearness.SLIP]
        if near:
            missing.remove(near[0])
            extra.remove(token)
    return (
        [token for token in missing if token not in _FILLERS],
        [token for token in extra if token not in _FILLERS],
    )


def _in_another_order(right: Tokens, given: Tokens, key: str) -> Grade | None:
    """Ask, unless figures or signs change places."""
    if _telling(right) == _telling(given):
        return ask("A small word differs.", key)
    fixed = [[token for token in reading if not token.isalpha()] for reading in (right, given)]
    return ask(_ORDER, key) if fixed[0] == fixed[1] else wrong(_ORDER, key)


def _part(right: Tokens, missing: Sequence[str], key: str) -> Grade:
    """Ask, unless what is missing tells the answer from others: a number, a direction."""
    telling = _telling(right)
    left = len(telling) - len(missing)
    labels = (token for token in missing if len(token) == 1 and not _is_initial(token, key))
    numbers = (token for token in missing if not _is_initial(token, key))
    if any(map(lookalikes.is_exact, numbers)) or any(labels) or _is_list(key):
        return wrong(_PART, key)
    surname = telling[-1] not in missing and key[:1].isupper()
    if left * _SMALLEST_PART < len(telling) and not surname:
        return wrong(_PART, key)
    return ask("That is part of the answer.", key)


def _telling(reading: Tokens) -> list[str]:
    return [token for token in reading if token not in _FILLERS]


def _is_initial(letter: str, key: str) -> bool:
    """Return whether ``letter`` is an initial in ``key``, and no label as in ``vitamin A``."""
    return re.search(rf"\b{re.escape(letter)}\.", key, re.IGNORECASE) is not None


def _is_list(key: str) -> bool:
    """Return whether ``key`` asks for several things: ``salt and pepper``, ``red, white``."""
    return re.search(r"\w,? (?:and|&) \w|\w, [a-z]|\w; \w", key) is not None


def _more(extra: Sequence[str], key: str, text: str) -> Grade:
    """Ask, unless what is too much makes something else of the answer."""
    label = _LABEL.match(text)
    if label is None and any(map(lookalikes.is_exact, extra)):
        return wrong(_MORE, key)
    return ask("That is more than the answer.", key)


def _rather(right: Tokens, key: str, text: str) -> Grade | None:
    """Ask about ``Paris, not Lyon``: the answer, and what it is not."""
    parts = _INSTEAD.split(text, maxsplit=1)
    if len(parts) == 2 and tokens(parts[0]) == right and tokens(parts[1]) != right:
        return ask("That is more than the answer.", key)
    return None


def _names_signs(signs: Tokens, names: Tokens) -> bool:
    """Return whether ``names`` says in words what ``signs`` says in signs: ``C sharp``."""
    if len(signs) > 8 or not all(map(str.isalnum, names)):
        return False
    spoken = [""]
    seen = False
    for token in signs:
        word = "".join(filter(str.isalnum, token))
        sign = token.removeprefix(word)
        called = SIGN_NAMES.get(sign, ()) if sign else ("",)
        if sign and not called:
            return False
        seen = seen or bool(sign)
        spoken = [f"{before}{word}{name.replace(' ', '')}" for before in spoken for name in called]
    return seen and "".join(names) in spoken


def _loses_and(right: Tokens, given: Tokens) -> bool:
    """Return whether only an ``and`` is missing, as in ``ATT``."""
    if "and" not in right or "and" in given:
        return False
    return "".join(token for token in right if token != "and") == "".join(given)


def _by_initials(right: Tokens, given: Tokens, key: str) -> Grade | None:
    """Ask if initials stand for words: ``JFK``, ``J. Kennedy``, or a name in full for them."""
    for without in (frozenset[str](), _FILLERS | _FORMS_OF_ADDRESS):
        ours = [token for token in right if token not in without]
        theirs = [token for token in given if token not in without]
        if _initials_meet(ours, theirs):
            return ask("Those are initials, or the words that they may be short for.", key)
    return None


def _initials_meet(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether both are one name, if initials on either side stand for words on the other."""
    i = j = 0
    while i < len(ours) and j < len(theirs):
        a, b = ours[i], theirs[j]
        if a == b:
            i, j = i + 1, j + 1
        elif _abbreviates(a, theirs[j : j + len(a)]):
            i, j = i + 1, j + len(a)
        elif _abbreviates(b, ours[i : i + len(b)]):
            i, j = i + len(b), j + 1
        else:
            return False
    return i == len(ours) and j == len(theirs) and max(i, j) > 1


def _abbreviates(initials: str, words: Sequence[str]) -> bool:
    """Return whether ``initials`` are those of ``words``: words of an alphabet, and no numbers."""
    if not (initials.isalpha() and all(map(str.isalpha, words))):
        return False
    if initials[0].upper() == initials[0] or any(
        len(word) > 1 and lookalikes.is_exact(word) for word in words
    ):
        return False
    return "".join(word[0] for word in words) == initials and max(map(len, words)) > 1


def _by_name(missing: Sequence[str], extra: Sequence[str], shared: bool, key: str) -> Grade | None:
    """Ask if a given name is there in its short form: ``Bill Clinton``."""
    if shared and len(missing) == len(extra) == 1 and {*missing, *extra} in _SHORT_NAMES:
        return ask("That is a short form of the name.", key)
    return None
