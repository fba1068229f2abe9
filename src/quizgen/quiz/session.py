"""The quiz as a state machine, without a terminal, a clock or chance of its own.

Theory of operation.  A session is the questions in the order in which they are asked (its
``items``), an outcome for each of those that were answered or skipped, from the first on, and a
*phase*, which is where the learner stands:

    Asking   a question is before the learner: the one behind the last outcome
    ShowingFeedback     it was answered or skipped, and the learner sees how that went
    Done     nothing more is asked: all was, or the learner stopped

An event moves it on.  :data:`_MOVES` has every event that is possible in a phase; any other raises
:class:`Impossible`, as does a reply that does not fit the question, and a session never changes:
``step`` makes a new one.

    Asking --Answer, Skip--> ShowingFeedback --Next--> Asking (or Done behind the last question)
    Asking, ShowingFeedback --Stop--> Done

Replies speak of a form's own indexes and never of the order in which parts are shown.  That order
is drawn once, when the session starts, from the ``chance`` that is passed in, and is part of the
item: so the same questions and the same chance make the same quiz.

Room is left for what is to come: an event Rate would follow ShowingFeedback, and Undo would drop
the last outcome; a session has all that either needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from random import Random
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from quizgen.grading import (
    NO_VOCABULARY,
    Arranged,
    Grade,
    Paired,
    Picked,
    Recalled,
    Reply,
    Typed,
    Verdict,
    Vocabulary,
    grade,
)
from quizgen.model.bank import Bank, Topic
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.model.question import Question


class Impossible(Exception):
    """An event that cannot happen in the phase, or a reply that does not fit the question."""


class Candidate(Struct, frozen=True):
    """A question that may be asked, and where it comes from."""

    topic: Topic
    bank: Bank
    question: Question


class Item(Struct, frozen=True):
    """A question as it is presented to this learner this time."""

    entry: Candidate
    form: Form
    shown: tuple[int, ...] = ()
    """The options, items or right-hand texts in the order shown, by their index in the form."""
    vocabulary: Vocabulary = NO_VOCABULARY
    """That of the loaded banks: no answer to another question is a slip of the pen here."""


class Outcome(Struct, frozen=True):
    """What became of an item; ``reply`` is ``None`` where it was skipped."""

    item: Item
    reply: Reply | None
    grade: Grade

    @property
    def right(self) -> bool:
        return self.grade.accepted

    @property
    def skipped(self) -> bool:
        return self.reply is None


class Asking(Struct, frozen=True):
    """``item`` is before the learner."""

    item: Item


class ShowingFeedback(Struct, frozen=True):
    """The learner sees ``outcome``."""

    outcome: Outcome


class Done(Struct, frozen=True):
    """Nothing more is asked."""


Phase = Asking | ShowingFeedback | Done


class Answer(Struct, frozen=True):
    """The learner replied."""

    reply: Reply


class Skip(Struct, frozen=True):
    """The learner does not know; it counts as wrong."""


class Next(Struct, frozen=True):
    """The learner has seen how the answer was."""


class Stop(Struct, frozen=True):
    """The learner has had enough; what was answered counts."""


Event = Answer | Skip | Next | Stop


class Score(Struct, frozen=True):
    """How many of the questions asked were right."""

    right: int
    asked: int


class Session(Struct, frozen=True):
    """A quiz at one moment."""

    items: tuple[Item, ...]
    outcomes: tuple[Outcome, ...]
    phase: Phase

    @property
    def number(self) -> int:
        """The number of the question that is being asked or was told last, counted from 1."""
        return len(self.outcomes) + isinstance(self.phase, Asking)

    @property
    def score(self) -> Score:
        return _score(self.outcomes)

    @property
    def missed(self) -> tuple[Outcome, ...]:
        """What was answered wrongly or skipped, in the order asked."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)

    def by_bank(self) -> tuple[tuple[Bank, Score], ...]:
        """The score of every bank of which something was asked, by the banks' titles."""
        banks: dict[str, Bank] = {}
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            bank = outcome.item.entry.bank
            banks[bank.id] = bank
            outcomes.setdefault(bank.id, []).append(outcome)
        order = sorted(banks.values(), key=lambda bank: (bank.title.casefold(), bank.id))
        return tuple((bank, _score(outcomes[bank.id])) for bank in order)


def start(
    entries: Iterable[Candidate],
    chance: Random,
    count: int | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
) -> Session:
    """A session that asks ``count`` of ``entries``, or all of them, in an order left to ``chance``.

    Each bank has its share of the questions, as near as may be.  ``vocabulary`` is that of all the
    loaded banks (:func:`vocabulary_of`).
    """
    asked = _spread(entries, chance)[:count]
    items = tuple(present(entry, chance, vocabulary) for entry in asked)
    return Session(items, (), Asking(items[0]) if items else Done())


def vocabulary_of(banks: Iterable[Bank]) -> Vocabulary:
    """The vocabulary of ``banks``, which is read when the first reply could be a slip."""
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


