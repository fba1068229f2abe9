"""Banks of a topic with one title."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, CITED, NAMESPACE, TOPIC, bank, codes, make


def test_case_makes_no_difference(tmp_path: Path) -> None:
    """Anki knows a deck by its name, whatever its case."""
    other = bank(CITED, name="europe").replace("Europe", "ASIA")
    library = load([make(tmp_path, {**TOPIC, "b.yaml": other})])
    assert codes(library) == ["duplicate-title"]
    assert "the bank “asia” already has" in library.diagnostics[0].message


def test_banks_of_two_topics_may_have_one_title(tmp_path: Path) -> None:
    other = ALONE.replace("bank: capitals", "bank: other").replace(NAMESPACE, NAMESPACE[::-1])
    assert codes(load([make(tmp_path, {"a.yaml": ALONE, "b.yaml": other})])) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-title")
