"""Pictures and sounds that are not there, and what is said of what is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from golden_banks import check_goldens
from quizgen.reading.library import Library, load
from samples import ALONE, HEAD, codes, make

Load = Callable[..., Library]

HINTS = {
    # the name that a question has, where the folder has “map.png” and “maps/asia.svg”
    "media/map.png": "leave out “media/”: write “map.png”",
    "media/maps/asia.svg": "leave out “media/”: write “maps/asia.svg”",
    "mpa.png": "did you mean “map.png”?",
    "Map.PNG": "did you mean “map.png”?",
    "map/asia.svg": "did you mean “maps/asia.svg”?",
    "map.jpg": "put the file into {}",
    "the-flag-of-japan.png": "put the file into {}",
}


@pytest.mark.parametrize("name", HINTS)
def test_a_missing_file_is_sought_nearby(name: str, tmp_path: Path) -> None:
    """Among those of its kind; where none is meant, it is said where to put it."""
    text = ALONE.replace("Tokyo}", f"Tokyo, media: [{{image: {name}, alt: A map}}]}}")
    folder = make(tmp_path, {"a.yaml": text, "media/map.png": "x", "media/maps/asia.svg": "x"})
    (found, *_) = load([folder / "a.yaml"]).diagnostics
    assert (found.code, found.hint) == (
        "missing-media",
        HINTS[name].format(folder / "media"),
    )


def test_each_of_many_missing_files_has_a_hint(load_text: Load) -> None:
    """If not at a file with a name like it, at the folder that it belongs in."""
    cards = [
        f"  - {{id: q{n}, type: card, stem: S, answer: A, media: [{{image: {n}.png, alt: A}}]}}"
        for n in range(25)
    ]
    library = load_text("\n".join([f"{HEAD}questions:", *cards]))
    assert codes(library) == ["missing-media"] * 25
    assert [bool(found.hint) for found in library.diagnostics] == [True] * 25


def test_mistakes_are_told_as_before() -> None:
    check_goldens("missing-media")
