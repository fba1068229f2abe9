"""Topics with one id."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, CITED, TOPIC, bank, codes, make


def test_two_topics_have_two_names_and_namespaces(tmp_path: Path) -> None:
    files = {f"{n}/{name}": text for n in "ab" for name, text in TOPIC.items()}
    files["b/asia.yaml"] = bank(CITED, name="europe")
    library = load([make(tmp_path, files)])
    assert codes(library) == ["duplicate-topic", "duplicate-namespace"]
    assert "a/source.yaml:1" in Path(library.diagnostics[0].message).as_posix()


def test_a_folder_that_was_copied_is_one_mistake(tmp_path: Path) -> None:
    """Its id, its namespace and its banks are there twice, and for one reason."""
    files = {f"{n}/{name}": text for n in ("b", "a - Copy") for name, text in TOPIC.items()}
    library = load([make(tmp_path, files)], advice=True)
    assert codes(library) == ["duplicate-topic"]
    found = library.diagnostics[0]
    assert Path(found.place.path).parent.name == "a - Copy"
    assert "copy of the one in" in found.message
    assert Path(found.related[0].place.path).parent.name == "b"


def test_a_topic_is_told_from_a_bank_that_stands_alone(tmp_path: Path) -> None:
    """Whichever comes first; their packages would have one name."""
    files = {f"b/{name}": text for name, text in TOPIC.items()}
    library = load([make(tmp_path, {"a.yaml": ALONE, **files})])
    assert [(found.code, Path(found.place.path).name) for found in library.diagnostics] == [
        ("duplicate-topic", "source.yaml")
    ]
    assert library.diagnostics[0].message.endswith("standalone bank needs an id of its own")


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-topic")
