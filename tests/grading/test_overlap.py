"""Replies that share words with the key, and what surrounds an answer."""

from __future__ import annotations

import pytest

from grading.readings import check_readings
from quizgen.grading import Verdict, Vocabulary
from quizgen.grading.overlap import grade, offers_another, without_padding
from quizgen.grading.tokens import tokens

ASK, WRONG = Verdict.ASK, Verdict.WRONG
CASES = [
    ("Bay of Bengal", "Bengal", ASK),
    ("Bengal", "Bay of Bengal", ASK),
    ("Marie Curie", "Curie, Marie", ASK),
    ("Peter I", "Peter", WRONG),
    ("vitamin K", "vitamin", WRONG),
    ("George W. Bush", "George Bush", ASK),
    ("George W. Bush", "G. W. Bush", ASK),
    ("European Space Agency", "ESA", ASK),
    ("NASA", "National Aeronautics and Space Administration", ASK),
    ("East Timor", "Timor", WRONG),
    ("Timor", "East Timor", WRONG),
    ("the reaction stops", "the reaction does not stop", WRONG),
    ("bread and butter", "bread", WRONG),
    ("Lima", "Lima, not Quito", ASK),
    ("Lima", "not Lima", WRONG),
    ("x < y", "x > y", WRONG),
    ("F#", "F sharp", ASK),
    ("Edward Kennedy", "Ted Kennedy", ASK),
]


@pytest.mark.parametrize(("key", "reply", "verdict"), CASES)
def test_overlap(key: str, reply: str, verdict: Verdict) -> None:
    found = grade(tokens(key), tokens(reply), key, reply)
    assert found is not None
    assert found.verdict is verdict
    assert found.note


@pytest.mark.parametrize(
    ("key", "reply"), [("Lima", "Quito"), ("東京", "東"), ("Henry IV", "Louis V")]
)
def test_what_shares_no_word_is_far(key: str, reply: str) -> None:
    assert grade(tokens(key), tokens(reply), key, reply) is None


@pytest.mark.parametrize(
    "text",
    [
        "Lima",
        "it's Lima",
        "I think it is Lima",
        "The answer is Lima",
        "Lima, I think",
        "Is it Lima",
    ],
)
def test_padding_is_taken_off(text: str) -> None:
    assert without_padding(text) == "Lima"


@pytest.mark.parametrize("text", ["it is", "the answer", "I think"])
def test_padding_alone_is_left(text: str) -> None:
    assert without_padding(text) == text


@pytest.mark.parametrize("text", ["Lima or Quito", "Lima/Quito", "Lima and Quito", "Lima; Quito"])
def test_a_choice_is_no_answer(text: str) -> None:
    assert offers_another(text, ["Lima"], Vocabulary())


def test_a_second_answer_of_the_banks_is_a_choice_and_a_country_is_none() -> None:
    assert not offers_another("Lima, Peru", ["Lima"], Vocabulary())
    assert offers_another("Lima, Quito", ["Lima"], Vocabulary(answers=["Quito"]))
    assert not offers_another("to be or not", ["to be or not to be"], Vocabulary())


@pytest.mark.parametrize("name", ["overlap", "graded"])
def test_the_typed_cases_are_read_as_before(name: str, request: pytest.FixtureRequest) -> None:
    check_readings(name, request)
