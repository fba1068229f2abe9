"""Words: whether a typed answer says what the key says.

A reply is held against every accepted answer, by steps that go from the certain to the doubtful:
the same tokens (:mod:`~quizgen.grading.tokens`), what the author rejects, a number or a date in
another notation, a form or a misspelling (:mod:`~quizgen.grading.slips`), and the same words but
for some (:mod:`~quizgen.grading.overlap`).  The first step that has something to say decides.

Sentences are not for this module: their meaning does not show in their spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import dates, exact, lookalikes, numbers, numerals, overlap, periods, times
from quizgen.grading.replies import RIGHT, WRONG, Grade, Verdict, ask, best, slip, wrong
from quizgen.grading.slips import Nearness, compare, is_transliteration
from quizgen.grading.spelling import fold, latinized, plain
from quizgen.grading.tokens import DROPPABLE, Tokens, has_letters, tokens
from quizgen.grading.vocabulary import NO_VOCABULARY, Vocabulary
from quizgen.languages import quote
from quizgen.model.forms import ExpectedWords

_LONGEST_FACTOR, _LONGEST_EXTRA = 2, 150
_LONGEST_COMPACT = 40
_LONG = 600
"""Characters from which an answer is looked at only where the reply differs."""
_MOST_WORDS = 40
"""Words up to which a reply is looked at for less than the same words."""

_OPTIONAL = re.compile(r"(?<!\S)\((?P<inner>[^\W\d_][\w .'-]*)\)(?!\S)")
_ENDING = re.compile(r"(?<=[^\W\d_])\((?P<inner>s|es|n|en|e|d|r)\)(?!\w)")
_GLOSS = re.compile(r"(?<=[^\x00-\u024f\s])\s?[(（][^()（）]+[)）]")
"""A text in brackets after a word of a script that sets no spaces: ``伦敦(London)``."""
_INVERTED = re.compile(
    r"(?P<last>[^\W\d][^\s,;&]*), (?P<first>[^\W\d][^\s,;&]*(?: [^\s,;&]+){0,2})"
)
_LISTED = re.compile(r",\s*and\s|\s+and\s|\s*(?:,|(?<!&)&(?!&))\s*")
_NAME = re.compile(r"[-+]?(?:0\d|[\d,]+\.\d*[1-9]0+(?!\d))|\+")
"""Figures that are names: ``007``, the version ``3.10``."""


_DIGRAPHS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
"""How letters are written where a keyboard lacks them."""


def match(words: ExpectedWords, text: str, vocabulary: Vocabulary = NO_VOCABULARY) -> Grade:
    """Return how ``text`` stands to ``words``.

    What ``reject`` lists is wrong whatever folding would make equal, unless ``text`` is, letter for
    letter, an accepted answer.  An answer elsewhere in ``vocabulary`` is never taken for a slip.
    """
    stripped = text.strip()
    if not stripped:
        return WRONG
    if words.match is not None:
        return exact.match(words, text, words.match)
    keys = tuple(dict.fromkeys((words.answer, *words.accept)))
    if text in keys or stripped in map(str.strip, keys):
        return RIGHT
    longest = max(map(len, keys))
    most = _LONGEST_FACTOR * longest + _LONGEST_EXTRA
    # The second look is for signs that stand for many letters: one ligature can be 18.
    if len(text) > most or len(given := plain(text)) > most:
        return wrong("That is much longer than the answer.")
    if not given:
        return WRONG
    if longest > _LONG:
        return _match_long(words, text, vocabulary)
    reply = _Reply(words, keys, text, _given_readings(text), _right_readings(keys), vocabulary)
    for step in _STEPS:
        grade = step(reply)
        if grade is not None:
            return grade
    return WRONG


def _match_long(words: ExpectedWords, text: str, vocabulary: Vocabulary) -> Grade:
    """Grade a reply to a text of many words: only the part that differs is looked at."""
    given = fold(text).split()
    if any(fold(bad).split() == given for bad in words.reject):
        return WRONG
    grades = []
    for key in (words.answer, *words.accept):
        right = fold(key).split()
        start, end = _shared_ends(right, given)
        ours, theirs = right[start : len(right) - end], given[start : len(given) - end]
        if ours == theirs:
            return RIGHT
        if max(len(ours), len(theirs)) > _MOST_WORDS or max(map(len, (*ours, *theirs))) > _LONG:
            continue
        part = ExpectedWords(" ".join(ours), reject=words.reject if len(ours) < 3 else ())
        grade = match(part, " ".join(theirs), vocabulary)
        grades.append(replace(grade, nearest=key) if grade.nearest else grade)
    return best(grades)


def _shared_ends(a: list[str], b: list[str]) -> tuple[int, int]:
    """Count the words that both begin with and end in; one of each is left for context."""
    start = end = 0
    least = min(len(a), len(b))
    while start < least and a[start] == b[start]:
        start += 1
    while end < least - start and a[-1 - end] == b[-1 - end]:
        end += 1
    if start == len(a) == len(b):
        return start, 0
    return max(0, start - 1), max(0, end - 1)


def same(a: str, b: str) -> bool:
    """Return whether two texts say the same in the same words."""
    return any(_equal(x, y) for x in _key_readings(a) for y in _given_readings(b))


class _Reply(Struct, frozen=True):
    """What was typed, and all that it is held against."""

    words: ExpectedWords
    keys: tuple[str, ...]
    text: str
    given: tuple[Tokens, ...]
    rights: dict[Tokens, str]
    """Every reading of an accepted answer, and that answer."""
    vocabulary: Vocabulary

    def pairs(self) -> Iterator[tuple[Tokens, Tokens, str]]:
        """Yield every reading of an answer with every one of the reply, and the answer."""
        for right, key in self.rights.items():
            for given in self.given:
                yield right, given, key


# -- readings -------------------------------------------------------------------------------------


def _right_readings(keys: tuple[str, ...]) -> dict[Tokens, str]:
    return {reading: key for key in reversed(keys) for reading in _key_readings(key)}


@lru_cache(maxsize=2048)
def _key_readings(text: str) -> tuple[Tokens, ...]:
    """Return every way to say the key ``text``, of which what is in brackets may be left out."""
    readings = {tokens(text): None}
    if "(" in text or "（" in text:
        if not any(map(lookalikes.is_negation, fold(text).replace("(", " ").split())):
            readings[tokens(_OPTIONAL.sub(" ", text))] = None
        readings[tokens(_ENDING.sub("", text))] = None
        readings[tokens(_ENDING.sub(r"\g<inner>", text))] = None
        readings[tokens(_GLOSS.sub("", text))] = None
    if not text.isascii():
        readings[tokens(text.translate(_DIGRAPHS))] = None
    _add_inverted(text, readings)
    return tuple(reading for reading in readings if reading)


@lru_cache(maxsize=4096)
def _given_readings(text: str) -> tuple[Tokens, ...]:
    """Return every way to read a reply; what it says in brackets counts, but for a gloss."""
    readings = {tokens(text): None}
    if not text.isascii():
        readings[tokens(text.translate(_DIGRAPHS))] = None
        readings[tokens(_GLOSS.sub("", text))] = None
        readings[tokens(latinized(plain(text)))] = None
    _add_inverted(text, readings)
    return tuple(reading for reading in readings if reading)


def _add_inverted(text: str, readings: dict[Tokens, None]) -> None:
    """Add a name in its usual order: ``Bach, Johann Sebastian``."""
    inverted = _INVERTED.fullmatch(text.strip()) if "," in text else None
    if inverted and " and " not in text:
        readings[tokens(f"{inverted['first']} {inverted['last']}")] = None


# -- step by step ---------------------------------------------------------------------------------


def _rejected(reply: _Reply) -> Grade | None:
    """Refuse what is at least as near to a rejected answer as to a right one."""
    if not reply.words.reject:
        return None
    nearest = min((_likeness(bad, reply) for bad in reply.words.reject), default=_UNLIKE)
    if nearest < _UNLIKE and nearest <= min(_likeness(key, reply) for key in reply.keys):
        return WRONG
    return None


_UNLIKE = 3


def _likeness(text: str, reply: _Reply) -> int:
    """Rate how alike ``text`` and the reply are: 0 to the letter, 1 but for case, 2 folded."""
    ours, theirs = plain(text), plain(reply.text)
    if ours == theirs:
        return 0
    if unicodedata.normalize("NFC", ours).casefold() == theirs.casefold():
        return 1
    same_words = any(_equal(x, y) for x in _key_readings(text) for y in reply.given)
    return 2 if same_words else _UNLIKE


def _same_words(reply: _Reply) -> Grade | None:
    """Accept the same in the same words; ask, if a letter may matter."""
    for right, given, key in reply.pairs():
        if _equal(right, given):
            if _is_other_formula(key, reply.text):
                return ask("Capital letters make another formula of it.", key)
            if _accent_matters(key, reply.text):
                return ask("An accent can make another word of it.", key)
            return RIGHT
    return None


def _asked_by_author(reply: _Reply) -> Grade | None:
    if any(same(text, reply.text) for text in reply.words.ask):
        return ask("That may be meant, or not.", reply.words.answer)
    return None


def _other_notation(reply: _Reply) -> Grade | None:
    """Grade as a number, a date, a time or a period, if a key states one and the reply, too."""
    grades = []
    for key in reply.keys:
        if not periods.is_period(key):
            grades.append(_figure(key, reply.text))
        grades.append(dates.compared(key, reply.text))
        grades += filter(None, (times.compare(key, reply.text), periods.compare(key, reply.text)))
    grade = best(grades)
    return None if grade == WRONG else grade


def _figure(key: str, text: str) -> Grade:
    """Grade ``text`` as the number that ``key`` states, with its unit if it has one.

    Unlike that of a :class:`~quizgen.model.forms.ExpectedNumber`, the unit is hidden: without it a
    reply is asked about.  One branch for each way in which a unit or a word can be missing.
    """
    if not _may_be_figure(key):
        return WRONG
    asked, way = numbers.unqualified(plain(key))
    given, given_way = numbers.unqualified(plain(text))
    quantity = None if _NAME.match(asked) else numbers.quantity(asked)
    if not given or _NAME.match(asked) or not (quantity or numerals.read(asked)):
        return WRONG
    if quantity is None:
        grade = RIGHT if same(asked, given) else WRONG
    elif not quantity.number.unit and numbers.is_share(given):
        right = numbers.match(quantity, given).accepted
        grade = ask("That is the share in percent.", key) if right else WRONG
    elif quantity.number.unit and numbers.is_bare(given):
        bare = numbers.match(numbers.without_unit(quantity), given)
        grade = ask("The unit is missing.", key) if bare.accepted else WRONG
    else:
        grade = numbers.match(quantity, given)
    if grade.verdict is Verdict.WRONG:
        return grade
    return numbers.qualified(grade, way, given_way, key, hidden=True)


def _may_be_figure(key: str) -> bool:
    """Return whether ``key`` has a number in it, and no signs of code."""
    return bool(_NUMBER_WORD.search(key) or _DIGIT.search(key)) and not _SIGNS.search(key)


_DIGIT = re.compile(r"\d")
_NUMBER_WORD = re.compile(
    rf"\b(?:quarters?|thirds?|{'|'.join(sorted(numerals.WORDS, key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\[\](){}=^|\\_#@*]|&&|\d!")
"""What is no figure, but code or a formula."""


def _spelt(reply: _Reply) -> Grade | None:
    """Grade by the spelling of the one word that differs, or of two."""
    found = [
        (nearness, key, words)
        for right, given, key in reply.pairs()
        for nearness, words in [_nearness(right, given)]
        if nearness < Nearness.FAR
    ]
    if not found:
        return _transliterated(reply)
    nearest, key, differing = min(found, key=lambda each: (each[0], len(each[2])))
    if nearest in (Nearness.PLURAL, Nearness.FORM):
        return _another_form(reply, nearest, key)
    if _rivalled(reply, nearest):
        return WRONG
    others = [word for word in differing if not any(word in right for right in reply.rights)]
    if reply.vocabulary.is_answer(reply.text) or any(map(reply.vocabulary.is_answer, others)):
        return wrong("That is the answer to something else.")
    if nearest is Nearness.SLIP and not any(map(reply.vocabulary.has_word, others)):
        return slip("It is spelled {word}.", key, word=quote(key))
    return ask("That may be a slip of the pen, or another word.", key)


def _another_form(reply: _Reply, nearest: Nearness, key: str) -> Grade:
    """Accept a plural, unless it is an answer elsewhere; ask about other forms."""
    if nearest is Nearness.PLURAL and not reply.vocabulary.is_answer(reply.text):
        return slip("It is asked for as {word}.", key, word=quote(key))
    return ask("That is another form of the word.", key)


def _rivalled(reply: _Reply, nearest: Nearness) -> bool:
    """Return whether the reply is as near to a rejected answer."""
    return any(
        _nearness(bad, given)[0] <= nearest
        for text in reply.words.reject
        for bad in _key_readings(text)
        for given in reply.given
        if not any(_equal(right, bad) for right in reply.rights)
    )


def _nearness(right: Tokens, given: Tokens) -> tuple[Nearness, tuple[str, ...]]:
    """Return how near the words are that differ, at most two of them; and those that were typed."""
    if len(right) != len(given):
        return _joined_nearness(right, given)
    many = len(right) > 1
    differing = [
        (a, b)
        for a, b in zip(right, given, strict=True)
        if a != b and not (many and _same_number(a, b))
    ]
    if not 0 < len(differing) <= 2 or any(
        not (has_letters(a) and has_letters(b)) for a, b in differing
    ):
        return Nearness.FAR, ()
    worst = max(compare(a, b) for a, b in differing)
    if len(differing) == 2 and worst < Nearness.FAR:
        worst = Nearness.DOUBT
    return worst, tuple(b for _, b in differing)


def _joined_nearness(right: Tokens, given: Tokens) -> tuple[Nearness, tuple[str, ...]]:
    """Rate how near they are where a space is wrong, besides a slip: ``wave lenght``."""
    a, b = "".join(right), "".join(given)
    if abs(len(right) - len(given)) > 1 or not (a.isalpha() and b.isalpha()):
        return Nearness.FAR, ()
    shorter, longer = sorted((right, given), key=len)
    if len(a) > _LONGEST_COMPACT or {*right, *given} & _UNJOINED or {*shorter} <= {*longer}:
        return Nearness.FAR, ()
    return compare(a, b), (b,)


_UNJOINED = frozenset({"not", "no", "or", "and", "non", "a", "un", "in"})
"""Words that make another statement, and are not joined to the next by a missing space."""


def _transliterated(reply: _Reply) -> Grade | None:
    """Ask if both may spell one name from another alphabet."""
    for right, given, key in reply.pairs():
        if key[:1].isupper() and _spells_name(right, given):
            if reply.vocabulary.is_answer(reply.text):
                return wrong("That is the answer to something else.")
            return ask("That may be another spelling of the name.", key)
    return None


def _spells_name(right: Tokens, given: Tokens) -> bool:
    """Tell whether every word of ``given`` may be one of ``right`` in another alphabet."""
    if not 0 < len(right) <= 4 or not all(map(str.isalpha, (*right, *given))):
        return False
    if any(map(lookalikes.is_exact, (*right, *given))):
        return False
    if len(right) == len(given):
        pairs = zip(right, given, strict=True)
        return all(a == b or is_transliteration(a, b) for a, b in pairs)
    return is_transliteration("".join(right), "".join(given))


def _look_alike(reply: _Reply) -> Grade | None:
    """Ask if the reply has signs that look like those of the key: a small L for an I."""
    looks = plain(reply.text).translate(_LOOKS).casefold()
    for key in reply.keys:
        if plain(key).translate(_LOOKS).casefold() == looks and any(map(str.isalpha, key)):
            return ask("That looks the same, but one letter or digit is different.", key)
    return None


_LOOKS = str.maketrans("I1|O", "lll0")


def _reordered(reply: _Reply) -> Grade | None:
    """Ask if the items of a list come in another order than the key's."""
    if len(reply.given[0]) > _MOST_WORDS or _SIGNS.search(reply.text):
        return None
    given = _items(reply.text)
    for key in reply.keys:
        items = [] if _SIGNS.search(key) else _items(key)
        if len(items) > 1 and Counter(items) == Counter(given):
            return ask("The usual order is {word}.", key, word=quote(key))
    return None


