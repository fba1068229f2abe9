"""What a card is known by, and which edits change what is remembered of it."""

from __future__ import annotations

from msgspec.structs import replace

from golden_banks import GOLDENS
from quizgen.memory.identity import answer_changed, cards, cards_of, question_of
from quizgen.model.bank import QuestionKey
from quizgen.model.forms import Blanks, ExpectedWords, Gap, Option, Pick, Reveal, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.values import Id, Namespace
from quizgen.reading.library import load

KEY = QuestionKey(Namespace("n" * 20), "bank/question")


def gap(shown: str) -> Gap:
    return Gap(ExpectedWords(shown), shown)


def test_each_gap_and_side_is_a_card_and_a_single_one_is_the_question() -> None:
    text = Blanks((gap("a"), Markup(" and "), gap("b"), Markup(" and "), gap("a")))
    assert [card.key.part for card in cards(KEY, text)] == ["a", "b", "a#2"]
    assert [card.key for card in cards(KEY, Blanks((gap("a"),)))] == [KEY]
    sides = cards(KEY, Reveal(Markup("Seine"), Markup("Paris"), reverse=True))
    assert [card.key.part for card in sides] == ["", "reverse"]
    assert [card.is_reversed for card in sides] == [False, True]
    assert {question_of(card.key) for card in sides} == {KEY}


def test_a_card_of_a_gap_asks_that_gap_alone() -> None:
    text = Blanks((gap("a"), Markup(" and "), gap("b")))
    (first, second) = cards(KEY, text)
    assert first.form == Blanks((gap("a"), Markup(" and "), Markup("b")))
    assert second.form == Blanks((Markup("a"), Markup(" and "), gap("b")))


def test_an_edit_of_the_stem_changes_what_is_asked_and_not_the_answer() -> None:
    form = TypeIn(Markup("Which river?"), ExpectedWords("Seine"))
    (before,) = cards(KEY, form)
    (after,) = cards(KEY, replace(form, prompt=Markup("Which river is it?")))
    assert before.asked != after.asked
    assert not answer_changed(before.answer, after.answer)
    (other,) = cards(KEY, replace(form, expected=ExpectedWords("Loire")))
    assert answer_changed(before.answer, other.answer)


def test_what_learners_do_not_see_as_another_answer_is_none() -> None:
    """Marks, case, spaces, what is accepted besides, and the order of the options."""
    form = TypeIn(Markup("Which river?"), ExpectedWords("the  Seine"))
    (before,) = cards(KEY, form)
    (after,) = cards(KEY, replace(form, expected=ExpectedWords("The Seine", accept=("Sequana",))))
    assert before.answer == after.answer
    options = (Option(Markup("one"), right=True), Option(Markup("two"), right=False))
    (before,) = cards(KEY, Pick(Markup("Pick"), options))
    (after,) = cards(KEY, Pick(Markup("Pick"), options[::-1]))
    assert (before.answer, before.asked) == (after.answer, after.asked)


def test_hashes_of_another_version_say_nothing() -> None:
    assert not answer_changed("1:aa", "2:bb")
    assert answer_changed("1:aa", "1:bb")


def test_both_sides_of_a_typed_question_are_cards() -> None:
    form = TypeIn(Markup("the bread"), ExpectedWords("le pain"))
    (alone,) = cards(KEY, form)
    front, back = cards(KEY, replace(form, reverse=ExpectedWords("the bread")))
    assert (front.key, front.asked, front.answer) == (alone.key, alone.asked, alone.answer)
    assert (back.key.part, back.is_reversed) == ("reverse", True)
    assert back.form == TypeIn(Markup("le pain"), ExpectedWords("the bread"))
    assert answer_changed(front.answer, back.answer)


def test_an_edit_of_a_passage_changes_what_is_asked_and_not_the_answer() -> None:
    """Of a question without one, nothing: what was stored of it stays true."""
    found = load([GOLDENS / "ok" / "passages.yaml"])
    (topic,) = found.topics
    (bank,) = topic.banks
    flood = replace(bank.passages[Id("flood")], text=Markup("The level fell."))
    edited = replace(bank, passages={**bank.passages, Id("flood"): flood})
    for question in bank.questions:
        (before,), (after,) = (cards_of(topic, one, question) for one in (bank, edited))
        assert (before.asked != after.asked) is (question.passage == "flood")
        assert before.answer == after.answer
        if question.passage is None:
            assert (before,) == cards(before.key, question.form())
