"""Which questions a quiz asks, in which order, and how each is presented.

Chance comes in as an argument: the same candidates and the same chance make the same quiz.  All
that is left to chance is decided when a session starts, and is part of its items.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import NO_VOCABULARY, Vocabulary
from quizgen.memory.identity import REVERSE, Card, cards_of, gap_keys
from quizgen.model.bank import Bank, QuestionKey, Topic
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn, turned
from quizgen.model.markup import Markup
from quizgen.model.question import Passage, Question, Side
from quizgen.model.values import Language


class Candidate(Struct, frozen=True):
    """A question that may be asked, and where it comes from."""

    topic: Topic
    bank: Bank
    question: Question

    @property
    def language(self) -> Language | None:
        """The language in which it is asked, where its author said one."""
        return self.topic.language_of(self.bank)

    @property
    def key(self) -> QuestionKey:
        """What the question is known by for ever."""
        return self.topic.key(self.bank, self.question)


class Item(Struct, frozen=True):
    """A question as it is presented to this learner this time."""

    candidate: Candidate
    form: Form
    shown: tuple[int, ...] = ()
    """The options, items or right-hand texts in the order shown, by their index in the form."""
    vocabulary: Vocabulary = NO_VOCABULARY
    """That of the loaded banks: no answer to another question is a slip of the pen here."""
    part: str = ""
    """The gap that is asked, where it is one of several and the others are filled."""

    @property
    def is_reversed(self) -> bool:
        """Whether the stem is what is to be recalled."""
        may_be = isinstance(self.form, Reveal | TypeIn)
        return may_be and self.form != self.candidate.question.form()

    @property
    def passage(self) -> Passage | None:
        """What it is about, and other questions too."""
        return self.candidate.bank.passage(self.candidate.question)

    @property
    def passage_key(self) -> tuple[str, str, str] | None:
        """What tells its passage from others: its topic, its bank and its id."""
        candidate = self.candidate
        name = candidate.question.passage
        if name is None or self.passage is None:
            return None
        return candidate.topic.id, candidate.bank.id, name

    @property
    def hint(self) -> Markup | None:
        """What helps to find the answer; a hint says nothing of a card that is asked in reverse."""
        return None if self.is_reversed else self.candidate.question.hint

    def media(self, side: Side) -> tuple[Path, ...]:
        """Return the files of the pictures and sounds that are shown on ``side``.

        Where the stem is what is to be recalled, those of the front are shown with the answer.
        Those of the passage and of options are on the front.
        """
        files, question = self.candidate.bank.media, self.candidate.question
        names = [
            medium.name
            for medium in question.media
            if side is (Side.BACK if self.is_reversed else medium.side)
        ]
        if side is Side.FRONT:
            shared = () if self.passage is None else self.passage.media
            options = [picture.image for _, picture in question.pictures()]
            names = [*(medium.name for medium in shared), *names, *options]
        return tuple(files[name].path for name in names if name in files)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is remembered or forgotten of it: a card, or one for each gap of a text."""
        candidate = self.candidate
        keys = {*self.keys}
        every = cards_of(candidate.topic, candidate.bank, candidate.question)
        return tuple(card for card in every if card.key in keys)

    @property
    def keys(self) -> tuple[QuestionKey, ...]:
        """What this is known by for ever: one key, or one for each gap of a text.

        A side that is asked in reverse has a key of its own.
        """
        candidate = self.candidate
        key = candidate.topic.key(candidate.bank, candidate.question)
        if self.is_reversed:
            return (replace(key, part=REVERSE),)
        if self.part:
            return (replace(key, part=self.part),)
        return gap_keys(key, self.form) if isinstance(self.form, Blanks) else (key,)


def select(
    candidates: Iterable[Candidate],
    chance: Random,
    count: int | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
) -> tuple[Item, ...]:
    """Return ``count`` of ``candidates``, or all, as they are presented, in the order asked.

    Each bank has its share of the questions, as near as may be.
    """
    asked = _spread(candidates, chance)[:count]
    return tuple(present(candidate, chance, vocabulary) for candidate in asked)


