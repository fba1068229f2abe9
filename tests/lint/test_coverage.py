"""Which facts are asked."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from quizgen.lint.coverage import Covered, coverage, has_figure, says_date
from quizgen.model.values import PartialDate
from quizgen.reading.library import Library
from samples import SOURCE, bank, fact

Load = Callable[..., Library]


def facts(*statements: str) -> str:
    """Facts named a, b, c, … that state this."""
    return "".join(
        fact("abcdef"[number]).replace("A statement.", f"'{statement}'")
        for number, statement in enumerate(statements)
    )


def covered(load_topic: Load, source: str, *questions: str) -> dict[str, Covered]:
    library = load_topic({"source.yaml": SOURCE + source, "asia.yaml": bank(*questions)})
    ((topic, file),) = library.loaded.sourced
    return {one.fact.id: one for one in coverage(library.loaded, topic, file)}


def test_the_only_fact_that_is_cited_is_asked(load_topic: Load) -> None:
    found = covered(
        load_topic, facts("Rain falls."), "id: q, type: card, stem: S, answer: A, facts: [a]"
    )
    assert len(found["a"].asked) == 1


def test_of_several_facts_the_nearest_is_asked(load_topic: Load) -> None:
    source = facts("The Rhine rises in the Alps.", "The valley is famous for its castles.")
    question = "id: q, type: card, stem: Where does the Rhine rise?, answer: In the Alps"
    found = covered(load_topic, source, f"{question}, facts: [a, b]")
    assert (len(found["a"].asked), len(found["b"].asked), len(found["b"].cited)) == (1, 0, 1)


def test_each_right_option_may_ask_a_fact(load_topic: Load) -> None:
    source = facts("Wolves live in packs.", "Bees build hives.", "Spiders have eight legs.")
    question = "id: q, type: multi, stem: Which live together?, options: [right: Wolves, right: "
    found = covered(load_topic, source, f"{question}Bees, Spiders], facts: [a, b, c]")
    assert [bool(found[name].asked) for name in "abc"] == [True, True, False]


def test_what_is_matched_is_asked(load_topic: Load) -> None:
    source = facts("Wolves live in packs.", "Bees build hives.")
    question = "id: q, type: match, stem: Match., pairs: {Wolves: packs, Bees: hives}"
    found = covered(load_topic, source, f"{question}, facts: [a, b]")
    assert all(one.asked for one in found.values())


def test_a_value_in_the_stem_asks_its_fact(load_topic: Load) -> None:
    source = fact("a", 'number: "3,000"') + fact("b")
    question = "id: q, type: card, stem: What are the 3000?, answer: A statement"
    found = covered(load_topic, source, f"{question}, facts: [a, b]")
    assert found["a"].asked


def test_mentioning_is_neither(load_topic: Load) -> None:
    question = "id: q, type: card, stem: S, answer: A, facts: [a], mentions: [b]"
    found = covered(load_topic, facts("Rain falls.", "Snow melts."), question)
    assert not found["b"].cited
    assert len(found["b"].mentioned) == 1


@pytest.mark.parametrize(
    ("text", "value", "found"),
    [
        ("over 10,000 troops", 10_000, True),
        ("10000 troops", 10_000, True),
        ("110,000 troops", 10_000, False),
        ("3.5 m.", Fraction(7, 2), True),
        ("no figure", 1, False),
    ],
)
def test_has_figure(text: str, value: object, found: bool) -> None:
    assert has_figure(text, value) is found


@pytest.mark.parametrize(
    ("text", "date", "found"),
    [
        ("on October 24", PartialDate(2024, 10, 24), True),
        ("on the 24th of October", PartialDate(2024, 10, 24), True),
        ("on October 25", PartialDate(2024, 10, 24), False),
        ("in October 1924", PartialDate(2024, 10, 24), False),
        ("in November", PartialDate(2024, 11), True),
        ("on Nov. 5", PartialDate(2024, 11), True),
        ("in 2024", PartialDate(2024), True),
        ("in 20240", PartialDate(2024), False),
        ("2024-10-24", PartialDate(2024, 10, 24), True),
    ],
)
def test_says_date(text: str, date: PartialDate, found: bool) -> None:
    assert says_date(text, date) is found
