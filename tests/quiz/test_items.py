"""What a quiz asks, in which order, and how each question is presented."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from golden_banks import GOLDENS
from quiz.support import ALL_TYPES, ROOT, FakeQuestion, candidates, candidates_of
from quizgen.formats.anki.notetypes import NOTE_TYPES
from quizgen.formats.anki.release import notes
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedWords,
    Form,
    Gap,
    Option,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.question import Side
from quizgen.model.values import Id
from quizgen.quiz.items import Candidate, Item, present, select, together
from quizgen.quiz.session import begin

seeds = st.integers(0, 10**6)
PASSAGES, PICTURES = GOLDENS / "ok" / "passages.yaml", GOLDENS / "ok" / "pictures"


@cache
def decks() -> tuple[Candidate, ...]:
    return tuple(candidates(ROOT / "decks"))


def asked(items: tuple[Item, ...]) -> list[str]:
    return [item.candidate.question.id for item in items]


# -- what is asked -----------------------------------------------------------------------------


@given(seed=seeds)
def test_every_question_is_asked_once(seed: int) -> None:
    items = select(decks(), Random(seed))
    assert sorted(asked(items)) == sorted(candidate.question.id for candidate in decks())


@given(seed=seeds, count=st.integers(1, 100))
def test_each_bank_has_its_share_of_any_number_of_questions(seed: int, count: int) -> None:
    items = select(decks(), Random(seed), count)
    assert len(items) == min(count, len(decks()))
    every = [candidate.bank.id for candidate in decks()]
    some = [item.candidate.bank.id for item in items]
    for bank in set(every):
        share = len(some) * every.count(bank) / len(every)
        assert abs(some.count(bank) - share) < 3


@given(seed=seeds)
def test_a_seed_makes_the_same_quiz_again(seed: int) -> None:
    assert select(decks(), Random(seed), 20) == select(decks(), Random(seed), 20)


def test_seeds_make_different_quizzes() -> None:
    assert len({tuple(asked(select(decks(), Random(seed)))) for seed in range(50)}) == 50


# -- what is shown -----------------------------------------------------------------------------


@given(seed=seeds)
def test_everything_is_shown_once(seed: int) -> None:
    for item in select(decks(), Random(seed)):
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
    return present(candidates_of(FakeQuestion(form))[0], Random(seed)).shown


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
    candidate = candidates_of(FakeQuestion(form))[0]
    fronts = set()
    for seed in range(20):
        turned = present(candidate, Random(seed)).form
        assert isinstance(turned, Reveal)
        assert {turned.prompt, turned.answer} == {"front", "back"}
        fronts.add(turned.prompt)
    assert fronts == {"front", "back"}


# -- what a question is known by ---------------------------------------------------------------


def item_of(form: Form, **more: Any) -> Item:
    return present(candidates_of(FakeQuestion(form, **more))[0], Random(0))


def test_a_key_names_what_a_guid_is_made_of() -> None:
    """So learners' histories survive the same renames as their reviews in Anki do."""
    for candidate in candidates(ALL_TYPES):
        topic, bank, question = candidate.topic, candidate.bank, candidate.question
        kind = NOTE_TYPES[type(question.form())]
        for key in present(candidate, Random(0)).keys:
            guid = notes.render(question, bank, topic).guid
            assert notes.guid(key.namespace, key.origin, kind) == guid


def test_a_key_survives_renames() -> None:
    form = TypeIn(Markup("?"), ExpectedWords("x"))
    plain = item_of(form)
    renamed = item_of(form, id="new", was=("q", "other"))
    moved = item_of(form, id="new", was=("elsewhere/q",))
    assert plain.keys == renamed.keys
    assert str(plain.keys[0]) == f"{'n' * 20}/b/q"
    assert str(moved.keys[0]) == f"{'n' * 20}/elsewhere/q"


def test_each_gap_has_a_key_of_its_own() -> None:
    gaps = [Gap(ExpectedWords(text), text) for text in ("one", "two", "one")]
    keys = item_of(Blanks((gaps[0], Markup(" "), *gaps[1:]))).keys
    assert [key.part for key in keys] == ["one", "two", "one#2"]
    assert len({str(key) for key in keys}) == 3
    assert [key.part for key in item_of(Blanks((gaps[0],))).keys] == [""]


def test_each_side_has_a_key_of_its_own() -> None:
    candidate = candidates_of(FakeQuestion(Reveal(Markup("a"), Markup("b"), reverse=True)))[0]
    items = [present(candidate, Random(seed)) for seed in range(20)]
    assert {(item.is_reversed, *(key.part for key in item.keys)) for item in items} == {
        (False, ""),
        (True, "reverse"),
    }


# -- passages, pictures and both sides of a typed question -------------------------------------


def of_passages(seed: int, count: int | None = None) -> tuple[Item, ...]:
    found = [one for one in candidates(PASSAGES) if one.question.retired is None]
    return begin(select(found, Random(seed), count)).items


@given(seed=seeds, count=st.integers(1, 4))
def test_what_is_about_one_passage_is_asked_together_as_in_the_file(seed: int, count: int) -> None:
    items = of_passages(seed, count)
    assert len(items) == count
    names = [name for name, _ in groupby(item.candidate.question.passage for item in items)]
    assert len({name for name in names if name}) == sum(name is not None for name in names)
    flood = [one for one in asked(items) if one in ("days", "day-of-falling")]
    assert flood == sorted(flood, reverse=True)


def test_without_passages_the_order_stays() -> None:
    items = select(decks(), Random(3))
    assert together(items) == items


def test_a_typed_question_is_asked_either_way() -> None:
    form = TypeIn(Markup("the *bread*"), ExpectedWords("le pain"), ExpectedWords("the bread"))
    candidate = candidates_of(FakeQuestion(form))[0]
    found = {}
    for seed in range(20):
        item = present(candidate, Random(seed))
        assert isinstance(item.form, TypeIn)
        found[item.is_reversed] = item
    assert found[False].form == form
    assert found[True].form == TypeIn(Markup("le pain"), ExpectedWords("the bread"))
    assert [key.part for key in found[True].keys] == ["reverse"]
    assert [card.key for card in found[True].cards] == list(found[True].keys)


def test_one_side_is_asked_where_its_card_is_due() -> None:
    form = TypeIn(Markup("the bread"), ExpectedWords("le pain"), ExpectedWords("the bread"))
    candidate = candidates_of(FakeQuestion(form))[0]
    for card in present(candidate, Random(0)).cards:
        sides = {present(candidate, Random(seed), card=card).is_reversed for seed in range(9)}
        assert sides == {card.is_reversed}


def test_pictures_of_options_and_of_a_passage_can_be_opened() -> None:
    found = {one.question.id: one for one in candidates(PICTURES)}
    which = present(found[Id("which")], Random(0))
    assert [path.name for path in which.media(Side.FRONT)] == ["japan.png", "korea.png"]
    assert which.media(Side.BACK) == ()
    coast = present(found[Id("coast")], Random(0))
    assert [path.name for path in coast.media(Side.FRONT)] == ["norway.png"]
