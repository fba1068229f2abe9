"""What a quiz tells a history, and the session that is made again from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import count, repeat
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.support import ALL_TYPES, FakeQuestion, candidates, candidates_of
from quizgen.grading import Confidence, Result, Typed, key
from quizgen.memory.events import Flagged
from quizgen.memory.identity import cards_of
from quizgen.memory.store import Store, open_store
from quizgen.model.bank import Topic
from quizgen.model.forms import Blanks, ExpectedWords, Gap, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.values import Namespace
from quizgen.quiz import keeping
from quizgen.quiz.items import Candidate, present
from quizgen.quiz.keeping import Keeping, card_results
from quizgen.quiz.session import (
    Answer,
    Appeal,
    Asking,
    Decide,
    Deciding,
    Event,
    Impossible,
    Next,
    Outcome,
    Policy,
    Session,
    SetAside,
    Skip,
    Stop,
    Undo,
    start,
    step,
)
from quizgen.quiz.terms import TERMS, Terms

DAY = 24 * 3_600_000
NOON = 20_000 * DAY + 12 * 3_600_000


class Desk:
    """A session with its history, and a clock that goes on by a second."""

    def __init__(self, session: Session, terms: Terms = TERMS) -> None:
        self.store = open_store(None, zone=lambda _: 0)
        self.session = session
        self.clock: Iterator[int] = count(NOON, 1_000)
        self.keeper = keeping.start(self.store, session, "quiz", {}, self.now, terms)

    def now(self) -> int:
        return next(self.clock)

    def does(self, *events: Event) -> None:
        for event in events:
            after = step(self.session, event)
            self.keeper.keep(self.session, after)
            self.session = after

    def resumed(self) -> Session:
        saved = self.store.session(1)
        session, _ = keeping.resume(self.store, saved, EVERY, self.now, policy=self.session.policy)
        return session


EVERY = candidates(ALL_TYPES)


def known(store: Store) -> list[object]:
    """All that follows from what happened, for comparison."""
    return [*store.states()]


def right(session: Session) -> Answer:
    assert isinstance(session.phase, Asking)
    return Answer(key(session.phase.item.form), at=NOON + 5_000)


def test_an_answer_is_stored_before_its_verdict_and_has_a_due_date() -> None:
    desk = Desk(start(EVERY, Random(1), at=NOON))
    desk.does(right(desk.session))
    (answer,) = desk.store.session(1).answers
    assert (answer.place, answer.result, answer.took) == (0, Result.RIGHT, 5_000)
    assert desk.keeper.due(0) == 2
    desk.does(Next(at=NOON), Skip(at=NOON))
    assert desk.keeper.due(1) == 1


def test_what_the_learner_says_of_an_answer_counts() -> None:
    question = FakeQuestion(TypeIn(Markup("Who?"), ExpectedWords("Johann Sebastian Bach")))
    desk = Desk(start(candidates_of(question, question), Random(0), at=NOON))
    desk.does(Answer(Typed(("Bach",)), at=NOON))
    assert isinstance(desk.session.phase, Deciding)
    assert desk.store.session(1).answers[0].result is Result.UNDECIDED
    desk.does(Decide(True, at=NOON))
    assert desk.store.session(1).answers[0].result is Result.COUNTED
    desk.does(Next(at=NOON), Answer(Typed(("x",)), at=NOON), Appeal(at=NOON))
    assert desk.store.session(1).answers[1].appealed


EVENTS = st.sampled_from(["right", "skip", "aside", "undo", "next", "appeal"])


@given(
    happens=st.lists(EVENTS, max_size=25), policy=st.sampled_from(Policy), seed=st.integers(0, 9)
)
def test_a_resumed_session_is_the_same(happens: list[str], policy: Policy, seed: int) -> None:
    """The same order, the same place, and the same outcomes, whatever was undone."""
    desk = Desk(start(EVERY, Random(seed), 4, policy=policy, at=NOON))
    for name in happens:
        phase = desk.session.phase
        event: Event = {
            "right": Answer(key(desk.session.items[0].form), at=NOON),
            "skip": Skip(at=NOON),
            "aside": SetAside(at=NOON),
            "undo": Undo(at=NOON),
            "next": Next(at=NOON),
            "appeal": Appeal(at=NOON),
        }[name]
        if isinstance(phase, Asking):
            event = Answer(key(phase.item.form), at=NOON) if name == "right" else event
            if name == "aside":
                desk.keeper.set_aside(phase.item, for_good=False)
        with suppress(Impossible):
            desk.does(event)
    if desk.session.ending is None:
        again = desk.resumed()
        assert [one.result for one in again.outcomes] == [
            one.result for one in desk.session.outcomes
        ]
        assert [(one.candidate.key, one.shown, one.form) for one in again.items] == [
            (one.candidate.key, one.shown, one.form) for one in desk.session.items
        ]
    while desk.session.outcomes and desk.session.ending is None:
        desk.does(Undo(at=NOON))
    if desk.session.ending is None:
        assert known(desk.store) == []
        assert not any(desk.store.state(one.key).buried for one in EVERY)


def test_undo_takes_a_mark_before_an_answer() -> None:
    desk = Desk(start(EVERY, Random(1), at=NOON))
    desk.does(right(desk.session))
    item = desk.session.outcomes[0].item
    desk.keeper.flag(item, "odd")
    assert [flag.note for flag in desk.store.flags()] == ["odd"]
    assert desk.keeper.take_back() == "The flag is undone."
    assert desk.store.flags() == []
    assert desk.keeper.take_back() == ""
    desk.keeper.flag(item, "odd again")
    desk.does(Undo(at=NOON))
    assert desk.store.session(1).answers == ()


def test_a_resumed_session_passes_over_what_is_gone() -> None:
    desk = Desk(start(EVERY, Random(1), at=NOON))
    desk.does(right(desk.session), Next(at=NOON))
    gone = {desk.session.items[0].candidate.key, desk.session.items[3].candidate.key}
    left = [one for one in EVERY if one.key not in gone]
    session, keeper = keeping.resume(desk.store, desk.store.session(1), left, desk.now)
    assert len(session.items) == 8
    assert session.outcomes == ()
    assert isinstance(session.phase, Asking)
    assert session.phase.item.candidate.key == desk.session.items[1].candidate.key
    after = step(session, right(session))
    keeper.keep(session, after)
    assert [answer.place for answer in desk.store.session(1).answers] == [0, 1]


def test_the_time_that_answers_took_is_gone_from_an_exam() -> None:
    desk = Desk(start(EVERY, Random(1), policy=Policy.AT_THE_END, at=NOON, minutes=1))
    desk.does(right(desk.session))
    later = NOON + DAY
    session, _ = keeping.resume(
        desk.store,
        desk.store.session(1),
        EVERY,
        lambda: later,
        policy=Policy.AT_THE_END,
        minutes=1,
    )
    assert session.deadline == later + 55_000


def test_the_time_at_an_open_question_is_gone_from_an_exam() -> None:
    """As far as something is known of it: that it was left, or that it still went on."""
    desk = Desk(start(EVERY, Random(1), policy=Policy.AT_THE_END, at=NOON, minutes=1))
    desk.does(right(desk.session))
    desk.clock = repeat(NOON + 20_000)
    desk.does(Stop(at=NOON))
    for days, left in ((1, 40_000), (2, 10_000)):
        begins = NOON + days * DAY
        saved = desk.store.resume(1, at=begins)
        desk.clock = repeat(begins)
        session, keeper = keeping.resume(
            desk.store, saved, EVERY, desk.now, policy=Policy.AT_THE_END, minutes=1
        )
        assert session.deadline == begins + left
        desk.clock = repeat(begins + 30_000)
        keeper.tick()


def test_a_session_of_which_nothing_is_left_is_finished_when_it_is_taken_up() -> None:
    """Its window was closed before the last verdict was read."""
    desk = Desk(start(EVERY, Random(1), 1, at=NOON))
    desk.does(right(desk.session))
    assert desk.store.unfinished() is not None
    assert desk.resumed().ending is not None
    assert desk.store.unfinished() is None


def test_a_changed_answer_is_announced() -> None:
    desk = Desk(start([one for one in EVERY if one.question.type == "short"], Random(1), at=NOON))
    (item,) = desk.session.items
    assert desk.keeper.notes(item) == ()
    desk.does(right(desk.session))
    assert desk.keeper.notes(item) == ()
    question = FakeQuestion(
        TypeIn(Markup("Which?"), ExpectedWords(":exit")), id=item.candidate.question.id
    )
    other = Candidate(item.candidate.topic, item.candidate.bank, question)  # type: ignore[arg-type]
    assert desk.keeper.notes(present(other, Random(0))) == ("Changed since you last saw it.",)


def test_a_changed_answer_of_one_gap_is_announced_once() -> None:
    """Whether a quiz asks the whole text, or a review the gap."""

    def text(*answers: str) -> Candidate:
        form = Blanks(tuple(Gap(ExpectedWords(one), one) for one in answers))
        return candidates_of(FakeQuestion(form))[0]

    before, after = text("Loire", "Seine"), text("Loire", "Marne")
    desk = Desk(start([before], Random(0), at=NOON))
    desk.does(right(desk.session))
    whole = present(after, Random(0))
    gaps = [present(after, Random(0), card=card) for card in whole.cards]
    said = [bool([*desk.keeper.notes(item)]) for item in (whole, *gaps)]
    assert said == [True, False, True]
    again = Session((whole,), (), Asking(whole))
    keeping.start(desk.store, again, "quiz", {}, desk.now).keep(again, step(again, right(again)))
    assert not any([*desk.keeper.notes(item)] for item in (whole, *gaps))


def test_nothing_is_stored_without_a_namespace() -> None:
    question = FakeQuestion(TypeIn(Markup("Who?"), ExpectedWords("a")))
    (one,) = candidates_of(question)
    topic = Topic(id=one.topic.id, title="T", namespace=Namespace(""), banks=(one.bank,))
    desk = Desk(start([Candidate(topic, one.bank, one.question)], Random(0), at=NOON))
    desk.does(Answer(Typed(("x",)), at=NOON), Appeal(at=NOON), Undo(at=NOON))
    assert known(desk.store) == []
    assert desk.keeper.notes(desk.session.items[0]) == ()
    assert not desk.keeper.keeps(desk.session.items[0])


def test_undoing_what_was_set_aside_before_takes_back_no_answer() -> None:
    """A question that was buried before a break was not set aside by this keeper."""
    desk = Desk(start(EVERY, Random(1), at=NOON))
    desk.does(right(desk.session), Next(at=NOON))
    desk.keeper.set_aside(desk.session.items[1], for_good=True)
    desk.does(SetAside(at=NOON))
    session, keeper = keeping.resume(desk.store, desk.store.session(1), EVERY, desk.now)
    assert [one.set_aside for one in session.outcomes] == [False, True]
    after = step(session, Undo(at=NOON))
    keeper.keep(session, after)
    assert [one.place for one in desk.store.session(1).answers] == [0]


@pytest.mark.parametrize(("scheduled", "due"), [(True, 2), (False, None)])
def test_a_cram_changes_no_due_date(scheduled: bool, due: int | None) -> None:
    desk = Desk(start(EVERY, Random(1), at=NOON), Terms(scheduled=scheduled))
    desk.does(right(desk.session))
    assert desk.keeper.due(0) == due
    assert len([*desk.store.reviews()]) == 1


def test_a_session_is_finished_by_its_end_and_not_by_quitting() -> None:
    desk = Desk(start(EVERY, Random(1), 2, at=NOON))
    desk.does(Skip(at=NOON))
    quitting = Desk(start(EVERY, Random(1), 2, at=NOON))
    quitting.does(Skip(at=NOON), Stop(at=NOON))
    assert quitting.store.unfinished() is not None
    desk.does(Next(at=NOON), Skip(at=NOON), Next(at=NOON))
    assert desk.store.unfinished() is None
    nothing = Desk(start(EVERY, Random(1), 2, at=NOON))
    nothing.does(Stop(at=NOON))
    assert nothing.store.unfinished() is None


def test_each_gap_has_its_own_result() -> None:
    expected = [ExpectedWords("Bach"), ExpectedWords("Johann Sebastian"), ExpectedWords("1685")]
    form = Blanks(tuple(Gap(one, one.answer) for one in expected))
    session = start(candidates_of(FakeQuestion(form)), Random(0))
    session = step(session, Answer(Typed(("Bach", "Johann", "x")), Confidence.SURE, at=0))
    results = card_results(session.outcomes[0])
    assert len(results) == len(cards_of(*_of(session.items[0].candidate))) == 3
    assert results[0] is Result.RIGHT
    assert results[2] is Result.WRONG
    appealed = step(session, Appeal(at=0)) if session.outcomes[0].may_be_appealed else session
    if appealed is not session:
        assert card_results(appealed.outcomes[0])[2] is Result.APPEALED
    skipped = Outcome(session.items[0], None, session.outcomes[0].grade)
    assert card_results(skipped) == [Result.SKIPPED] * 3


def _of(one: Candidate) -> tuple[object, ...]:
    return one.topic, one.bank, one.question


def test_a_single_gap_is_asked_again_as_the_gap_that_it_was() -> None:
    cloze = next(one for one in EVERY if one.question.type == "cloze")
    cards = cards_of(cloze.topic, cloze.bank, cloze.question)
    item = present(cloze, Random(0), card=cards[1])
    assert item.keys == (cards[1].key,)
    assert item.cards == (cards[1],)
    session = Session((item,), (), Asking(item))
    desk = Desk(session)
    desk.does(right(session))
    assert [state for state, _ in desk.store.states()] == [cards[1].key]
    saved = desk.store.session(1)
    again, _ = keeping.resume(desk.store, saved, EVERY, desk.now)
    assert again.items[0].form == item.form


def test_flags_are_events_of_the_session() -> None:
    desk = Desk(start(EVERY, Random(1), at=NOON))
    desk.keeper.flag(desk.session.items[0], "odd")
    undone = desk.store.undo(1, at=NOON)
    assert undone is not None
    assert isinstance(undone[1], Flagged)
    assert isinstance(desk.keeper, Keeping)
