"""The JSON Schemas of a bank and of a ``source.yaml``, by which editors complete and check.

They are made from the shapes that the reader reads by, so they say the same: which fields there
are, which must be there, and what each may hold.  What a schema cannot know (that options differ,
that a fact exists) stays with ``quizgen validate``.

An editor reads YAML with types: ``1969`` is a number for it and ``true`` a truth value, where the
reader sees their characters.  So text may be a number or a truth value, too.  Nothing at all
(``stem:`` and no more) is a mistake for both; only ``~`` and ``null``, which are text for the
reader, need quotes to be text for an editor.

Draft 7 is what editors know best.  ``markdownDescription``, ``enumDescriptions`` and
``defaultSnippets`` are words of editors, which validators pass over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, assert_never

from quizgen.authoring import examples
from quizgen.model.question import Question
from quizgen.questions import TYPES
from quizgen.reading.records import BankFile, TopicFile
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

BANK_FILE, SOURCE_FILE = "bank.schema.json", "source.schema.json"
"""What the files are called."""
FOLDER = ".quizgen"
"""The folder of an author in which banks look for them."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_WRITTEN = "Written by “quizgen schema” from the program itself: do not edit it."
_SCALAR = ["string", "number", "boolean"]
_SOMETHING = r"\S"
_WHOLE_NUMBER = "^0*[1-9][0-9]*$"
_MOST_DIGITS = 60
"""Digits of a number that are tried: more are seldom meant."""
_LONGEST_NUMBER, _GREATEST_NUMBER = 7, 1_000_000

Json = dict[str, Any]


def texts() -> dict[str, str]:
    """Return the text of each file, by its name."""
    shapes = Shapes({Question: TYPES})
    return {
        BANK_FILE: _text(bank(shapes)),
        SOURCE_FILE: _text(source(shapes)),
    }


def bank(shapes: Shapes) -> Json:
    """Return the schema of a bank."""
    made = _Schema(shapes)
    whole = made.whole(BankFile, "A bank of quizgen: questions in one file")
    members = shapes.unions[Question]
    default = {"properties": {"defaults": {"required": ["type"]}}, "required": ["defaults"]}
    whole["allOf"] = [
        {"if": default, "else": _of_questions({"required": ["type"]})},
        *(
            {
                "if": {
                    "properties": {
                        "defaults": {"properties": {"type": {"const": name}}, "required": ["type"]}
                    },
                    "required": ["defaults"],
                },
                "then": _of_questions(
                    {"if": {"not": {"required": ["type"]}}, "then": made.record(members[name])}
                ),
            }
            for name in members
        ),
    ]
    return whole


def source(shapes: Shapes) -> Json:
    """Return the schema of a ``source.yaml``."""
    return _Schema(shapes).whole(TopicFile, "A topic of quizgen: a source and its facts")


def _text(schema: Json) -> str:
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _of_questions(schema: Json) -> Json:
    """Return what says of a bank that each of its questions is as ``schema`` says."""
    return {"properties": {"questions": {"items": schema}}}


