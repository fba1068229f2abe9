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
wrapped = st.sampled_from([style for style in Style if style not in (Style.BLOCK, Style.CELL)])
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


def test_a_label_and_a_short_remark_stay_with_their_text() -> None:
    parts = [(Style.TEXT, "Pyongyang – "), (Style.LABEL, "f) "), (Style.TEXT, "North Korea")]
    parts.append((Style.WRONG, " (you: c)"))
    assert [*Look(20).lines(*parts)] == ["Pyongyang –", "f) North Korea", "(you: c)"]
    assert [*Look(60).lines(*parts)] == ["Pyongyang – f) North Korea (you: c)"]


def test_a_wide_formula_goes_on_below_itself() -> None:
    text = Markup("Solve:\n\\[\nx^2 - 9 + y^2 = 0 + z^2\n\\]")
    assert [*Look(20).lines(*runs(text))] == ["Solve:", "", "\\[ x^2 - 9 + y^2", "   = 0 + z^2 \\]"]


TABLE = Markup("""\
| Input | Output | A longer heading |
|---|--:|:-:|
| 1 | 10 | first |
| 2 | 200 | **second**, with more words |""")


def test_a_table_is_as_wide_as_its_texts_where_there_is_room() -> None:
    assert [*Look().lines(*runs(TABLE), hang=(Style.LABEL, "  a) "))] == [
        "  a) Input | Output |    A longer heading",
        "     1     |     10 |          first",
        "     2     |    200 | second, with more words",
    ]


def test_the_words_of_a_wide_table_are_wrapped_within_their_columns() -> None:
    assert [*Look(36).lines(*runs(TABLE))] == [
        "Input | Output |  A longer heading",
        "1     |     10 |       first",
        "2     |    200 | second, with more",
        "      |        |       words",
    ]


def test_a_table_whose_words_have_no_room_is_a_text_for_each_row() -> None:
    assert [*Look(22).lines(*runs(TABLE))] == [
        "Input | Output | A",
        "  longer heading",
        "1 | 10 | first",
        "2 | 200 | second,",
        "  with more words",
    ]


texts = st.text(st.sampled_from("ab 日é*-"), max_size=30).map(
    lambda text: " ".join(text.replace("*", "").split())
)
tables = st.integers(1, 4).flatmap(
    lambda count: st.lists(st.lists(texts, min_size=count, max_size=count), min_size=2, max_size=4)
)


@given(
    rows=tables,
    columns=st.integers(20, 60),
    sides=st.lists(st.sampled_from(["---", ":-:", "--:"]), min_size=4, max_size=4),
    label=st.sampled_from(["", "a) "]),
)
def test_no_table_is_too_wide_and_nothing_of_it_is_lost(
    rows: list[list[str]], columns: int, sides: list[str], label: str
) -> None:
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join([head, f"| {' | '.join(sides[: len(rows[0])])} |", *body])
    shown = [(Style.LABEL, label), *runs(Markup(text))]
    lines = [*Look(columns).lines(*shown, hang=(Style.RIGHT, "  ✓ "))]
    assert max(map(width, lines)) < columns
    if not any(style == Style.CELL for style, _ in shown):
        return  # what does not read as a table is a text
    signs = "".join(sorted("".join(lines).replace("|", "").replace(" ", "")))
    assert signs == "".join(sorted(f"✓{label}{''.join(map(''.join, rows))}".replace(" ", "")))


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
