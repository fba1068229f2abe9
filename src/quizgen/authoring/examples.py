"""The examples that records give of themselves: whole, and for each of their fields.

A record shows itself in its ``EXAMPLE`` (:mod:`quizgen.reading.shapes`).  There a line that
says ``# name: …`` is a field that most authors leave out: a new file keeps it as a comment, and a
schema, which shows every field, takes the ``#`` away.  A record without an example gets one that is
made from its shape, so a new question type needs no more than its own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from quizgen.model.nodes import Mapping as MappingNode
from quizgen.model.nodes import Node, Scalar
from quizgen.model.question import Question
from quizgen.reading.shapes import (
    Count,
    FieldShape,
    Grammar,
    ListOf,
    Named,
    OneOf,
    Pairs,
    RecordOf,
    Shape,
    Shapes,
    Text,
    TextOr,
    Value,
    Words,
    YesNo,
)
from quizgen.reading.yamltree import parse

_LEFT_OUT = r"^( *)# ([a-z_]+: .*)$"
"""A field of an example that is a comment."""


def question(shapes: Shapes, kind: type[Question]) -> str:
    """Return a question of this ``kind`` as an author may write it: fields and comments.

    It has an id, and begins with the comment that says what learners do, if there is one.
    """
    shape = shapes.of(kind)
    return shape.example or "\n".join([*_made(shapes, kind), ""])


def plain(node: Node) -> Any:
    """Return ``node`` as texts, lists and dictionaries."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, MappingNode):
        return {name: plain(child) for name, child in node.entries.items()}
    return [plain(child) for child in node.items]


def fields(example: str) -> dict[str, Any]:
    """Return the fields of ``example`` and what they say."""
    root = parse(example).root
    assert isinstance(root, MappingNode), "an example has fields"
    found: dict[str, Any] = plain(root)
    return found


def whole(example: str) -> str:
    """Return ``example`` with every field that it leaves out written."""
    return re.sub(_LEFT_OUT, r"\1\2", example, flags=re.MULTILINE)


def of_fields(shape: Shape) -> Mapping[str, Any]:
    """Return an example of the value of each field of ``shape`` that is found in one."""
    found: dict[str, Any] = {}
    for base in reversed(shape.record.__mro__):
        if example := vars(base).get("EXAMPLE", ""):
            found |= fields(whole(example))
    for name, field in shape.fields.items():
        if isinstance(field.value, YesNo):  # some say nothing of another field of the example
            found.setdefault(name, "true")
    return {name: found[name] for name in shape.fields if name in found}


def _made(shapes: Shapes, kind: type[Question]) -> Iterator[str]:
    """Yield the lines of a question of a ``kind`` that shows no example."""
    yield f"id: a-new-{kind.type}"
    yield f"type: {kind.type}"
    for field in shapes.of(kind).fields.values():
        if field.required and field.name != "id":
            yield f"{field.name}: {_placeholder(shapes, field, field.value)}"


def _placeholder(shapes: Shapes, field: FieldShape, value: Value) -> str:
    """Return something that may be written for ``value`` of ``field``, on one line."""
    match value:
        case Text() | TextOr():
            return f"Write the {field.name} of this question here"
        case YesNo():
            return "true"
        case Count():
            return "1"
        case Grammar():
            return value.example
        case Words(words):
            return next(iter(words))
        case ListOf(item):
            return f"[{', '.join(_several(_placeholder(shapes, field, item)))}]"
        case Pairs():
            return "{first left: first right, second left: second right}"
        case Named():
            return "{}"
        case RecordOf(record) | OneOf(base=record):
            inner = [one for one in shapes.of(record).fields.values() if one.required]
            fields = (f"{one.name}: {_placeholder(shapes, one, one.value)}" for one in inner)
            return f"{{{', '.join(fields)}}}"
        case _:
            assert_never(value)


def _several(text: str) -> list[str]:
    """Return ``text`` three times: as it is, and twice numbered where it is only words."""
    return [text] if text[:1] in "{[" else [text, f"{text} (2)", f"{text} (3)"]
