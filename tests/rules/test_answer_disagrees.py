"""A key and the values of the facts that it rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import SOURCE, bank, codes, fact

Load = Callable[..., Library]

AGREEING = [
    # the value of the fact, the question that rests on it
    ('number: "10,000"', "type: number, answer: '10000'"),
    ('number: "10,000"', "type: number, answer: 10000.0"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000, qualifier: over"),
    ('number: "10,000", unit: troops', "type: number, answer: 10000, unit: soldiers"),
    ("date: 2024-10-24", "type: date, answer: 2024-10-24"),
    ("date: 2024-10-24", "type: date, answer: 2024-10"),
    ("date: 2024-10-24", "type: date, answer: 2024"),
    ("date: 2024-10-24", "type: number, answer: 24"),
    ("date: 2024-10-24", "type: number, answer: 2024"),
    ("date: 2024-10-24", "type: number, answer: 3, unit: weeks"),
    ("date: 2024-10", "type: short, answer: October"),
    ("number: 7", "type: date, answer: 2024"),
    ("number: 7", "type: short, answer: seven"),
    ("number: 7", "type: choice, options: ['8', right: '7']"),
    ("date: 2024-10-24", "type: choice, options: [2023, right: 24 October 2024]"),
    ("number: 7", "type: card, answer: '8'"),
]
DISAGREEING = [
    ('number: "10,000"', "type: number, answer: 10001"),
    ('number: "10,000"', "type: number, answer: 10000, qualifier: over"),
    ('number: "10,000", qualifier: over', "type: number, answer: 10000, qualifier: under"),
    ("date: 2024-10-24", "type: date, answer: 2024-10-25"),
    ("date: 2024-10-24", "type: date, answer: 2024-09"),
    ("date: 2024-10", "type: date, answer: 2024-10-24"),
    ("date: 2024-10-24", "type: number, answer: 25"),
    ("number: 7", "type: short, answer: '8'"),
    ("number: 7", "type: short, answer: over 7"),
    ("number: 7", "type: choice, options: ['7', right: '8']"),
    ("date: 2024-10-24", "type: choice, options: [2023, right: 'October 25, 2024']"),
]


def rest_on(load_topic: Load, value: str, question: str) -> list[str]:
    text = f"id: a, stem: What?, facts: [it], {question}"
    return codes(load_topic({"source.yaml": SOURCE + fact("it", value), "asia.yaml": bank(text)}))


@pytest.mark.parametrize(("value", "question"), AGREEING)
def test_a_key_may_say_what_its_fact_says(load_topic: Load, value: str, question: str) -> None:
    """A date agrees where it is the same or less precise; a bare figure may be the day or the year
    of a date; what is of another kind is not compared."""
    assert rest_on(load_topic, value, question) == []


@pytest.mark.parametrize(("value", "question"), DISAGREEING)
def test_a_key_must_not_contradict_its_fact(load_topic: Load, value: str, question: str) -> None:
    """Report each key that disagrees with the values of the facts that it rests on."""
    assert rest_on(load_topic, value, question) == ["answer-disagrees"]


def test_a_key_agrees_with_any_one_of_its_facts(load_topic: Load) -> None:
    facts = fact("one", "number: 1") + fact("two", "number: 2")
    question = "id: a, type: number, stem: What?, answer: 2, facts: [one, two]"
    assert codes(load_topic({"source.yaml": SOURCE + facts, "asia.yaml": bank(question)})) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("answer-disagrees")
