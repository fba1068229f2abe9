"""Words that are no slips of each other, and slips that are."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading.lookalikes import distinct, is_exact, is_plural_apart, roman
from quizgen.grading.slips import is_slip


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("hypotension", "hypertension"),
        ("interstate", "intrastate"),
        ("emigrate", "immigrate"),
        ("sulfate", "sulfite"),
        ("chlorides", "chlorates"),
        ("propane", "propene"),
        ("communism", "communist"),
        ("trainer", "trainee"),
        ("hydrophobic", "hydrophilic"),
        ("neuron", "neutron"),
        ("iceland", "ireland"),
        ("lethal", "nonlethal"),
        ("xiv", "xvi"),
        ("north", "norths"),
        ("seventeen", "seventen"),
    ],
)
def test_no_slip_leads_from_one_to_the_other(a: str, b: str) -> None:
    for right, given in ((a, b), (b, a)):
        assert distinct(right, given) or not is_slip(right, given)


@pytest.mark.parametrize(
    ("right", "given"),
    [
        ("government", "goverment"),
        ("intelligence", "inteligence"),
        ("parliament", "parliment"),
        ("address", "adress"),
    ],
)
def test_a_slip_is_a_slip(right: str, given: str) -> None:
    assert is_slip(right, given)
    assert not distinct(right, given)


@pytest.mark.parametrize(
    ("word", "value"), [("i", 1), ("xiv", 14), ("mcmlxix", 1969), ("mm", 2000)]
)
def test_roman(word: str, value: int) -> None:
    assert roman(word) == value


@pytest.mark.parametrize("word", ["", "iiii", "vx", "korea", "x" * 30])
def test_not_roman(word: str) -> None:
    assert roman(word) is None


def test_exact_words() -> None:
    assert all(map(is_exact, ["north", "not", "seven", "third", "b12", "viii"]))
    assert not any(map(is_exact, ["korea", "duma"]))


def test_some_plurals_mean_something_else() -> None:
    assert is_plural_apart("custom", "customs")
    assert is_plural_apart("goods", "good")
    assert not is_plural_apart("atom", "atoms")


@pytest.mark.parametrize("name", ["lookalikes", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
