"""Banks with one id."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, CITED, NAMESPACE, TOPIC, bank, codes, make


def test_two_banks_that_stand_alone(tmp_path: Path) -> None:
    other = ALONE.replace(NAMESPACE, NAMESPACE[::-1])
    assert codes(load([make(tmp_path, {"a.yaml": ALONE, "b.yaml": other})])) == ["duplicate-bank"]


def test_two_banks_of_a_topic(tmp_path: Path) -> None:
    """The later one is told, with where the first is."""
    folder = make(tmp_path, {**TOPIC, "b.yaml": bank(CITED, name="asia").replace("Asia", "B")})
    (found,) = load([folder]).diagnostics
    assert found.code == "duplicate-bank"
    assert found.message == f"the bank id “asia” is already used at {folder}/asia.yaml:1"


def test_a_bank_that_stands_alone_is_told_from_a_topic(tmp_path: Path) -> None:
    files = {f"a/{name}": text for name, text in TOPIC.items()}
    library = load([make(tmp_path, {**files, "b.yaml": ALONE})])
    assert codes(library) == ["duplicate-bank"]
    assert library.diagnostics[0].message.endswith("standalone bank needs an id of its own")


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-bank")
