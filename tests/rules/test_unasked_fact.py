"""Facts that are cited and not asked."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.rules import unasked_fact
from samples import SOURCE, bank, fact

Advice = Callable[..., list[str]]
CODE = unasked_fact.CODE
FACTS = fact("height", "number: 8849, unit: meters").replace(
    "A statement.", "Everest is 8849 m high."
) + fact("snow").replace("A statement.", "The summit is covered with snow.")
HEIGHT = "id: a, type: number, stem: How high is Everest?, answer: 8849, unit: meters"


def topic(*questions: str) -> dict[str, str]:
    return {"source.yaml": SOURCE + FACTS, "asia.yaml": bank(*questions)}


def test_a_fact_that_is_only_cited_is_told(advice: Advice) -> None:
    assert advice(topic(f"{HEIGHT}, facts: [height, snow]")).count(CODE) == 1


def test_a_fact_that_another_question_asks_is_not(advice: Advice) -> None:
    snow = "id: b, type: short, stem: What covers the summit?, answer: Snow, facts: [snow]"
    assert CODE not in advice(topic(f"{HEIGHT}, facts: [height, snow]", snow))


def test_what_is_only_mentioned_is_not_said_to_be_asked(advice: Advice) -> None:
    """To mention a fact is no promise to ask it."""
    assert CODE not in advice(topic(f"{HEIGHT}, facts: [height], mentions: [snow]"))
