"""Statements whose words tell whether they are true."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.rules import true_false_words
from rules.choices import statements

Advice = Callable[..., list[str]]
CODE = true_false_words.CODE
PLAIN = [f"Planet{number} has rings" for number in range(10)]


def test_extreme_words_in_false_statements_are_told(advice: Advice) -> None:
    """Six of nine against none of ten: chance does it in three of 1,000 topics."""
    words = ["already", "certainly", "completely", "exactly", "hardly", "only"]
    false = [f"Moon{number} is {word} round" for number, word in enumerate(words)]
    false += [f"Comet{number} turns" for number in range(3)]
    assert advice(statements(PLAIN, false)).count(CODE) == 1


def test_the_same_words_on_both_sides_are_passed_over(advice: Advice) -> None:
    true = [*PLAIN[:6], "All stars shine", "Only Titan has lakes", "Mercury never cools", "No sun"]
    false = ["All moons shine", "Only Mars has ice", "Venus never turns", "Saturn sinks"]
    assert CODE not in advice(statements(true, false))


def test_any_word_may_tell(advice: Advice) -> None:
    """Tested is each word by itself, and the number of words is made up for."""
    true = [f"Scholars agree that thing{number} exists" for number in range(14)]
    false = [f"Beast{number} roams there" for number in range(14)]
    assert advice(statements(true, false)).count(CODE) == 1


def test_few_statements_prove_nothing(advice: Advice) -> None:
    assert CODE not in advice(statements(PLAIN[:2], ["Only Mars is round", "All moons are"]))


def test_one_side_alone_is_not_judged(advice: Advice) -> None:
    assert CODE not in advice(statements(PLAIN, []))
