"""The paragraphs of a text, and what pins them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.lint.source_text import moved, paragraphs, pin
from quizgen.reading.library import load
from rules.articles import TITLE, TROOPS, topic
from samples import make


def found(folder: Path, text: str) -> list[str]:
    (source,) = load([make(folder, topic(TROOPS, text=text))]).loaded.sources
    return paragraphs(source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo,\nit goes on.\n", ["One.", "Two, it goes on."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        (f"{TITLE}\nOne.\nTwo.\n", ["One.", "Two."]),
        (f"{TITLE.upper()}\n\n  One.\n \n\nTwo.", ["One.", "Two."]),
        ("", []),
    ],
)
def test_paragraphs(text: str, expected: list[str], tmp_path: Path) -> None:
    """They are parted by blank lines, or are lines; the title does not count."""
    assert found(tmp_path, text) == expected


def test_the_text_is_looked_for_next_to_the_source_alone(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("One.")
    folder = make(tmp_path / "topic", topic(TROOPS, text=None))
    (folder / "a.txt").symlink_to(tmp_path / "secret")
    (source,) = load([folder]).loaded.sources
    assert paragraphs(source) == []


PARTS = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=6, unique=True)


@given(PARTS)
def test_what_is_pinned_has_not_moved(parts: list[str]) -> None:
    assert moved(pin(parts), parts) == {number: number for number in range(1, len(parts) + 1)}


@given(PARTS, PARTS)
def test_a_paragraph_is_where_it_is_said_to_be(old: list[str], new: list[str]) -> None:
    for number, place in moved(pin(old), new).items():
        assert place is None or new[place - 1] == old[number - 1]
