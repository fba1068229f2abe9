"""Facts that no question asks."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import CARD, CITED, SOURCE, TOPIC, bank, codes, fact

Load = Callable[..., Library]


def test_a_fact_that_no_question_asks_is_a_warning(load_topic: Load) -> None:
    library = load_topic({**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul")})
    assert codes(library) == ["uncited-fact"]
    assert library.ok


def test_what_only_a_retired_question_asks_is_asked_by_none(load_topic: Load) -> None:
    retired = bank(CITED, f"{CARD}, facts: [seoul], retired: Why".replace("japan", "korea"))
    source = SOURCE + fact("tokyo") + fact("seoul")
    library = load_topic({"source.yaml": source, "asia.yaml": retired})
    assert [(found.code, found.message) for found in library.diagnostics] == [
        ("uncited-fact", "no question cites the fact “seoul”")
    ]


def test_nothing_is_unasked_where_a_bank_is_broken(load_topic: Load) -> None:
    files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul"), "b.yaml": "["}
    assert codes(load_topic(files)) == ["yaml-syntax"]


def test_a_fact_that_an_explanation_mentions_is_cited(load_topic: Load) -> None:
    question = f"{CITED}, mentions: [seoul]"
    source = SOURCE + fact("tokyo") + fact("seoul")
    assert codes(load_topic({"source.yaml": source, "asia.yaml": bank(question)})) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("uncited-fact")
