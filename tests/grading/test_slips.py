"""Slips: forms of a word, misspellings by the table, and names from other alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.readings import check_readings
from quizgen.grading.slips import (
    Nearness,
    compare,
    edits,
    is_plural,
    is_slip,
    is_transliteration,
    sounds,
)


@given(st.text("abc", min_size=1, max_size=7), st.text("abc", min_size=1, max_size=7))
def test_edits_are_counted_alike_both_ways(a: str, b: str) -> None:
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)


TABLE = {
    Nearness.SLIP: """
        acommodate accommodate, recieve receive, tyranosaurus tyrannosaurus, definately definitely,
        goverment government, independant independent, responsable responsible, adress address,
        occurence occurrence, separatly separately
    """,
    Nearness.DOUBT: """
        seperate separate, oxigen oxygen, helum helium, rythm rhythm, irno iron, glod gold,
        prednisolon prednison, neumonia pneumonia, wensday wednesday, beaurocracy bureaucracy,
        archipelego archipelago
    """,
    Nearness.FORM: """
        oxidized oxidation, rusting rust, walked walk, endothermal endothermic, korea korean,
        statistic statistics, japan japanese, hungary hungarian
    """,
    Nearness.PLURAL: """
        planet planets, berry berries, fish fishes, vertebra vertebrae, nucleus nuclei,
        phenomenon phenomena, crisis crises, matrix matrices, shelf shelves, woman women,
        axis axes, analysis analyzes
    """,
    Nearness.FAR: """
        iraq iran, cat cut, no on, meiosis mitosis, hypotonic hypertonic, sulfite sulfate,
        amine amide, russia germany, third thirty, ecology geology, increase decrease, xiv xvi
    """,
}


@pytest.mark.parametrize(
    ("given", "right", "nearness"),
    [
        pytest.param(*pair.split(), nearness, id=" ".join(pair.split()))
        for nearness, pairs in TABLE.items()
        for pair in pairs.split(",")
    ],
)
def test_the_table(given: str, right: str, nearness: Nearness) -> None:
    assert compare(right, given) is nearness


@pytest.mark.parametrize("word", ["東京都庁", "서울특별", "ab"])
def test_short_words_and_signs_that_are_words_allow_no_edit(word: str) -> None:
    assert compare(word, word[:-1] + "x") is Nearness.FAR


@given(st.text("abcdefgh", min_size=1, max_size=3), st.text("abcdefgh", max_size=4))
def test_a_word_of_three_letters_has_no_slip(right: str, given: str) -> None:
    assert right == given or not is_slip(right, given)


def test_no_plural_is_made_of_what_only_ends_in_s() -> None:
    for one, many in (("mitosi", "mitosis"), ("glas", "glass"), ("boy", "boies")):
        assert not is_plural(one, many)


SPELT_ALIKE = """
    kyiv kiev, yeltsin jelzin, dostoevsky dostojewski, gorbachev gorbatschow, khomeini chomeini,
    muhammad mohammed, hanukkah chanukah, tolstoy tolstoi
"""


@pytest.mark.parametrize("pair", SPELT_ALIKE.split(","))
def test_a_name_may_be_spelt_as_another_language_hears_it(pair: str) -> None:
    a, b = pair.split()
    assert sounds(a) == sounds(b)
    assert is_transliteration(a, b)


@pytest.mark.parametrize("pair", ["lenin stalin", "monet manet", "oslo asl", "bach bush"])
def test_other_names_are_other_names(pair: str) -> None:
    assert not is_transliteration(*pair.split())


@pytest.mark.parametrize("name", ["slips", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
