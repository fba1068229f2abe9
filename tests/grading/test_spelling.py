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


PLAIN = [
    ("10⁴", "10^4"),
    ("1½", "1 1/2"),
    ("  a\u00a0 b\tc ", "a b c"),
    ("“Łódź” – ‘x’", "\"Łódź\" - 'x'"),
    ("٣٫٥", "3.5"),
    ("a\u200bb\x07", "ab"),
    ("ＡＢＣ", "ABC"),
]


@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_text_has_one_kind_of_each_sign(text: str, expected: str) -> None:
    """Of spaces, dashes, quotes and digits; case, accents and what figures mean stay."""
    assert plain(text) == expected


FOLDED = [
    ("Łódź", "lodz"),
    ("Straße", "strasse"),
    ("ÆØÅ", "aeoa"),
    ("Việt Nam", "viet nam"),
    ("ﬁne", "fine"),
    ("کتاب", "كتاب"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    """Nor do letters that another keyboard lacks."""
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "other"), [("שָׁלוֹם", "שלום"), ("が", "か"), ("की", "क")])
def test_marks_that_are_letters_to_their_readers_stay(text: str, other: str) -> None:
    assert fold(text) != fold(other)
