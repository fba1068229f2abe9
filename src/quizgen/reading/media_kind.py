"""What kind of picture or sound a file is, told from its first bytes, whatever it is called.

A saved web page called ``map.png`` shows nothing on a card, and Anki says so to no author.  What
each kind begins with is from its specification; nothing is raised for any bytes.
"""

from __future__ import annotations

import re

KINDS = {
    "png": "a PNG picture",
    "jpg": "a JPEG picture",
    "gif": "a GIF picture",
    "webp": "a WebP picture",
    "svg": "an SVG drawing",
    "avif": "an AVIF picture",
    "mp3": "an MP3 sound",
    "ogg": "an Ogg sound",
    "wav": "a WAV sound",
    "m4a": "an M4A sound",
    "flac": "a FLAC sound",
}
"""The kinds that Anki shows and plays everywhere, by their suffixes."""

_SAME = {"jpeg": "jpg", "opus": "ogg"}
_MAGIC = (
    (rb"\x89PNG\r\n\x1a\n.{4}IHDR", "png"),
    (rb"\xff\xd8\xff", "jpg"),
    (rb"GIF8[79]a", "gif"),
    (rb"RIFF.{4}WEBP", "webp"),
    (rb"(?:RIFF|RF64|RIFX).{4}WAVE", "wav"),
    (rb"OggS", "ogg"),
    (rb"fLaC", "flac"),
    (rb".{4}ftyp(?:.{4}){0,9}avi[fs]", "avif"),
    (rb".{4}ftyp(?:.{4}){0,9}(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", "a HEIC picture"),
    (rb".{4}ftypqt  ", "a QuickTime video"),
    (rb".{4}ftyp", "m4a"),
    (rb"ID3", "mp3"),
    (rb"\0*\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "mp3"),
    (rb"\xff[\xf0\xf1\xf8\xf9]", "an AAC sound"),
    (rb"BM.{4}\0\0\0\0", "a BMP picture"),
    (rb"II\*\0|MM\0\*", "a TIFF picture"),
    (rb"%PDF-", "a PDF document"),
    (rb"\0\0[\x01\x02]\0", "an icon"),
    (rb"\x1f\x8b", "a file compressed with gzip"),
    (rb"PK\x03\x04", "a ZIP archive or an office document"),
    (rb"\x1a\x45\xdf\xa3", "a WebM or Matroska video"),
    (rb"FORM.{4}AIF[FC]", "an AIFF sound"),
    (rb"8BPS", "a Photoshop picture"),
)
"""What the kinds begin with."""
_BEFORE_ROOT = rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?:\w+:)?svg\b[^\[>]*(?:\[.*?\]\s*)?>)"
"""What may stand before the root of a drawing, one at a time."""
_DRAWING = rb"\s*<(?:[A-Za-z_][\w.-]*:)?svg[\s>/]"
_PAGE = rb"(?i:.*?<(?:!doctype\s+html|html|head|body|script|title|meta|div|p)\b)"
_BEGINNING = 16_384


def kind_of(data: bytes) -> str:
    """Return the suffix of the kind of file that ``data`` is, or in words what else it is."""
    beginning = data[:_BEGINNING]
    for magic, kind in _MAGIC:
        if re.match(magic, beginning, re.DOTALL):
            return kind
    text = beginning
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = text.decode("utf-16", "replace").encode()
    if _is_drawing(text):
        return "svg"
    if b"\0" in text:
        return "a file of another kind"
    if re.match(_PAGE, text, re.DOTALL):
        return "a web page"
    try:
        # A character may be cut off at the end of what is looked at.
        text[:-4].decode() if len(text) == _BEGINNING else text.decode()
    except UnicodeDecodeError:
        return "a file of another kind"
    return "text"


def _is_drawing(text: bytes) -> bool:
    """Return whether the root of a text is that of a drawing."""
    place = 3 if text.startswith(b"\xef\xbb\xbf") else 0
    before_root = re.compile(_BEFORE_ROOT, re.DOTALL)
    while found := before_root.match(text, place):
        place = found.end()
    return re.compile(_DRAWING).match(text, place) is not None


def mistaken(suffix: str, kind: str) -> tuple[str, str] | None:
    """Say what is wrong with a file called so that is of ``kind``, and a hint; else ``None``."""
    expected = _SAME.get(suffix, suffix)
    if kind == expected or expected not in KINDS:
        return None
    fault = f"is {KINDS.get(kind, kind)}, expected {KINDS[expected]}"
    if kind in KINDS:
        return (
            fault,
            f"rename the file so that it ends in “.{kind}”, and write that name in the bank",
        )
    what = "the picture itself" if expected in ("png", "jpg", "gif", "webp", "avif") else "it"
    return fault, f"save {what} again, as {KINDS[expected]}"
