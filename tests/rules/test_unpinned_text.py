"""Texts of which nothing says what they were."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.rules import unpinned_text
from rules.articles import GUNS, TROOPS, topic

Advice = Callable[..., list[str]]
CODE = unpinned_text.CODE


def test_a_text_that_is_there_needs_a_pin(advice: Advice) -> None:
    assert advice(topic(TROOPS, GUNS)).count(CODE) == 1


def test_one_that_is_not_there_cannot_have_one(advice: Advice) -> None:
    assert CODE not in advice(topic(TROOPS, GUNS, text=None))


def test_a_pin_is_enough(advice: Advice) -> None:
    assert CODE not in advice(topic(TROOPS, GUNS, pin="  text_hash: 5d41402a 7d793037\n"))
