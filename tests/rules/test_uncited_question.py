"""Questions of a topic that cite no fact."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import CARD, SOURCE, TOPIC, bank, codes, fact

Load = Callable[..., Library]


def test_a_question_must_cite_a_fact_where_there_are_any(load_topic: Load) -> None:
    """An empty list cites none; unsound questions are told of, too."""
    text = bank(f"{CARD}, facts: []", "id: b, type: none", "id: c, type: card, facts: [tokyo]")
    library = load_topic({**TOPIC, "asia.yaml": text})
    assert codes(library).count("uncited-question") == 2


def test_a_topic_without_facts_has_none_to_cite(load_topic: Load) -> None:
    source = SOURCE.replace("facts:\n", "")
    assert codes(load_topic({"source.yaml": source, "asia.yaml": bank(CARD)})) == []


def test_an_unsound_fact_can_be_cited(load_topic: Load) -> None:
    source = SOURCE + fact("tokyo", kind="place")
    library = load_topic({"source.yaml": source, "asia.yaml": bank(CARD)})
    assert codes(library) == ["uncited-question", "unknown-value"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens("uncited-question")
