"""The quiz as a state machine: what is possible, and that nothing is lost or invented."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.support import ALL_TYPES, ROOT, FakeQuestion, all_types, entries, entries_of
from quizgen.grading import Arranged, Paired, Picked, Recalled, Reply, Typed, Verdict, grade, key
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedWords,
    Form,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.quiz.session import (
    Answer,
    Asking,
    Candidate,
    Done,
    Event,
    Impossible,
    Next,
    Session,
    ShowingFeedback,
    Skip,
    Stop,
    present,
    start,
    step,
    vocabulary_of,
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
    st.sampled_from([Skip(), Next(), Stop()]), st.sampled_from(REPLIES).map(Answer)
)


@cache
def decks() -> tuple[Candidate, ...]:
    return tuple(entries(ROOT / "decks"))


def asked(session: Session) -> list[str]:
    return [item.entry.question.id for item in session.items]


def answered(session: Session, *right: bool) -> Session:
    """``session`` with its next questions answered rightly, or skipped."""
    for is_right in right:
        assert isinstance(session.phase, Asking)
        event = Answer(key(session.phase.item.form)) if is_right else Skip()
        session = step(step(session, event), Next())
    return session


def slipped(text: str) -> str:
    """``text`` without the third letter of its longest word."""
    word = max(text.split(), key=len)
    return text.replace(word, word[:2] + word[3:])


def test_a_slip_of_the_key_is_accepted_in_a_quiz() -> None:
    """Answers to other questions rule out slips of these, but a question's own answer does not."""
    accepted = 0
    for item in start(decks(), Random(1)).items:
        reply = key(item.form)
        if isinstance(item.form, TypeIn | Blanks) and isinstance(reply, Typed):
            reply = Typed(tuple(map(slipped, reply.texts)))
            alone = grade(item.form, reply)
            assert grade(item.form, reply, item.vocabulary) == alone
            accepted += alone.verdict is Verdict.SLIP
    assert accepted > 5


# -- what is asked -----------------------------------------------------------------------------


@given(seed=seeds)
def test_every_question_is_asked_once(seed: int) -> None:
    session = start(decks(), Random(seed))
    assert sorted(asked(session)) == sorted(entry.question.id for entry in decks())


@given(seed=seeds, count=st.integers(1, 100))
def test_each_bank_has_its_share_of_any_number_of_questions(seed: int, count: int) -> None:
    session = start(decks(), Random(seed), count)
    assert len(session.items) == min(count, len(decks()))
    every = [entry.bank.id for entry in decks()]
    some = [item.entry.bank.id for item in session.items]
    for bank in set(every):
        share = len(some) * every.count(bank) / len(every)
        assert abs(some.count(bank) - share) < 3


@given(seed=seeds)
def test_a_seed_makes_the_same_quiz_again(seed: int) -> None:
    assert start(decks(), Random(seed), 20) == start(decks(), Random(seed), 20)


def test_seeds_make_different_quizzes() -> None:
    assert len({tuple(asked(start(decks(), Random(seed)))) for seed in range(50)}) == 50


def test_nothing_to_ask_is_done_at_once() -> None:
    session = start([], Random(0))
    assert session.phase == Done()
    assert session.by_bank() == ()


# -- what is shown -----------------------------------------------------------------------------


@given(seed=seeds)
def test_everything_is_shown_once(seed: int) -> None:
    for item in start(decks(), Random(seed)).items:
        form = item.form
        match form:
            case Pick():
                whole = len(form.options)
            case Arrange():
                whole = len(form.items)
            case Pair():
                whole = len(form.rights)
            case Reveal() | TypeIn() | Blanks():
                whole = 0
        assert sorted(item.shown) == [*range(whole)]


def shown(form: Form, seed: int) -> tuple[int, ...]:
    return present(entries_of(FakeQuestion(form))[0], Random(seed)).shown


def pick(*options: Option, **more: Any) -> Pick:
    return Pick(Markup("?"), options, **more)


OPTIONS = tuple(Option(Markup(text), text == "a") for text in "abc")
PINNED = tuple(Option(Markup(text), False, pinned=True) for text in "yz")


@given(seed=seeds)
def test_pinned_options_stay_last_and_in_order(seed: int) -> None:
    assert shown(pick(PINNED[0], *OPTIONS, PINNED[1]), seed)[-2:] == (0, 4)


@given(seed=seeds)
def test_options_are_shown_as_written_where_the_author_says_so(seed: int) -> None:
    assert shown(pick(PINNED[0], *OPTIONS, shuffle=False), seed) == (0, 1, 2, 3)


def test_options_come_in_any_order() -> None:
    assert len({shown(pick(*OPTIONS), seed) for seed in range(100)}) == 6


@given(seed=seeds, count=st.integers(2, 8))
def test_items_are_never_shown_in_the_right_order(seed: int, count: int) -> None:
    form = Arrange(Markup("?"), tuple(Markup(str(number)) for number in range(count)))
    assert shown(form, seed) != tuple(range(count))


