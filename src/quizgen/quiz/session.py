"""The quiz as a state machine, without a terminal, a clock or chance of its own.

Theory of operation.  A session is the questions in the order in which they are asked (its
``items``), an outcome for each of those that were answered or skipped, from the first on, and a
*phase*, which is where the learner is:

    Asking           a question is before the learner: the one after the last outcome
    Deciding         only the learner can say whether their answer counts, and is asked
    ShowingFeedback  the question was answered or skipped, and the learner sees how that went
    Done             nothing more is asked: all was, or the learner stopped

An event moves it on.  :data:`_MOVES` has every event that is possible in a phase; any other raises
:class:`Impossible`, as does a reply that does not fit the question, and a session never changes:
:func:`step` makes a new one.

    Asking --Answer, Skip--> Deciding, ShowingFeedback
    Deciding --Decide--> Deciding (the next gap), ShowingFeedback
    Deciding --Next--> ShowingFeedback (nobody is there to decide)
    ShowingFeedback --Next--> Asking (or Done after the last question)
    ShowingFeedback, Asking --Appeal--> the same, the last outcome counted as right
    any of them --Stop--> Done

When the learner is told is the session's policy (:class:`Policy`), not the moves': at the end, an
answer leads to the next question at once, and what only the learner could decide stays undecided.

A session is a pure function of how it started and of its events, which are values: they carry their
time (milliseconds since 1970, UTC), can be written to a store, and :func:`replay` makes the same
session of them.  So a session can be resumed, and the last answer undone by leaving its events out.

Replies speak of a form's own indexes and never of the order in which parts are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import reduce
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
from quizgen.model.bank import Bank
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.quiz.items import Candidate, Item, select


class Impossible(Exception):
    """An event that cannot happen in the phase, or a reply that does not fit the question."""


class Policy(StrEnum):
    """When a learner is told how their answers were."""

    AFTER_EACH = "after each"
    AT_THE_END = "at the end"


class Ending(StrEnum):
    """How a quiz came to its end."""

    FINISHED = "finished"
    QUIT = "quit"
    INTERRUPTED = "interrupted"


class Result(StrEnum):
    """What became of a question, the learner's own word included."""

    RIGHT = "right"
    SLIP = "slip"
    COUNTED = "counted"
    """The learner was asked, and counted it."""
    APPEALED = "appealed"
    """It was wrong, and the learner says that it was right."""
    UNDECIDED = "undecided"
    """The learner had to be asked and was not: it counts as wrong."""
    WRONG = "wrong"
    SKIPPED = "skipped"

    @property
    def is_right(self) -> bool:
        """Whether it counts as right."""
        return self in (Result.RIGHT, Result.SLIP, Result.COUNTED, Result.APPEALED)


class Outcome(Struct, frozen=True):
    """What became of an item; ``reply`` is ``None`` where it was skipped."""

    item: Item
    reply: Reply | None
    grade: Grade
    at: int = 0
    """When it was answered, in milliseconds since 1970, UTC."""
    took: int = 0
    """How many milliseconds the question was before the learner."""
    decisions: tuple[bool, ...] = ()
    """Whether the learner counts what they were asked about, question by question."""
    appealed: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """What the learner has to decide: nothing, or one question for each doubtful gap."""
        if self.grade.verdict is not Verdict.ASK:
            return ()
        gaps = enumerate(self.grade.gaps, 1)
        asked = tuple(f"Gap {number}: {gap.question}" for number, gap in gaps if gap.question)
        return asked or (self.grade.question,)

    @property
    def result(self) -> Result:
        """What became of it."""
        if self.appealed:
            return Result.APPEALED
        if self.reply is None:
            return Result.SKIPPED
        if self.grade.verdict is not Verdict.ASK:
            return Result(self.grade.verdict.value)
        if not all(self.decisions):
            return Result.WRONG
        return Result.COUNTED if len(self.decisions) == len(self.questions) else Result.UNDECIDED

    @property
    def right(self) -> bool:
        """Whether it counts as right."""
        return self.result.is_right

    @property
    def may_be_appealed(self) -> bool:
        """Whether the learner may say that it was right: it was answered, and counts as wrong."""
        return self.reply is not None and not self.right


# -- where the learner is ----------------------------------------------------------------------


class Asking(Struct, frozen=True):
    """``item`` is before the learner ``since`` a time."""

    item: Item
    since: int = 0


