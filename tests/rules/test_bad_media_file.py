"""Pictures and sounds that cannot be used."""

from __future__ import annotations

from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import load
from samples import ALONE, codes, make

SHOWING = ALONE.replace("Tokyo}", "Tokyo, media: [{image: map.png, alt: A map}]}")


def test_an_empty_file_is_no_picture(tmp_path: Path) -> None:
    """Told where it is named; the bank is loaded without it."""
    library = load([make(tmp_path, {"a.yaml": SHOWING, "media/map.png": ""})])
    assert codes(library) == ["bad-media-file"]
    assert library.diagnostics[0].place.line == 5
    assert library.topics[0].banks[0].media == {}


def test_mistakes_are_told_as_before() -> None:
    check_goldens("bad-media-file")