def _items(text: str) -> list[Tokens]:
    return [tokens(item) for item in _LISTED.split(fold(text)) if item.strip()]


def _padded(reply: _Reply) -> Grade | None:
    """Grade what is left without padding such as "I think"; ask about a label."""
    text = plain(reply.text)
    bare = overlap.without_padding(text)
    if bare and bare != text and all(overlap.without_padding(key) == key for key in reply.keys):
        return match(reply.words, bare, reply.vocabulary)
    return None


def _overlapping(reply: _Reply) -> Grade | None:
    """Ask if the reply is the answer but for some words; else refuse it with a reason."""
    grades = [
        grade
        for right, given, key in reply.pairs()
        if len(right) <= _MOST_WORDS
        and len(given) <= _MOST_WORDS
        and not _is_only_optional(key, right, given)
        for grade in [overlap.grade(right, given, key, reply.text)]
        if grade is not None
    ]
    if not grades:
        return None
    grade = best(grades)
    if grade.verdict is Verdict.ASK and overlap.offers_another(
        reply.text, reply.keys, reply.vocabulary
    ):
        return wrong("That gives more than one answer.")
    return grade


def _is_only_optional(key: str, right: Tokens, given: Tokens) -> bool:
    """Return whether a reply has only words of ``right`` that the key has in brackets."""
    if "(" not in key:
        return False
    needed = min(_key_readings(key), key=len)
    return needed != right and {*given} <= {*right} and not {*given} & {*needed}


