"""Texts that many tests of loading begin with."""

from __future__ import annotations

import io
import struct
import wave
import zlib
from collections.abc import Iterable
from pathlib import Path

from quizgen.model.question import Question
from quizgen.reading.library import Library
from quizgen.reading.media import suffix

NAMESPACE = "4f0k2m5xw9d3r8t4vq7a"
HEAD = f"bank: capitals\ntitle: Capitals\nnamespace: {NAMESPACE}\n"
"""A stand-alone bank up to its questions."""
SOURCE = """\
topic: capitals
title: Capitals
namespace: 7qk2m5xw9d3r8t4v
source:
  title: A gazetteer
  dated: in 2024
  as_of: 2024
facts:
"""
"""The file of a topic up to its facts."""


def fact(name: str, value: str = "", kind: str = "figure") -> str:
    """A fact of a topic; ``value`` is what stands in the braces of its value."""
    return f"""\
  - id: {name}
    paragraph: 1
    kind: {kind}
    statement: A statement.
    says: the gazetteer
    standing: reported
""" + (f"    value: {{{value}}}\n" if value else "")


def bank(*questions: str, name: str = "asia") -> str:
    """A bank of a topic, with each question written as a mapping in braces."""
    lines = "".join(f"  - {{{question}}}\n" for question in questions)
    return f"bank: {name}\ntitle: {name.title()}\nquestions:\n{lines}"


def make(folder: Path, files: dict[str, str]) -> Path:
    """Write ``files`` below ``folder``; gives the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


CARD = "id: japan, type: card, stem: Capital?, answer: Tokyo"
"""A question, as :func:`bank` takes it."""
CITED = f"{CARD}, facts: [tokyo]"
"""The same as a bank of a topic has it."""
ALONE = f"{HEAD}questions:\n  - {{{CARD}}}\n"
"""A bank that stands alone."""
TOPIC = {"source.yaml": SOURCE + fact("tokyo"), "asia.yaml": bank(CITED)}
"""The files of a topic with one bank."""


def codes(library: Library) -> list[str]:
    """The codes of what was found, in order."""
    return [diagnostic.code for diagnostic in library.diagnostics]


def png(width: int = 2, height: int = 1, color: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A picture of one color."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = (b"\0" + bytes(color) * width) * height
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def wav(samples: int = 800) -> bytes:
    """A tenth of a second of silence, or another part of one."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * samples)
    return file.getvalue()


_OF_KIND = {
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe0",
    "gif": b"GIF89a",
    "webp": b"RIFF\0\0\0\0WEBP",
    "svg": b"<svg/>",
    "avif": b"\0\0\0\x20ftypavif",
    "mp3": b"ID3",
    "ogg": b"OggS",
    "opus": b"OggS",
    "wav": wav(),
    "m4a": b"\0\0\0\x20ftypM4A ",
    "flac": b"fLaC",
}
"""As much of a file as tells its kind, by what its name ends in."""


def media_file(name: str) -> bytes:
    """As much of a picture or a sound of this name as tells its kind."""
    return _OF_KIND.get(suffix(name)) or png()


def put_media(folder: Path, questions: Iterable[Question]) -> None:
    """Put a file into ``folder`` for each picture and sound of ``questions``."""
    for question in questions:
        for _, name in question.used_media():
            path = folder / "media" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(media_file(name))
