"""What a review asks on a day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from memory.support import card
from quizgen.memory.folding import CardState, QuestionState
from quizgen.memory.identity import Card, cards
from quizgen.memory.queue import Limits, Queue, arrange, is_changed
from quizgen.memory.schedule import Memory
from quizgen.model.forms import Blanks, ExpectedWords, Gap
from quizgen.model.markup import Markup

TODAY = 100


def known(one: Card, *, last: int, due: int, stability: float = 10, first: int = 0) -> CardState:
    return CardState(
        one.asked, one.answer, Memory(stability, 5, last), due - last, due, first, 1, 0
    )


def state(one: Card, **times: int) -> QuestionState:
    return QuestionState({one.key.part: known(one, **times)})


def keys(queue: Queue) -> list[str]:
    return [due.card.key.origin.removeprefix("bank/") for due in queue.due]


def test_the_most_overdue_in_relation_to_its_stability_comes_first() -> None:
    """Ten days late is little for what is remembered for years."""
    old, young = card("old"), card("young")
    states = {
        old.key: QuestionState({"": known(old, last=0, due=90, stability=90)}),
        young.key: QuestionState({"": known(young, last=95, due=97, stability=2)}),
    }
    assert keys(arrange([old, young], states, TODAY)) == ["young", "old"]


def test_a_backlog_is_capped_and_what_was_done_today_counts() -> None:
    many = [card(str(number)) for number in range(30)]
    states = {one.key: state(one, last=50, due=60) for one in many}
    queue = arrange(many, states, TODAY, Limits(most=10))
    assert (len(queue.due), queue.waiting) == (10, 20)
    for one in many[:4]:
        states[one.key] = state(one, last=TODAY, due=120)
    queue = arrange(many, states, TODAY, Limits(most=10))
    assert (len(queue.due), queue.waiting) == (6, 20)


def test_new_cards_are_limited_too() -> None:
    many = [card(str(number)) for number in range(30)]
    assert [one.key for one in arrange(many, {}, TODAY, Limits(new=3)).new] == [
        one.key for one in many[:3]
    ]
    states = {many[0].key: state(many[0], last=TODAY, due=101, first=TODAY)}
    queue = arrange(many, states, TODAY, Limits(new=3))
    assert (len(queue.new), queue.waiting_new) == (2, 27)


def gaps() -> tuple[Card, ...]:
    form = Blanks(tuple(Gap(ExpectedWords(word), word) for word in ("a", "b", "c")))
    return cards(card().key, form)


def test_one_card_of_a_question_is_asked_on_a_day() -> None:
    first, second, third = gaps()
    queue = arrange([first, second, third], {}, TODAY)
    assert ([one.key for one in queue.new], queue.buried) == ([first.key], 2)
    states = {
        first.question: QuestionState(
            {
                "a": known(first, last=90, due=99),
                "b": known(second, last=50, due=60),
            }
        )
    }
    queue = arrange([first, second, third], states, TODAY)
    assert [due.card.key.part for due in queue.due] == ["b"]
    assert (queue.new, queue.buried) == ((), 2)
    states[first.question].cards["b"] = known(second, last=TODAY, due=200)
    queue = arrange([first, second, third], states, TODAY)
    assert (queue.due, queue.new, queue.buried) == ((), (), 2)


def test_a_changed_answer_comes_first_whenever_it_is_due() -> None:
    before, after, other = card("a"), card("a", answer="Loire"), card("b")
    states = {
        before.key: state(before, last=TODAY, due=300),
        other.key: state(other, last=0, due=1),
    }
    queue = arrange([other, after], states, TODAY)
    assert keys(queue) == ["a", "b"]
    assert [due.changed for due in queue.due] == [True, False]


def text(*answers: str, before: str = "") -> tuple[Card, ...]:
    gaps = [Gap(ExpectedWords(answer), answer) for answer in answers]
    return cards(card().key, Blanks((Markup(before), *gaps)))


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (text("a", "b"), []),
        (text("a", "c"), ["c"]),
        (text("c"), [""]),
        (text("a", "b", "c"), []),
        (text("a"), []),
        (text("A", "b"), []),
        (text("a", "b", before="Now: "), []),
        (text("c", "d"), ["c", "d"]),
    ],
    ids=lambda value: " ".join(card.key.part for card in value if isinstance(card, Card)) or "-",
)
def test_a_gap_with_another_answer_is_announced(now: tuple[Card, ...], changed: list[str]) -> None:
    """One that is added, or left out, or written in capitals is not another answer."""
    seen = QuestionState({one.key.part: known(one, last=90, due=300) for one in text("a", "b")})
    assert [one.key.part for one in now if is_changed(one, now, seen)] == changed
    queue = arrange(now, {now[0].question: seen}, TODAY)
    assert [due.card.key.part for due in queue.due] == changed[:1]
    for one in now[:1]:
        seen.cards[one.key.part] = known(one, last=TODAY, due=300)
    assert not any(is_changed(one, now, seen) for one in now), "they saw the text as it is now"


def test_a_reverse_side_that_is_gone_changes_nothing() -> None:
    one = card()
    state = QuestionState({"reverse": known(one, last=90, due=300)})
    assert not is_changed(one, [one], state)


def test_what_is_suspended_or_buried_is_not_asked() -> None:
    one = card()
    due = state(one, last=0, due=1)
    asleep = arrange([one], {one.key: replace(due, suspended=True)}, TODAY)
    assert (asleep.due, asleep.suspended) == ((), 1)
    buried = {one.key: replace(due, buried=TODAY)}
    assert arrange([one], buried, TODAY).buried == 1
    assert keys(arrange([one], buried, TODAY + 1)) == ["a"]


def test_cards_may_be_asked_ahead() -> None:
    one = card()
    states = {one.key: state(one, last=99, due=103)}
    assert arrange([one], states, TODAY).next_due == 3
    assert keys(arrange([one], states, TODAY, Limits(ahead=2))) == []
    assert keys(arrange([one], states, TODAY, Limits(ahead=3))) == ["a"]
