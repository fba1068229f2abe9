"""Text on a terminal: as wide as it is measured, no line too wide, and nothing lost."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from damage import harmful
from quizgen.system.columns import _SIMPLE, clusters, fill, shorten, width, wrap
from quizgen.system.terminal_text import safe


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
        ("👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 3, ["👨\u200d👩\u200d👧"] * 2),
        ("🇩🇪🇫🇷🇯🇵", 4, ["🇩🇪🇫🇷", "🇯🇵"]),
        ("ab❤\ufe0fcd", 4, ["ab❤\ufe0f", "cd"]),
    ],
)
def test_where_lines_end(text: str, columns: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, columns)] == lines


@given(text=harmful, columns=st.integers(8, 40), margin=st.integers(0, 6))
def test_a_filled_text_loses_nothing_and_cuts_no_word(text: str, columns: int, margin: int) -> None:
    text = safe(text)
    lines = [*fill(text, columns, margin)]
    assert " ".join(lines).split() == text.split()
    for line in lines:
        words = line.split(" ")
        assert width(line) <= columns or len([word for word in words if word]) == 1


@pytest.mark.parametrize(
    ("text", "margin", "lines"),
    [
        ("", 0, [""]),
        ("  1. one two three four", 5, ["  1. one two", "     three four"]),
        ("write “a: b c” now", 2, ["write “a: b c”", "  now"]),
        ("so write “a: b c” now", 2, ["so write", "  “a: b c” now"]),
        ("a “b c d e f g h i j”", 0, ["a “b c d e f g", "h i j”"]),
        ("in /a/very/long/path/of/it", 4, ["in", "    /a/very/long/path/of/it"]),
        ("a: b c d e f  # “g h”", 4, ["a: b c d e f", "    # “g h”"]),
        ("“never closed at all", 0, ["“never closed", "at all"]),
    ],
)
def test_where_filled_lines_end(text: str, margin: int, lines: list[str]) -> None:
    assert [*fill(text, 15, margin)] == lines


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
        ("👨\u200d👩\u200d👧\u200d👦", 2),
        ("👍🏽", 2),
        ("🇩🇪", 2),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("☺\ufe0e", 1),
        ("1\ufe0f\u20e3", 2),
        ("क्षि", 2),
        ("\u0600", 1),
        ("日\x1b", 3),
        ("日\r\n", 4),
    ],
)
def test_how_wide_a_text_is(text: str, columns: int) -> None:
    assert width(text) == columns


EMOJI = ["👨", "👩", "👧", "\u200d", "\ufe0f", "\ufe0e", "🏽", "🇩", "🇪", "❤", "#", "\u20e3"]
marked = st.text(
    st.one_of(st.characters(exclude_categories=["Cc", "Cs"]), st.sampled_from([*EMOJI, "ก", "็"]))
)


@given(text=marked)
def test_a_text_is_as_wide_as_unicode_says(text: str) -> None:
    text = safe(text)
    assert "".join(cluster.text for cluster in clusters(text)) == text
    assert width(text) == sum(map(wcswidth, iter_graphemes(text)))


@given(text=marked, columns=st.integers(2, 20))
def test_no_cluster_is_split(text: str, columns: int) -> None:
    text = safe(text)
    ends = {0, len(text)} | {cluster.place for cluster in clusters(text)}
    for start, end in wrap(text, columns):
        assert {start, end} <= ends
        assert width(text[start:end]) <= columns
    cut = shorten(text, columns).removesuffix("…")
    assert cut == text or len(cut) in ends or text[len(cut)] == " "


def test_every_simple_character_is_one_column_and_joins_no_other() -> None:
    """So that most text is measured without the tables of Unicode."""
    simple = re.compile(_SIMPLE)
    chars = [char for char in map(chr, range(0x110000)) if simple.fullmatch(char)]
    assert [char for char in chars if wcswidth(char) != 1] == []
    text = "".join(char + other for char in chars for other in ("a", char))
    assert [*iter_graphemes(text)] == [*text]


@pytest.mark.parametrize(("text", "needed"), [("Is it “yes” – or ✗?", False), ("日本", True)])
def test_the_tables_of_unicode_are_imported_for_text_that_needs_them(
    text: str, needed: bool
) -> None:
    script = (
        "import sys; from quizgen.system.columns import width, wrap; "
        "width(sys.argv[1]); [*wrap(sys.argv[1], 4)]; print('wcwidth' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, text],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == str(needed)


@given(text=harmful, columns=st.integers(2, 20))
def test_a_text_is_cut_to_its_width(text: str, columns: int) -> None:
    cut = shorten(safe(text), columns)
    assert width(cut) <= columns
    assert cut == safe(text) or cut.endswith("…")
