"""Bytes that are the text of a bank, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golden_banks import check_goldens
from quizgen.reading.encoding import decode
from quizgen.reading.library import Library
from samples import ALONE

Load = Callable[..., Library]

GIVE_YAML = "put a YAML file in its place; no other file may be called *.yaml or *.yml"
SAVE = "save the file as UTF-8; in Notepad, choose “Save as” and the encoding “UTF-8”"
RESAVE = f"{SAVE}; now it may be in Windows-1252 or Latin-1"
ENCODINGS = {
    # what is in the file; what is said of it, in its line and column; how it is mended
    "Latin-1": (
        "bank: capitals\ntitle: São Tomé\n".encode("latin-1"),
        ("found the byte 0xe3, which is not UTF-8", 2, 9),
        RESAVE,
    ),
    "both": (
        "title: São ".encode() + b"\xe9",
        ("found the byte 0xe9, which is not UTF-8", 1, 12),
        RESAVE,
    ),
    "after a lone CR, which ends a line": (
        b"a\r\xffb",
        ("found the byte 0xff, which is not UTF-8", 2, 1),
        RESAVE,
    ),
    "after what ends no line, and a byte-order mark": (
        "\ufeffa\x0b\x0c\x85\u2028\U0001f30d".encode() + b"\xff",
        ("found the byte 0xff, which is not UTF-8", 1, 7),
        RESAVE,
    ),
    "after ends of every kind": (
        b"a\n\rb\r\nc\r\rd\xff",
        ("found the byte 0xff, which is not UTF-8", 6, 2),
        RESAVE,
    ),
    "Latin-1 with a NUL far below": (
        b"a" * 4096 + b"\xe9\0",
        ("found the byte 0xe9, which is not UTF-8", 1, 4097),
        RESAVE,
    ),
    "UTF-16": (
        "bank: capitals\n".encode("utf-16"),
        ("found text in UTF-16, expected UTF-8", 1, 1),
        SAVE,
    ),
    "UTF-16 without a mark, as some programs save it": (
        "bank: capitals\n".encode("utf-16-be"),
        ("found text in UTF-16, expected UTF-8", 1, 1),
        SAVE,
    ),
    "UTF-16 the other way round, without a mark": (
        "bank: capitals\n".encode("utf-16-le"),
        ("found text in UTF-16, expected UTF-8", 1, 1),
        SAVE,
    ),
    "a program": (b"\x89ELF\0", ("found a binary file, expected text", 1, 1), GIVE_YAML),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_a_file_that_is_not_utf8_is_told_from_one_that_is_no_text(
    load_text: Load, name: str
) -> None:
    """At its first wrong byte: what it probably is, and what to do about it."""
    content, expected, hint = ENCODINGS[name]
    (found,) = load_text(content).diagnostics
    assert (found.code, found.hint) == ("bad-encoding", hint)
    assert (found.message, found.place.line, found.place.column) == expected


@pytest.mark.parametrize("text", ["", "a", ALONE, "bank: 首都 \U0001f30d\n", "\ufeffa"])
def test_utf8_is_its_text(text: str) -> None:
    assert decode("a.yaml", text.encode()) == text


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
