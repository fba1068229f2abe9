"""From records back to YAML text that reads as the same records.

The mirror image of :mod:`quizgen.reading.reader`: the fields of a record are the keys that are
written, what has its default is left out, and a record with a ``SHORTHAND`` is written as a
bare text where it is no more than that.  What may stand unquoted is decided by PyYAML's emitter,
fed with events, so that no type is ever guessed and no anchor or tag is ever made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from io import StringIO
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields
from yaml.emitter import Emitter
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from quizgen.model.bank import Bank
from quizgen.model.question import Question
from quizgen.model.ranges import DateRange, NumberRange
from quizgen.model.values import Decimal, Namespace, PartialDate, Tolerance
from quizgen.reading.reader import field_in_text
from quizgen.reading.records import BankFile, TopicFile

WIDTH = 100
"""Columns of a line, as far as a text has spaces to break it at."""
_INDENT = 2
_SINGLE_SPACE = re.compile(r"(?<! ) (?! )")
"""Where a line may be broken: between more spaces YAML would lose some."""
_COMMON = frozenset(field.name for field in fields(Question))


def bank_file(bank: Bank, namespace: Namespace | None = None) -> BankFile:
    """The file that holds ``bank``; it stands alone where it has a ``namespace``."""
    return BankFile(
        bank=bank.id,
        title=bank.title,
        description=bank.description,
        namespace=namespace,
        lang=bank.lang,
        tags=bank.tags,
        was=bank.was,
        passages=bank.passages,
        questions=bank.questions,
    )


def write(record: BankFile | TopicFile) -> str:
    """The text of a file that reads as ``record``."""
    out = StringIO()
    emitter = _Emitter(out, width=WIDTH, allow_unicode=True)
    for event in (
        StreamStartEvent(),
        DocumentStartEvent(explicit=False),
        *_record(record, 0),
        DocumentEndEvent(explicit=False),
        StreamEndEvent(),
    ):
        emitter.emit(event)
    return out.getvalue()


class _Emitter(Emitter):
    """PyYAML's, but a list is indented further than its key, and a line is broken before it is too
    long rather than behind the word that made it so."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def write_folded(self, text: str) -> None:
        self.write_indicator(">-", True)
        assert self.indent is not None
        room = WIDTH - self.indent
        line = ""
        for word in _SINGLE_SPACE.split(text):
            if line and len(line) + 1 + len(word) > room:
                self._write_line(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        self._write_line(line)

    def _write_line(self, line: str) -> None:
        self.write_indent()
        self.column += len(line)
        self.stream.write(line)


def _record(record: Any, depth: int) -> Iterator[Event]:
    """A mapping, ``depth`` columns from the left margin."""
    yield MappingStartEvent(None, None, True, flow_style=False)
    for key, value in _entries(record):
        yield from _text(key, depth)
        yield from _value(value, depth + len(key) + len(": "), depth)
    yield MappingEndEvent()


def _entries(record: Any) -> Iterator[tuple[str, Any]]:
    """The keys that are written, in an author's order, with their values.

    What names a record comes first; its own keys stand before those that all questions share, and
    a list of records comes last.
    """
    entries = {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if field.name != "at" and getattr(record, field.name) != _default(field)
    }
    if isinstance(record, Question):
        yield "id", entries.pop("id")
        yield "type", record.type
        yield from ((key, value) for key, value in entries.items() if key not in _COMMON)
        yield from ((key, value) for key, value in entries.items() if key in _COMMON)
    else:
        last = [key for key in ("facts", "passages", "questions") if key in entries]
        yield from ((key, value) for key, value in entries.items() if key not in last)
        yield from ((key, entries[key]) for key in last)


def _default(field: FieldInfo) -> Any:
    return field.default_factory() if field.default_factory is not NODEFAULT else field.default


def _value(value: Any, column: int, depth: int) -> Iterator[Event]:
    """A value that begins in ``column``, under a key ``depth`` columns from the left margin."""
    if isinstance(value, tuple):
        yield from _list(value, column, depth + _INDENT)
    elif isinstance(value, dict):
        yield MappingStartEvent(None, None, True, flow_style=False)
        for left, right in value.items():
            yield from _text(left, depth + _INDENT)
            yield from _value(right, depth + _INDENT + len(left) + len(": "), depth + _INDENT)
        yield MappingEndEvent()
    elif not isinstance(value, Struct) or isinstance(
        value, Decimal | NumberRange | PartialDate | DateRange | Tolerance
    ):
        yield from _text(_written(value), column)
    elif (bare := _bare(value)) is not None:
        yield from _text(bare, column)
    else:
        yield from _record(value, depth + _INDENT)


def _list(values: tuple[Any, ...], column: int, depth: int) -> Iterator[Event]:
    """A list: single words in brackets from ``column`` on where they fit the line, else each in a
    line of its own, the dashes ``depth`` columns from the left margin."""
    flow = all(isinstance(value, str) and not set(value) & set(" \n\t") for value in values)
    if flow and sum(_quoted_length(value) + len(", ") for value in values) + column > WIDTH:
        flow = False
    yield SequenceStartEvent(None, None, True, flow_style=flow)
    for value in values:
        yield from _value(value, depth + len("- "), depth)
    yield SequenceEndEvent()


def _bare(record: Any) -> str | None:
    """The text that stands for ``record``, where it says nothing but its shorthand."""
    shorthand: str | None = getattr(record, "SHORTHAND", None)
    entries = list(_entries(record))
    if shorthand is None or [key for key, _ in entries] != [shorthand]:
        return None
    text = _written(entries[0][1])
    return None if field_in_text(text, [field.name for field in fields(record)]) else text


def _written(value: Any) -> str:
    """A single value as an author writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case Decimal() | NumberRange() | Tolerance():
            return value.written
        case PartialDate() | DateRange():
            return value.iso()
        case _:
            return str(value)


def _text(text: str, column: int) -> Iterable[Event]:
    """A scalar that begins in ``column``: a block where it is long or has several lines."""
    style = None
    if "\n" in text:
        style = "|"
    elif column + _quoted_length(text) > WIDTH and _SINGLE_SPACE.search(text):
        style = ">"
    yield ScalarEvent(None, None, (True, True), text, style=style)


def _quoted_length(text: str) -> int:
    """The characters of ``text`` in single quotes, should it need them."""
    return len(text) + text.count("'") + len("''")
