"""Topics and stand-alone banks with one namespace."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, HEAD, TOPIC, codes, make


def test_a_bank_that_stands_alone_and_a_topic(tmp_path: Path) -> None:
    """The later one is told at its namespace, with how to get a new one."""
    namespace = TOPIC["source.yaml"].partition("namespace: ")[2].partition("\n")[0]
    other = ALONE.replace(HEAD, f"bank: other\ntitle: Other\nnamespace: {namespace}\n")
    files = {f"a/{name}": text for name, text in TOPIC.items()}
    library = load([make(tmp_path, {**files, "b.yaml": other})])
    assert codes(library) == ["duplicate-namespace"]
    (found,) = library.diagnostics
    assert (found.place.line, "quizgen namespace" in found.hint) == (3, True)


def test_a_bank_of_a_topic_has_none(tmp_path: Path) -> None:
    """Nor is an unsound one held against others: it is told of anyway."""
    files = {"a.yaml": ALONE.replace("namespace: ", "namespace: !"), "b.yaml": ALONE}
    assert "duplicate-namespace" not in codes(load([make(tmp_path, files)]))


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-namespace")
