"""Text on a terminal: as wide as it is measured, no line too wide, and nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import harmful
from quizgen.system.terminal_text import safe, shorten, width, wrap


@given(text=harmful, columns=st.integers(2, 40))
def test_no_line_is_too_wide_and_only_spaces_are_lost(text: str, columns: int) -> None:
    text = safe(text)
    slices = [*wrap(text, columns)]
    assert all(width(text[start:end]) <= columns for start, end in slices)
    done = 0
    for start, end in slices:
        assert not text[done:start].strip(" ")
        done = end
    assert not text[done:].strip(" ")


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two", 10, ["one two"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two", 3, ["one", "two"]),
        ("one  two", 4, ["one", "two"]),
        ("Russian-North Korean", 12, ["Russian-", "North Korean"]),
        ("from 3-4 to 5-6", 7, ["from", "3-4 to", "5-6"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("日本語の文", 4, ["日本", "語の", "文"]),
        ("日本語、文", 6, ["日本", "語、文"]),
        ("「日本」語", 6, ["「日", "本」語"]),
        ("abc日本", 4, ["abc", "日本"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_where_lines_end(text: str, columns: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, columns)] == lines


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("日本", 4),
        ("e\u0301", 1),
        ("กิ", 1),
        ("한", 2),
        ("\u1112\u1161\u11ab", 2),
        ("a\u200bb", 2),
        ("✓", 1),
        ("…", 1),
    ],
)
def test_how_wide_a_text_is(text: str, columns: int) -> None:
    assert width(text) == columns


@given(text=harmful, columns=st.integers(2, 20))
def test_a_text_is_cut_to_its_width(text: str, columns: int) -> None:
    cut = shorten(safe(text), columns)
    assert width(cut) <= columns
    assert cut == safe(text) or cut.endswith("…")
