"""From the bytes of a file to its text, and what a file that is not UTF-8 most likely is."""

from __future__ import annotations

from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.lines import place_of_end
from quizgen.reading.foreign_files import INSTEAD, binary_kind

_GIVE_YAML = "put a YAML file in its place; no other file may be called *.yaml or *.yml"
_SAVE_AS = "save the file as UTF-8; in Notepad, choose “Save as” and the encoding “UTF-8”"
_START = 4096
"""Bytes from which a file is told to be no text."""


def decode(path: str, data: bytes) -> str | Diagnostic:
    """Return the text of ``data``, the content of the file at ``path``, or why it has none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(path, data, error.start)
    return _not_utf8(path, data, 0) if _is_utf_16(data) else text


def _is_utf_16(data: bytes) -> bool:
    """Return whether ``data`` is a text in UTF-16: it begins so, or every second byte is NUL."""
    start = data[:_START]
    nuls = max(start[::2].count(0), start[1::2].count(0))
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or nuls * 3 > len(start)


def _not_utf8(path: str, data: bytes, wrong: int) -> Diagnostic:
    """Say what a file that is not UTF-8 probably is, at its first ``wrong`` byte."""
    place = Span(path, *place_of_end(data[:wrong].decode("utf-8")))
    if _is_utf_16(data):
        return Diagnostic("bad-encoding", "found text in UTF-16, expected UTF-8", place, _SAVE_AS)
    if kind := binary_kind(data):
        return Diagnostic(
            "foreign-file", f"this is {kind}, expected YAML", Span(path, 1, 1), INSTEAD
        )
    if b"\0" in data[:_START]:
        return Diagnostic("bad-encoding", "found a binary file, expected text", place, _GIVE_YAML)
    return Diagnostic(
        "bad-encoding",
        f"found the byte 0x{data[wrong]:02x}, which is not UTF-8",
        place,
        f"{_SAVE_AS}; now it may be in Windows-1252 or Latin-1",
    )
