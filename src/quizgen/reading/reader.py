"""From a tree of texts to records, following their shapes.

What may be written is known to :mod:`quizgen.reading.shapes`; what is done with it, to this module.
Every mistake is reported at its place; what is sound is read: in a list of records that keep
their place (:mod:`quizgen.model.record`) the unsound ones are left out and the others stand.  A
record's own ``check`` runs when all its fields are sound, and names faults by routes, which are
turned into places here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as Table
from typing import Any, Final, assert_never

from msgspec import Struct

from quizgen.model.blocks import formulas
from quizgen.model.diagnostics import Diagnostic, Edit, Fault, Problem, Route, Severity, Span
from quizgen.model.lines import split_lines
from quizgen.model.markup import Markup
from quizgen.model.nodes import Mapping, Node, Place, Scalar, Sequence
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import INVISIBLE, invisible_character, quoted
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
    Unions,
    Value,
    Words,
    YesNo,
)

MAX_INT: Final = 1_000_000

_MEANT = {
    **dict.fromkeys(("true", "t", "yes", "y", "on", "1", "right", "correct"), "true"),
    **dict.fromkeys(("false", "f", "no", "n", "off", "0", "wrong", "incorrect"), "false"),
}
"""What an author means by another word than ``true`` and ``false``."""
_BARE = r"[^\W_][^\[\]{}#:\n]*"
"""A text that stands in brackets as it is."""
WIDEST = 1000
"""Characters of a line that are underlined at most where a text goes on in the next line."""
_LONGEST_ESCAPE = 10
"""Characters that stand for one at most, within double quotes."""
_NODE_NAMES = {Scalar: "text", Sequence: "a list", Mapping: "fields"}
_FIELDS = "fields such as “name: value”"


_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"


_SUSPECTS = (
    *("```", "~~~", "](", "$", "__", "~~", "***", "**/", "**(", "**[", "**=", "<", "&", "\\["),
    *("|-", "|:", "| -", "| :", "--|", "- |", "\n* ", "\n+ ", "##", "  - ", " - ", " 2. "),
)
"""What a text has one of, or nothing in it can be unread: most texts of most banks have none."""
_TEXT = "text"
_CHOOSE = "write one of these words"
_HINTS = {
    Scalar: "write {expected} below the name of the field, indented further",
    Sequence: "write {expected} without “- ” and without square brackets",
    Mapping: "write {expected} without other fields below it",
}
"""What to do about a value of another shape than the expected one."""


class _Invalid:
    """What a reader gives where it has reported a mistake."""


INVALID: Final = _Invalid()


class Findings:
    """The mistakes of one file, and the only place where nodes become places."""

    def __init__(self, path: str, text: str = "") -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self._lines = text
        self._split: list[str] | None = None
        self.suspects = tuple(mark for mark in _SUSPECTS if mark.lstrip("\n") in text)
        """What the file has of the marks that may be meant for other programs."""

    @property
    def errors(self) -> int:
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)

    def fault(self, fault: Fault) -> None:
        """Report a mistake of the text as YAML."""
        at = Span(self.path, fault.line + 1, fault.column + 1)
        self.diagnostics.append(Diagnostic(fault.code, fault.message, at, fault.hint))

    def report(self, node: Node, problem: Problem) -> None:
        """Report ``problem``, whose route starts at ``node``."""
        place = self.place(node, problem.route, problem.on_key)
        self.diagnostics.append(
            Diagnostic(problem.code, problem.message, place, problem.hint, problem.severity)
        )

    def place(self, node: Node, route: Route = (), on_key: bool = False) -> Span:
        """Return the place at the end of ``route``, which starts at ``node``."""
        return self.span(_locate(node, route, on_key))

    def locate_character(self, node: Scalar, char: str) -> Scalar:
        """Return the first ``char`` of ``node``, if it stands in its first line."""
        mark = node.mark
        end = mark.column + len(node.text) * _LONGEST_ESCAPE  # to look further costs too much
        column = (
            self.lines[mark.line].find(char, mark.column, end)
            if mark.line < len(self.lines)
            else -1
        )
        return node if column < 0 else Scalar(char, Place(mark.line, column))

    def span(self, node: Node) -> Span:
        """Return the place of ``node``, with as much of its first line as it fills."""
        width = 1
        lines = self.lines
        line, column = node.mark.line, node.mark.column
        if type(node) is Scalar and line < len(lines):
            # Many nodes may stand in one long line: the rest of it is not copied for each.
            text = lines[line]
            first = node.text.split("\n", 1)[0]
            if first and text.startswith(first, column):
                width = len(first)
            elif quotes := re.compile(_QUOTED).match(text, column):
                width = len(quotes[0])
            elif node.text:
                width = len(text[column : column + WIDEST].rstrip())
        return Span(self.path, line + 1, column + 1, max(width, 1))

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        if self._split is None:
            self._split = split_lines(self._lines)
        return self._split


def _locate(node: Node, route: Route, on_key: bool) -> Node:
    """Return the node at the end of ``route``, or the last one on the way that exists."""
    for number, step in enumerate(route):
        if isinstance(node, Mapping):
            name = node.name(step) if isinstance(step, int) else step
            if not isinstance(name, str) or name not in node.entries:
                break
            last = number == len(route) - 1
            node = node.key(name) if on_key and last else node.entries[name]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


Read = Callable[[Node, Findings], Any]
"""Reads a node; gives :data:`INVALID` after reporting."""


class Reader:
    """Reads records of any class, as their shapes say."""

    def __init__(self, unions: Unions | None = None) -> None:
        self._shapes = Shapes(unions)
        self._records: dict[type, Read] = {}

    def read(self, record: type, node: Node, findings: Findings) -> Any:
        """Return the ``record`` that ``node`` holds, or :data:`INVALID`."""
        return self._record(record)(node, findings)

    def _record(self, record: type) -> Read:
        """Return what reads ``record``; made once."""
        try:
            return self._records[record]
        except KeyError:

            def later(node: Node, findings: Findings) -> Any:
                return self._records[record](node, findings)

            self._records[record] = later  # a record may contain itself
            self._records[record] = read = self._record_reader(self._shapes.of(record))
            return read

    def _value(self, value: Value, what: _Name) -> Read:
        """Return what reads a value of this kind, which messages call ``what``."""
        match value:
            case Text(markup):
                return _text_reader(what, markup)
            case YesNo():
                return _bool_reader(what)
            case Count():
                return _int_reader(what)
            case Grammar():
                return _grammar_reader(value, what)
            case Words(words):
                return _words_reader(words, what)
            case ListOf(item, independent):
                bare = not isinstance(item, RecordOf | OneOf) or self._has_shorthand(item)
                return _list_reader(self._value(item, what.item), independent, bare, what)
            case Pairs():
                return _pairs_reader(what)
            case Named(item):
                return _named_reader(self._value(item, what.item), what)
            case RecordOf(record):
                return _unless_empty(self._record(record), what)
            case OneOf():
                return self._union_reader(value, what)
            case _:
                assert_never(value)

    def _has_shorthand(self, value: RecordOf | OneOf) -> bool:
        record = value.record if isinstance(value, RecordOf) else value.base
        return self._shapes.of(record).shorthand is not None

    def _union_reader(self, union: OneOf, what: _Name) -> Read:
        members = union.members
        near = Suggestions(members)
        near_type = Suggestions(["type"])
        tag_name = _Name("“type”", f"write {_one_of(members)}")
        common = [
            (field.name, self._value(field.value, _Name.of(field)), field.required)
            for field in self._shapes.of(union.base).fields.values()
        ]

        def shared(node: Mapping, findings: Findings) -> None:
            """Report what is wrong with the fields that all ``members`` have."""
            for name, read, required in common:
                if name in node.entries:
                    read(node.entries[name], findings)
                elif required:
                    _missing_key(node, findings, name)

        def read(node: Node, findings: Findings) -> Any:
            if type(node) is not Mapping:
                return _wrong_shape(node, findings, _FIELDS, what=what)
            tag = node.entries.get("type")
            name = tag.text if type(tag) is Scalar else ""
            if name in members:
                return self._record(members[name])(node, findings)
            if tag is None:
                _missing_key(node, findings, "type")
                for key in node.entries:
                    if near_type.nearest(key):
                        _unknown_key(node, findings, key, ["type"], near_type, {}, short=False)
            elif type(tag) is Scalar:
                _unknown_value(tag, findings, members, near, "unknown-type", tag_name)
            else:
                _wrong_shape(tag, findings, _one_of(members))
            shared(node, findings)
            return INVALID

        return read

    def _record_reader(self, shape: Shape) -> Read:
        record, keeps_place, shorthand = shape.record, shape.keeps_place, shape.shorthand
        readers = {
            name: self._value(field.value, _Name.of(field)) for name, field in shape.fields.items()
        }
        names = tuple(readers)
        required = shape.required
        check = getattr(record, "check", None)
        near = Suggestions(names)
        tag = shape.tag

        def read(node: Node, findings: Findings) -> Any:
            if type(node) is Mapping:
                entries = node.entries
            elif type(node) is Scalar and shorthand is not None:
                if node.text.startswith(names) and (found := field_in_text(node.text, names)):
                    return _report_field_in_text(node, found[1], found[2], shorthand, findings)
                entries = {shorthand: node}
            else:
                return _wrong_shape(node, findings, _FIELDS)
            values: dict[str, Any] = {}
            unknown: list[str] = []
            sound = True
            for name, child in entries.items():
                if name in readers:
                    values[name] = value = readers[name](child, findings)
                    if value is INVALID:
                        sound = False
                elif name != tag:
                    unknown.append(name)
            for name in required:
                if name not in values:
                    _missing_key(node, findings, name, unknown)
                    sound = False
            if unknown:
                _unknown_keys(node, unknown, shape, near, findings)
                sound = False
            if not sound:
                return INVALID
            if keeps_place:
                values["at"] = node
            made = record(**values)
            if check is not None:
                for problem in check(made):
                    findings.report(node, problem)
                    sound = sound and problem.severity is not Severity.ERROR
            return made if sound else INVALID

        return read


class _Name(Struct, frozen=True):
    """What messages call a value, and what its author may do if it is empty."""

    name: str
    hint: str = ""

    @classmethod
    def of(cls, field: FieldShape) -> _Name:
        """Return the name of the value of ``field``."""
        hint = f"fill in “{field.name}: …”"
        if not field.required:
            hint += f", or delete “{field.name}”"
        return cls(f"“{field.name}”", hint)

    @property
    def item(self) -> _Name:
        """The name of an item of the list that is called so."""
        return _Name(f"an item of {self.name}", "fill it in, or delete it")


def _unless_empty(read: Read, what: _Name) -> Read:
    """Return what reads as ``read`` does, and says what is empty if all of ``what`` is."""

    def read_unless_empty(node: Node, findings: Findings) -> Any:
        if type(node) is Scalar and not node.text.strip():
            return _report_empty(node, findings, "empty-text", what)
        return read(node, findings)

    return read_unless_empty


def _text_reader(what: _Name, markup: bool) -> Read:
    """Return what reads text; with ``markup`` its formulas must be sound, too."""

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return _wrong_shape(node, findings, _TEXT)
        text = node.text.strip()
        if not text:
            return _report_empty(node, findings, "empty-text", what)
        if markup:
            return text if _is_sound(node, text, findings) else INVALID
        if text[0] in "`*":
            _warn_of_marks(node, text, what, findings)
        return text

    return read


def _warn_of_marks(node: Scalar, text: str, what: _Name, findings: Findings) -> None:
    """Warn of marks around all of ``text``, where no marks are read."""
    if found := re.fullmatch(r"`([^`]+)`|\*\*([^*]+)\*\*", text):
        mark = "`" if found[1] else "**"
        message = f"{what.name} has no marks, so learners would see “{mark}”"
        problem = Problem(
            "unread-markdown",
            message,
            hint=f"write {quoted(found[1] or found[2])}",
            severity=Severity.WARNING,
        )
        findings.report(node, problem)


def _is_sound(node: Scalar, text: str, findings: Findings) -> bool:
    """Tell whether ``text`` has sound formulas, and no code without an end.

    Reports what is wrong, and warns of marks that nobody reads.
    """
    if "\\" in text and not _sound_formulas(node, text, findings):
        return False
    for mark in findings.suspects:
        if mark in text:
            return _read_as_meant(node, text, findings)
    return True


def _read_as_meant(node: Scalar, text: str, findings: Findings) -> bool:
    """Warn of marks of ``text`` that nobody reads; tell whether none of them is serious."""
    from quizgen.model.unread import unread

    sound = True
    trail = Trail(node, text, findings.lines)
    for one in unread(text, _folded(node, findings.lines)):
        spot = trail.find(one.found, one.place)
        place = findings.span(spot or trail.find(one.found[0], one.place) or node)
        literal = _sign(node, findings.lines) in ("|", ">", "'")
        certain = spot is not None and bool(one.meant) and literal
        repair = (Edit(place, one.meant),) if certain else ()
        problem, hint = one.problem, one.problem.hint
        if _sign(node, findings.lines) == '"':  # there, a backslash is written twice
            hint = hint.replace("\\", "\\\\")
        findings.diagnostics.append(
            Diagnostic(problem.code, problem.message, place, hint, problem.severity, repair=repair)
        )
        sound = sound and problem.severity is not Severity.ERROR
    return sound


def _folded(node: Scalar, lines: list[str]) -> list[str]:
    """Return the lines of ``node`` in the file, unless YAML keeps each of them as a line."""
    first = lines[node.mark.line][node.mark.column :] if node.mark.line < len(lines) else ""
    if first.startswith("|"):
        return []
    found = [first]
    left = len("".join(node.text.split())) - len("".join(first.split()))
    for line in lines[node.mark.line + 1 :] if left > 0 or first.startswith(">") else ():
        found.append(line)
        left -= len("".join(line.split()))
        if left <= 0:
            break
    return found if len(found) > 1 else []


def _sign(node: Scalar, lines: list[str]) -> str:
    """Return the first character of ``node`` in the file, which says how it is written."""
    line = lines[node.mark.line] if node.mark.line < len(lines) else ""
    return line[node.mark.column : node.mark.column + 1]


def _sound_formulas(node: Scalar, text: str, findings: Findings) -> bool:
    """Return whether the formulas of ``text`` are sound; reports those that are not."""
    if "\\(" not in text and "\\[" not in text:
        return True
    from quizgen.model.maths import mistakes

    trail = None
    sound = True
    for start, formula in formulas(Markup(text)):
        for mistake in mistakes(formula):
            trail = trail or Trail(node, text, findings.lines)
            found = mistake.found.split()
            spot = trail.find(found[0], start + mistake.at) if found else None
            problem = Problem("bad-formula", mistake.message, hint=mistake.hint)
            if not mistake.serious:
                problem = Problem(
                    "formula-text", mistake.message, hint=mistake.hint, severity=Severity.WARNING
                )
            findings.report(spot or trail.find(text[start - 2 : start], start - 2) or node, problem)
            sound = sound and not mistake.serious
    return sound


class Trail:
    """The way from the characters of a text to their places in the file, from first to last.

    A text in the file may have line breaks, margins and escapes that what was read of it has not.
    What is sought is the same in both: so it is found by how often it stands before that.
    """

    def __init__(self, node: Scalar, text: str, lines: list[str]) -> None:
        self._node = node
        self._text = text
        self._lines = lines
        self._read = 0
        # How far the text may reach in the file: to look to its end for each text costs too much.
        self._reach = len(text) * _LONGEST_ESCAPE + WIDEST
        self._line, self._column = node.mark.line, node.mark.column

    def find(self, what: str, place: int) -> Scalar | None:
        """Return the place of ``what`` in the text; never before what was found last.

        ``None`` where the file says it in other characters, such as an escape.
        """
        if place < self._read:
            return None
        times = self._text.count(what, self._read, place) + 1
        line, column = self._line, self._column
        left = self._reach
        while line < len(self._lines) and left > 0:
            found = self._lines[line].find(what, column, column + left)
            if found < 0:
                left -= len(self._lines[line]) - column + 1
                line, column = line + 1, 0
                continue
            times -= 1
            if not times:
                self._read, self._line, self._column = place, line, found
                return Scalar(what, Place(line, found))
            column = found + len(what)
        return None


def _bool_reader(what: _Name) -> Read:
    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return _wrong_shape(node, findings, "true or false")
        text = node.text
        if text in ("true", "false"):
            return text == "true"
        if not text.strip():
            return _report_empty(node, findings, "bad-boolean", what, "true or false")
        meant = _MEANT.get(text.strip().lower())
        hint = f"write {meant}" if meant else "write true or false"
        message = f"found {quoted(text)}, expected true or false"
        return _report(node, findings, "bad-boolean", message, hint)

    return read


def _int_reader(what: _Name) -> Read:
    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return _wrong_shape(node, findings, "a whole number")
        text = node.text
        if text.isascii() and text.isdecimal() and len(text) < 8 and 1 <= int(text) <= MAX_INT:
            return int(text)
        if not text.strip():
            return _report_empty(node, findings, "bad-number", what, "a whole number")
        message = f"found {quoted(text)}, expected a whole number from 1 to {MAX_INT:,}"
        return _report(node, findings, "bad-number", message, "write digits only, such as 3")

    return read


def _grammar_reader(value: Grammar, what: _Name) -> Read:
    expected = f"{'an' if value.name[0] in 'aeiou' else 'a'} {value.name}"
    parse = value.parse

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return _wrong_shape(node, findings, expected)
        try:
            return parse(node.text)
        except ValueError as error:
            if not node.text.strip():
                return _report_empty(node, findings, value.code, what)
            hint = error.args[1] if len(error.args) > 1 else ""
            return _report(node, findings, value.code, error.args[0], hint)

    def read_markup(node: Node, findings: Findings) -> Any:
        text = read(node, findings)
        if text is INVALID or type(node) is not Scalar:
            return INVALID
        return text if _is_sound(node, text, findings) else INVALID

    return read_markup if value.markup else read


def _words_reader(members: Table[str, Any], what: _Name) -> Read:
    near = Suggestions(members)

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return _wrong_shape(node, findings, _one_of(members))
        try:
            return members[node.text]
        except KeyError:
            return _unknown_value(node, findings, members, near, "unknown-value", what)

    return read


def _list_reader(item: Read, independent: bool, bare: bool, what: _Name) -> Read:
    """Return a reader of a list, whose items must all be sound, unless they are ``independent``.

    ``bare`` if an item may be a text.
    """

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Sequence:
            hint = "write each item of the list on a line of its own, after “- ”"
            if bare and type(node) is Scalar and re.fullmatch(_BARE, node.text):
                hint = f"put it in square brackets: “[{node.text}]”"
            return _wrong_shape(node, findings, "a list", hint, what)
        values = [item(child, findings) for child in node.items]
        if INVALID not in values:
            return tuple(values)
        return tuple(value for value in values if value is not INVALID) if independent else INVALID

    return read


def _pairs_reader(what: _Name) -> Read:
    hint = "write the text, or delete the pair"
    read_left = _text_reader(_Name("the left side of a pair", hint), markup=True)
    read_right = _text_reader(_Name("the right side of a pair", hint), markup=True)

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Mapping:
            hint = "write each pair on a line of its own: “left: right”"
            return _wrong_shape(node, findings, "pairs, each “left: right”", hint, what)
        pairs: dict[Any, Any] = {}
        sound = True
        for key, value in node.entries.items():
            left: Any = key.strip()
            if not left or "\\" in left or findings.suspects:
                left = read_left(node.key(key), findings)
            right = read_right(value, findings)
            if left is INVALID or right is INVALID:
                sound = False
            elif left in pairs:
                message = f"the left side {quoted(left)} is already used in another pair"
                hint = "delete one of the two pairs, or change its left side"
                _report(node.key(key), findings, "equal-pairs", message, hint)
                sound = False
            else:
                pairs[left] = right
        return pairs if sound else INVALID

    return read


def _named_reader(item: Read, what: _Name) -> Read:
    """Return what reads values under names."""

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Mapping:
            return _wrong_shape(node, findings, "fields, each “name: {…}”", what=what)
        values = {name: item(child, findings) for name, child in node.entries.items()}
        return INVALID if INVALID in values.values() else values

    return read


def _one_of(names: Iterable[str]) -> str:
    """Return what is expected where each of ``names`` may be written."""
    listed = list(names)
    return f"one of {', '.join(listed)}" if len(listed) > 1 else quoted(listed[0])


def _report(node: Node, findings: Findings, code: str, message: str, hint: str = "") -> _Invalid:
    if type(node) is Scalar and code != "wrong-shape" and (char := re.search(INVISIBLE, node.text)):
        message, hint = invisible_character(char[0], node.text)
        node = findings.locate_character(node, char[0])
    findings.report(node, Problem(code, message, hint=hint))
    return INVALID


def _report_empty(
    node: Scalar, findings: Findings, code: str, what: _Name, expected: str = ""
) -> _Invalid:
    message = f"{what.name} is empty{expected and f', expected {expected}'}"
    return _report(node, findings, code, message, what.hint)


def _wrong_shape(
    node: Node, findings: Findings, expected: str, hint: str = "", what: _Name | None = None
) -> _Invalid:
    found = _NODE_NAMES[type(node)]
    if type(node) is Scalar:
        if what is not None and not node.text.strip():
            return _report_empty(node, findings, "wrong-shape", what)
        found = quoted(node.text)
    elif type(node) is Mapping and expected == _TEXT:
        hint = "put the whole text in quotes, because it contains “: ”"
    elif type(node) is Sequence and expected == _TEXT:
        hint = "write one text; put it in quotes if it begins with [ or -"
    hint = hint or _HINTS.get(type(node), "").format(expected=expected)
    return _report(node, findings, "wrong-shape", f"found {found}, expected {expected}", hint)


def _missing_key(node: Node, findings: Findings, name: str, unknown: Iterable[str] = ()) -> None:
    """Report that ``node`` has no field ``name``, which one of the ``unknown`` ones may mean."""
    near = Suggestions(unknown).nearest(name)
    hint = f"correct “{near}” to “{name}”" if near else f"add “{name}: …”"
    _report(node, findings, "missing-field", f"the field “{name}” is missing", hint)


def _unknown_keys(
    node: Node, unknown: list[str], shape: Shape, near: Suggestions, findings: Findings
) -> None:
    """Report the fields of ``node`` that a record of this ``shape`` does not have."""
    assert type(node) is Mapping
    free = sorted(shape.fields.keys() - node.entries.keys())
    short = shape.shorthand is not None
    for name in unknown:
        _unknown_key(node, findings, name, free, near, shape.hints, short=short)


def _unknown_key(
    node: Node,
    findings: Findings,
    name: str,
    free: list[str],
    near: Suggestions,
    hints: Table[str, str],
    *,
    short: bool,
) -> None:
    """Report the key ``name`` of ``node``, where only those that are still ``free`` may be written.

    ``hints`` are for keys that the record does not have; ``short`` if a bare text might be meant.
    """
    assert type(node) is Mapping
    known = name.strip().lower()
    hint = hints.get(known) or near.hint(name, taken=node.entries)
    if known in node.entries and known != name:
        there = node.keys[known].line + 1
        hint = f"put both into one field; {quoted(known)} is already used on line {there}"
    elif name.isdecimal():
        hint = "put the number in quotes; inside brackets, its comma starts a new entry"
    elif not hint and _has_no_colon(node, name):
        hint = "put the whole text before it in quotes; inside braces, its comma starts a new field"
    elif not hint and (short or " " in name.strip()):
        hint = "if this is text that contains “: ”, put the whole text in quotes"
    found = f"the field {quoted(name)}" if name else "a field without a name"
    expected = f"expected {_one_of(free)}" if free else "but all fields are already there"
    message = f"found {found}, {expected}"
    hint = hint or "delete this field, or correct its name"
    _report(node.key(name), findings, "unknown-field", message, hint)


def field_in_text(text: str, names: Iterable[str]) -> re.Match[str] | None:
    """Return the one of ``names`` with which a bare text begins, and the rest.

    YAML takes it for a part of the text, for lack of a space or for quotes around both.
    """
    return re.match(rf"({'|'.join(names)})\s*[:=]\s*(.*)", text, re.DOTALL)


def _report_field_in_text(
    node: Scalar, key: str, rest: str, shorthand: str, findings: Findings
) -> _Invalid:
    if not re.fullmatch(_BARE, rest):
        rest = "'" + rest.replace("'", "''") + "'"
    return _report(
        node,
        findings,
        "wrong-shape",
        f"found the text {quoted(node.text)}, expected the field “{key}: …”",
        f"write {quoted(f'{key}: {rest}')}; if learners should read “{key}”, too, put "
        f"“{shorthand}: ” before the text, in quotes",
    )


def _has_no_colon(node: Node, name: str) -> bool:
    """Return whether the key ``name`` stands alone, as what follows a comma within braces may."""
    assert type(node) is Mapping
    key, value = node.keys[name], node.entries[name]
    behind = (key.line, key.column + len(name))
    return type(value) is Scalar and (value.mark.line, value.mark.column) == behind


def _unknown_value(
    node: Scalar,
    findings: Findings,
    members: Iterable[str],
    near: Suggestions,
    code: str,
    what: _Name,
) -> _Invalid:
    if not node.text.strip():
        return _report_empty(node, findings, code, what)
    message = f"found {quoted(node.text)}, expected {_one_of(members)}"
    return _report(node, findings, code, message, near.hint(node.text) or _CHOOSE)
