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
    Asking --SetAside--> Asking (or Done after the last question)
    ShowingFeedback, Asking --Appeal--> the same, the last outcome counted as right
    ShowingFeedback, Deciding, Asking --Undo--> Asking, the last outcome forgotten
    any of them --Resume--> the same, a while later
    any of them --Stop--> Done

When the learner is told is the session's policy (:class:`Policy`), not the moves': at the end, an
answer leads to the next question at once, and what only the learner could decide stays undecided.

A session is a pure function of how it started and of its events, which are values: they carry their
time (milliseconds since 1970, UTC), can be written to a store, and :func:`replay` makes the same
session of them.  So a session can be resumed.  Nothing is ever taken out of its events: that the
last answer is undone is an event, too.

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
    Confidence,
    Grade,
    Paired,
    Picked,
    Recalled,
    Reply,
    Result,
    Typed,
    Verdict,
    Vocabulary,
    grade,
)
from quizgen.model.bank import Bank
from quizgen.model.forms import Arrange, Blanks, Form, Pair, Pick, Reveal, TypeIn
from quizgen.model.question import Difficulty
from quizgen.model.values import Id
from quizgen.quiz.items import Candidate, Item, select, together


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
    OUT_OF_TIME = "out of time"
    TAKEN_OVER = "taken over"
    """The session goes on in another window."""


class Outcome(Struct, frozen=True):
    """What became of an item; ``reply`` is ``None`` where it was skipped or set aside."""

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
    confidence: Confidence | None = None
    hinted: bool = False
    """The learner looked at a hint before they answered."""
    set_aside: bool = False

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
            return Result.SET_ASIDE if self.set_aside else Result.SKIPPED
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
    confidence: Confidence | None = None
    hinted: bool = False


class Skip(_Event, frozen=True, tag=True):
    """The learner does not know; it counts as wrong."""


class SetAside(_Event, frozen=True, tag=True):
    """The learner does not want the question now; it counts as nothing."""


class Decide(_Event, frozen=True, tag=True):
    """The learner was asked whether the answer counts, and says so."""

    counts: bool


class Appeal(_Event, frozen=True, tag=True):
    """The learner says that the last answer, which counts as wrong, was right."""


class Next(_Event, frozen=True, tag=True):
    """The learner has seen how the answer was."""


class Undo(_Event, frozen=True, tag=True):
    """The learner takes back what they did with the last question."""


class Resume(_Event, frozen=True, tag=True):
    """The learner goes on after the program had ended; what was in between took no time."""


class Stop(_Event, frozen=True, tag=True):
    """The learner has had enough; what was answered counts."""

    ending: Ending = Ending.QUIT


Event = Answer | Skip | SetAside | Decide | Appeal | Next | Undo | Resume | Stop


class Score(Struct, frozen=True):
    """How many of the questions asked were right."""

    right: int
    asked: int

    @property
    def percent(self) -> int:
        """How many of a hundred were right, rounded down."""
        return 100 * self.right // self.asked if self.asked else 0


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
    deadline: int | None = None
    """When it is over, answered or not."""

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
        return tuple(one for one in self.outcomes if not (one.right or one.set_aside))

    @property
    def unanswered(self) -> int:
        """How many questions were not answered, skipped or set aside."""
        return len(self.items) - len(self.outcomes)

    @property
    def paper(self) -> Score:
        """The score of an exam, in which a question that was not answered is not right."""
        return Score(self.score.right, self.score.asked + self.unanswered)

    def results(self) -> Counter[Result]:
        """Return how many questions came to each result."""
        return Counter(outcome.result for outcome in self.outcomes)

    def by_bank(self) -> tuple[tuple[Bank, Score], ...]:
        """Return the score of every bank of which something was asked, by the banks' titles."""
        banks = {one.item.candidate.bank.id: one.item.candidate.bank for one in self.outcomes}
        scores = self.scores(lambda candidate: (candidate.bank.id,))
        order = sorted(scores, key=lambda name: (banks[Id(name)].title.casefold(), name))
        return tuple((banks[Id(name)], scores[name]) for name in order)

    def scores(
        self, names: Callable[[Candidate], Iterable[str]], *, paper: bool = False
    ) -> dict[str, Score]:
        """Return the score of each of the names that ``names`` gives a question; by name.

        On a ``paper``, a question that was not answered is not right.
        """
        rights: dict[str, list[bool]] = {}
        told = [(one.item, one.right) for one in self.outcomes if not one.set_aside]
        if paper:
            told += [(item, False) for item in self.items[len(self.outcomes) :]]
        for item, right in told:
            for name in names(item.candidate):
                rights.setdefault(name, []).append(right)
        return {
            name: Score(sum(rights[name]), len(rights[name]))
            for name in sorted(rights, key=Difficulty.order)
        }


