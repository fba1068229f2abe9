"""Typed words, case by case, and what holds of them all."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from grading.strategies import answers, expected_words
from grading.tables import Case, cases, check
from quizgen.grading import Grade, Verdict, Vocabulary, match
from quizgen.model.forms import ExpectedWords


@pytest.mark.parametrize(("case", "reply", "verdict"), cases("words.yaml"))
def test_case(case: Case, reply: str, verdict: Verdict) -> None:
    expected = ExpectedWords(
        case["answer"], tuple(case.get("accept", ())), tuple(case.get("reject", ()))
    )
    check(case, expected, reply, verdict)


def test_a_slip_names_the_spelling_that_was_meant() -> None:
    assert match(ExpectedWords("mitochondria"), "mitocondria") == Grade(
        Verdict.SLIP, "It is spelt “mitochondria”."
    )
    assert "America" in match(ExpectedWords("United States", accept=("America",)), "Amerrica").note


def test_a_slip_that_leads_to_another_answer_is_wrong() -> None:
    expected = ExpectedWords("Kirkuk")
    assert match(expected, "Kirkur").verdict is Verdict.SLIP
    assert match(expected, "Kirkur", Vocabulary(answers=("Kirkur",))).verdict is Verdict.WRONG
    assert match(ExpectedWords("Kirkuk", reject=("Kirkus",)), "Kirkur").verdict is Verdict.WRONG


def test_an_answer_that_is_also_rejected_is_right() -> None:
    assert match(ExpectedWords("Seoul", reject=("seoul",)), "SEOUL").verdict is Verdict.RIGHT


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
