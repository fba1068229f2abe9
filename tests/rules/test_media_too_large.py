"""Pictures and sounds that are too large to be given to learners."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from quizgen.reading.media import MOST_BYTES
from samples import ALONE, codes, make, png

SHOWING = ALONE.replace("Tokyo}", "Tokyo, media: [{image: map.png, alt: A map}]}")


def test_the_largest_file_that_may_be(tmp_path: Path) -> None:
    """One byte more is too much."""
    folder = make(tmp_path, {"a.yaml": SHOWING, "media/map.png": ""})
    (folder / "media" / "map.png").write_bytes(png())
    for size, expected in ((MOST_BYTES, []), (MOST_BYTES + 1, ["media-too-large"])):
        with (folder / "media" / "map.png").open("r+b") as file:
            file.truncate(size)
        assert codes(load([folder])) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens("media-too-large")
