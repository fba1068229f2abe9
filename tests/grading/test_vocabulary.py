"""The vocabulary of the loaded banks: answers, words, and when they are read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grading.readings import check_readings
from quizgen.grading.vocabulary import NO_VOCABULARY, Vocabulary
from quizgen.model.forms import (
    Arrange,
    Blanks,
    ExpectedNumber,
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
from quizgen.model.values import Decimal, Number

Q = Markup("Which *painter*?")
FIVE = Decimal.parse("5")
FORMS: list[Form] = [
    Reveal(Q, Markup("**Goya**")),
    Pick(Q, (Option(Markup("Manet"), True), Option(Markup("*Monet*"), False))),
    TypeIn(Q, ExpectedWords("Dürer", ("Albrecht Dürer",), ("Cranach",), ("Durand",))),
    TypeIn(Q, ExpectedNumber(Number(FIVE.value, "5", "brushes"))),
    Blanks((Markup("The easel of "), Gap(ExpectedWords("the Hague"), "Hague"))),
    Arrange(Q, (Markup("Giotto"), Markup("Masaccio"))),
    Pair(Q, ((Markup("Delft"), Markup("Vermeer")),), extra=(Markup("Rubens"),)),
]
ANSWERS = (
    "goya, Monet., MANET, durer, Albrecht Durer, Cranach, durand, The Hague, hague, giotto, "
    "delft, Vermeer, rubens"
)


@pytest.mark.parametrize("answer", ANSWERS.split(", "))
def test_an_answer_of_every_form_is_known(answer: str) -> None:
    assert Vocabulary(FORMS).is_answer(answer)


def test_what_is_only_read_is_a_word_and_no_answer() -> None:
    vocabulary = Vocabulary(FORMS, [Markup("by a *pupil*")])
    for word in ("painter", "easel", "pupil"):
        assert vocabulary.has_word(word)
        assert not vocabulary.is_answer(word)
    assert vocabulary.has_word("monet")
    assert not vocabulary.has_word("brush")


def test_answers_can_be_added_for_a_while() -> None:
    vocabulary = Vocabulary(FORMS)
    wider = vocabulary.with_answers(("Klee",))
    assert wider.is_answer("klee")
    assert wider.is_answer("Goya")
    assert wider.has_word("goya")
    assert not vocabulary.is_answer("Klee")
    assert vocabulary.with_answers(()) is vocabulary


def test_no_bank_has_no_words() -> None:
    assert not NO_VOCABULARY.is_answer("")
    assert not NO_VOCABULARY.has_word("a")


def test_nothing_is_read_before_it_is_asked_for_and_then_once() -> None:
    read = []

    def forms() -> Iterator[Form]:
        for form in FORMS:
            read.append(form)
            yield form

    vocabulary = Vocabulary(forms())
    assert read == []
    assert vocabulary.is_answer("Goya")
    assert vocabulary.is_answer("Monet")
    assert read == FORMS


@pytest.mark.parametrize("name", ["graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
