"""Banks whose options are told by words that leave no exception, or room for one."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.rules import option_words
from rules.choices import choices

Advice = Callable[..., list[str]]
CODE = option_words.CODE


def test_extreme_words_in_wrong_options_only_are_told(advice: Advice) -> None:
    options = ["All of them move", "They move", "None of them moves", "Only they move"]
    assert advice(choices([(options, 1)] * 8)).count(CODE) == 1


def test_hedges_in_right_options_are_told(advice: Advice) -> None:
    options = ["They usually move", "They sleep", "They eat", "They fly"]
    assert advice(choices([(options, 0)] * 8)).count(CODE) == 1


def test_words_on_both_sides_are_passed_over(advice: Advice) -> None:
    options = ["All of them move", "They move", "They eat", "They fly"]
    assert CODE not in advice(choices([(options, number % 4) for number in range(12)]))


def test_parts_of_words_are_no_words(advice: Advice) -> None:
    """“Hall” has no “all”, “Nonetheless” no “none”."""
    options = ["The Hall", "The Pit", "Nonetheless", "The Allée"]
    assert CODE not in advice(choices([(options, 1)] * 20))
