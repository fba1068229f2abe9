"""A point before exactly three digits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.reading.library import Library
from samples import SOURCE, bank, codes, fact

Load = Callable[..., Library]


@pytest.mark.parametrize(
    ("written", "is_found"),
    [
        ("2.850", True),
        ("-12.500", True),
        ("2.85", False),
        ("2.8500", False),
        ("0.125", False),
        ("2,850", False),
        ("1234.567", False),
    ],
)
def test_it_looks_like_thousands(written: str, is_found: bool, load_question: Load) -> None:
    library = load_question(f"type: number\nstem: How long?\nanswer: {written}\n")
    assert codes(library) == ["thousands-point"] * is_found
    assert library.ok


def test_a_gap_is_underlined(load_question: Load) -> None:
    (found,) = load_question("type: cloze\ntext: It is [[2.850]] km long.\n").diagnostics
    assert (found.place.column, found.place.width) == (19, 5)
    assert found.hint == "write “2,850” for thousands, or “2.85” if it has decimals"


def test_a_fact_is_looked_at_too(load_topic: Load) -> None:
    source = SOURCE + fact("height", "number: 8.849, unit: km")
    question = "id: a, type: card, stem: s, answer: a, facts: [height]"
    library = load_topic({"source.yaml": source, "a.yaml": bank(question)})
    assert codes(library) == ["thousands-point"]
