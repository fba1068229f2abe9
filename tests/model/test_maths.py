r"""What a formula may say, from files of formulas: those that stand, and those that do not.

What real MathJax makes of them is seen in a browser, by ``test_mathjax.py`` beside this file.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden_banks import check_goldens
from quizgen.model import maths
from quizgen.model.blocks import formulas, to_html
from quizgen.model.markup import Markup
from quizgen.model.mathjax import COMMANDS, ENVIRONMENTS, INSTEAD, OPERATORS, REFUSED
from quizgen.model.maths import mistakes, near, sound
from strategies import times

FOLDER = Path(__file__).parent / "maths"


def lines(name: str) -> Iterator[str]:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            yield line


RIGHT = list(lines("right.txt"))
WRONG = [line.split("\t") for line in lines("wrong.txt")]


@pytest.mark.parametrize("formula", RIGHT)
def test_what_teachers_write_stands(formula: str) -> None:
    assert [(found.found, found.message) for found in mistakes(formula)] == []
    assert list(formulas(Markup(rf"a \({formula}\) b"))) == [(4, formula)]


def test_more_than_three_hundred_commands_are_tried() -> None:
    """All of them in formulas that stand; the others are typeset by ``test_mathjax.py``."""
    used = Counter(
        found[1] for formula in RIGHT for found in maths._COMMAND.finditer(formula) if found[1]
    )
    assert len(set(used) & (set(COMMANDS) | OPERATORS)) > 300


@pytest.mark.parametrize(("formula", "found", "message"), WRONG, ids=[one[0] for one in WRONG])
def test_what_may_not_stand_is_told_at_its_place(formula: str, found: str, message: str) -> None:
    """With the very characters, and once."""
    (mistake,) = [mistake for mistake in mistakes(formula) if mistake.serious]
    assert mistake.message.startswith(message)
    assert mistake.found.strip() == found
    assert formula.startswith(found, mistake.at)
    assert not sound(formula)
    assert r"\(" not in to_html(Markup(rf"\({formula}\)"))


def test_all_mistakes_are_told() -> None:
    told = [found.found for found in mistakes(r"\fooo + \href{x}{y} + \text{\baaar} + \frac1")]
    assert told == [r"\fooo", r"\href", r"\baaar", r"\frac"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [("5\\%", "write “%” alone"), ("a\\,b", "write a space"), ("\\alpha", "write it outside")],
)
def test_a_command_in_a_text_is_a_warning(text: str, hint: str) -> None:
    """Anki shows it with its backslash."""
    (mistake,) = mistakes(rf"\text{{{text}}}")
    assert not mistake.serious
    assert mistake.hint.startswith(hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        (r"\alhpa", r"did you mean “\alpha”?"),
        (r"\Alpha", r"did you mean “\alpha”?"),
        (r"\fracc{1}{2}", r"did you mean “\frac”?"),
        (r"\sqr{2}", r"did you mean “\sqrt”?"),
        (r"\bm{x}", r"write \boldsymbol{…}"),
        (r"\nothing at all like it", "check its spelling, or write it another way"),
        (r"\frac{1}", r"write \frac{…}{…}"),
        (r"\sqrt", r"write \sqrt{…}"),
        (r"\color{gren} x", "did you mean “green”?"),
        (r"\begin{matrx} a \end{matrx}", "did you mean “matrix”?"),
    ],
)
def test_hints(name: str, hint: str) -> None:
    assert mistakes(name)[0].hint == hint


def test_the_tables_agree() -> None:
    """No command is both allowed and refused, or has a better one beside it."""
    allowed = set(COMMANDS) | OPERATORS
    assert allowed & set(REFUSED) == set()
    assert allowed & set(INSTEAD) == set()
    assert set(INSTEAD) & set(REFUSED) == set()
    letters = set(maths._READ)
    assert all(set(given) <= letters for given in COMMANDS.values())
    assert all(set(given) <= letters for given, _ in ENVIRONMENTS.values())


def test_a_near_name_is_one_slip_away() -> None:
    names = frozenset({"alpha", "beta", "ge"})
    assert near("alpah", names) == "alpha"
    assert near("gamma", names) == ""
    assert near("a" * 1000, names) == ""


PIECES = [
    "a", "1", " ", "{", "}", "[", "]", "^", "_", "&", "'", "%", "$", "#", "\\", "\\\\", "\n", "|",
    "\\frac", "\\sqrt", "\\text{", "\\left(", "\\right)", "\\begin{matrix}", "\\end{matrix}",
    "\\begin{align}", "\\end{align}", "\\over", "\\href", "\\ce{", "\\color{red}", "\\kern-1em",
    "\\cases{", "\\root", "\\of", "\\verb|", "\\unicode{", "é", "日", "\\limits", "\\sum", "@>",
    "\\begin{CD}", "\\end{CD}", "\\bbox[", "\\def", "\u202e", "\x00",
]  # fmt: skip


@times(10)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_formula_is_too_odd(formula: str) -> None:
    """Every mistake lies within the formula, and what is told to be there is there."""
    for mistake in mistakes(formula):
        assert 0 <= mistake.at <= len(formula)
        assert formula.startswith(mistake.found, mistake.at)
        assert mistake.message
        assert "\n" not in mistake.message


LONG = {
    "braces": lambda n: "{" * 20 + "a" * n + "}" * 20,
    "pairs of braces": lambda n: "{a}" * n,
    "open braces": lambda n: "{" * n,
    "roots in brackets": lambda n: "\\sqrt[" * n,
    "commands": lambda n: "\\alpha" * n,
    "unknown commands": lambda n: "\\alhpa" * n,
    "other unknown commands": lambda n: "".join(f"\\x{'abcdefgh'[k % 8]}yz" for k in range(n)),
    "dollars": lambda n: "\\text{" + "$a$" * n + "}",
    "cells": lambda n: "\\begin{matrix}" + "a & b \\\\" * n + "\\end{matrix}",
    "texts in cells": lambda n: "\\cases{" + "a & b \\cr " * n + "}",
    "arrows": lambda n: "\\begin{CD}" + "A @>a>b> B \\\\" * n + "\\end{CD}",
    "primes": lambda n: "x" + "'" * n,
    "lengths": lambda n: "\\kern0em " * n,
    "chemistry": lambda n: "\\ce{" + "H2O " * n + "}",
    "roots": lambda n: "\\root 3 \\of x" * n,
    "texts": lambda n: "\\text{a}" * n,
}  # fmt: skip


@pytest.mark.parametrize("kind", LONG)
def test_the_work_grows_with_the_length_alone(kind: str) -> None:
    """Twice as long a formula takes twice as many steps, not four times as many."""
    few, many = (LONG[kind](size) for size in (60, 240))
    assert work(many) < 6 * work(few) + 2000


def work(formula: str) -> int:
    """How many lines of Python are run to read ``formula``."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> object:
        nonlocal steps
        steps += event == "line"
        return count

    mistakes.cache_clear()
    near_before = sys.gettrace()
    sys.settrace(count)
    try:
        mistakes(formula)
    finally:
        sys.settrace(near_before)
    return steps


def test_a_formula_that_is_too_long_is_told() -> None:
    (mistake,) = mistakes("a" * (maths.LONGEST + 1))
    assert "expected at most 5,000" in mistake.message


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