class _Schema:
    """A schema that is made, with the records that it has described so far."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._definitions: Json = {}

    def whole(self, record: type, title: str) -> Json:
        """Return the schema of a file that holds a ``record``."""
        made = self._object(self._shapes.of(record))
        return {
            "$schema": _DRAFT,
            "$comment": _WRITTEN,
            "title": title,
            **made,
            "definitions": self._definitions,
        }

    def record(self, record: type) -> Json:
        """Return what refers to the description of ``record``."""
        name = record.type if issubclass(record, Question) else record.__name__
        if name not in self._definitions:
            self._definitions[name] = {}  # a record may contain itself
            self._definitions[name] = self._object(self._shapes.of(record))
        return {"$ref": f"#/definitions/{name}"}

    def _object(self, shape: Shape) -> Json:
        shown = examples.of_fields(shape)
        properties = {
            name: self._field(field, shown.get(name)) for name, field in shape.fields.items()
        }
        if shape.tag:
            properties = {shape.tag: self._tag(shape), **properties}
        made: Json = {
            "type": "object",
            "properties": properties,
            "required": shape.required,
            "additionalProperties": False,
        }
        if shape.needs:
            made["dependencies"] = {name: list(others) for name, others in shape.needs.items()}
        if shape.one_of:
            made["oneOf"] = [{"required": [name]} for name in shape.one_of]
        return made

    def _tag(self, shape: Shape) -> Json:
        """Return the field by which a record is told from others."""
        assert issubclass(shape.record, Question)
        return {"const": shape.record.type, "description": _what_learners_do(shape)}

    def _field(self, field: FieldShape, example: Any) -> Json:
        """Return the schema of a field; one that all questions have is described once."""
        if field.record is not Question and field.name in self._shapes.of(Question).fields:
            common = self._shapes.of(Question).fields[field.name]
            if issubclass(field.record, Question) and common.value == field.value:
                name = f"field-{field.name}"
                if name not in self._definitions:
                    shown = examples.of_fields(self._shapes.of(Question))
                    self._definitions[name] = self._field(common, shown.get(field.name))
                return {"$ref": f"#/definitions/{name}"}
        value = self._value(field.value)
        described: Json = {
            "description": field.about.replace("`", ""),
            "markdownDescription": field.about,
        }
        example = self._example(field.value) if example is None else example
        if example is not None:
            described["examples"] = [example]
        if "$ref" in value:  # what is next to a reference does not count
            value = {"allOf": [value]}
        return {**described, **value}

    def _example(self, value: Value) -> Any:
        """Return a ``value`` that holds records, as these show themselves."""
        match value:
            case ListOf(item):
                return [self._example(item)]
            case RecordOf(record):
                return examples.fields(self._shapes.of(record).example)
            case OneOf(_, members):
                first = next(iter(members.values()))
                assert issubclass(first, Question)
                return examples.fields(examples.question(self._shapes, first))
            case _:
                return None

    def _value(self, value: Value) -> Json:
        """Return what may be written as ``value``.  One branch for each kind of value."""
        match value:
            case Text():
                return {"type": _SCALAR, "pattern": _SOMETHING}
            case YesNo():
                return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
            case Count():
                return {
                    "type": ["integer", "string"],
                    "minimum": 1,
                    "maximum": _GREATEST_NUMBER,
                    "pattern": _WHOLE_NUMBER,
                    "maxLength": _LONGEST_NUMBER,
                }
            case Grammar():
                return _grammar(value)
            case Words(words):
                return {"enum": list(words)}
            case ListOf(item):
                return {"type": "array", "items": self._value(item)}
            case Pairs():
                text = {"type": _SCALAR, "pattern": _SOMETHING}
                names = {"pattern": _SOMETHING}
                return {"type": "object", "additionalProperties": text, "propertyNames": names}
            case Named(item, name):
                made: Json = {"type": "object", "additionalProperties": self._value(item)}
                if name is not None:
                    made["propertyNames"] = {"pattern": name.pattern}
                return made
            case TextOr(record):
                text = {"type": _SCALAR, "pattern": _SOMETHING}
                return {"anyOf": [text, self.record(record)]}
            case RecordOf(record):
                return self._with_shorthand(self._shapes.of(record))
            case OneOf(base, members):
                return self._union(base, members)
            case _:
                assert_never(value)

    def _with_shorthand(self, shape: Shape) -> Json:
        """Return what refers to a record, or its shorthand: text that does not begin as a field."""
        whole = self.record(shape.record)
        if shape.shorthand is None:
            return whole
        fields = "|".join(map(re.escape, shape.fields))
        bare = {"type": _SCALAR, "pattern": rf"^(?!({fields})\s*[:=])[\s\S]*\S"}
        return {"anyOf": [bare, whole]}

    def _union(self, base: type, members: Mapping[str, type]) -> Json:
        """Return a record that is described by what its type says it is."""
        shape = self._shapes.of(base)
        shown = examples.of_fields(shape)
        self._definitions.setdefault(
            base.__name__,
            {
                "type": "object",
                "properties": {
                    "type": {
                        "enum": list(members),
                        "enumDescriptions": [
                            _what_learners_do(self._shapes.of(member))
                            for member in members.values()
                        ],
                        "description": "One of the question types.",
                    },
                    **{
                        name: self._field(one, shown.get(name))
                        for name, one in shape.fields.items()
                    },
                },
                "required": shape.required,
                "allOf": [
                    {
                        "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                        "then": self.record(member),
                    }
                    for name, member in members.items()
                ],
                "defaultSnippets": [
                    {
                        "label": name,
                        "description": _what_learners_do(self._shapes.of(member)),
                        "body": examples.fields(examples.question(self._shapes, member)),
                    }
                    for name, member in members.items()
                    if issubclass(member, Question)
                ],
            },
        )
        return {"$ref": f"#/definitions/{base.__name__}"}


def _grammar(value: Grammar) -> Json:
    """Return what may be written as ``value``, which says itself what it reads.

    A pattern is for texts only, so it is tried how many digits a number may have.
    """
    made: Json = {"type": ["string"], "pattern": value.pattern or _SOMETHING}
    if value.longest:
        made["maxLength"] = value.longest
    if value.example:
        made["examples"] = [value.example]
    digits = [length for length in range(1, _MOST_DIGITS) if _reads(value, "2" * length)]
    if digits:
        made["type"].append("number" if _reads(value, "1.5") else "integer")
        if digits[0] > 1:
            made["minimum"] = 10 ** (digits[0] - 1)
        elif not _reads(value, "-1"):
            made["minimum"] = 0
        if digits[-1] < _MOST_DIGITS - 1:
            made["maximum"] = 10 ** digits[-1] - 1
    if _reads(value, "true"):
        made["type"].append("boolean")
    return made


def _reads(value: Grammar, text: str) -> bool:
    """Tell whether ``text`` may be written as ``value``."""
    try:
        value.parse(text)
    except ValueError:
        return False
    return True


def _what_learners_do(shape: Shape) -> str:
    """Return the sentence with which the example of a question type begins, if it has one."""
    found = re.match(r"# Type “.*?”: (.*)\n", shape.example)
    return found[1][0].upper() + found[1][1:] + "." if found else ""
