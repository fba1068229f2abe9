"""Stand-alone banks that would have one lock."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, NAMESPACE, codes, make


def test_both_of_two_with_one_name_are_told(tmp_path: Path) -> None:
    other = ALONE.replace("bank: capitals", "bank: other").replace(NAMESPACE, NAMESPACE[::-1])
    folder = make(tmp_path, {"a.yaml": ALONE, "a.yml": other})
    library = load([folder])
    assert codes(library) == ["shared-lock"] * 2
    assert "this bank and “a.yml” would share" in library.diagnostics[0].message
    assert "“a.lock”" in library.diagnostics[0].message
    assert codes(load([folder / "a.yaml"])) == ["shared-lock"], "whether both are loaded or not"


def test_two_names_have_two_locks(tmp_path: Path) -> None:
    other = ALONE.replace("bank: capitals", "bank: other").replace(NAMESPACE, NAMESPACE[::-1])
    assert codes(load([make(tmp_path, {"a.yaml": ALONE, "b.yml": other})])) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("shared-lock")
