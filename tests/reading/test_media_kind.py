"""What kind of file it is: told from its first bytes, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden_banks import check_goldens
from quizgen.reading.media import AUDIO, IMAGES
from quizgen.reading.media_kind import KINDS, kind_of, mistaken
from samples import png, wav
from strategies import times

SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
BYTES = {
    "png": [png()],
    "jpg": [b"\xff\xd8\xff\xe0\0\x10JFIF", b"\xff\xd8\xff\xe1\0\x10Exif", b"\xff\xd8\xff\xdb"],
    "gif": [b"GIF87a\1\0\1\0", b"GIF89a\1\0\1\0"],
    "webp": [b"RIFF\x1a\0\0\0WEBPVP8L"],
    "svg": [
        SVG,
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a map -->\n" + SVG,
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY a "b">]>' + SVG,
        b"<svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
        SVG.decode().encode("utf-16"),
    ],
    "avif": [b"\0\0\0\x20ftypavif\0\0\0\0avifmif1", b"\0\0\0\x20ftypmif1\0\0\0\0mif1avif"],
    "mp3": [b"ID3\x04\0", b"\xff\xfb\x90\0", b"\xff\xf3\x40\xc4", b"\0\0\0\xff\xfb\x90\0"],
    "ogg": [b"OggS\0\2"],
    "wav": [wav(), b"RF64\0\0\0\0WAVEds64"],
    "m4a": [b"\0\0\0\x20ftypM4A \0\0\0\0", b"\0\0\0\x18ftypmp42\0\0\0\0isom"],
    "flac": [b"fLaC\0\0\0\x22"],
    "a HEIC picture": [
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic",
    ],
    "a web page": [
        b"<!DOCTYPE html><html><svg></svg>",
        b"\n<HTML><head>",
        b"<!-- saved from a page --><html>",
        b"Not found<p>",
    ],
    "text": [b"hello", "Zürich".encode(), b"\x20" * 20_000, b"<svgx>", b"{}"],
    "a PDF document": [b"%PDF-1.7"],
    "a BMP picture": [b"BM\x36\0\0\0\0\0\0\0"],
    "a TIFF picture": [b"II*\0\x08\0\0\0"],
    "a ZIP archive or an office document": [b"PK\x03\x04"],
    "a file compressed with gzip": [b"\x1f\x8b\x08"],
    "an AAC sound": [b"\xff\xf1\x50\x80"],
    "a QuickTime video": [b"\0\0\0\x14ftypqt  "],
    "a WebM or Matroska video": [b"\x1a\x45\xdf\xa3"],
    "a file of another kind": [
        b"\x89PNG\r\n\x1a\nhello",
        b"\0\1\2\3",
        b"\xff\xff\xff\xff",
        b"\xe9t\xe9\n",
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", BYTES)
def test_it_is_told_by_the_first_bytes(kind: str) -> None:
    for data in BYTES[kind]:
        assert kind_of(data) == kind, data
        assert kind_of(data + b" " * 20_000) == kind, data


@pytest.mark.parametrize("suffix", IMAGES + AUDIO)
def test_only_its_own_kind_will_do(suffix: str) -> None:
    """For every ending that a bank may name."""
    own = {"jpeg": "jpg", "opus": "ogg"}.get(suffix, suffix)
    for kind in BYTES:
        wrong = mistaken(suffix, kind)
        assert (wrong is None) == (kind == own)
        if wrong:
            assert wrong[0].startswith(("is a", "is text"))
            assert f".{kind}" in wrong[1] or kind not in KINDS


@times(5)
@given(st.binary(max_size=100) | st.sampled_from([SVG, png(), wav()]).flatmap(
    lambda data: st.integers(0, len(data)).map(lambda end: data[:end])
))  # fmt: skip
def test_any_bytes_are_something(data: bytes) -> None:
    assert kind_of(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 3_000, b"<!--" * 4_000, b"<?x?>" * 4_000, b"<" * 20_000,
        b"<!DOCTYPE svg [" * 1_000, b" " * 20_000, b"\0" * 20_000,
        b"<!DOCTYPE svg " + b"[]" * 9_000,
    ],
)  # fmt: skip
def test_no_bytes_take_long(data: bytes) -> None:
    """What comes before the root of a drawing is read once, piece by piece."""
    assert kind_of(data) != "svg"


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
