"""What an author may write, described: the fields of each record, and the values that they take.

A record is a frozen struct: its fields are the fields that may be written, their annotations say
what value each takes, and the sentence below each says what it is for.  From these a :class:`Shape`
is made, and :mod:`quizgen.reading.reader` reads by it.  Whatever else must know the format (its
page, a schema for editors, an empty bank to start from) asks the same shapes.

What an annotation may be:

- :data:`~quizgen.model.markup.Markup` or ``str``: text, exactly as written;
- ``bool`` (``true``, ``false``), ``int`` (a whole number from 1), an enumeration, a ``Literal``;
- the values of :mod:`quizgen.model.values` and their like, each with a grammar of its own;
- ``X | None``, ``tuple[X, ...]`` for a list, ``dict[Markup, Markup]`` for pairs, ``dict[str, X]``
  for values under names, ``dict[Id, X]`` for values under ids, another record;
- ``Markup | X`` for text, or a record in its place;
- a base record of which there are several, told apart by the field ``type``.

A record may say more in class variables: its ``SHORTHAND`` is the field whose value may be written
as bare text for the whole record, of ``ONE_OF`` its fields exactly one is written, and with a field
of ``NEEDS`` others are.  Its
``EXAMPLE`` shows it in YAML: a line ``# name: …`` is a field that most authors leave out.

For authors who write otherwise, ``MEANT`` has the fields that they mean by other names, ``CALLED``
the other names of a type, ``HINTS`` what to say of a field that is no other, and ``MISSING`` what
to say where a field is missing.  The tables of a base are those of its records, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo, fields

from quizgen.model.markup import Markup
from quizgen.model.question import (
    IgnoreReason,
    Reason,
    TypeName,
    parse_ignore_reason,
    parse_reason,
)
from quizgen.model.ranges import Amount, When, parse_amount, parse_when
from quizgen.model.record import Record
from quizgen.model.urls import Url, parse_url
from quizgen.model.values import (
    Decimal,
    FileName,
    FormerId,
    Id,
    Language,
    MediaName,
    Namespace,
    PartialDate,
    Tag,
    Title,
    Tolerance,
    parse_file_name,
    parse_former_id,
    parse_id,
    parse_language,
    parse_media_name,
    parse_namespace,
    parse_tag,
    parse_title,
)

Unions = Mapping[type, Mapping[str, type]]
"""For a base record the records that it may be, by the value of their field ``type``."""


class Text(Struct, frozen=True):
    """Text, exactly as written."""

    markup: bool
    """It may have marks and formulas."""


class YesNo(Struct, frozen=True):
    """``true`` or ``false``."""


class Count(Struct, frozen=True):
    """A whole number from 1."""


class Grammar(Struct, frozen=True):
    """A value with a grammar of its own, such as an id or a date."""

    code: str
    """The code of a mistake in it."""
    parse: Callable[[str], Any]
    """Reads one.  Raises :class:`ValueError` with a message, and a hint where there is one."""
    markup: bool = False
    """It may have marks and formulas."""
    example: str = ""
    """One that can be read."""
    pattern: str = ""
    """A regular expression (ECMA-262) that each one matches, and few other texts do."""
    longest: int = 0
    """How many characters it may have, if the pattern does not say."""

    @property
    def name(self) -> str:
        """What it is called: ``id``, ``media name``."""
        return self.code.removeprefix("bad-").replace("-", " ")


class Words(Struct, frozen=True):
    """One of a few words."""

    words: Mapping[str, Any]
    """The words that may be written, and what each means."""


class ListOf(Struct, frozen=True):
    """A list of values of one kind."""

    item: Value
    independent: bool
    """Where an item is unsound the others still count."""


class Pairs(Struct, frozen=True):
    """Pairs of texts, each written ``left: right``."""


class Named(Struct, frozen=True):
    """Values of one kind, each under a name that the author gives it."""

    item: Value
    name: Grammar | None = None
    """What may be a name, if not any text.  Where a value is unsound, the others still count."""


class TextOr(Struct, frozen=True):
    """Text with marks, or a record in its place."""

    record: type


class RecordOf(Struct, frozen=True):
    """A record; its shape is that of :meth:`Shapes.of`, for a record may contain itself."""

    record: type


class OneOf(Struct, frozen=True):
    """One of several records that have the fields of ``base``, told apart by ``type``."""

    base: type
    members: Mapping[str, type]


Value = Text | YesNo | Count | Grammar | Words | ListOf | Pairs | Named | TextOr | RecordOf | OneOf
"""What may be written as the value of a field."""


class FieldShape(Struct, frozen=True):
    """One field of a record."""

    name: str
    value: Value
    required: bool
    default: Any
    """What is read where it is left out, or ``None`` where it is required."""
    record: type
    """The record that it is a field of."""

    @property
    def about(self) -> str:
        """The sentence that says what it is for, in Markdown; found in the source on demand."""
        return _sentences(self.record).get(self.name, "")


class Shape(Struct, frozen=True):
    """What may be written for one record."""

    record: type
    fields: Mapping[str, FieldShape]
    shorthand: str | None = None
    """The field whose value may be written for the whole record."""
    needs: Mapping[str, tuple[str, ...]] = {}
    """Fields that must be written where the field by their name is."""
    one_of: tuple[str, ...] = ()
    """Fields of which exactly one is written, where there are any."""
    tag: str = ""
    """The field that tells it from the other records that may be written in its place, if any."""
    hints: Mapping[str, str] = {}
    """What to say of fields that it does not have and that are written all the same."""
    meant: Mapping[str, str] = {}
    """The field that is meant by another name."""
    missing: Mapping[str, str] = {}
    """What to say where a field is missing; ``{file}`` is for an id made of the file's name."""
    called: tuple[str, ...] = ()
    """Other names of a type."""
    example: str = ""
    """How it is written, in YAML; empty where nobody has written one."""

    @property
    def keeps_place(self) -> bool:
        """Whether the record knows where it was written."""
        return issubclass(self.record, Record)

    @property
    def required(self) -> list[str]:
        """The fields that must be written."""
        return [field.name for field in self.fields.values() if field.required]


