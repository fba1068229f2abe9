"""How gaps are written: brackets, backslashes, code and formulas, and what must not change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model import gaps
from quizgen.model.blocks import to_html, to_plain
from quizgen.model.gaps import Open, Parts, Written, parts, split, typed, typeset, write
from quizgen.model.markup import escape
from quizgen.questions.cloze import Cloze
from quizgen.reading.library import load
from strategies import texts

ROOT = Path(__file__).parents[2]

GAPS = [
    # a text with one gap, its answers and its hint
    (r"[[std\::vector]]", ("std::vector",), ""),
    (r"[[fe80\::1]]", ("fe80::1",), ""),
    ("[[a[0]]]", ("a[0]",), ""),
    (r"[[ls \| wc -l]]", ("ls | wc -l",), ""),
    ("`[[ -f x ]]` tests a [[file]]", ("file",), ""),
    (r"[[a \|\| b]]", ("a || b",), ""),
    (r"df\[['a', 'b']] selects [[two]]", ("two",), ""),
    (r"[[A\::B\::class::a method]]", ("A::B::class",), "a method"),
    (r"[[A\::B::class::a method]]", ("A::B::class",), "a method"),
    ("[[x[::2]]]", ("x[::2]",), ""),
    (r"[[\[\[Page\]\]]]", ("[[Page]]",), ""),
    ("[[[[Page]]]]", ("[[Page]]",), ""),
    (r"[[\|x\|]]", ("|x|",), ""),
    (r"[[xs \:: [Int]]]", ("xs :: [Int]",), ""),
    ("[[s = [[long]]]]", ("s = [[long]]",), ""),
    ("[[[a]]]", ("[a]",), ""),
    (r"[[a\[]]", ("a[",), ""),
    (r"[[C:\\]]", ("C:\\",), ""),
    (r"[[\d+]]", (r"\d+",), ""),
    (r"[[`a | b`|c::d]]", ("`a | b`", "c"), "d"),
    ("[[`std::vector`::a container]]", ("`std::vector`",), "a container"),
    ("[[`x[`]]", ("`x[`",), ""),
    (r"[[\([0, 1)\)]]", (r"\([0, 1)\)",), ""),
    (r"[[\(|x|\)|the absolute value]]", (r"\(|x|\)", "the absolute value"), ""),
    (r"\\[[x]]", ("x",), ""),
    ("[[a|b | c:: d ]]", ("a", "b", "c"), "d"),
    ("[[12:30]]", ("12:30",), ""),
    ("[[a:::b]]", ("a",), ":b"),
    ("```\na[[0]]\n```\n[[b]]", ("b",), ""),
    ("x\n\\[ [[1]] \\]\n[[b]]", ("b",), ""),
]


@pytest.mark.parametrize(("text", "answers", "hint"), GAPS)
def test_what_a_gap_says(text: str, answers: tuple[str, ...], hint: str) -> None:
    found = split(text)
    assert found.open == []
    (gap,) = found.gaps
    said = parts(gap.content)
    assert (said.answers, said.hint, said.hints) == (answers, hint, int(bool(hint)))


BETWEEN = [
    (r"df\[['a', 'b']] is [[two]].", ["df[['a', 'b']] is ", "two", "."]),
    (r"a \]] b [[c]]", ["a ]] b ", "c"]),
    ("[[a]][[b]]", ["a", "b"]),
    ("[[a]]]", ["a", "]"]),
    ("[[a ` b]] and [[c ` d]]", ["a ` b", " and ", "c ` d"]),
    ("C:\\x [y] [[z]]", ["C:\\x [y] ", "z"]),
]


@pytest.mark.parametrize(("text", "expected"), BETWEEN)
def test_what_is_between_gaps(text: str, expected: list[str]) -> None:
    found = split(text).parts
    assert [part.content if isinstance(part, Written) else part for part in found] == expected


OPEN = [
    ("[[a", [Open("[[")]),
    ("a]] [[b]]", [Open("]]")]),
    ("[[a [[b]]", [Open("[[")]),
    ("[[a[0]] and [[b]]", [Open("[", "[[a[0]]")]),
    (r"[[C:\]]", [Open("[", r"[[C:\]]")]),
    ("`[[` and \\([[\\)", []),
]


@pytest.mark.parametrize(("text", "found"), OPEN)
def test_brackets_without_a_partner(text: str, found: list[Open]) -> None:
    assert split(text).open == found


def test_a_second_hint_is_counted() -> None:
    assert parts("A::B::class") == Parts(("A::B",), "class", 2)


TYPESET = [
    # the answer, as HTML, and as it is typed
    ("malloc", "malloc", "malloc"),
    ("`malloc`", "<code>malloc</code>", "malloc"),
    (r"\(x^2\)", r"\(x^2\)", "x^2"),
    ("*a* `b*c`", "*a* <code>b*c</code>", "*a* b*c"),
    ("**p", "**p", "**p"),
    ("a ` b", "a ` b", "a ` b"),
    (r"\n*\`", r"\n*\`", r"\n*\`"),
]


@pytest.mark.parametrize(("answer", "html", "plain"), TYPESET)
def test_a_gap_shows_code_and_formulas_and_nothing_else(answer: str, html: str, plain: str) -> None:
    assert to_html(typeset(answer)) == html
    assert typed(answer) == plain


@given(texts())
def test_an_answer_without_code_and_formulas_is_its_characters(answer: str) -> None:
    """As it always was: no note of a learner changes."""
    if "`" not in answer and "\\(" not in answer and "\n" not in answer:
        assert to_html(typeset(answer)) == escape(answer)
        assert to_plain(typeset(answer)) == typed(answer) == answer


PLAIN = st.text("ab []|:\\x-", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(PLAIN, min_size=1, max_size=3), st.one_of(st.just(""), PLAIN))
def test_what_is_written_is_read_again(answers: list[str], hint: str) -> None:
    (gap,) = split(f"a {write(answers, hint)} b").gaps
    said = parts(gap.content)
    assert (list(said.answers), said.hint) == (answers, hint)


def test_a_text_of_open_gaps_takes_time_by_its_length() -> None:
    for text in (
        "[[" * 50_000,
        "[[a[" * 30_000,
        "[[`" * 30_000,
        "\\(" * 50_000 + "[[",
        "]]" * 50_000,
    ):
        assert split(text).gaps == []


BEFORE = re.compile(r"\[\[([^\[\]]*(?:(?:\[(?!\[)|\](?!\]))[^\[\]]*)*)\]\]")
"""How gaps were found before brackets had to balance."""


def test_no_gap_that_was_written_before_changed() -> None:
    """Of our banks, the documents and the banks of the tests, but for those about this."""
    texts = []
    for path in (ROOT / "decks", ROOT / "tests" / "goldens" / "ok"):
        for topic in load([path]).topics:
            questions = (one for bank in topic.banks for one in bank.questions)
            asked = (one.text for one in questions if isinstance(one, Cloze))
            texts += [text for text in asked if "```" not in text]  # code has no gaps
    assert len(texts) > 5
    for text in texts:
        found = [part.content if isinstance(part, Written) else part for part in split(text).parts]
        assert found == [part for part in BEFORE.split(text) if part]
        for gap in split(text).gaps:
            written, _, hint = gap.content.partition("::")
            before = tuple(answer.strip() for answer in written.split("|"))
            assert (gaps.parts(gap.content).answers, gaps.parts(gap.content).hint) == (
                before,
                hint.strip(),
            )
