"""Typed words, case by case, and what holds of them all."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from grading.readings import check_readings
from grading.strategies import answers, expected_words
from grading.tables import Case, cases, check
from quizgen.grading import Grade, Verdict, Vocabulary, match
from quizgen.model.forms import ExpectedWords
from quizgen.model.markup import Markup


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("words.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    expected = ExpectedWords(
        case["answer"], tuple(case.get("accept", ())), tuple(case.get("reject", ()))
    )
    check(case, expected, reply, verdict)


def test_a_slip_names_the_spelling_that_was_meant() -> None:
    assert match(ExpectedWords("mitochondria"), "mitocondria") == Grade(
        Verdict.SLIP, "It is spelled “mitochondria”.", nearest="mitochondria"
    )
    grade = match(ExpectedWords("United States", accept=("America",)), "Amerrica")
    assert (grade.nearest, "America" in grade.note) == ("America", True)


def test_a_slip_that_leads_to_another_answer_is_wrong() -> None:
    expected = ExpectedWords("Melanesia")
    assert match(expected, "Melannesia").verdict is Verdict.SLIP
    elsewhere = Vocabulary(answers=("Melannesia",))
    assert match(expected, "Melannesia", elsewhere).verdict is Verdict.WRONG
    rejecting = ExpectedWords("Melanesia", reject=("Mellannesia",))
    assert match(rejecting, "Melannesia").verdict is Verdict.WRONG


def test_a_word_that_the_banks_use_is_asked_about() -> None:
    """It may be a slip here, but it is a word."""
    texts = Vocabulary(texts=[Markup("Who lived in *Melannesia*?")])
    assert match(ExpectedWords("Melanesia"), "Melannesia", texts).verdict is Verdict.ASK
    words = ExpectedWords("Isle of Melanesia")
    assert match(words, "Isle of Melannesia", texts).verdict is Verdict.ASK
    elsewhere = Vocabulary(answers=("Melannesia",))
    assert match(words, "Isle of Melannesia", elsewhere).verdict is Verdict.WRONG


def test_another_form_is_not_wrong_because_it_is_an_answer_elsewhere() -> None:
    for right, reply, elsewhere in (
        ("neuron", "neurons", ("neurons",)),
        ("Norwegian", "Norwegians", ("the Norwegians",)),
        ("Austrian", "Austria", ("Austria",)),
    ):
        known = Vocabulary(answers=elsewhere)
        assert match(ExpectedWords(right), reply, known).verdict is Verdict.ASK


def test_what_is_rejected_is_wrong_whatever_folding_makes_equal() -> None:
    for answer, reject, replies in (
        ("schön", "schon", ("schon", "SCHON")),
        ("CO", "Co", ("Co", "co")),
        ("año", "ano", ("ano", "Ano")),
        ("-R", "-r", ("-r",)),
    ):
        words = ExpectedWords(answer, reject=(reject,))
        assert match(words, answer).verdict is Verdict.RIGHT
        for reply in replies:
            assert match(words, reply).verdict is Verdict.WRONG


def test_the_author_can_have_a_learner_asked() -> None:
    words = ExpectedWords("the Kremlin", ask=("Moscow",))
    assert (
        match(words, "moscow").question
        == "You wrote “moscow”; the answer is “the Kremlin”. Count it?"
    )


@given(expected_words, st.data())
def test_what_is_right_here_rules_out_no_slip_of_it(
    words: ExpectedWords, data: st.DataObject
) -> None:
    """Other questions of a bank, or gaps of a text, may have the same answer."""
    text = data.draw(st.sampled_from((words.answer, *words.accept)))
    at = data.draw(st.integers(0, len(text)))
    slipped = text[:at] + text[at + 1 :]
    here = (words.answer, *words.accept)
    assert match(words, slipped, Vocabulary(answers=here)) == match(words, slipped)


def test_of_a_long_text_only_what_differs_is_looked_at() -> None:
    words = " ".join(f"word{chr(97 + n % 26)} photosynthesis" for n in range(500))
    expected = ExpectedWords(words, ("Paris",), (words + " not",))
    assert match(expected, words.upper()).verdict is Verdict.RIGHT
    slipped = match(expected, words.replace("photosynthesis", "photosinthesis", 1))
    assert (slipped.verdict, slipped.nearest) == (Verdict.SLIP, words)
    assert "photosynthesis" in slipped.note
    assert match(expected, words.replace("worda", "elephants", 1)).verdict is Verdict.WRONG
    assert match(expected, words + " not").verdict is Verdict.WRONG
    assert match(expected, "not " + words).verdict is Verdict.WRONG
    assert match(expected, words + " and more").verdict is not Verdict.RIGHT
    assert match(expected, " ".join(reversed(words.split()))).verdict is Verdict.WRONG
    assert match(expected, "paris").verdict is Verdict.RIGHT


def test_signs_that_stand_for_many_letters_are_counted_as_those() -> None:
    assert "longer" in match(ExpectedWords("Paris"), "\ufdfa" * 140).note


def test_a_text_without_end_is_refused_at_once() -> None:
    grade = match(ExpectedWords("Paris"), "Paris " * 100_000)
    assert grade.verdict is Verdict.WRONG
    assert "longer" in grade.note


@given(expected_words)
@example(ExpectedWords("!!!"))
@example(ExpectedWords("C++"))
@example(ExpectedWords("the"))
@example(ExpectedWords("\u200b"))
@example(ExpectedWords("Seoul", reject=("Seoul",)))
def test_what_words_accept_is_right(words: ExpectedWords) -> None:
    for text in (words.answer, *words.accept):
        assert match(words, text).verdict is Verdict.RIGHT


@given(expected_words)
def test_an_answer_is_right_in_other_spaces(words: ExpectedWords) -> None:
    assert match(words, f"  {words.answer}\n").verdict is Verdict.RIGHT


@given(answers, st.integers(), st.integers())
def test_no_number_is_a_slip_of_another(text: str, a: int, b: int) -> None:
    assume(a != b)
    assert not match(ExpectedWords(f"word {a}"), f"word {b}").accepted


def test_a_list_in_another_order_is_asked_about() -> None:
    """Where an item is missing, it is another list."""
    right = ExpectedWords("oil, gas, coal")
    asked = match(right, "coal, oil, gas")
    assert (asked.verdict, right.answer in asked.note) == (Verdict.ASK, True)
    assert match(right, "coal, oil, oil").verdict is Verdict.WRONG


@pytest.mark.parametrize("name", ["words", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
