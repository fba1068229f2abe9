"""Text on a screen: no line too wide, nothing lost, and nothing that a terminal would obey."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.markup import Markup
from quizgen.study.layout import NARROWEST, WIDEST, Look, Style, runs
from quizgen.terminal_text import safe, shorten, width, wrap

SGR = re.compile("\x1b\\[[0-9;]*m")
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
texts = st.text(st.one_of(st.characters(), st.sampled_from("  aあe\u0301-、\x1b\x9b\u202e\n*`")))


@given(text=texts, columns=st.integers(2, 40))
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


@given(text=texts, columns=st.integers(2, 20))
def test_a_text_is_cut_to_its_width(text: str, columns: int) -> None:
    cut = shorten(safe(text), columns)
    assert width(cut) <= columns
    assert cut == safe(text) or cut.endswith("…")


looks = st.builds(
    Look,
    columns=st.integers(1, 120),
    colour=st.booleans(),
    encoding=st.sampled_from(["utf-8", "ascii", "latin-1", "cp1252", "cp437", "big5"]),
)
styled = st.lists(st.tuples(st.sampled_from(Style), texts), max_size=4)


@given(look=looks, parts=styled, hang=st.sampled_from(["", "  ", "10. ", "日) "]))
def test_lines_hold_nothing_to_obey_but_our_own_styles(
    look: Look, parts: list[tuple[Style, str]], hang: str
) -> None:
    for line in look.lines(*parts, hang=(Style.LABEL, hang)):
        bare = SGR.sub("", line)
        assert not CONTROL.search(bare)
        assert width(bare) < max(look.columns, NARROWEST)
        assert width(bare) < WIDEST
        bare.encode(look.encoding)
        if not look.colour:
            assert bare == line
        assert line.count("\x1b[0m") * 2 == line.count("\x1b")


def test_marks_become_styles_across_lines() -> None:
    look = Look(NARROWEST, colour=True)
    text = Markup("Which of these are **prime numbers**?")
    assert [*look.lines(*runs(text), hang=(Style.TEXT, "  "))] == [
        "  Which of these",
        "  are \x1b[1mprime\x1b[0m",
        "  \x1b[1mnumbers\x1b[0m?",
    ]


def test_line_ends_are_kept() -> None:
    lines = [*Look().lines((Style.TEXT, "a\n\n  b"), hang=(Style.LABEL, "1. "))]
    assert lines == ["1. a", "", "     b"]


def test_signs_have_stand_ins_where_they_cannot_be_written() -> None:
    assert Look(encoding="ascii").clean("✓ “a” – …") == '+ "a" - ~'
    assert Look(encoding="utf-8").clean("✓ “a” – …") == "✓ “a” – …"
    assert Look(encoding="cp1252").clean("“a” – é") == "“a” – é"
