"""Text on a screen: no line too wide, nothing lost, and nothing that a terminal would obey."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from damage import harmful
from quizgen.model.markup import Markup
from quizgen.quiz.layout import NARROWEST, WIDEST, Look, Style, runs
from quizgen.system.columns import width

CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
SGR = re.compile("\x1b\\[[0-9;]*m")
looks = st.builds(
    Look,
    columns=st.integers(1, 120),
    color=st.booleans(),
    encoding=st.sampled_from(["utf-8", "ascii", "latin-1", "cp1252", "cp437", "big5"]),
)
wrapped = st.sampled_from([style for style in Style if style != Style.BLOCK])
styled = st.lists(st.tuples(wrapped, harmful), max_size=4)


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
        if not look.color:
            assert bare == line
        assert line.count("\x1b[0m") * 2 == line.count("\x1b")


def test_marks_become_styles_across_lines() -> None:
    look = Look(NARROWEST, color=True)
    text = Markup("Which of these are **prime numbers**?")
    assert [*look.lines(*runs(text), hang=(Style.TEXT, "  "))] == [
        "  Which of these",
        "  are \x1b[1mprime\x1b[0m",
        "  \x1b[1mnumbers\x1b[0m?",
    ]


def test_line_ends_are_kept() -> None:
    lines = [*Look().lines((Style.TEXT, "a\n\n  b"), hang=(Style.LABEL, "1. "))]
    assert lines == ["1. a", "", "     b"]


@given(
    before=st.integers(0, 4),
    inner=st.integers(2, 4),
    after=st.integers(0, 4),
    columns=st.integers(NARROWEST, 60),
)
def test_no_line_ends_where_it_would_swallow_spaces_of_code(
    before: int, inner: int, after: int, columns: int
) -> None:
    code = f"{' ' * before}x{' ' * inner}1{' ' * after}"
    shown = "\n".join(Look(columns).lines(*runs(Markup(f"Which goes on: `{code}` or `{code}`"))))
    assert shown.count(code) == 2


def test_signs_have_stand_ins_where_they_cannot_be_written() -> None:
    assert Look(encoding="ascii").clean("✓ “a” – …") == '+ "a" - ~'
    assert Look(encoding="utf-8").clean("✓ “a” – …") == "✓ “a” – …"
    assert Look(encoding="cp1252").clean("“a” – é") == "“a” – é"


def test_maths_is_shown_as_it_is_written() -> None:
    """A terminal has no other way."""
    text = Markup(r"Is \(e^{i\pi}\) *really* `-1`?")
    assert [*Look().lines(*runs(text))] == [r"Is \(e^{i\pi}\) really -1?"]
    assert [style for style, _ in runs(text) if style] == [Style.CODE, Style.EMPHASIS, Style.CODE]
