"""How large a picture is, told from its own bytes.

A card that knows it leaves room for a picture before the picture is there, so that nothing jumps.
Where it is not told in a way that is known here, there is no size: the picture is shown all the
same.  Damaged files are what they are; nothing is raised for them.
"""

from __future__ import annotations

import re
from math import isfinite
from struct import error, unpack_from

from quizgen.model.media import Size

DRAWN = 360
"""The height of a drawing that tells only its shape: it is as sharp at any other."""

_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The segments of a JPEG that begin a frame."""
_MOST_SEGMENTS = 1_000
"""Segments before the first frame of a JPEG that are looked at; cameras write some twenty."""
_FILLED = re.compile(rb"\xff+")
"""The beginning of a segment, with any filling."""
_SVG = re.compile(rb"<svg\b[^>]*>", re.DOTALL)
_LENGTH = r"\s(%s)\s*=\s*[\"']\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*[\"']"
_VIEW = re.compile(
    r"\sviewBox\s*=\s*[\"']\s*[-+.\de]+[\s,]+[-+.\de]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*[\"']"
)


def picture_size(data: bytes) -> Size | None:
    """Return the size of the picture that ``data`` is, if it is told."""
    try:
        size = _size(data)
    except (error, IndexError, OverflowError):
        return None
    return size if size and min(size) > 0 and max(size) < 100_000 else None


def _size(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return unpack_from(">II", data, 16)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return unpack_from("<HH", data, 6)
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    if tag := _SVG.search(data, 0, 16_384):
        return _svg(tag[0].decode("utf-8", "replace"))
    return None


def _jpeg(data: bytes) -> Size | None:
    place = 2
    for _ in range(_MOST_SEGMENTS):
        filled = _FILLED.match(data, place)
        if filled is None:
            break
        place = filled.end() - 1
        if data[place + 1] in _FRAMES:
            height, width = unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + unpack_from(">H", data, place + 2)[0]
    return None


def _webp(data: bytes) -> Size | None:
    match data[12:16]:
        case b"VP8 ":
            width, height = unpack_from("<HH", data, 26)
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = unpack_from("<I", data, 21)
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            low, high = unpack_from("<HB", data, 24), unpack_from("<HB", data, 27)
            return low[0] + (low[1] << 16) + 1, high[0] + (high[1] << 16) + 1
    return None


def _svg(tag: str) -> Size | None:
    """Measure a drawing, which may tell its size, or only its shape."""
    width, height = (re.search(_LENGTH % name, tag) for name in ("width", "height"))
    if width and height:
        return _whole(float(width[2]), float(height[2]))
    if (view := _VIEW.search(tag)) and float(view[2]):
        return _whole(DRAWN * (float(view[1]) / float(view[2])), DRAWN)
    return None


def _whole(width: float, height: float) -> Size | None:
    """Return the size in whole pixels, unless figures are so large that they are none."""
    return (round(width), round(height)) if isfinite(width) and isfinite(height) else None
