"""The quiz as a state machine: what is possible, and that nothing is lost or invented."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.support import (
    ALL_TYPES,
    ROOT,
    FakeQuestion,
    all_types,
    candidates,
    candidates_of,
    doubted,
)
from quizgen.grading import (
    Arranged,
    Paired,
    Picked,
    Recalled,
    Reply,
    Result,
    Typed,
    Verdict,
    grade,
    key,
)
from quizgen.model.forms import (
    Blanks,
    ExpectedWords,
    Option,
    Pick,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.quiz.items import Candidate, vocabulary_of
from quizgen.quiz.session import (
    Answer,
    Appeal,
    Asking,
    Decide,
    Deciding,
    Done,
    Ending,
    Event,
    Impossible,
    Next,
    Policy,
    Resume,
    Session,
    SetAside,
    ShowingFeedback,
    Skip,
    Stop,
    Undo,
    replay,
    start,
    step,
)

seeds = st.integers(0, 10**6)
REPLIES: tuple[Reply, ...] = (
    Recalled(True),
    Picked(frozenset({0})),
    Typed(("x",)),
    Arranged((0, 1, 2)),
    Paired((0, 1, 2)),
    Picked(frozenset()),
    Picked(frozenset({9})),
    Typed(()),
    Arranged((0, 0, 1)),
    Paired((0, 1)),
    Paired((0, 1, 9)),
)
events: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from(
        [
            Skip(at=7),
            Next(at=8),
            Stop(at=9),
            Appeal(at=10),
            Decide(True, at=11),
            Decide(False, at=12),
            Undo(at=13),
            SetAside(at=14),
            Resume(at=15),
        ]
    ),
    st.sampled_from(REPLIES).map(lambda reply: Answer(reply, at=0)),
)


@cache
def decks() -> tuple[Candidate, ...]:
    return tuple(candidates(ROOT / "decks"))


def asked(session: Session) -> list[str]:
    return [item.candidate.question.id for item in session.items]


def answered(session: Session, *right: bool) -> Session:
    """``session`` with its next questions answered rightly, or skipped."""
    for is_right in right:
        assert isinstance(session.phase, Asking)
        event = Answer(key(session.phase.item.form), at=0) if is_right else Skip(at=0)
        session = step(step(session, event), Next(at=0))
    return session


def slipped(text: str) -> str:
    """``text`` without the third letter of its longest word."""
    word = max(text.split(), key=len)
    return text.replace(word, word[:2] + word[3:])


def test_a_slip_of_the_key_is_not_wrong_in_a_quiz() -> None:
    """Answers to other questions rule out slips of these, but a question's own answer does not."""
    accepted = 0
    for item in start(decks(), Random(1)).items:
        reply = key(item.form)
        if isinstance(item.form, TypeIn | Blanks) and isinstance(reply, Typed):
            reply = Typed(tuple(map(slipped, reply.texts)))
            alone = grade(item.form, reply)
            assert grade(item.form, reply, item.vocabulary) == alone
            accepted += alone.verdict in (Verdict.SLIP, Verdict.ASK)
    assert accepted > 5


# -- what happens ------------------------------------------------------------------------------


@given(seed=seeds, happens=st.lists(events, max_size=30))
def test_nothing_is_lost_or_invented_and_the_impossible_changes_nothing(
    seed: int, happens: list[Event]
) -> None:
    session = all_types(seed)
    items = session.items
    for event in happens:
        before = (session, session.phase, session.outcomes)
        try:
            after = step(session, event)
        except Impossible:
            assert before == (session, session.phase, session.outcomes)
            continue
        assert session.outcomes == before[2], "a step makes a new session"
        session = after
        assert session.items == items
        assert [outcome.item for outcome in session.outcomes] == [*items[: len(session.outcomes)]]
        match session.phase:
            case Asking(item):
                assert item is items[len(session.outcomes)]
            case ShowingFeedback(outcome) | Deciding(outcome):
                assert outcome is session.outcomes[-1]
            case Done():
                assert isinstance(event, Stop) or len(session.outcomes) == len(items)


def test_nothing_to_ask_is_done_at_once() -> None:
    session = start([], Random(0))
    assert session.phase == Done()
    assert session.by_bank() == ()


@given(seed=seeds)
def test_the_right_reply_is_right_whatever_is_shown(seed: int) -> None:
    session = answered(all_types(seed), *[True] * 10)
    assert session.phase == Done()
    assert session.missed == ()
    assert (session.score.right, session.score.asked) == (10, 10)


def test_a_skip_counts_as_wrong() -> None:
    session = step(all_types(1), Skip(at=0))
    assert isinstance(session.phase, ShowingFeedback)
    outcome = session.phase.outcome
    assert outcome.result is Result.SKIPPED
    assert not outcome.right
    assert session.missed == (outcome,)


def test_a_stop_keeps_what_was_answered() -> None:
    session = step(answered(all_types(1), True, False), Stop(at=0))
    assert session.ending is Ending.QUIT
    assert (session.score.right, session.score.asked) == (1, 2)


