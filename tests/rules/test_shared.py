"""What rules share: citations of a question, however it is written, and uses of media."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golden_banks import check_goldens
from quizgen.reading.library import Library, load
from quizgen.rules.shared import cited_by, repeated_ids, unusable_media, written_again
from samples import ALONE, HEAD, make

Load = Callable[..., Library]

CITATIONS = {"facts: [a, b]": ["a", "b"], "facts: a": [], "facts: [[a], b]": ["b"], "tags: [a]": []}


@pytest.mark.parametrize("keys", CITATIONS)
def test_citations_are_texts_in_a_list(load_text: Load, keys: str) -> None:
    library = load_text(f"{HEAD}questions:\n  - {{id: a, {keys}}}\n")
    (question,) = library.loaded.banks[0].entries("questions")
    assert [one.text for one in cited_by(question)] == CITATIONS[keys]


def test_ids_that_are_no_texts_are_not_repeated(load_text: Load) -> None:
    library = load_text(f"{HEAD}questions:\n  - {{id: [a]}}\n  - {{id: [a]}}\n  - {{}}\n")
    assert list(repeated_ids(library.loaded.banks[0], "questions")) == []


def test_each_use_of_a_missing_file_is_found(tmp_path: Path) -> None:
    """With the place of its name, be it a picture or a sound."""
    media = "media: [{image: a.png, alt: A}, {audio: b.mp3, alt: B}, {image: a.png, alt: C}]"
    folder = make(tmp_path, {"a.yaml": ALONE.replace("Tokyo}", f"Tokyo, {media}}}")})
    library = load([folder])
    uses = list(unusable_media(library.loaded, "missing-media"))
    assert [use.name for use in uses] == ["a.png", "b.mp3", "a.png"]
    line = (folder / "a.yaml").read_text().splitlines()[4]
    assert [line[use.place.column - 1 :][: use.place.width] for use in uses] == [
        use.name for use in uses
    ]
    assert list(unusable_media(library.loaded, "media-outside")) == []


def test_a_name_written_again_is_told_where_it_is_and_where_it_was(tmp_path: Path) -> None:
    folder = make(tmp_path, {"a.yaml": ALONE, "b.yaml": f"# A comment.\n{ALONE}"})
    first, second = load([folder]).loaded.banks
    finding = written_again((second, "title"), "Capitals", (first, "title"))
    where = finding.place
    assert (where.path, where.line, where.column) == (str(folder / "b.yaml"), 3, 8)
    assert f"{folder / 'a.yaml'}:2" in finding.message


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