_STEPS: tuple[Callable[[_Reply], Grade | None], ...] = (
    _rejected,
    _same_words,
    _asked_by_author,
    _other_notation,
    _padded,
    _look_alike,
    _spelt,
    _reordered,
    _overlapping,
)
"""What is asked of a reply, in this order, until there is a grade."""


# -- equal words ----------------------------------------------------------------------------------


def _equal(right: Tokens, given: Tokens) -> bool:
    """Return whether two readings say the same, whatever signs of a reply say nothing."""
    if right == given:
        return True
    dropped = tuple(token for token in given if token in right or not _says_nothing(token))
    if not dropped or len("".join(right)) > 2 * len("".join(dropped)) + 20:
        return False
    if right == dropped or _compact(right) == _compact(dropped):
        return True
    if len(right) == len(dropped) == 1:
        return _is_rank_of(right[0], dropped[0]) or _is_rank_of(dropped[0], right[0])
    return _same_but_for_numerals(right, dropped) or _same_list(right, dropped)


def _same_but_for_numerals(right: Tokens, dropped: Tokens) -> bool:
    """Return whether they are one name with its number in another notation, or at another place."""
    if len(right) == len(dropped) and all(map(_same_number, right, dropped)):
        return True
    return len(right) <= _MOST_WORDS and _numbered(right) == _numbered(dropped) is not None