class Deciding(Struct, frozen=True):
    """The learner is asked whether ``outcome`` counts."""

    outcome: Outcome

    @property
    def question(self) -> str:
        """What is asked."""
        return self.outcome.questions[len(self.outcome.decisions)]


class ShowingFeedback(Struct, frozen=True):
    """The learner sees ``outcome``."""

    outcome: Outcome


class Done(Struct, frozen=True):
    """Nothing more is asked."""

    ending: Ending = Ending.FINISHED


Phase = Asking | Deciding | ShowingFeedback | Done


# -- what happens ------------------------------------------------------------------------------


class _Event(Struct, frozen=True, kw_only=True, tag=True):
    """What happened, as a store keeps it."""

    at: int
    """When, in milliseconds since 1970, UTC."""


class Answer(_Event, frozen=True, tag=True):
    """The learner replied."""

    reply: Reply


class Skip(_Event, frozen=True, tag=True):
    """The learner does not know; it counts as wrong."""


class Decide(_Event, frozen=True, tag=True):
    """The learner was asked whether the answer counts, and says so."""

    counts: bool


class Appeal(_Event, frozen=True, tag=True):
    """The learner says that the last answer, which counts as wrong, was right."""


class Next(_Event, frozen=True, tag=True):
    """The learner has seen how the answer was."""


class Stop(_Event, frozen=True, tag=True):
    """The learner has had enough; what was answered counts."""

    ending: Ending = Ending.QUIT


Event = Answer | Skip | Decide | Appeal | Next | Stop


class Score(Struct, frozen=True):
    """How many of the questions asked were right."""

    right: int
    asked: int


class Session(Struct, frozen=True):
    """A quiz at one moment."""

    items: tuple[Item, ...]
    outcomes: tuple[Outcome, ...]
    phase: Phase
    policy: Policy = Policy.AFTER_EACH
    events: tuple[Event, ...] = ()
    """All that happened since it started."""
    available: int = 0
    """How many questions there were to choose from."""

    @property
    def number(self) -> int:
        """The number of the question that is asked or was answered last, counted from 1."""
        return len(self.outcomes) + isinstance(self.phase, Asking)

    @property
    def ending(self) -> Ending | None:
        """How it ended, if it did."""
        return self.phase.ending if isinstance(self.phase, Done) else None

    @property
    def score(self) -> Score:
        """The score so far."""
        return _score(self.outcomes)

    @property
    def missed(self) -> tuple[Outcome, ...]:
        """What was answered wrongly or skipped, in the order asked."""
        return tuple(outcome for outcome in self.outcomes if not outcome.right)

    def results(self) -> Counter[Result]:
        """How many questions came to each result."""
        return Counter(outcome.result for outcome in self.outcomes)

    def by_bank(self) -> tuple[tuple[Bank, Score], ...]:
        """The score of every bank of which something was asked, by the banks' titles."""
        banks: dict[str, Bank] = {}
        outcomes: dict[str, list[Outcome]] = {}
        for outcome in self.outcomes:
            bank = outcome.item.candidate.bank
            banks[bank.id] = bank
            outcomes.setdefault(bank.id, []).append(outcome)
        order = sorted(banks.values(), key=lambda bank: (bank.title.casefold(), bank.id))
        return tuple((bank, _score(outcomes[bank.id])) for bank in order)


def start(
    candidates: Iterable[Candidate],
    chance: Random,
    count: int | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
    *,
    policy: Policy = Policy.AFTER_EACH,
    at: int = 0,
) -> Session:
    """Return a session that asks ``count`` of ``candidates``, or all, in an order left to chance.

    ``vocabulary`` is that of all the loaded banks (:func:`~quizgen.quiz.items.vocabulary_of`);
    ``at`` is the time of the start, in milliseconds since 1970, UTC.
    """
    candidates = [*candidates]
    items = select(candidates, chance, count, vocabulary)
    phase = Asking(items[0], at) if items else Done()
    return Session(items, (), phase, policy, available=len(candidates))


def step(session: Session, event: Event) -> Session:
    """Return the session after ``event``.

    Raises :class:`Impossible`, and then nothing has happened.
    """
    move = _MOVES.get((type(session.phase), type(event)))
    if move is None:
        phase, what = type(session.phase).__name__, type(event).__name__
        raise Impossible(f"{what} is impossible while {phase}")
    return replace(move(session, event), events=(*session.events, event))


def replay(session: Session, events: Iterable[Event]) -> Session:
    """Return ``session`` after all ``events``, one by one; raises as :func:`step` does."""
    return reduce(step, events, session)


