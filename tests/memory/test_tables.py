"""What follows from the events, as it is kept: always what the events say, undone or not."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from memory.support import DAY, NOON, card, greenwich, snapshot
from quizgen.grading import Confidence, Result
from quizgen.memory.identity import Card, cards
from quizgen.memory.store import Store, open_store
from quizgen.memory.tables import known_states, question_state
from quizgen.memory.upkeep import rebuild
from quizgen.model.forms import Blanks, ExpectedWords, Gap, Reveal
from quizgen.model.markup import Markup

SIDES = cards(card("sides").key, Reveal(Markup("Seine"), Markup("Paris"), reverse=True))
GAPS = cards(
    card("gaps").key, Blanks(tuple(Gap(ExpectedWords(word), word) for word in ("a", "b", "c")))
)
QUESTIONS: tuple[tuple[Card, ...], ...] = ((card("a"),), (card("b"),), SIDES[:1], SIDES[1:], GAPS)

results = st.sampled_from([one for one in Result if one is not Result.SET_ASIDE])
SAYINGS = ("flag", "unflag", "suspend", "unsuspend", "bury")
acts = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from(QUESTIONS),
        st.lists(results, min_size=3, max_size=3),
        st.none() | st.sampled_from(Confidence),
        st.booleans(),
        st.sampled_from([0.8, 0.9]),
    ),
    st.tuples(st.just("settle"), st.booleans()),
    st.tuples(
        st.sampled_from(["flag", "suspend", "bury", "unsuspend", "unflag"]), st.integers(0, 4)
    ),
    st.tuples(st.just("undo")),
    st.tuples(st.just("wait"), st.integers(-DAY, 40 * DAY)),
)
"""What a learner may do; clocks may go back."""


class Learner:
    """Somebody who does one thing after the other, and may undo each."""

    def __init__(self, store: Store) -> None:
        self.store, self.now = store, NOON
        self.session = store.start("review", [], at=NOON)
        self.before: list[object] = []
        """The state before each thing that can be undone."""
        self.last: tuple[int, int] | None = None

    def do(self, act: tuple[object, ...]) -> None:
        """Do one thing."""
        store, session, at = self.store, self.session, self.now
        match act:
            case (
                "answer",
                tuple() as asked,
                list() as came,
                sure,
                scheduled,
                float() as retention,
            ):
                self.before.append(snapshot(store))
                stored = store.answer(
                    session,
                    0,
                    list(zip(asked, came, strict=False)),
                    came[0],
                    None,
                    at=at,
                    confidence=sure,  # type: ignore[arg-type]
                    retention=retention,
                    scheduled=bool(scheduled),
                )
                assert stored.event is not None
                self.last = stored.event, min(len(asked), len(came))
            case ("settle", counts) if self.last is not None:
                event, number = self.last
                result = Result.APPEALED if counts else Result.WRONG
                store.settle(event, result, [result] * number, counts=bool(counts), at=at)
            case ("undo",):
                undone = store.undo(session, at=at)
                assert (undone is None) == (not self.before)
                self.last = None
                if self.before:
                    assert snapshot(store) == self.before.pop()
            case ("wait", int() as time):
                self.now += time
            case (str() as name, int() as which) if name in SAYINGS:
                self.before.append(snapshot(store))
                key = QUESTIONS[which][0].question
                note = ("note",) if name == "flag" else ()
                getattr(store, name)(key, *note, at=at, session=session)
                self.last = None


@given(happens=st.lists(acts, max_size=25))
def test_undoing_returns_the_very_state_and_replaying_the_running_one(
    happens: list[tuple[object, ...]],
) -> None:
    with open_store(None, zone=greenwich) as store:
        learner = Learner(store)
        for act in happens:
            learner.do(act)
        running = snapshot(store)
        assert rebuild(store.database) == 0
        assert snapshot(store) == running
        while learner.before:
            learner.do(("undo",))
        assert not any(snapshot(store))


def test_what_is_kept_is_what_the_events_say(tmp_path: Path) -> None:
    with open_store(tmp_path / "history.db", zone=greenwich) as store:
        learner = Learner(store)
        for number, asked in enumerate(QUESTIONS):
            learner.do(
                ("answer", asked, [Result.RIGHT, Result.WRONG, Result.SLIP], None, True, 0.9)
            )
            learner.do(("wait", number * DAY))
        known = known_states(store.database)
        assert len(known) == 4
        for key, state in known.items():
            assert state.cards == question_state(store.database, key).cards


def test_many_questions_are_known_as_few_are(tmp_path: Path) -> None:
    """By name up to a limit, else by their namespaces."""
    many = [card(str(number)) for number in range(4100)]
    with closing(open_store(None, zone=greenwich)) as store:
        session = store.start("quiz", [], at=NOON)
        for one in many[:3]:
            store.answer(session, 0, [(one, Result.RIGHT)], Result.RIGHT, None, at=NOON)
        few = known_states(store.database, [one.key for one in many[:2]])
        assert set(few) == {one.key for one in many[:2]}
        assert set(known_states(store.database, [one.key for one in many])) == {
            one.key for one in many[:3]
        }
