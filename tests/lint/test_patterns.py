"""Patterns that are compiled when they are used."""

from __future__ import annotations

import re

import pytest

from quizgen.lint.patterns import Pattern


def test_a_pattern_is_what_re_makes_of_it() -> None:
    pattern = Pattern("a(b)", re.IGNORECASE)
    match = pattern.search("xAB")
    assert match is not None
    assert match[1] == "B"
    assert pattern.fullmatch("ab")
    assert pattern.findall("ab AB") == ["b", "B"]


def test_it_is_compiled_at_its_first_use() -> None:
    """A mistake in it shows then, and not before."""
    pattern = Pattern("(")
    with pytest.raises(re.error):
        pattern.search("x")


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = Pattern("a").scanner  # type: ignore[attr-defined]
