"""Where what was typed differs from an answer."""

from __future__ import annotations

import pytest
from hypothesis import given

from damage import harmful
from quizgen.quiz.difference import marks


@pytest.mark.parametrize(
    ("typed", "answer", "under"),
    [
        ("Monet", "Manet", " ^"),
        ("Mannet", "Manet", "   ^"),
        ("photosinthesis", "photosynthesis", "      ^"),
        ("Missisipi", "Mississippi", "      ^ ^"),
        ("mitocondria", "mitochondria", "     ^"),
        ("Pari", "Paris", "    ^"),
        ("recieve", "receive", "   ^^"),
        ("PARIS", "Paris", ""),
        ("Zu\u0308rich", "Z\u00fcrich", ""),
        ("Zurich", "Zürich", " ^"),
        ("👨\u200d👩\u200d👧x", "👨\u200d👩\u200d👧y", "     ^"),
        ("London", "Paris", ""),
        ("Monet", "", ""),
    ],
)
def test_what_is_marked(typed: str, answer: str, under: str) -> None:
    places = marks(typed, answer)
    shown = "".join("^" if place in places else " " for place in range(len(typed) + 1))
    assert shown.rstrip() == under


@given(text=harmful)
def test_nothing_differs_from_itself(text: str) -> None:
    assert marks(text, text) == frozenset()


@given(typed=harmful, answer=harmful)
def test_every_mark_is_in_the_text_or_at_its_end(typed: str, answer: str) -> None:
    assert marks(typed, answer) <= {*range(len(typed) + 1)}


def test_a_long_text_is_not_compared() -> None:
    assert marks("x" * 100_000, "y" * 100_000) == frozenset()
