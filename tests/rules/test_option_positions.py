"""Banks whose right options are told by their place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.rules import option_positions
from rules.choices import choices

Advice = Callable[..., list[str]]
CODE = option_positions.CODE
TEXTS = ["alpha", "betas", "gamma", "delta"]


@pytest.mark.parametrize("place", range(4))
def test_a_place_that_is_nearly_always_right_is_told(place: int, advice: Advice) -> None:
    questions = [(TEXTS, place if number % 5 else (place + 1) % 4) for number in range(30)]
    assert advice(choices(questions)).count(CODE) == 1


@pytest.mark.parametrize("count", [4, 20, 41])
def test_places_in_turn_are_passed_over(count: int, advice: Advice) -> None:
    assert CODE not in advice(choices([(TEXTS, number % 4) for number in range(count)]))


def test_a_few_questions_prove_nothing(advice: Advice) -> None:
    assert CODE not in advice(choices([(TEXTS, 1)] * 5))


def test_each_question_has_the_chance_of_its_own_options(advice: Advice) -> None:
    """With two options, the first is right in half of them by chance."""
    pairs = [(TEXTS[:2], number % 2) for number in range(30)]
    assert CODE not in advice(choices([*pairs, *[(TEXTS, number % 4) for number in range(8)]]))