def _same_list(right: Tokens, dropped: Tokens) -> bool:
    """Return whether they are one list, with or without its ``and``."""
    return "and" in (*right, *dropped) and _without_and(right) == _without_and(dropped) is not None


def _says_nothing(token: str) -> bool:
    """Return whether ``token``, which the key has not, may be passed over in a reply."""
    if token in DROPPABLE:
        return True
    return len(token) == 1 and token > "~" and unicodedata.category(token) == "So"


def _without_and(reading: Tokens) -> Tokens | None:
    """Return a list of three items and more without its ``and``."""
    return tuple(token for token in reading if token != "and") if len(reading) > 2 else None


def _compact(reading: Tokens) -> str:
    """Return the tokens as one word (``e mail``), but with the digits of two numbers kept apart."""
    return re.sub(r"(?<=\d) (?=\d)", "\0", " ".join(reading)).replace(" ", "").replace("\0", " ")


def _same_number(a: str, b: str) -> bool:
    """Return whether two tokens of a name are equal: ``World War II`` and ``World War 2``."""
    return a == b or _arabic(a) == _arabic(b) != ""


def _arabic(token: str) -> str:
    if token.isdecimal():
        return token
    value = lookalikes.roman(token)
    return "" if value is None else str(value)


def _is_rank_of(rank: str, figure: str) -> bool:
    """Return whether ``rank`` is ``24th`` and ``figure`` is 24."""
    found = _RANK.fullmatch(rank)
    return found is not None and found[1] == figure


