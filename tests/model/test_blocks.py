r"""The blocks of a text: code, lists, displayed formulas, tables, and paragraphs between them."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.model import blocks as module
from quizgen.model.blocks import (
    Code,
    Formula,
    Items,
    Paragraphs,
    Table,
    blocks,
    comparable,
    formulas,
    to_html,
    to_line,
    to_plain,
)
from quizgen.model.markup import Markup

CASES = Path(__file__).with_name("blocks.yaml")
"""Texts with their HTML, what is read of them, and their first lines."""


def cases() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.load(CASES.read_text("utf-8"), yaml.BaseLoader)
    return read


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_texts_become_what_they_say(case: dict[str, Any]) -> None:
    text = Markup(case["text"])
    assert to_html(text) == case.get("html", case["text"].replace("\n", "<br>"))
    assert to_plain(text) == case.get("plain", case["text"])
    assert to_line(text) == case.get("line", case.get("plain", case["text"]))


def test_a_text_is_its_blocks() -> None:
    text = "a\n\n```c\nint *p;\n\n```\n\n- b\n  c\n- d\n\\[ x \\]\n\n| e |\n|--:|\n| f |\ng\n\nh"
    assert blocks(Markup(text)) == [
        Paragraphs(Markup("a")),
        Code("int *p;\n", "c"),
        Items((Markup("b\nc"), Markup("d"))),
        Formula(" x "),
        Table(((Markup("e"),), (Markup("f"),)), ("right",)),
        Paragraphs(Markup("g\n\nh")),
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")))
def test_code_keeps_every_character(program: str) -> None:
    longest = max(map(len, re.findall("`+", program)), default=0)
    mark = "`" * max(3, longest + 1)
    text = Markup(f"What does this print?\n{mark}text\n{program}\n{mark}")
    assert blocks(text)[1] == Code(program, "text")
    shown = re.findall("<code[^>]*>(.*)</code>", to_html(text), re.DOTALL)
    inside = shown[0].replace("<br>", "\n").replace("<span>\\</span>", "\\")
    assert html.unescape(inside) == program


@given(st.text(st.sampled_from("ab`*-1. |:\\[]()\n"), max_size=40))
def test_no_text_is_lost_or_doubled(text: str) -> None:
    """All letters are read in their order, whatever blocks they are in."""
    kept = re.sub("[^ab]", "", text)
    known = re.findall("```([^\\s`]+)", text)
    assume(not known)  # the name of a language is not read
    assert re.sub("[^ab]", "", to_plain(Markup(text))) == kept


def test_formulas_are_found_where_they_are() -> None:
    text = (
        "\\(a\\)\n```\n\\(b\\)\n```\n- \\(c\\)\n- *\\(d\\)* [\\(e\\)](https://example.org)\n\\[f\\]"
    )
    found = [*formulas(Markup(text))]
    assert [formula for _, formula in found] == ["a", "c", "d", "e", "f"]
    assert all(text[place:].startswith(formula) for place, formula in found)


SAME = [
    ("The **Loire** river", "The Loire `river`"),
    ("a  b", "a b"),
    ("a \nb  ", "a\nb"),
    ("```\na\n```", "`a`"),
    ("**a  b** c", "a b c"),
]
DIFFERENT = [
    ("Loire", "Loires"),
    ("AA", "Aa"),
    ("MW", "mW"),
    (r"\(2x\)", r"\(2X\)"),
    ("`return 1`", "`    return 1`"),
    ("`a  b`", "`a b`"),
    ("if x:\n    a", "if x:\n  a"),
    ("a\nb", "a b"),
    ("```\nif x:\n    a\n```", "```\nif x:\n  a\n```"),
    ("```\na  b\n```", "```\na b\n```"),
    ("straße", "STRASSE"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_marks_and_spaces_that_nobody_sees_make_no_difference(one: str, other: str) -> None:
    assert comparable(Markup(one)) == comparable(Markup(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_case_and_indentation_make_a_difference(one: str, other: str) -> None:
    """And so do all spaces within code."""
    assert comparable(Markup(one)) != comparable(Markup(other))


@pytest.mark.parametrize(
    "beginning",
    ["```\n", "```a\n", "```a", "- a\n", "- a\n\n\n", "1. a\n", "\\[ a\n", "\\[\n\n", "|a|\n",
     "|-|\n", "|-|\n|a|b|\n", "  a\n", "- a\n  b\n", "```\n````\n", "[a](https://b", "[`", "[a",
     "[a](https://b(c)", "\\(](", "`[a`", "*[a]("],
)  # fmt: skip
def test_the_work_grows_with_the_text(beginning: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line is looked at a limited number of times, whatever it begins and never ends."""

    def work(count: int) -> int:
        looked = 0

        class Lines(list[str]):
            def __getitem__(self, place: Any) -> Any:
                nonlocal looked
                looked += 1
                return super().__getitem__(place)

        class Counting(module._Parser):
            def __init__(self, text: str) -> None:
                super().__init__(text)
                self._lines = Lines(self._lines)

        monkeypatch.setattr(module, "_Parser", Counting)
        to_html(Markup("a\n" + beginning * count + "\nb"))
        return looked

    assert work(2000) <= 10 * work(200) + 20