def vocabulary_of(banks: Iterable[Bank]) -> Vocabulary:
    """Return the vocabulary of ``banks``, which is read when the first reply could be a slip."""
    banks = [*banks]
    return Vocabulary(
        (question.form() for bank in banks for question in bank.questions),
        (
            question.explanation
            for bank in banks
            for question in bank.questions
            if question.explanation is not None
        ),
    )


def present(
    candidate: Candidate,
    chance: Random,
    vocabulary: Vocabulary = NO_VOCABULARY,
    card: Card | None = None,
) -> Item:
    """Return ``candidate`` as it is asked this time: its parts shuffled, a card either way.

    Where a ``card`` of it is to be asked, only that gap or that side is.
    """
    form = candidate.question.form() if card is None else card.form
    match form:
        case Reveal():
            return Item(candidate, _either_way(form, chance) if card is None else form)
        case Pick():
            return Item(candidate, form, _options(form, chance))
        case Arrange():
            return Item(candidate, form, _disorder(len(form.items), chance))
        case Pair():
            return Item(candidate, form, _mixed(form.offered, chance))
        case TypeIn():
            asked = _either_way(form, chance) if card is None else form
            return Item(candidate, asked, vocabulary=vocabulary)
        case Blanks():
            part = card.key.part if card is not None else ""
            return Item(candidate, form, vocabulary=vocabulary, part=part)
    assert_never(form)


def _either_way(form: Form, chance: Random) -> Form:
    """Return ``form``, or what asks it in reverse, if it is asked so as well."""
    back = turned(form)
    return form if back is None or chance.random() >= 0.5 else back


def together(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return ``items`` with those about one passage after the first of them.

    They follow each other as in their file, and the passage need be read once.
    """
    items = [*items]
    groups: dict[tuple[str, str, str] | None, list[Item]] = {}
    for item in items:
        groups.setdefault(item.passage_key, []).append(item)
    if groups.keys() <= {None}:
        return tuple(items)
    ordered: list[Item] = []
    for item in items:
        group = [item] if item.passage_key is None else groups.pop(item.passage_key, [])
        if len(group) > 1:
            questions = item.candidate.bank.questions
            places = {question.id: place for place, question in enumerate(questions)}
            group.sort(key=lambda one: places[one.candidate.question.id])
        ordered += group
    return tuple(ordered)


def _options(form: Pick, chance: Random) -> tuple[int, ...]:
    """Return the options shuffled, except pinned ones, which stay last."""
    numbers = range(len(form.options))
    if not form.shuffle:
        return tuple(numbers)
    free = [number for number in numbers if not form.options[number].pinned]
    pinned = [number for number in numbers if form.options[number].pinned]
    return (*_mixed(free, chance), *pinned)


def _disorder(count: int, chance: Random) -> tuple[int, ...]:
    """Return ``count`` items in any order but the right one."""
    order = _mixed(range(count), chance)
    if order == tuple(range(count)) and count > 1:
        return (*order[1:], order[0])
    return order


def _mixed(numbers: Sequence[int], chance: Random) -> tuple[int, ...]:
    order = [*numbers]
    chance.shuffle(order)
    return tuple(order)


def _spread(candidates: Iterable[Candidate], chance: Random) -> list[Candidate]:
    """Shuffle ``candidates`` so that any first part of them has its share of every bank.

    Each bank is shuffled and laid along a line, one question somewhere in each of as many equal
    parts as it has questions; the line is then read from its beginning.
    """
    banks: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        banks.setdefault(candidate.bank.id, []).append(candidate)
    places: list[tuple[float, Candidate]] = []
    for bank in banks.values():
        chance.shuffle(bank)
        places += [((part + chance.random()) / len(bank), one) for part, one in enumerate(bank)]
    places.sort(key=itemgetter(0))
    return [candidate for _, candidate in places]