class Shapes:
    """The shapes of all records, those of ``unions`` by their type."""

    def __init__(self, unions: Unions | None = None) -> None:
        self._unions = unions or {}
        self._tagged = {one for members in self._unions.values() for one in members.values()}
        self._shapes: dict[type, Shape] = {}

    @property
    def unions(self) -> Unions:
        """What the records are told apart by their type."""
        return self._unions

    def of(self, record: type) -> Shape:
        """Return the shape of ``record``.  Raises :class:`TypeError` for a strange annotation."""
        shape = self._shapes.get(record)
        if shape is None:
            shape = self._shapes[record] = Shape(
                record,
                {one.name: self._field(record, one) for one in fields(record) if one.name != "at"},
                getattr(record, "SHORTHAND", None),
                getattr(record, "NEEDS", {}),
                getattr(record, "ONE_OF", ()),
                "type" if record in self._tagged else "",
                _of_all(record, "HINTS"),
                _of_all(record, "MEANT"),
                _of_all(record, "MISSING"),
                getattr(record, "CALLED", ()),
                vars(record).get("EXAMPLE", ""),
            )
        return shape

    def _field(self, record: type, info: FieldInfo) -> FieldShape:
        default = None if info.default is NODEFAULT else info.default
        if info.default_factory is not NODEFAULT:
            default = info.default_factory()
        return FieldShape(info.name, self._value(info.type), info.required, default, record)

    def _types(self) -> Words:
        """Return the names of all records that are told apart by their type."""
        return Words({name: name for members in self._unions.values() for name in members})

    def _value(self, annotation: Any) -> Value:
        """Return what an annotation says may be written.  One branch for each annotation."""
        if annotation in _PLAIN:
            return self._types() if annotation is TypeName else _PLAIN[annotation]
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in (Union, UnionType):
            some = [arg for arg in args if arg is not NoneType]
            if len(some) == 2 and some[0] is Markup and is_kind(some[1], Struct):
                return TextOr(some[1])
            return self._value(Union[*some])
        if origin is Literal:
            return Words({str(value): value for value in args})
        if origin is tuple:
            return ListOf(self._value(args[0]), is_kind(args[0], Record))
        if origin is dict:
            if args[1] is Markup:
                return Pairs()
            name = self._value(args[0])
            return Named(self._value(args[1]), name if isinstance(name, Grammar) else None)
        if annotation in self._unions:
            return OneOf(annotation, self._unions[annotation])
        if is_kind(annotation, Enum):
            return Words({str(member.value): member for member in annotation})
        if is_kind(annotation, Struct):
            return RecordOf(annotation)
        raise TypeError(f"nothing can be written for {annotation!r}")