def test_items_come_in_any_wrong_order() -> None:
    form = Arrange(Markup("?"), (Markup("a"), Markup("b"), Markup("c")))
    assert len({shown(form, seed) for seed in range(100)}) == 5


def test_right_hand_texts_come_in_any_order() -> None:
    form = Pair(Markup("?"), ((Markup("a"), Markup("A")), (Markup("b"), Markup("B"))))
    assert {shown(form, seed) for seed in range(50)} == {(0, 1), (1, 0)}


def test_a_reversed_card_is_asked_either_way() -> None:
    form = Reveal(Markup("front"), Markup("back"), reverse=True)
    entry = entries_of(FakeQuestion(form))[0]
    fronts = set()
    for seed in range(20):
        turned = present(entry, Random(seed)).form
        assert isinstance(turned, Reveal)
        assert {turned.prompt, turned.answer} == {"front", "back"}
        fronts.add(turned.prompt)
    assert fronts == {"front", "back"}


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
            case ShowingFeedback(outcome):
                assert outcome is session.outcomes[-1]
            case Done():
                assert isinstance(event, Stop) or len(session.outcomes) == len(items)


@given(seed=seeds)
def test_the_right_reply_is_right_whatever_is_shown(seed: int) -> None:
    session = answered(all_types(seed), *[True] * 10)
    assert session.phase == Done()
    assert session.missed == ()
    assert (session.score.right, session.score.asked) == (10, 10)


def test_a_skip_counts_as_wrong() -> None:
    session = step(all_types(1), Skip())
    assert isinstance(session.phase, ShowingFeedback)
    outcome = session.phase.outcome
    assert outcome.skipped
    assert not outcome.right
    assert session.missed == (outcome,)


def test_a_stop_keeps_what_was_answered() -> None:
    session = step(answered(all_types(1), True, False), Stop())
    assert session.phase == Done()
    assert (session.score.right, session.score.asked) == (1, 2)


def test_a_stop_behind_a_verdict_keeps_it() -> None:
    assert step(step(all_types(1), Skip()), Stop()).score.asked == 1


POSSIBLE = {
    Asking: {Answer, Skip, Stop},
    ShowingFeedback: {Next, Stop},
    Done: set[type[Event]](),
}


@pytest.mark.parametrize("event", [Skip(), Next(), Stop(), Answer(Typed(("x",)))])
def test_what_is_possible_in_each_phase(event: Event) -> None:
    asking = start([e for e in entries(ALL_TYPES) if e.question.type == "short"], Random(0))
    for session in (asking, step(asking, Skip()), step(asking, Stop())):
        if type(event) in POSSIBLE[type(session.phase)]:
            assert step(session, event) != session
        else:
            with pytest.raises(Impossible):
                step(session, event)


@pytest.mark.parametrize("entry", entries(ALL_TYPES), ids=lambda entry: entry.question.type)
def test_a_reply_that_does_not_fit_is_impossible(entry: Candidate) -> None:
    session = start([entry], Random(0))
    fitting = key(session.items[0].form)
    for reply in REPLIES:
        if type(reply) is not type(fitting):
            with pytest.raises(Impossible):
                step(session, Answer(reply))


def test_two_options_do_not_fit_where_one_is_asked() -> None:
    session = start(entries_of(FakeQuestion(pick(*OPTIONS))), Random(0))
    for options in ({0, 1}, set[int](), {7}):
        with pytest.raises(Impossible):
            step(session, Answer(Picked(frozenset(options))))


def test_the_answer_to_another_question_is_no_slip() -> None:
    near = (ExpectedWords("hypertonic solution"), ExpectedWords("hypotonic solution"))
    asked = entries_of(*(FakeQuestion(TypeIn(Markup("?"), words)) for words in near))
    session = start(asked, Random(0), vocabulary=vocabulary_of([asked[0].bank]))
    for item in session.items:
        form = item.form
        assert isinstance(form, TypeIn)
        assert isinstance(form.expected, ExpectedWords)
        other = near[form.expected == near[0]].answer
        session = step(session, Answer(Typed((other,))))
        assert session.outcomes[-1].grade.verdict is Verdict.WRONG
        session = step(session, Next())


def test_a_session_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        all_types(1).phase = Done()  # type: ignore[misc]


# -- the score ---------------------------------------------------------------------------------


def test_the_score_of_each_bank() -> None:
    session = answered(start(decks(), Random(5), 8), *[True, False] * 4)
    scores = {bank.id: score for bank, score in session.by_bank()}
    assert sum(score.asked for score in scores.values()) == 8
    assert sum(score.right for score in scores.values()) == 4
    for bank, score in scores.items():
        outcomes = [o for o in session.outcomes if o.item.entry.bank.id == bank]
        assert score.asked == len(outcomes)
        assert score.right == sum(outcome.right for outcome in outcomes)
    titles = [bank.title for bank, _ in session.by_bank()]
    assert titles == sorted(titles)
