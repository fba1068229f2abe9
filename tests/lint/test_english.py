"""Words and their stems."""

from __future__ import annotations

import pytest

from quizgen.lint.english import ABSOLUTE, EXTREME, HEDGES, STOP, stems, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's 10,000 troops", ["russia", "10,000", "troops"]),
        ("mine-clearing tools", ["mine", "clearing", "tools"]),
        ("isn’t it 3.5%?", ["isn’t", "it", "3.5"]),
        ("Ünïcode 日本 x", ["ünïcode", "日本", "x"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ["train", "trains", "trained", "training"],
        ["country", "countries"],
        ["dance", "dances", "danced", "dancing"],
        ["planned", "plan", "planning"],
        ["glass", "glasses"],
        ["church", "churches"],
    ],
)
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len({stems[form] for form in forms}) == 1, {form: stems[form] for form in forms}


@pytest.mark.parametrize(("one", "other"), [("bus", "bu"), ("sing", "s"), ("red", "r")])
def test_short_words_keep_their_ends(one: str, other: str) -> None:
    assert stems[one] != other


def test_the_lists_are_of_single_words() -> None:
    """Otherwise an entry would never be found."""
    for listed in (STOP, ABSOLUTE, EXTREME, HEDGES):
        assert [word for word in listed if words(word) != [word]] == []
    assert ABSOLUTE <= EXTREME
    assert not EXTREME & HEDGES
