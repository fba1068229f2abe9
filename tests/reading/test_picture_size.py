"""How large a picture is: told by its file, and by nothing else."""

from __future__ import annotations

import struct
import sys
from types import FrameType

import pytest

from quizgen.reading.picture_size import DRAWN, picture_size
from samples import png, wav


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(40, 30), (40, 30)),
        (b"GIF89a" + struct.pack("<HH", 300, 2), (300, 2)),
        (
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08" + struct.pack(">HH", 30, 40),
            (40, 30),
        ),
        (b"RIFF\0\0\0\0WEBPVP8 " + b"\0" * 10 + struct.pack("<HH", 40, 30), (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", 39 | 29 << 14), (40, 30)),
        (b"RIFF\0\0\0\0WEBPVP8X" + b"\0" * 8 + b"\x27\0\0\x1d\0\0", (40, 30)),
        (b"\xff\xd8\xff\xff\xc0\0\x11\x08" + struct.pack(">HH", 30, 40), (40, 30)),
        (b"<?xml version='1.0'?><svg xmlns='x' width='40px' height=\"30.4\">", (40, 30)),
        (b"<svg viewBox='0 0 24 12'/>", (2 * DRAWN, DRAWN)),
        (b"<svg stroke-width='2' height='5'/>", None),
        (b"<svg width='10em' height='5em'/>", None),
        (b"<svg viewBox='0 0 5 0'/>", None),
        (b"RIFF\0\0\0\0WEBPALPH" + b"\0" * 20, None),
        (png(100_000, 1), None),
        (wav(), None),
        (b"", None),
        (b"text", None),
    ],
)
def test_it_is_told_by_the_file(data: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(data) == size


@pytest.mark.parametrize(
    "tag",
    [
        f'width="{"9" * 400}" height="1"',
        f'width="{"9" * 400}" height="{"9" * 400}"',
        f'viewBox="0 0 {"9" * 300} 0.{"0" * 90}1"',
        f'viewBox="0 0 {"9" * 400} {"9" * 400}"',
        f'viewBox="0 0 {"9" * 400} 1"',
        f'viewBox="0 0 1 {"9" * 400}"',
        f'viewBox="0 0 0.{"0" * 400}1 0.{"0" * 400}1"',
    ],
)
def test_a_drawing_beyond_all_bounds_tells_nothing(tag: str) -> None:
    assert picture_size(f"<svg {tag}>".encode()) is None


def test_damaged_files_tell_nothing() -> None:
    whole = [
        png(40, 30),
        b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x1e\0\x28",
        b"\xff\xd8\xff\xe0\0\0" * 9,
    ]
    for data in whole:
        for end in range(len(data)):
            assert picture_size(data[:end]) in (None, picture_size(data))


@pytest.mark.parametrize(
    "data",
    [b"\xff" * 2_000_000, b"\xff\xe0\0\2" * 500_000, b"\xff\xff\xe0\0\2" * 400_000],
    ids=["filling", "empty segments", "filled segments"],
)
def test_a_jpeg_is_not_read_byte_by_byte(data: bytes) -> None:
    """Filling is passed over at once, and no more segments are read than a picture has."""
    steps = 0

    def count(frame: FrameType, event: str, _: object) -> object:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        assert picture_size(b"\xff\xd8" + data) is None
    finally:
        sys.settrace(before)
    assert steps < 20_000
