"""Units: what they are called, and how they convert."""

from __future__ import annotations

from fractions import Fraction

import pytest

from grading.readings import check_readings
from quizgen.grading import units


@pytest.mark.parametrize(
    ("value", "unit", "other", "expected"),
    [
        ("1", "mile", "m", "1609.344"),
        ("1", "lb", "g", "453.59237"),
        ("212", "°F", "°C", "100"),
        ("-40", "°F", "degrees Celsius", "-40"),
        ("0", "K", "°C", "-273.15"),
        ("36", "km/h", "m/s", "10"),
        ("36", "kilometres per hour", "metres per second", "10"),
        ("1", "km^2", "ha", "100"),
        ("1", "square kilometre", "hectares", "100"),
        ("1", "m3", "litres", "1000"),
        ("1", "kWh", "MJ", "3.6"),
        ("50", "percent", "‰", "500"),
        ("2", "weeks", "days", "14"),
        ("1", "century", "years", "100"),
        ("1", "GB", "MB", "1000"),
        ("100", "cents", "$", "1"),
    ],
)
def test_conversion(value: str, unit: str, other: str, expected: str) -> None:
    pairs = [(a, b) for a in units.find(unit) for b in units.find(other)]
    assert Fraction(expected) in [
        a.converted(Fraction(value), b) for a, b in pairs if a.dimension == b.dimension
    ]


def test_the_case_of_a_symbol_counts_where_it_can() -> None:
    assert units.find("mW") != units.find("MW")
    assert units.find("KM") == units.find("km")


def test_a_name_may_mean_several_units() -> None:
    assert {unit.dimension for unit in units.find("pounds")} == {(("gbp", 1),), (("mass", 1),)}


@pytest.mark.parametrize(
    "text", ["", " ", "troops", "km/", "/", "square", "km/troops", "m^9", "x" * 99]
)
def test_what_is_no_unit(text: str) -> None:
    assert units.find(text) == ()


def test_names() -> None:
    assert {"km", "kilometre", "kilometers"} <= set(units.names(units.find("km")[0]))


@pytest.mark.parametrize("name", ["units", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
