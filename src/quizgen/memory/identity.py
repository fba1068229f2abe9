"""What a question is known by in a history, and how a change of it is noticed.

A *card* is what is remembered or forgotten by itself, as in Anki: a question, one of its gaps, or
the side of it that is asked in reverse.  Its key is made of what never changes: the namespace, and
the first ids that the bank and the question had.  So a history outlives every edit and every
renaming that ``was`` declares.

Two hashes say what the card asked when it was answered: one of everything that is asked, and one of
the right answer alone.  An edit of the first keeps what is remembered; after a change of the second
it is no longer worth anything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.bank import Bank, QuestionKey, Topic
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedRange,
    ExpectedWords,
    Form,
    Gap,
    Pair,
    Pick,
    Reveal,
    TypeIn,
    turned,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Question

REVERSE = "reverse"
"""The part of a key that stands for the side that is asked in reverse."""

_HASHED_AS = "1"
"""Changes when :func:`_fingerprint` or what it is given does: older hashes then tell nothing."""


class Card(Struct, frozen=True):
    """What is remembered or forgotten by itself."""

    key: QuestionKey
    form: Form
    """What asks this card alone: of a text with several gaps, one gap; the others are filled."""
    asked: str
    """The hash of all that is asked."""
    answer: str
    """The hash of the right answer."""

    @property
    def question(self) -> QuestionKey:
        """The key of the question that it belongs to."""
        return question_of(self.key)

    @property
    def is_reversed(self) -> bool:
        """Whether it asks for the stem."""
        return isinstance(self.form, Reveal | TypeIn) and self.key.part == REVERSE


def question_of(key: QuestionKey) -> QuestionKey:
    """Return the key of the question of which ``key`` is a part."""
    return replace(key, part="") if key.part else key


def is_kept(topic: Topic) -> bool:
    """Tell whether answers to questions of ``topic`` can be stored: that needs its namespace."""
    return bool(topic.namespace)


def cards_of(topic: Topic, bank: Bank, question: Question) -> tuple[Card, ...]:
    """Return the cards of ``question``, in the order of its gaps, the reverse side last."""
    found = cards(topic.key(bank, question), question.form())
    passage = bank.passage(question)
    if passage is None or passage.text is None:
        return found
    return tuple(replace(card, asked=_fingerprint([card.asked, passage.text])) for card in found)


def cards(key: QuestionKey, form: Form) -> tuple[Card, ...]:
    """Return the cards of the question that is known by ``key`` and asks ``form``."""
    match form:
        case Reveal():
            front = _card(key, form, [form.prompt, form.answer], [form.answer])
            return (front, *_reversed(key, form))
        case Pick():
            rights = sorted(option.text for option in form.options if option.right)
            texts = sorted(option.text for option in form.options)
            return (_card(key, form, [form.prompt, *texts], rights),)
        case TypeIn():
            answer = _expected(form.expected)
            front = _card(key, form, [form.prompt, answer], [answer])
            return (front, *_reversed(key, form))
        case Blanks():
            keys = gap_keys(key, form)
            return tuple(_gap(each, form, number) for number, each in enumerate(keys))
        case Arrange():
            return (_card(key, form, [form.prompt, *form.items], form.items),)
        case Pair():
            pairs = sorted(f"{left} = {right}" for left, right in form.pairs)
            return (_card(key, form, [form.prompt, *pairs, *form.extra], pairs),)
    assert_never(form)


def _reversed(key: QuestionKey, form: Form) -> tuple[Card, ...]:
    """Return the card that asks ``form`` from its answer back to its prompt, if one does."""
    back = turned(form)
    key = replace(key, part=REVERSE)
    match back:
        case Reveal():
            return (_card(key, back, [back.prompt, back.answer], [back.answer]),)
        case TypeIn():
            answer = _expected(back.expected)
            return (_card(key, back, [back.prompt, answer], [answer]),)
    return ()


def gap_keys(key: QuestionKey, form: Blanks) -> tuple[QuestionKey, ...]:
    """Return the keys of the gaps of ``form``, which the question known by ``key`` asks.

    A gap is known by the answer that the author wrote into it, and by a number where the same
    answer was written before.  A single gap is the question itself.
    """
    if len(form.gaps) == 1:
        return (key,)
    seen: dict[str, int] = {}
    keys = []
    for gap in form.gaps:
        seen[gap.shown] = count = seen.get(gap.shown, 0) + 1
        keys.append(replace(key, part=f"{gap.shown}#{count}" if count > 1 else gap.shown))
    return tuple(keys)


def _gap(key: QuestionKey, form: Blanks, number: int) -> Card:
    """Return the card of one gap: the others are filled with what stands there."""
    parts: list[Markup | Gap] = []
    met = -1
    for part in form.parts:
        if isinstance(part, Gap):
            met += 1
            if met != number:
                parts.append(part.typeset)
                continue
        parts.append(part)
    answer = _expected(form.gaps[number].expected)
    texts = [part if isinstance(part, str) else "[…]" for part in parts]
    return _card(key, Blanks(tuple(parts)), ["".join(texts), answer], [answer])


def _card(key: QuestionKey, form: Form, asked: Iterable[str], answer: Iterable[str]) -> Card:
    return Card(key, form, _fingerprint(asked), _fingerprint(answer))


def _expected(expected: Expected) -> str:
    """Return what is to be typed, in words; what is accepted besides is no part of it."""
    match expected:
        case ExpectedWords():
            return expected.answer
        case ExpectedNumber():
            return f"{expected.number.value} {expected.number.unit}"
        case ExpectedDate():
            return str(expected.date)
        case ExpectedRange():
            return expected.shown
    assert_never(expected)


def answer_changed(before: str, now: str) -> bool:
    """Tell whether two hashes of answers are of different answers.

    Hashes that different versions of quizgen made say nothing about that.
    """
    return before != now and before.partition(":")[0] == now.partition(":")[0]


def _fingerprint(texts: Iterable[str]) -> str:
    """Return a hash of ``texts`` that marks, case and spaces do not change."""
    plain = "\x1f".join(" ".join(text.translate(_MARKS).casefold().split()) for text in texts)
    digest = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=9)
    return f"{_HASHED_AS}:{digest.hexdigest()}"


_MARKS = dict.fromkeys(map(ord, "*`\\_"))
"""What formats text and is no part of it; :mod:`quizgen.model.markup` may learn more marks."""