def _answer(session: Session, event: Event) -> Session:
    assert isinstance(event, Answer)
    assert isinstance(session.phase, Asking)
    item = session.phase.item
    if not fits(item.form, event.reply):
        raise Impossible(f"{event.reply} does not fit {type(item.form).__name__}")
    return _add_outcome(session, event, event.reply, grade(item.form, event.reply, item.vocabulary))


def _skip(session: Session, event: Event) -> Session:
    return _add_outcome(session, event, None, Grade(Verdict.WRONG))


def _add_outcome(session: Session, event: Event, reply: Reply | None, graded: Grade) -> Session:
    assert isinstance(session.phase, Asking)
    asking = session.phase
    outcome = Outcome(asking.item, reply, graded, event.at, max(0, event.at - asking.since))
    outcomes = (*session.outcomes, outcome)
    if session.policy is Policy.AT_THE_END:
        return _next(replace(session, outcomes=outcomes), event)
    phase = Deciding(outcome) if outcome.questions else ShowingFeedback(outcome)
    return replace(session, outcomes=outcomes, phase=phase)


def _decide(session: Session, event: Event) -> Session:
    assert isinstance(event, Decide)
    assert isinstance(session.phase, Deciding)
    outcome = session.phase.outcome
    outcome = replace(outcome, decisions=(*outcome.decisions, event.counts))
    more = outcome.result is Result.UNDECIDED
    phase = Deciding(outcome) if more else ShowingFeedback(outcome)
    return replace(session, outcomes=(*session.outcomes[:-1], outcome), phase=phase)


def _leave_undecided(session: Session, _: Event) -> Session:
    assert isinstance(session.phase, Deciding)
    return replace(session, phase=ShowingFeedback(session.phase.outcome))


def _appeal(session: Session, event: Event) -> Session:
    last = session.outcomes[-1] if session.outcomes else None
    if last is None or not last.may_be_appealed:
        raise Impossible(f"{event} is impossible: the last answer is not wrong")
    outcome = replace(last, appealed=True)
    seen = isinstance(session.phase, ShowingFeedback)
    phase = ShowingFeedback(outcome) if seen else session.phase
    return replace(session, outcomes=(*session.outcomes[:-1], outcome), phase=phase)


def _next(session: Session, event: Event) -> Session:
    answered = len(session.outcomes)
    more = answered < len(session.items)
    phase = Asking(session.items[answered], event.at) if more else Done()
    return replace(session, phase=phase)


def _stop(session: Session, event: Event) -> Session:
    assert isinstance(event, Stop)
    return replace(session, phase=Done(event.ending))


_MOVES: dict[tuple[type[Phase], type[Event]], Callable[[Session, Event], Session]] = {
    (Asking, Answer): _answer,
    (Asking, Skip): _skip,
    (Asking, Appeal): _appeal,
    (Asking, Stop): _stop,
    (Deciding, Decide): _decide,
    (Deciding, Next): _leave_undecided,
    (Deciding, Stop): _stop,
    (ShowingFeedback, Appeal): _appeal,
    (ShowingFeedback, Next): _next,
    (ShowingFeedback, Stop): _stop,
}
"""Every move that there is."""


def fits(form: Form, reply: Reply) -> bool:
    """Whether ``reply`` answers what ``form`` asks, be it right or wrong."""
    match form:
        case Reveal():
            return isinstance(reply, Recalled)
        case Pick():
            return isinstance(reply, Picked) and _fits_pick(form, reply.options)
        case TypeIn():
            return isinstance(reply, Typed) and len(reply.texts) == 1
        case Blanks():
            return isinstance(reply, Typed) and len(reply.texts) == len(form.gaps)
        case Arrange():
            return isinstance(reply, Arranged) and sorted(reply.order) == [*range(len(form.items))]
        case Pair():
            return isinstance(reply, Paired) and _fits_pair(form, reply.rights)
    assert_never(form)


def _fits_pick(form: Pick, options: frozenset[int]) -> bool:
    known = options <= {*range(len(form.options))}
    return known and (len(options) == 1 or (form.many and len(options) > 1))


def _fits_pair(form: Pair, rights: tuple[int, ...]) -> bool:
    return len(rights) == len(form.pairs) and {*rights} <= {*range(len(form.rights))}


def _score(outcomes: Iterable[Outcome]) -> Score:
    right = [outcome.right for outcome in outcomes]
    return Score(sum(right), len(right))
