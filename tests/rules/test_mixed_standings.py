"""Answers that rest on facts of different standing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.rules import mixed_standings
from samples import SOURCE, bank, fact

Advice = Callable[..., list[str]]
CODE = mixed_standings.CODE
FACTS = fact("tokyo") + fact("forecast").replace("reported", "expectation")


def topic(question: str) -> dict[str, str]:
    return {"source.yaml": SOURCE + FACTS, "asia.yaml": bank(question)}


@pytest.mark.parametrize(
    "question",
    [
        "id: a, type: card, stem: Capital?, answer: Tokyo",
        "id: a, type: choice, stem: Capital?, options: [Kyoto, right: Tokyo]",
        "id: a, type: truefalse, stem: It is so., answer: true, explanation: Why not",
    ],
)
def test_one_answer_has_one_standing(question: str, advice: Advice) -> None:
    assert CODE in advice(topic(f"{question}, facts: [tokyo, forecast]"))
    assert CODE not in advice(topic(f"{question}, facts: [tokyo], mentions: [forecast]"))


def test_several_answers_may_have_several(advice: Advice) -> None:
    question = "id: a, type: multi, stem: Which?, options: [right: Tokyo, right: Kyoto, Nara]"
    assert CODE not in advice(topic(f"{question}, facts: [tokyo, forecast]"))
