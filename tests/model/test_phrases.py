"""Pieces of sentences."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.phrases import count, paragraphs


@pytest.mark.parametrize("expected", ["0 cards", "1 card", "2 cards", "10,000 cards"])
def test_things_are_counted(expected: str) -> None:
    number = int(expected.split(maxsplit=1)[0].replace(",", ""))
    assert count(number, "card") == expected


def test_paragraphs_are_named_once_and_in_order() -> None:
    assert paragraphs([3]) == "paragraph 3"
    assert paragraphs([10, 2, 2]) == "paragraphs 2 and 10"
    assert paragraphs([5, 3, 2]) == "paragraphs 2, 3 and 5"


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