_RANK = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=4096)
def _numbered(reading: Tokens) -> tuple[Tokens, str] | None:
    """Part the words of a name from its only number: ``Louis the Fourteenth``."""
    numbered = [(at, number) for at, token in enumerate(reading) if (number := _rank(token))]
    if len(numbered) != 1 or len(reading) < 2:
        return None
    at, number = numbered[0]
    return reading[:at] + reading[at + 1 :], number


def _rank(token: str) -> str:
    rank = _RANK.fullmatch(token)
    return rank[1] if rank else _arabic(token)


# -- letters that matter --------------------------------------------------------------------------

_ELEMENTS = frozenset(
    """
    H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br
    Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er
    Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md
    No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
    """.split()
)
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d*)+")
_ELEMENT = re.compile(r"[A-Z][a-z]?")


def _is_other_formula(key: str, text: str) -> bool:
    """Return whether both are chemical formulas, and of other elements: ``CO`` and ``Co``."""
    a, b = _elements(key), _elements(text)
    return bool(a and b and a != b)


def _elements(text: str) -> list[str]:
    text = text.strip()
    if len(text) > 12 or not text.isascii() or not _FORMULA.fullmatch(text):
        return []
    found = _ELEMENT.findall(text)
    return found if _ELEMENTS.issuperset(found) else []


