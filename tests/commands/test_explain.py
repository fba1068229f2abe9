"""``quizgen explain``: the page of a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from quizgen import codes

if TYPE_CHECKING:
    from conftest import Run


def test_a_code_has_its_page(quizgen: Callable[..., Run]) -> None:
    """Plain text, with the examples indented; the brackets of a message may be there."""
    run = quizgen("explain", "[bad-date]")
    assert run.code == 0
    assert run.out.startswith("bad-date\n\nA date is not written as “1969-07-20”")
    assert "\nWrong:\n\n    - id: first-landing-on-the-moon\n" in run.out
    assert "```" not in run.out
    assert "](" not in run.out


def test_a_paragraph_is_one_line_and_what_is_typed_is_quoted(quizgen: Callable[..., Run]) -> None:
    """In a pipe; a terminal breaks it to its own width."""
    out = quizgen("explain", "vanished-id").out
    assert "\n- Withdrawn: put it back, with “retired” and the reason." in out
    assert "\n    right: id: loire\n" in out


@pytest.mark.parametrize("code", codes.names())
def test_every_code_is_explained(code: str, quizgen: Callable[..., Run]) -> None:
    run = quizgen("explain", code)
    assert run.code == 0
    assert len(run.out.splitlines()) > 5


def test_several_codes_are_explained_once_each(quizgen: Callable[..., Run]) -> None:
    run = quizgen("explain", "duplicate", "duplicate-id")
    headings = [line for line in run.out.splitlines() if line in codes.names()]
    assert headings == codes.matching("duplicate")


def test_without_a_code_all_are_listed(quizgen: Callable[..., Run]) -> None:
    assert quizgen("explain").out.split() == list(codes.names())


@pytest.mark.parametrize(
    ("name", "meant"), [("mising-field", "did you mean “missing-field”?"), ("qq", "lists all")]
)
def test_an_unknown_code_is_refused(name: str, meant: str, quizgen: Callable[..., Run]) -> None:
    run = quizgen("explain", name)
    assert run.code == 2
    assert f"there is no code “{name}”" in run.err
    assert meant in run.err
