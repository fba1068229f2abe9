"""Spellings: which are one text to a reader."""

from __future__ import annotations

import pytest
from hypothesis import given

from grading.readings import check_readings
from grading.strategies import anything
from quizgen.grading.spelling import fold, latinized, plain


@given(anything)
def test_folding_settles(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == fold(text)


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
    ("شَمْسٌ", "شمس"),
    ("جامعة", "جامعه"),
    ("יְרוּשָׁלַיִם", "ירושלים"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_case_and_accents_make_no_difference(text: str, folded: str) -> None:
    """Nor do letters that another keyboard lacks."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "other"), [("が", "か"), ("की", "क"), ("x ≠ y", "x = y"), ("∉", "∈")]
)
def test_marks_that_are_letters_to_their_readers_stay(text: str, other: str) -> None:
    assert fold(text) != fold(other)


def test_letters_that_look_latin_can_be_read_as_latin() -> None:
    assert latinized("Мehr СO2") == "Mehr CO2"


@pytest.mark.parametrize("name", ["spelling", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