_LETTERS_OF_THEIR_OWN = frozenset("äöüñåøőűåæœžšščćđłığşß")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 4


def _accent_matters(key: str, text: str) -> bool:
    """Tell whether a word differs in an accent by which its language tells words apart.

    That is so of the letters that an alphabet counts as its own (``schön``, ``año``), of accents
    that are exchanged and not left out (``pêche``, ``péché``), and of short words (``où``).  Names
    are written without accents everywhere.
    """
    if key.isascii() and text.isascii():
        return False
    ours = _WORD.findall(unicodedata.normalize("NFC", plain(key)).replace("ß", "ss"))
    theirs = _WORD.findall(unicodedata.normalize("NFC", plain(text)).casefold())
    if len(ours) != len(theirs):
        return False
    return any(
        right.islower() and len(right) == len(given) and _is_another_word(right, given)
        for right, given in zip(ours, theirs, strict=True)
    )


def _is_another_word(right: str, given: str) -> bool:
    """Return whether two words of the same letters differ in a mark that tells words apart."""
    for a, b in zip(right, given, strict=True):
        marked = [letter for letter in (a, b) if not letter.isascii()]
        if a == b or not marked:
            continue
        if len(marked) == 2 or marked[0] in _LETTERS_OF_THEIR_OWN or len(right) <= _SHORT:
            return True
    return False