def start(
    candidates: Iterable[Candidate],
    chance: Random,
    count: int | None = None,
    vocabulary: Vocabulary = NO_VOCABULARY,
    *,
    policy: Policy = Policy.AFTER_EACH,
    at: int = 0,
    minutes: float | None = None,
) -> Session:
    """Return a session that asks ``count`` of ``candidates``, or all, in an order left to chance.

    ``vocabulary`` is that of all the loaded banks (:func:`~quizgen.quiz.items.vocabulary_of`);
    ``at`` is the time of the start, in milliseconds since 1970, UTC, and ``minutes`` is how long
    there is for all of it.
    """
    candidates = [*candidates]
    items = select(candidates, chance, count, vocabulary)
    return begin(items, policy=policy, available=len(candidates), at=at, minutes=minutes)


def begin(
    items: tuple[Item, ...],
    *,
    policy: Policy = Policy.AFTER_EACH,
    available: int = 0,
    at: int = 0,
    minutes: float | None = None,
) -> Session:
    """Return a session that asks ``items`` in this order; the rest is as :func:`start` has it.

    Only what is about one passage is asked together (:func:`~quizgen.quiz.items.together`).
    """
    items = together(items)
    phase = Asking(items[0], at) if items else Done()
    deadline = None if minutes is None else at + round(minutes * 60_000)
    return Session(items, (), phase, policy, available=available, deadline=deadline)


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
    outcome = Outcome(
        item,
        event.reply,
        grade(item.form, event.reply, item.vocabulary),
        event.at,
        max(0, event.at - session.phase.since),
        confidence=event.confidence,
        hinted=event.hinted,
    )
    return _add_outcome(session, event, outcome)


def _skip(session: Session, event: Event) -> Session:
    assert isinstance(session.phase, Asking)
    took = max(0, event.at - session.phase.since)
    outcome = Outcome(session.phase.item, None, Grade(Verdict.WRONG), event.at, took)
    return _add_outcome(session, event, outcome)


def _set_aside(session: Session, event: Event) -> Session:
    assert isinstance(session.phase, Asking)
    item = session.phase.item
    outcome = Outcome(item, None, Grade(Verdict.WRONG), event.at, set_aside=True)
    return _next(replace(session, outcomes=(*session.outcomes, outcome)), event)


def _add_outcome(session: Session, event: Event, outcome: Outcome) -> Session:
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


def _undo(session: Session, event: Event) -> Session:
    if not session.outcomes:
        raise Impossible(f"{event} is impossible: nothing was answered")
    last = session.outcomes[-1]
    return replace(session, outcomes=session.outcomes[:-1], phase=Asking(last.item, event.at))


def _resume(session: Session, event: Event) -> Session:
    phase = session.phase
    if session.deadline is not None:
        began = phase.since if isinstance(phase, Asking) else 0
        seen = max(began, *(one.at for one in session.events), 0)
        session = replace(session, deadline=session.deadline + max(0, event.at - seen))
    if isinstance(phase, Asking):
        session = replace(session, phase=Asking(phase.item, event.at))
    return session


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
    (Asking, SetAside): _set_aside,
    (Asking, Undo): _undo,
    (Asking, Resume): _resume,
    (Asking, Stop): _stop,
    (Deciding, Decide): _decide,
    (Deciding, Next): _leave_undecided,
    (Deciding, Undo): _undo,
    (Deciding, Resume): _resume,
    (Deciding, Stop): _stop,
    (ShowingFeedback, Appeal): _appeal,
    (ShowingFeedback, Next): _next,
    (ShowingFeedback, Undo): _undo,
    (ShowingFeedback, Resume): _resume,
    (ShowingFeedback, Stop): _stop,
}
"""Every move that there is."""


def fits(form: Form, reply: Reply) -> bool:
    """Return whether ``reply`` answers what ``form`` asks, be it right or wrong."""
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
    right = [outcome.right for outcome in outcomes if not outcome.set_aside]
    return Score(sum(right), len(right))
