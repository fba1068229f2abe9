"""Tokens: what a reader forgives is left out of them, and what changes the meaning stays."""

from __future__ import annotations

import pytest
from hypothesis import given

from grading.readings import check_readings
from grading.strategies import anything
from quizgen.grading.tokens import tokens

FORGIVEN = [
    ("The State Duma!", "state duma"),
    ("“Café”", "cafe"),
    ("colour", "color"),
    ("organising theatres", "organizing theaters"),
    ("the travelled programme", "traveled program"),
    ("U.S.", "us"),
    ("U.S.A", "USA"),
    ("St. Petersburg", "Saint Petersburg"),
    ("Mt Everest", "Mount Everest"),
    ("rock & roll", "rock and roll"),
    ("ten thousand troops", "10,000 troops"),
    ("1 500 troops", "1,500 troops"),
    ("the twenty-first century", "21st century"),
    ("−5", "-5"),
    ("don’t", "dont"),
    ("「東京」", "東京"),
    ("« Paris »", "Paris"),
    ("x ≤ 3", "x<=3"),
    ("10⁻⁸", "10**-8"),
    ("WWII", "World War 2"),
    ("Dr. Who", "doctor who"),
    ("β-carotene", "beta carotene"),
    ("SO₄²⁻", "SO4 2-"),
]


@pytest.mark.parametrize(("one", "other"), FORGIVEN)
def test_what_is_forgiven(one: str, other: str) -> None:
    """Case, accents, dots of initials, articles, British endings, and numbers in words."""
    assert tokens(one) == tokens(other)


TOLD_APART = [
    ("C", "C++"),
    ("C", "C#"),
    ("Na", "Na+"),
    ("5", "-5"),
    ("50", "50%"),
    ("50%", "50‰"),
    ("x < y", "x > y"),
    ("007", "7"),
    ("3.10", "3.1"),
    ("vitamin A", "vitamin"),
    ("filed", "filled"),
    ("St.", "Saint"),
    ("21st", "21"),
    ("!=", "="),
    ("--all", "all"),
    ("*p", "p"),
    ("*p", "**p"),
    ("f'(x)", "f(x)"),
    ("[1, 2]", "(1, 2)"),
    ("[1, 2]", "[2, 1]"),
    ("cd ..", "cd"),
    ("a && b", "a & b"),
    ("-∞", "∞"),
    ("n!", "n"),
    ("10^8", "108"),
    ("foo()", "foo"),
    ("∉", "∈"),
]


@pytest.mark.parametrize(("one", "other"), TOLD_APART)
def test_what_changes_the_meaning_stays(one: str, other: str) -> None:
    """Marks behind a word, signs, names made of digits, and the ``A`` of a vitamin."""
    assert tokens(one) != tokens(other)


NUMBERS = {"1,234.50": "1234.50", ".5": "0.5", "7.0": "7.0"}


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_one_token(written: str) -> None:
    """Without the commas of its thousands, and with a digit before its point."""
    assert tokens(written) == (NUMBERS[written],)


@given(anything)
def test_only_what_is_blank_says_nothing(text: str) -> None:
    """Where all of a text could be forgiven, it is what it is."""
    assert bool(tokens(text)) is bool(text.strip())
    assert all(tokens(text))


@pytest.mark.parametrize("name", ["tokens", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
