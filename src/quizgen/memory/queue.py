"""What a review asks on a day, and in which order.

Of the cards of one question at most one is asked on a day: after one gap, the others would be read
off.  What is overdue comes first that is most likely forgotten, in relation to how long it is
remembered; a backlog is spread over days by a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from quizgen.memory.folding import CardState, QuestionState
from quizgen.memory.identity import REVERSE, Card, answer_changed
from quizgen.model.bank import QuestionKey


class Limits(Struct, frozen=True):
    """How much is asked on a day, with all that was answered on it already."""

    new: int = 10
    """Cards that were never asked."""
    most: int = 100
    """Cards that are due."""
    ahead: int = 0
    """How many days early a card may be asked."""


LIMITS = Limits()


class Due(Struct, frozen=True):
    """A card that is to be asked again."""

    card: Card
    changed: bool = False
    """Its right answer is another one than when the learner saw it last."""
    overdue: int = 0
    """Days since it was due."""
    lateness: float = 0.0
    """Days since the last review as a multiple of the days for which it is remembered."""


class Queue(Struct, frozen=True):
    """What a review asks."""

    due: tuple[Due, ...] = ()
    """What changed, then the most overdue; at most one card of each question."""
    new: tuple[Card, ...] = ()
    """In the order of the banks; at most one card of each question."""
    waiting: int = 0
    """What is due and was left for another day, because it is too much for one."""
    waiting_new: int = 0
    """What was never asked and was left for another day."""
    buried: int = 0
    """Cards that are due or new and have to wait because of another card of their question."""
    suspended: int = 0
    """Questions that are not asked until that is taken back."""
    next_due: int | None = None
    """In how many days the next of the other cards is due."""


def is_changed(card: Card, siblings: Iterable[Card], state: QuestionState) -> bool:
    """Tell whether the right answer of ``card`` is another than the learner saw last.

    ``siblings`` are all cards of its question, of which ``state`` is known.  A gap of several is
    known by its answer: with another one it is new, and what was known is of a gap that is gone.
    That says nothing any more once another gap was answered in the text as it is now.
    """
    known = state.cards.get(card.key.part)
    if known is not None:
        return answer_changed(known.answer, card.answer)
    now = {one.key.part: one for one in siblings}
    gone = [one for part, one in state.cards.items() if part not in now and part != REVERSE]
    seen = any(state.cards[part].asked == now[part].asked for part in now if part in state.cards)
    return bool(gone) and not seen and all(answer_changed(one.answer, card.answer) for one in gone)


class _Question(Struct):
    """How the cards of one question are on a day."""

    due: list[Due]
    new: list[Card]
    done: int = 0
    """How many were reviewed on this day."""
    done_new: int = 0
    """How many were asked for the first time on this day."""
    next_due: int | None = None


def arrange(
    cards: Iterable[Card],
    known: Mapping[QuestionKey, QuestionState],
    today: int,
    limits: Limits = LIMITS,
) -> Queue:
    """Return which of ``cards`` are asked on the day ``today``.

    ``known`` is what is known of each question to which something happened.
    """
    by_question: dict[QuestionKey, list[Card]] = {}
    for card in cards:
        by_question.setdefault(card.question, []).append(card)
    due: list[Due] = []
    new: list[Card] = []
    buried = suspended = done = done_new = 0
    coming: list[int] = []
    for key, siblings in by_question.items():
        state = known.get(key)
        if state is not None and state.suspended:
            suspended += 1
            continue
        question = _question(siblings, state, today, limits.ahead)
        done += question.done
        done_new += question.done_new
        if question.next_due is not None:
            coming.append(question.next_due)
        first = _first(question, buried=state is not None and state.buried == today)
        buried += len(question.due) + len(question.new)
        if first is not None:
            buried -= 1
            due += [first] if isinstance(first, Due) else []
            new += [first] if isinstance(first, Card) else []
    due.sort(key=_urgency)
    room, room_for_new = max(0, limits.most - done), max(0, limits.new - done_new)
    return Queue(
        due=tuple(due[:room]),
        new=tuple(new[:room_for_new]),
        waiting=len(due[room:]),
        waiting_new=len(new[room_for_new:]),
        buried=buried,
        suspended=suspended,
        next_due=min(coming, default=None),
    )


def _question(
    siblings: Sequence[Card], state: QuestionState | None, today: int, ahead: int
) -> _Question:
    question = _Question([], [])
    for card in siblings:
        one = state.cards.get(card.key.part) if state is not None else None
        if one is None and state is not None and is_changed(card, siblings, state):
            question.due.append(Due(card, changed=True))
            continue
        if one is None or one.memory is None:
            question.new.append(card)
            continue
        if one.memory.day >= today:
            question.done += one.first < today
            question.done_new += one.first >= today
        if answer_changed(one.answer, card.answer) or one.due <= today + ahead:
            question.due.append(_due(card, one, today))
        else:
            wait = one.due - today
            question.next_due = min(wait, question.next_due or wait)
    return question


def _due(card: Card, state: CardState, today: int) -> Due:
    assert state.memory is not None
    changed = answer_changed(state.answer, card.answer)
    late = (today - state.memory.day) / state.memory.stability
    return Due(card, changed, max(0, today - state.due), late)


def _first(question: _Question, *, buried: bool) -> Due | Card | None:
    """Return the card that is asked, if one is: a changed answer does not wait."""
    due = sorted(question.due, key=_urgency)
    if buried or question.done or question.done_new:
        return due[0] if due and due[0].changed else None
    return (due + question.new)[0] if due or question.new else None


def _urgency(due: Due) -> tuple[bool, float]:
    return not due.changed, -due.lateness
