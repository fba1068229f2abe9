"""Spellings: which are one text to a reader, and which are slips of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.strategies import anything
from quizgen.grading.spelling import edits, fold, is_slip, plain


@given(anything)
def test_folding_settles(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == fold(text)


@given(st.text("abc", min_size=1, max_size=7), st.text("abc", min_size=1, max_size=7))
def test_slips_are_counted_alike_both_ways(a: str, b: str) -> None:
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)


@pytest.mark.parametrize(
    ("right", "given"), [("iran", "iraq"), ("cat", "cut"), ("russia", "prussia")]
)
def test_short_words_and_first_letters_must_stand(right: str, given: str) -> None:
    assert not is_slip(right, given)
