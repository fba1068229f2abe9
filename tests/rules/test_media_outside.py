"""Links out of the folder of media."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, codes, make

SHOWING = ALONE.replace("Tokyo}", "Tokyo, media: [{image: map.png, alt: A map}]}")


def test_a_link_to_what_lies_outside_is_told(tmp_path: Path) -> None:
    """Nothing outside the folder is read."""
    folder = make(tmp_path, {"b/a.yaml": SHOWING, "secret.png": "x"})
    (folder / "b/media").mkdir()
    (folder / "b/media/map.png").symlink_to(folder / "secret.png")
    library = load([folder / "b/a.yaml"])
    assert codes(library) == ["media-outside"]
    assert library.topics[0].banks[0].media == {}


def test_mistakes_are_told_as_before() -> None:
    check_goldens("media-outside")