def test_a_stop_behind_a_verdict_keeps_it() -> None:
    assert step(step(all_types(1), Skip(at=0)), Stop(at=0)).score.asked == 1


POSSIBLE = {
    Asking: {Answer, Skip, Stop},
    Deciding: {Decide, Next, Stop},
    ShowingFeedback: {Appeal, Next, Stop},
    Done: set[type[Event]](),
}


@pytest.mark.parametrize(
    "event",
    [
        Skip(at=0),
        Next(at=0),
        Stop(at=0),
        Appeal(at=0),
        Decide(True, at=0),
        Answer(Typed(("x",)), at=0),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_is_possible_in_each_phase(event: Event) -> None:
    asking = start([e for e in candidates(ALL_TYPES) if e.question.type == "short"], Random(0))
    wrong = step(asking, Answer(Typed(("x",)), at=0))
    for session in (asking, doubted(), wrong, step(asking, Stop(at=0))):
        if type(event) in POSSIBLE[type(session.phase)]:
            assert step(session, event) != session
        else:
            with pytest.raises(Impossible):
                step(session, event)


@pytest.mark.parametrize(
    "candidate", candidates(ALL_TYPES), ids=lambda candidate: candidate.question.type
)
def test_a_reply_that_does_not_fit_is_impossible(candidate: Candidate) -> None:
    session = start([candidate], Random(0))
    fitting = key(session.items[0].form)
    for reply in REPLIES:
        if type(reply) is not type(fitting):
            with pytest.raises(Impossible):
                step(session, Answer(reply, at=0))


def pick(*options: Option, **more: Any) -> Pick:
    return Pick(Markup("?"), options, **more)


OPTIONS = tuple(Option(Markup(text), text == "a") for text in "abc")


def test_two_options_do_not_fit_where_one_is_asked() -> None:
    session = start(candidates_of(FakeQuestion(pick(*OPTIONS))), Random(0))
    for options in ({0, 1}, set[int](), {7}):
        with pytest.raises(Impossible):
            step(session, Answer(Picked(frozenset(options)), at=0))


def test_the_answer_to_another_question_is_no_slip() -> None:
    near = (ExpectedWords("hypertonic solution"), ExpectedWords("hypotonic solution"))
    asked = candidates_of(*(FakeQuestion(TypeIn(Markup("?"), words)) for words in near))
    session = start(asked, Random(0), vocabulary=vocabulary_of([asked[0].bank]))
    for item in session.items:
        form = item.form
        assert isinstance(form, TypeIn)
        assert isinstance(form.expected, ExpectedWords)
        other = near[form.expected == near[0]].answer
        session = step(session, Answer(Typed((other,)), at=0))
        assert session.outcomes[-1].grade.verdict is Verdict.WRONG
        session = step(session, Next(at=0))


def test_a_session_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        all_types(1).phase = Done()  # type: ignore[misc]


# -- what only the learner can say -------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "result"), [(True, Result.COUNTED), (False, Result.WRONG), (None, Result.UNDECIDED)]
)
def test_the_learner_decides(counts: bool | None, result: Result) -> None:
    session = doubted()
    event = Next(at=0) if counts is None else Decide(counts, at=0)
    session = step(session, event)
    assert isinstance(session.phase, ShowingFeedback)
    assert session.phase.outcome is session.outcomes[-1]
    assert session.outcomes[-1].result is result
    assert session.outcomes[-1].right is (counts is True)
    assert session.score.right == (counts is True)
    assert session.results() == {result: 1}


@pytest.mark.parametrize(
    ("decisions", "result"),
    [
        ([True, True], Result.COUNTED),
        ([True, False], Result.WRONG),
        ([False], Result.WRONG),
        ([True], Result.UNDECIDED),
    ],
)
def test_each_doubtful_gap_is_asked_about(decisions: list[bool], result: Result) -> None:
    session = doubted("A?", "", "C?")
    assert isinstance(session.phase, Deciding)
    assert session.phase.question == "Gap 1: A?"
    for number, counts in enumerate(decisions):
        session = step(session, Decide(counts, at=0))
        if number == 0 and counts:
            assert isinstance(session.phase, Deciding)
            assert session.phase.question == "Gap 3: C?"
    assert session.outcomes[-1].result is result


def test_an_appeal_counts_as_right_from_then_on() -> None:
    asking = start([e for e in candidates(ALL_TYPES) if e.question.type == "short"] * 2, Random(0))
    wrong = step(asking, Answer(Typed(("x",)), at=0))
    for before in (wrong, step(wrong, Next(at=0))):
        session = step(before, Appeal(at=1))
        assert type(session.phase) is type(before.phase)
        assert session.outcomes[-1].result is Result.APPEALED
        assert (session.score.right, session.missed) == (1, ())
        with pytest.raises(Impossible):
            step(session, Appeal(at=2))


@pytest.mark.parametrize("event", [Skip(at=0), None])
def test_what_was_skipped_or_is_right_cannot_be_appealed(event: Event | None) -> None:
    session = all_types(1)
    session = step(session, event or Answer(key(session.items[0].form), at=0))
    with pytest.raises(Impossible):
        step(session, Appeal(at=0))


# -- undone, set aside, taken up again ---------------------------------------------------------


def standing(session: Session) -> tuple[object, ...]:
    """All that a learner would notice of ``session``."""
    phase = session.phase
    return session.outcomes, session.number, phase.item if isinstance(phase, Asking) else phase


@given(seed=seeds, happens=st.lists(events, max_size=30), policy=st.sampled_from(Policy))
def test_undo_takes_back_whatever_was_done_with_a_question(
    seed: int, happens: list[Event], policy: Policy
) -> None:
    session = start(candidates(ALL_TYPES), Random(seed), policy=policy)
    asked_before: list[Session] = []
    for event in happens:
        with suppress(Impossible):
            after = step(session, event)
            if len(after.outcomes) > len(session.outcomes):
                asked_before.append(session)
            elif len(after.outcomes) < len(session.outcomes):
                assert standing(after) == standing(asked_before.pop())
            session = after
    while session.outcomes and session.ending is None:
        session = step(session, Undo(at=99))
        assert standing(session) == standing(asked_before.pop())
    if session.ending is None:
        assert session.score.asked == 0
        with pytest.raises(Impossible):
            step(session, Undo(at=100))


def test_what_is_set_aside_counts_as_nothing() -> None:
    session = step(all_types(1), SetAside(at=0))
    assert isinstance(session.phase, Asking)
    assert (session.score.asked, session.missed, session.number) == (0, (), 2)
    assert session.outcomes[0].result is Result.SET_ASIDE
    assert session.by_bank() == ()


def test_a_break_takes_no_time() -> None:
    """Neither of the question that is asked nor of an exam."""
    session = start(candidates(ALL_TYPES), Random(0), at=1_000, minutes=1)
    assert session.deadline == 61_000
    session = step(step(session, Skip(at=5_000)), Next(at=6_000))
    session = step(session, Resume(at=106_000))
    assert session.deadline == 161_000
    session = step(session, Skip(at=108_000))
    assert session.outcomes[-1].took == 2_000


def test_in_an_exam_a_question_without_an_answer_is_not_right() -> None:
    session = answered(start(decks(), Random(5), 4), True)
    session = step(session, Stop(at=0))
    assert (session.score.percent, session.paper.percent) == (100, 25)
    assert session.unanswered == 3


# -- kept and told -----------------------------------------------------------------------------


@given(seed=seeds, happens=st.lists(events, max_size=30), policy=st.sampled_from(Policy))
def test_a_session_is_a_function_of_its_events(
    seed: int, happens: list[Event], policy: Policy
) -> None:
    """Even where they were written to a store and read again; the last can be taken back."""
    first = start(candidates(ALL_TYPES), Random(seed), policy=policy)
    session = first
    for event in happens:
        with suppress(Impossible):
            session = step(session, event)
    stored = msgspec.json.encode(session.events)
    read = msgspec.json.decode(stored, type=tuple[Event, ...])
    assert replay(first, read) == session
    if read:
        assert step(replay(first, read[:-1]), read[-1]) == session


@given(seed=seeds, happens=st.lists(events, max_size=30))
def test_nothing_is_told_before_the_end_where_the_policy_says_so(
    seed: int, happens: list[Event]
) -> None:
    session = start(candidates(ALL_TYPES), Random(seed), policy=Policy.AT_THE_END)
    for event in happens:
        with suppress(Impossible):
            session = step(session, event)
        assert isinstance(session.phase, Asking | Done)


def test_each_outcome_knows_its_time() -> None:
    session = start(candidates(ALL_TYPES), Random(0), at=1_000)
    for event in (Skip(at=4_000), Next(at=9_000), Skip(at=9_500), Next(at=9_600), Skip(at=9_000)):
        session = step(session, event)
    assert [(outcome.at, outcome.took) for outcome in session.outcomes] == [
        (4_000, 3_000),
        (9_500, 500),
        (9_000, 0),
    ], "a clock may be put back"


# -- the score ---------------------------------------------------------------------------------


def test_the_score_of_each_bank() -> None:
    session = answered(start(decks(), Random(5), 8), *[True, False] * 4)
    scores = {bank.id: score for bank, score in session.by_bank()}
    assert sum(score.asked for score in scores.values()) == 8
    assert sum(score.right for score in scores.values()) == 4
    for bank, score in scores.items():
        outcomes = [o for o in session.outcomes if o.item.candidate.bank.id == bank]
        assert score.asked == len(outcomes)
        assert score.right == sum(outcome.right for outcome in outcomes)
    titles = [bank.title for bank, _ in session.by_bank()]
    assert titles == sorted(titles)
