"""Facts that the text does not have."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.rules import unsupported_fact
from rules.articles import GUNS, TROOPS, stating, topic

Advice = Callable[..., list[str]]
CODE = unsupported_fact.CODE


@pytest.mark.parametrize(
    "other",
    [
        stating("a", "Soldiers came.", value='number: "10000"'),
        stating("a", "It was on May 5.", value="date: 2024-05-05"),
        stating("a", "It was on May 5.", value="date: 2024-05"),
        stating("a", "Some 10,000 came, to Seoul."),
        stating("a", "Then the American army had 3.5 guns.", 2).replace("American", "US"),
        stating("a", "London is not what begins a sentence."),
    ],
)
def test_what_its_paragraph_has_is_passed_over(other: str, advice: Advice) -> None:
    assert CODE not in advice(topic(TROOPS, GUNS, other))


@pytest.mark.parametrize(
    "other",
    [
        stating("a", "Soldiers came.", value="number: 11000"),
        stating("a", "It was then.", value="date: 2024-05-06"),
        stating("a", "It was then.", value="date: 2024-06"),
        stating("a", "Some 20,000 came."),
        stating("a", "They came to Busan."),
        stating("a", "They came to Seoul.", 2),
        stating("a", "Soldiers came.", 7),
    ],
)
def test_what_its_paragraph_lacks_is_told(other: str, advice: Advice) -> None:
    assert advice(topic(TROOPS, GUNS, other)).count(CODE) == 1


def test_nothing_is_looked_up_without_a_text(advice: Advice) -> None:
    other = stating("a", "They came to Busan.")
    assert CODE not in advice(topic(TROOPS, GUNS, other, text=None))
