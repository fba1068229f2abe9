"""Spellings of one word that are equally right."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading.variants import GREEK, SIGN_NAMES, american

PAIRS = """
    honour honor, flavoured flavored, realise realize, organisation organization, analyse analyze,
    centre center, theatre theater, defence defense, licence license, travelling traveling,
    dialogue dialog, programme program, sulphide sulfide, oesophagus esophagus,
    haemoglobin hemoglobin,
    leukaemia leukemia, paediatric pediatric, diarrhoea diarrhea, foetal fetal, amoeba ameba,
    grey gray, tyres tires, ploughs plows, manoeuvre maneuver, encyclopaedia encyclopedia,
    archaeologist archeologist, mediaeval medieval, jewellery jewelry, orthopaedic orthopedic,
    fibre fiber, litre liter
"""


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_both_spellings_are_one(pair: str) -> None:
    british, written = pair.split()
    assert american(british) == american(written)


@pytest.mark.parametrize(
    "pair", ["four for", "hour hor", "filled filed", "timbre timber", "israel isrel", "poem pem"]
)
def test_no_rule_makes_two_words_one(pair: str) -> None:
    a, b = pair.split()
    assert american(a) != american(b)


def test_names_of_letters_and_signs() -> None:
    assert len(set(GREEK.values())) == 24
    assert "sharp" in SIGN_NAMES["#"]


@pytest.mark.parametrize("name", ["lookalikes", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