def _of_all(record: type, name: str) -> dict[str, str]:
    """Return the table called ``name`` of ``record`` and of what it is made from."""
    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        found |= base.__dict__.get(name, {})
    return found


def is_kind(annotation: Any, kind: type) -> bool:
    """Return whether ``annotation`` is a class of this kind, rather than an alias or a union."""
    return isinstance(annotation, type) and issubclass(annotation, kind)


_AN_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_SHORT = "(?=[^/]{1,80}(/|$))"
_A_NUMBER = r"(([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?|\.[0-9]+)"
_PLAIN: dict[Any, Value] = {
    Markup: Text(markup=True),
    str: Text(markup=False),
    bool: YesNo(),
    int: Count(),
    Id: Grammar("bad-id", parse_id, example="capital-of-japan", pattern=f"^{_AN_ID}$", longest=80),
    FormerId: Grammar(
        "bad-id",
        parse_former_id,
        example="old-name",
        pattern=rf"^({_SHORT}{_AN_ID}/)?{_SHORT}{_AN_ID}$",
    ),
    Tag: Grammar(
        "bad-tag", parse_tag, example="geography", pattern=r"^[^\s:\"]+(::[^\s:\"]+)*$", longest=100
    ),
    Title: Grammar("bad-title", parse_title, example="Rivers", pattern=r'^[^"\n]*[^"\s][^"\n]*$'),
    Namespace: Grammar(
        "bad-namespace",
        parse_namespace,
        example="5v0t2m8q1x7k4c9z6b3n",
        pattern="^[a-z0-9]{16,64}$",
    ),
    MediaName: Grammar(
        "bad-media-name", parse_media_name, example="map.png", pattern=r'^[^<>:"|?*\\]+$'
    ),
    FileName: Grammar(
        "bad-file-name", parse_file_name, example="article.txt", pattern=r'^[^<>:"|?*\\/]+$'
    ),
    Decimal: Grammar(
        "bad-number", Decimal.parse, example="8,849", pattern=rf"^[-−+]?({_A_NUMBER}$|[0-9])"
    ),
    Amount: Grammar(
        "bad-number", parse_amount, example="8,849", pattern=r"^([Bb]etween\s+)?[-−+]?[.0-9]"
    ),
    When: Grammar("bad-date", parse_when, example="1953-05-29", pattern="^[A-Za-z ]*[0-9]"),
    PartialDate: Grammar(
        "bad-date",
        PartialDate.parse,
        example="1953-05-29",
        pattern="^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
    ),
    Tolerance: Grammar("bad-tolerance", Tolerance.parse, example="5%", pattern=r"^[-−+]?[.0-9].*$"),
    IgnoreReason: Grammar(
        "bad-reason", parse_ignore_reason, example="the answer is asked in thousands"
    ),
    Reason: Grammar(
        "bad-reason", parse_reason, markup=True, example="The question has two right answers."
    ),
    TypeName: Words({}),  # those of the unions
    Language: Grammar(
        "bad-language", parse_language, example="fr", pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
    ),
    Url: Grammar("bad-url", parse_url, example="https://example.org"),
}
"""The values whose annotations are names."""


@cache
def _sentences(record: type) -> dict[str, str]:
    """Return the sentence below each field of ``record`` and of what it is made from.

    They are no part of the running program, and so are read from its source, when first asked for.
    """
    import ast
    from inspect import getsource
    from itertools import pairwise
    from textwrap import dedent

    found: dict[str, str] = {}
    for base in reversed(record.__mro__):
        if base is Struct or not issubclass(base, Struct):
            continue
        (declared,) = ast.parse(dedent(getsource(base))).body
        assert isinstance(declared, ast.ClassDef)
        for field, below in pairwise(declared.body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(below, ast.Expr)
                and isinstance(below.value, ast.Constant)
            ):
                found[field.target.id] = " ".join(str(below.value.value).split())
    return found
