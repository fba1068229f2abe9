"""What a quiz tells the history of a learner, and how a session is made again from it.

It is the only module that knows both: a session has outcomes of items, a history has answers about
cards.  An answer is told before its verdict is shown.  What only concerns the screen (that feedback
was read) is not stored: a session that is taken up again goes on with its next question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from msgspec.structs import replace

from quizgen.grading import NO_VOCABULARY, Grade, Result, Verdict, Vocabulary, grade
from quizgen.languages import phrase
from quizgen.memory.events import Answered, Flagged, Shown
from quizgen.memory.identity import cards_of, is_kept
from quizgen.memory.queue import is_changed
from quizgen.memory.store import SavedAnswer, SavedSession, Store
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace
from quizgen.quiz.items import Candidate, Item, present
from quizgen.quiz.session import (
    Answer,
    Appeal,
    Asking,
    Decide,
    Deciding,
    Done,
    Ending,
    Outcome,
    Policy,
    Session,
    SetAside,
    Skip,
    Undo,
    fits,
)
from quizgen.quiz.terms import TERMS, Terms


class Keeping:
    """A keeper that tells a history what a learner does in one session."""

    def __init__(
        self,
        store: Store,
        session: int,
        now: Callable[[], int],
        terms: Terms = TERMS,
        places: Sequence[int] = (),
        answers: Mapping[int, int | None] | None = None,
    ) -> None:
        self._store, self._session, self._now, self._terms = store, session, now, terms
        self._places = places
        """Where each item was when the session began, if that is elsewhere now."""
        self._answers = {**(answers or {})}
        """The number that the history gave the answer at each place."""
        self._aside: set[int] = set()
        """Places whose question was set aside since the keeper is there."""
        self._due: dict[int, int | None] = {}
        self._marks: list[str] = []
        """For each mark since the last answer, what is said when it is undone."""

    def keeps(self, item: Item, /) -> bool:
        """Tell whether anything is kept of ``item``: its bank needs a namespace."""
        return is_kept(item.candidate.topic)

    def prepare(self) -> None:
        """Do what the first answer would have to wait for."""
        self._store.prepare()

    def keep(self, before: Session, after: Session, /) -> None:
        """Keep the last event of ``after``, which has come of ``before``.

        Raises :class:`~quizgen.memory.holding.TakenOver` where the session goes on elsewhere.
        """
        event = after.events[-1]
        self._store.confirm(self._session)
        place = self._place(len(after.outcomes) - 1)
        match event:
            case Answer() | Skip():
                self._answer(place, after.outcomes[-1])
            case Decide(counts=counts):
                self._settle(place, after.outcomes[-1], counts=counts, appeal=False)
            case Appeal():
                self._settle(place, after.outcomes[-1], counts=True, appeal=True)
            case SetAside():
                self._marks = []
                self._aside.add(place)
            case Undo():
                self._undo(self._place(len(before.outcomes) - 1))
        if isinstance(after.phase, Done):
            self._finish(after)

    def _place(self, number: int) -> int:
        """Return where the item at ``number`` of the session was when it began."""
        return self._places[number] if self._places else number

    def _answer(self, place: int, outcome: Outcome) -> None:
        self._marks = []
        if not is_kept(outcome.item.candidate.topic):
            return
        stored = self._store.answer(
            self._session,
            place,
            [*zip(outcome.item.cards, card_results(outcome), strict=True)],
            outcome.result,
            outcome.reply,
            at=outcome.at,
            took=outcome.took,
            confidence=outcome.confidence,
            hinted=outcome.hinted,
            easy=self._terms.easy,
            retention=self._terms.retention,
            scheduled=self._terms.scheduled,
        )
        self._answers[place], self._due[place] = stored.event, stored.due

    def _settle(self, place: int, outcome: Outcome, *, counts: bool, appeal: bool) -> None:
        stored = self._store.settle(
            self._answers.get(place),
            outcome.result,
            card_results(outcome),
            counts=counts,
            at=self._now(),
            appeal=appeal,
        )
        self._due[place] = stored.due

    def _undo(self, place: int) -> None:
        self._marks = []
        self._due.pop(place, None)
        aside = place in self._aside
        self._aside.discard(place)
        if aside or self._answers.pop(place, None) is not None:
            # What was marked after the answer goes with it.
            undone = self._store.undo(self._session, at=self._now())
            while undone is not None and not isinstance(undone[1], Answered):
                if aside and not isinstance(undone[1], Flagged):
                    break
                undone = self._store.undo(self._session, at=self._now())

    def _finish(self, session: Session) -> None:
        whole = session.ending in (Ending.FINISHED, Ending.OUT_OF_TIME)
        if whole or not session.outcomes:
            self._store.finish(self._session, at=self._now(), ending=str(session.ending))
        else:
            self.pause()

    def pause(self) -> None:
        """Keep that the session is left now, and may be taken up again."""
        self._store.pause(self._session, at=self._now())

    def tick(self) -> None:
        """Keep that the session goes on now."""
        self._store.tick(self._session, at=self._now())

    def take_back(self) -> str:
        """Undo the last mark that was made since the last answer, and return what is to be said."""
        if not self._marks:
            return ""
        self._store.undo(self._session, at=self._now())
        return self._marks.pop()

    def notes(self, item: Item, /) -> Iterable[str]:
        """Return what a learner should know of ``item``: that its answer is another one now."""
        if is_kept(item.candidate.topic):
            candidate = item.candidate
            state = self._store.state(candidate.key)
            every = cards_of(candidate.topic, candidate.bank, candidate.question)
            if any(is_changed(card, every, state) for card in item.cards):
                return (phrase("Changed since you last saw it."),)
        return ()

    def due(self, number: int, /) -> int | None:
        """Return in how many days the question at ``number`` is asked again, if that is known."""
        return self._due.get(self._place(number))

    def flag(self, item: Item, note: str, /) -> None:
        """Keep that something is wrong with ``item``, as ``note`` says."""
        self._store.flag(item.candidate.key, note, at=self._now(), session=self._session)
        self._marks.append(phrase("The flag is undone."))

    def set_aside(self, item: Item, /, *, for_good: bool) -> None:
        """Keep that ``item`` is not asked again today, or never again."""
        mark = self._store.suspend if for_good else self._store.bury
        mark(item.candidate.key, at=self._now(), session=self._session)
        self._marks.append(phrase("That the question is not asked again is undone."))


def start(
    store: Store,
    session: Session,
    mode: str,
    settings: Mapping[str, Any],
    now: Callable[[], int],
    terms: Terms = TERMS,
) -> Keeping:
    """Tell ``store`` that ``session`` begins, and return its keeper.

    ``settings`` is what the command needs to go on with it.
    """
    number = store.start(
        mode, [_shown(item) for item in session.items], at=now(), settings=settings
    )
    return Keeping(store, number, now, terms)


def resume(
    store: Store,
    saved: SavedSession,
    candidates: Iterable[Candidate],
    now: Callable[[], int],
    *,
    vocabulary: Vocabulary = NO_VOCABULARY,
    policy: Policy = Policy.AFTER_EACH,
    minutes: float | None = None,
    terms: Terms = TERMS,
) -> tuple[Session, Keeping]:
    """Return ``saved`` as a session that goes on where it was left, and its keeper.

    This process has taken it up (:meth:`~quizgen.memory.store.Store.resume`).  A question that is
    gone from the banks was set aside.  Of ``minutes`` those are left for which it did not go on.
    """
    at = now()
    items = _items_again(saved, candidates, vocabulary)
    outcomes = _outcomes_again(store, saved, items, at)
    places = [*outcomes, *(place for place in items if place not in outcomes)]
    events = {answer.place: answer.event for answer in saved.answers}
    keeper = Keeping(store, saved.id, now, terms, places, events)
    deadline = None if minutes is None else at + round(minutes * 60_000) - saved.ran
    asked = [items[place] for place in places]
    session = _going_on(asked, [*outcomes.values()], policy, deadline, at)
    if session.ending is not None:
        store.finish(saved.id, at=at)
    return session, keeper


def _items_again(
    saved: SavedSession, candidates: Iterable[Candidate], vocabulary: Vocabulary
) -> dict[int, Item]:
    """Return, by its place, each question of ``saved`` that is still among ``candidates``."""
    by_key = {one.key: one for one in candidates}
    keys = [QuestionKey(Namespace(shown.namespace), shown.origin) for shown in saved.items]
    return {
        place: _again(by_key[key], shown, saved.id, vocabulary)
        for place, (key, shown) in enumerate(zip(keys, saved.items, strict=True))
        if key in by_key
    }


def _outcomes_again(
    store: Store, saved: SavedSession, items: Mapping[int, Item], at: int
) -> dict[int, Outcome]:
    """Return, by its place, what became of each of the ``items`` that are not asked any more."""
    answers = {answer.place: answer for answer in saved.answers}
    reached = max(answers, default=-1) + 1
    outcomes = {}
    for place, item in items.items():
        answer = answers.get(place)
        if answer is not None and (answer.reply is None or fits(item.form, answer.reply)):
            outcomes[place] = _outcome(item, answer)
        elif place < reached or _is_set_aside(store, item.candidate, at):
            outcomes[place] = Outcome(item, None, Grade(Verdict.WRONG), set_aside=True)
    return outcomes


def _going_on(
    items: Sequence[Item],
    outcomes: Sequence[Outcome],
    policy: Policy,
    deadline: int | None,
    at: int,
) -> Session:
    phase: Asking | Deciding | Done
    last = outcomes[-1] if outcomes else None
    if last is not None and last.result is Result.UNDECIDED and policy is Policy.AFTER_EACH:
        phase = Deciding(last)
    elif len(outcomes) < len(items):
        phase = Asking(items[len(outcomes)], at)
    else:
        phase = Done()
    return Session(
        tuple(items), tuple(outcomes), phase, policy, available=len(items), deadline=deadline
    )


def card_results(outcome: Outcome) -> list[Result]:
    """Return what became of each card of ``outcome``: of each gap, where there are several."""
    if len(outcome.item.keys) == 1 or outcome.reply is None:
        return [outcome.result] * len(outcome.item.keys)
    grades = outcome.grade.gaps or (outcome.grade,) * len(outcome.item.keys)
    decisions = iter(outcome.decisions)
    results = []
    for graded in grades:
        result = Result.UNDECIDED
        if graded.verdict is not Verdict.ASK:
            result = Result(graded.verdict.value)
        elif (counts := next(decisions, None)) is not None:
            result = Result.COUNTED if counts else Result.WRONG
        if outcome.appealed and not result.is_right:
            result = Result.APPEALED
        results.append(result)
    return results


def _outcome(item: Item, answer: SavedAnswer) -> Outcome:
    skipped = Grade(Verdict.WRONG)
    reply = answer.reply
    return Outcome(
        item,
        reply,
        skipped if reply is None else grade(item.form, reply, item.vocabulary),
        answer.at,
        answer.took,
        answer.decisions,
        answer.appealed,
        answer.confidence,
        answer.hinted,
    )


def _is_set_aside(store: Store, candidate: Candidate, at: int) -> bool:
    """Return whether a question is not to be asked today: it was suspended, or buried."""
    if not is_kept(candidate.topic):
        return False
    state = store.state(candidate.key)
    return state.suspended or state.buried == store.today(at)


def _shown(item: Item) -> Shown:
    key = item.keys[0]
    whole = len(item.keys) > 1
    return Shown(key.namespace, key.origin, "" if whole else key.part, item.shown)


def _again(candidate: Candidate, shown: Shown, seed: int, vocabulary: Vocabulary) -> Item:
    """Return ``candidate`` as it was ``shown``, or nearly so where it was edited since."""
    whole = Item(candidate, candidate.question.form())
    every = cards_of(candidate.topic, candidate.bank, candidate.question)
    card = next((one for one in every if one.key.part == shown.part), None)
    one_of_many = card is None or (not shown.part and len(whole.keys) > 1)
    item = present(candidate, Random(seed), vocabulary, None if one_of_many else card)
    if sorted(item.shown) == sorted(shown.shown):
        return replace(item, shown=shown.shown)
    return item
