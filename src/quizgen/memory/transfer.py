"""A history as lines of JSON, and how those of another machine are put into this one.

The first line says what the file is; every other is an event, in the order in which it was stored.
An event is known by its ``uid`` in every file, so that nothing is there twice, however often and in
whatever direction two machines are merged.  What happened is written as it is stored, whatever
version of quizgen knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from quizgen.memory import tables
from quizgen.memory.database import Connection
from quizgen.memory.events import KINDS, OF_SESSIONS, decode
from quizgen.memory.forgetting import Forgotten
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace

FORMAT = 1

_Uid = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
_Number = Annotated[int, Meta(ge=-(2**53), le=2**53)]
_Name = Annotated[str, Meta(min_length=1, max_length=10_000)]


class Head(Struct, frozen=True):
    """The first line."""

    quizgen: str = "history"
    format: int = FORMAT


class Line(Struct, frozen=True, omit_defaults=True):
    """An event, as any file of history may have it."""

    uid: _Uid
    number: _Number
    at: Annotated[int, Meta(ge=0, le=200_000_000_000_000)]
    """In milliseconds since 1970, UTC; not after the year 8000, which a calendar of Python has."""
    offset: Annotated[int, Meta(ge=-24 * 60, le=24 * 60)]
    what: msgspec.Raw
    namespace: _Name | None = None
    origin: _Name | None = None
    session: _Uid | None = None
    target: _Uid | None = None

    @property
    def key(self) -> QuestionKey | None:
        """The question to which it happened."""
        if self.namespace is None or self.origin is None:
            return None
        return QuestionKey(Namespace(self.namespace), self.origin)


class Merged(Struct):
    """What became of the lines of a file."""

    added: int = 0
    known: int = 0
    """Events that were there already."""
    forgotten: int = 0
    """Events of which the learner said that they are to be forgotten."""


class Mistake(Struct, frozen=True):
    """A line that is no event."""

    line: int
    message: str


def export(database: Connection) -> Iterator[bytes]:
    """Yield the lines of a history, each with its end."""
    encode = msgspec.json.Encoder().encode
    yield encode(Head()) + b"\n"
    for line in read_lines(database):
        text = encode(line)
        yield (text if _PLAIN.fullmatch(text) else _escaped(text)) + b"\n"


def read_lines(database: Connection) -> Iterator[Line]:
    """Yield the events of a history in the order in which they were stored."""
    rows = database.execute(
        "SELECT lower(hex(event.uid)), event.number, event.at, event.offset, event.data,"
        " namespace, origin, lower(hex(begun.uid)), lower(hex(target.uid)) FROM event"
        " LEFT JOIN question ON question.id = event.question"
        " LEFT JOIN event AS begun ON begun.id = event.session"
        " LEFT JOIN event AS target ON target.id = event.target ORDER BY event.id"
    )
    for uid, number, at, offset, data, namespace, origin, session, target in rows:
        if data is None:
            raise ValueError("an event says nothing")
        raw = msgspec.Raw(data.encode())
        yield Line(uid, number, at, offset, raw, namespace, origin, session or None, target or None)


def parse(lines: Iterable[bytes]) -> tuple[list[Line], list[Mistake]]:
    """Return the events of ``lines``, which :func:`export` wrote, and what is wrong with others."""
    events: list[Line] = []
    mistakes: list[Mistake] = []
    number = 0
    for number, text in enumerate(lines, 1):
        if number == 1:
            mistakes += _check_head(text)
            if mistakes:
                return [], mistakes
        elif text.strip():
            line = _parse_line(text)
            if isinstance(line, str):
                mistakes.append(Mistake(number, line))
            else:
                events.append(line)
    if not number:
        mistakes.append(Mistake(1, "found nothing, expected what “quizgen history export” wrote"))
    return events, mistakes


def merge(database: Connection, lines: Iterable[Line]) -> Merged:
    """Add the events of ``lines`` that are not there yet; use it within a transaction."""
    merged = Merged()
    forgotten = Forgotten(database)
    changed: dict[int, None] = {}
    for line in lines:
        if _find(database, line.uid) is not None:
            merged.known += 1
            continue
        data = forgotten.scrubbed(line.key, line.at, bytes(line.what).decode())
        target = _find(database, line.target) if line.target else None
        if data is None or (line.target and target is None):
            merged.forgotten += 1
            continue
        key = line.key
        question = tables.add_question(database, key) if key is not None else None
        session = _find(database, line.session) if line.session else None
        kind = _KIND.decode(data).type
        database.execute(
            "INSERT INTO event (uid, number, at, offset, kind, session, question, target, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(bytes.fromhex(line.uid), line.number, line.at, line.offset, kind),
                *(session, question, target, data),
            ),
        )
        merged.added += 1
        if question is not None:
            changed[question] = None
    for question in changed:
        tables.derive(database, question)
    return merged


def checked(
    uid: bytes,
    number: int,
    at: int,
    offset: int,
    data: str,
    key: tuple[str, str] | None,
    session: str | None,
    target: str | None,
) -> Line:
    """Return an event of a file that may be damaged.  Raises :class:`ValueError`."""
    namespace, origin = key or (None, None)
    raw = msgspec.Raw(data.encode())
    line = Line(uid.hex(), number, at, offset, raw, namespace, origin, session, target)
    found = _parse_line(msgspec.json.encode(line))
    if isinstance(found, str):
        raise ValueError(found)
    return found


def _escaped(text: bytes) -> bytes:
    """Return JSON that is printable ASCII, so that it passes any screen and any pipe unchanged."""
    return _UNSAFE.sub(_escape, text.decode()).encode()


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


_PLAIN = re.compile(rb"[ -~]*")
_UNSAFE = re.compile(r"[^ -~]")


class _Kind(Struct, frozen=True):
    type: _Name


_KIND = msgspec.json.Decoder(_Kind)
_LINE = msgspec.json.Decoder(Line)
_HEAD = msgspec.json.Decoder(Head)


def _find(database: Connection, uid: str) -> int | None:
    found: Any = database.execute(
        "SELECT id FROM event WHERE uid = ?", (bytes.fromhex(uid),)
    ).fetchone()
    return int(found[0]) if found else None


def _check_head(text: bytes) -> Iterator[Mistake]:
    try:
        head = _HEAD.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError):
        head = None
    if head is None or head.quizgen != "history" or b'"quizgen"' not in text:
        yield Mistake(1, "this is no history: expected what “quizgen history export” wrote")
    elif head.format > FORMAT:
        yield Mistake(
            1,
            f"a newer quizgen wrote this history (format {head.format}, expected {FORMAT}): "
            "install the newest quizgen",
        )


def _parse_line(text: bytes) -> Line | str:
    """Return the event that a line holds, or what is wrong with it."""
    try:
        line = _LINE.decode(text)
        kind = _KIND.decode(line.what).type
        data = bytes(line.what).decode()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return f"this is no event: {error}"
    if (line.namespace is None) != (line.origin is None):
        return "this is no event: expected “namespace” and “origin” together"
    if kind not in KINDS:
        return line
    if decode(data) is None:
        return f"this is no event: found “{kind}” without what it needs"
    if (line.key is None) != (KINDS[kind] in OF_SESSIONS):
        return (
            f"this is no event: found “{kind}” {'of no' if line.key is None else 'of a'} question"
        )
    return line
