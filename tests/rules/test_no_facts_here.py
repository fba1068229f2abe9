"""Facts cited in banks that stand alone."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import ALONE, TOPIC, codes

Load = Callable[..., Library]


def test_a_bank_that_stands_alone_has_no_facts(load_text: Load) -> None:
    """Each citation is told at its key."""
    library = load_text(ALONE.replace("Tokyo}", "Tokyo, facts: [tokyo]}"))
    assert codes(library) == ["no-facts-here"]
    assert library.diagnostics[0].place.width == len("facts")


def test_a_bank_of_a_topic_has(load_topic: Load) -> None:
    assert codes(load_topic(TOPIC)) == []


def test_only_the_question_that_cites_is_told(load_text: Load) -> None:
    library = load_text(ALONE + "  - {id: b, type: card, stem: S?, answer: A, facts: [tokyo]}\n")
    assert [found.place.line for found in library.diagnostics] == [6]


def test_nor_can_it_mention_any(load_text: Load) -> None:
    library = load_text(ALONE.replace("Tokyo}", "Tokyo, mentions: [tokyo]}"))
    assert codes(library) == ["no-facts-here"]
    assert library.diagnostics[0].place.width == len("mentions")


def test_mistakes_are_told_as_before() -> None:
    check_goldens("no-facts-here")