def step(session: Session, event: Event) -> Session:
    """The session behind ``event``.  Raises :class:`Impossible`, and then nothing has happened."""
    move = _MOVES.get((type(session.phase), type(event)))
    if move is None:
        phase, what = type(session.phase).__name__, type(event).__name__
        raise Impossible(f"{what} is impossible while {phase}")
    return move(session, event)


def _answer(session: Session, event: Event) -> Session:
    assert isinstance(session.phase, Asking)
    assert isinstance(event, Answer)
    item = session.phase.item
    if not fits(item.form, event.reply):
        raise Impossible(f"{event.reply} does not fit {type(item.form).__name__}")
    return _add_outcome(
        session, Outcome(item, event.reply, grade(item.form, event.reply, item.vocabulary))
    )


def _skip(session: Session, _: Event) -> Session:
    assert isinstance(session.phase, Asking)
    return _add_outcome(session, Outcome(session.phase.item, None, Grade(Verdict.WRONG)))


def _next(session: Session, _: Event) -> Session:
    answered = len(session.outcomes)
    more = answered < len(session.items)
    return replace(session, phase=Asking(session.items[answered]) if more else Done())


def _stop(session: Session, _: Event) -> Session:
    return replace(session, phase=Done())


_MOVES: dict[tuple[type[Phase], type[Event]], Callable[[Session, Event], Session]] = {
    (Asking, Answer): _answer,
    (Asking, Skip): _skip,
    (Asking, Stop): _stop,
    (ShowingFeedback, Next): _next,
    (ShowingFeedback, Stop): _stop,
}
"""Every move that there is."""


def _add_outcome(session: Session, outcome: Outcome) -> Session:
    return Session(session.items, (*session.outcomes, outcome), ShowingFeedback(outcome))


def fits(form: Form, reply: Reply) -> bool:
    """Whether ``reply`` answers what ``form`` asks, be it right or wrong."""
    match form:
        case Reveal():
            return isinstance(reply, Recalled)
        case Pick():
            if not isinstance(reply, Picked) or not reply.options <= {*range(len(form.options))}:
                return False
            return len(reply.options) == 1 or (form.many and len(reply.options) > 1)
        case TypeIn():
            return isinstance(reply, Typed) and len(reply.texts) == 1
        case Blanks():
            return isinstance(reply, Typed) and len(reply.texts) == len(form.gaps)
        case Arrange():
            return isinstance(reply, Arranged) and sorted(reply.order) == [*range(len(form.items))]
        case Pair():
            return (
                isinstance(reply, Paired)
                and len(reply.rights) == len(form.pairs)
                and {*reply.rights} <= {*range(len(form.rights))}
            )
    assert_never(form)


def present(entry: Candidate, chance: Random, vocabulary: Vocabulary = NO_VOCABULARY) -> Item:
    """``entry`` as it is asked this time: its parts in the order shown, a card either way round."""
    form = entry.question.form()
    match form:
        case Reveal():
            if form.reverse and chance.random() < 0.5:
                form = replace(form, prompt=form.answer, answer=form.prompt)
            return Item(entry, form)
        case Pick():
            return Item(entry, form, _options(form, chance))
        case Arrange():
            return Item(entry, form, _disorder(len(form.items), chance))
        case Pair():
            return Item(entry, form, _mixed(range(len(form.rights)), chance))
        case TypeIn() | Blanks():
            return Item(entry, form, vocabulary=vocabulary)
    assert_never(form)


def _options(form: Pick, chance: Random) -> tuple[int, ...]:
    """The options shuffled, but for pinned ones, which stay last."""
    numbers = range(len(form.options))
    if not form.shuffle:
        return tuple(numbers)
    free = [number for number in numbers if not form.options[number].pinned]
    pinned = [number for number in numbers if form.options[number].pinned]
    return (*_mixed(free, chance), *pinned)


def _disorder(count: int, chance: Random) -> tuple[int, ...]:
    """``count`` items in any order but the right one."""
    order = _mixed(range(count), chance)
    if order == tuple(range(count)) and count > 1:
        return (*order[1:], order[0])
    return order


def _mixed(numbers: Sequence[int], chance: Random) -> tuple[int, ...]:
    order = [*numbers]
    chance.shuffle(order)
    return tuple(order)


def _spread(entries: Iterable[Candidate], chance: Random) -> list[Candidate]:
    """All ``entries``, shuffled so that any first part of them has its share of every bank.

    Each bank is shuffled and laid along a line, one question somewhere in each of as many equal
    parts as it has questions; the line is then read from its beginning.
    """
    banks: dict[str, list[Candidate]] = {}
    for entry in entries:
        banks.setdefault(entry.bank.id, []).append(entry)
    places: list[tuple[float, Candidate]] = []
    for bank in banks.values():
        chance.shuffle(bank)
        places += [((part + chance.random()) / len(bank), entry) for part, entry in enumerate(bank)]
    places.sort(key=itemgetter(0))
    return [entry for _, entry in places]


def _score(outcomes: Iterable[Outcome]) -> Score:
    right = [outcome.right for outcome in outcomes]
    return Score(sum(right), len(right))
