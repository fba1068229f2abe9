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

from quizgen.model.blocks import formulas
from quizgen.model.diagnostics import Diagnostic, Problem, Severity
from quizgen.model.markup import Markup
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import quoted
from quizgen.reading.findings import Findings, Trail
from quizgen.reading.shape_mistakes import (
    FIELDS,
    INVALID,
    TEXT,
    Items,
    Kinds,
    Meanings,
    Name,
    field_in_text,
    one_of,
    reindent,
    report,
    report_empty,
    report_field_in_text,
    report_missing,
    report_no_list,
    report_no_pairs,
    report_no_record,
    report_shape,
    report_value,
)
from quizgen.reading.shapes import (
    Count,
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
    Unions,
    Value,
    Words,
    YesNo,
)
from quizgen.reading.value_hints import Meant, meant_boolean, meant_value, meant_word

MAX_INT: Final = 1_000_000

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

    def _record(self, record: type, what: Name | None = None) -> Read:
        """Return what reads ``record``, which messages call ``what``; made once."""
        try:
            return self._records[record]
        except KeyError:

            def later(node: Node, findings: Findings) -> Any:
                return self._records[record](node, findings)

            self._records[record] = later  # a record may contain itself
            self._records[record] = read = self._record_reader(self._shapes.of(record), what)
            return read

    def _value(self, value: Value, what: Name) -> Read:
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
                return _list_reader(
                    self._value(item, what.item), independent, self._items(item), what
                )
            case Pairs():
                return _pairs_reader(what)
            case Named(item, name):
                read_name = None if name is None else _grammar_reader(name, what.item)
                return _named_reader(self._value(item, what.item), read_name, what)
            case TextOr(record):
                shape = self._shapes.of(record)
                return _text_or_record_reader(self._record(record, what), shape, what)
            case RecordOf(record):
                return _unless_empty(self._record(record, what), what)
            case OneOf():
                return self._union_reader(value, what)
            case _:
                assert_never(value)

    def _items(self, item: Value) -> Items:
        """Return what is said of the items of a list where there is none."""
        if not isinstance(item, RecordOf | OneOf):
            return Items(single=isinstance(item, Grammar))
        shape = self._shapes.of(item.record if isinstance(item, RecordOf) else item.base)
        if shape.shorthand is not None:
            return Items(fields=tuple(one for one in shape.one_of if one != shape.shorthand))
        return Items(bare=False, fields=(*shape.one_of[:1], *shape.required))

    def _union_reader(self, union: OneOf, what: Name) -> Read:
        members = union.members
        base = self._shapes.of(union.base)
        kinds = Kinds({name: self._shapes.of(member) for name, member in members.items()})
        common = [
            (field.name, self._value(field.value, Name.of(field)), field.required)
            for field in base.fields.values()
        ]

        def shared(node: Mapping, findings: Findings) -> None:
            """Report what is wrong with the fields that all ``members`` have."""
            for name, read, required in common:
                if name in node.entries:
                    read(node.entries[name], findings)
                elif required:
                    report_missing(node, findings, base, name)

        def read(node: Node, findings: Findings) -> Any:
            if type(node) is not Mapping:
                return report_shape(node, findings, FIELDS, what=what)
            tag = node.entries.get("type")
            if type(tag) is Scalar and tag.text in members:
                return self._record(members[tag.text])(node, findings)
            meant = kinds.report(node, findings)
            if meant:
                self._record(members[meant])(node, findings)
            else:
                shared(node, findings)
            return INVALID

        return read

    def _record_reader(self, shape: Shape, what: Name | None) -> Read:
        record, keeps_place, shorthand = shape.record, shape.keeps_place, shape.shorthand
        readers = {
            name: self._value(field.value, Name.of(field)) for name, field in shape.fields.items()
        }
        names = tuple(readers)
        required = shape.required
        check = getattr(record, "check", None)
        meanings = Meanings(shape)
        tag = shape.tag

        def read(node: Node, findings: Findings) -> Any:
            if type(node) is Mapping:
                entries = node.entries
            elif type(node) is Scalar and shorthand is not None:
                if node.text.startswith(names) and (found := field_in_text(node.text, names)):
                    return report_field_in_text(node, found[1], found[2], shorthand, findings)
                entries = {shorthand: node}
            else:
                return report_no_record(node, findings, shape, what)
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
            clear = True
            if unknown:
                assert type(node) is Mapping
                meant = meanings.report(node, unknown, findings)
                for name in meant:
                    values[name] = readers[name](entries[name], findings)
                sound, clear = False, len(meant) == len(unknown)
            for name in required:
                if name not in values:
                    report_missing(node, findings, shape, name)
                    sound = False
            if not sound and not (clear and as_meant(values, required, entries, findings)):
                return INVALID
            if keeps_place:
                values["at"] = node
            made = record(**values)
            if check is not None:
                for problem in check(made):
                    if findings.is_damaged(node):  # then the problem may be a consequence
                        return INVALID
                    findings.report(node, problem)
                    sound = sound and problem.severity is not Severity.ERROR
            return made if sound else INVALID

        return read


def as_meant(
    values: dict[str, Any], required: Iterable[str], entries: Table[str, Node], findings: Findings
) -> bool:
    """Put what is certainly meant into ``values`` for what was reported; whether they are whole.

    So one mistake hides no other of the same record.
    """
    for name, value in values.items():
        if value is INVALID:
            values[name] = findings.meant.get(id(entries[name]), INVALID)
    return INVALID not in values.values() and all(name in values for name in required)


def _unless_empty(read: Read, what: Name) -> Read:
    """Return what reads as ``read`` does, and says what is empty if all of ``what`` is."""

    def read_unless_empty(node: Node, findings: Findings) -> Any:
        if type(node) is Scalar and not node.text.strip():
            return report_empty(node, findings, "empty-text", what)
        return read(node, findings)

    return read_unless_empty


def _text_reader(what: Name, markup: bool) -> Read:
    """Return what reads text; with ``markup`` its formulas must be sound, too."""

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return report_shape(node, findings, TEXT, what=what)
        text = node.text.strip()
        if not text:
            return report_empty(node, findings, "empty-text", what)
        if findings.comments:
            findings.report_comment(node)
        if markup:
            return text if _is_sound(node, text, findings) else INVALID
        if text[0] in "`*":
            _warn_of_marks(node, text, what, findings)
        return text

    return read


def _warn_of_marks(node: Scalar, text: str, what: Name, findings: Findings) -> None:
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
        problem, hint = one.problem, one.problem.hint
        if _sign(node, findings.lines) == '"':  # there, a backslash is written twice
            hint = hint.replace("\\", "\\\\")
        findings.diagnostics.append(
            Diagnostic(problem.code, problem.message, place, hint, problem.severity)
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


def _bool_reader(what: Name) -> Read:
    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return report_shape(node, findings, "true or false", what=what)
        text = node.text
        if text in ("true", "false"):
            return text == "true"
        if not text.strip():
            return report_empty(node, findings, "bad-boolean", what, "true or false")
        message = f"found {quoted(text)}, expected true or false"
        meant = meant_boolean(text)
        if meant is None:
            hint = "write true or false"
            return report(node, findings, "bad-boolean", message, hint)
        findings.meant[id(node)] = meant
        word = str(meant).lower()
        return report(node, findings, "bad-boolean", message, f"write {word}", word)

    return read


def _int_reader(what: Name) -> Read:
    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return report_shape(node, findings, "a whole number", what=what)
        text = node.text
        if text.isascii() and text.isdecimal() and len(text) < 8 and 1 <= int(text) <= MAX_INT:
            return int(text)
        if not text.strip():
            return report_empty(node, findings, "bad-number", what, "a whole number")
        message = f"found {quoted(text)}, expected a whole number from 1 to {MAX_INT:,}"
        meant = meant_value("bad-count", text) or Meant("write digits only, such as 3")
        return report(node, findings, "bad-number", message, meant.hint, meant.rewrite)

    return read


def _grammar_reader(value: Grammar, what: Name) -> Read:
    expected = f"{'an' if value.name[0] in 'aeiou' else 'a'} {value.name}"
    parse = value.parse

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return report_shape(node, findings, expected, what=what)
        try:
            return parse(node.text)
        except ValueError as error:
            if not node.text.strip():
                return report_empty(node, findings, value.code, what)
            hint = error.args[1] if len(error.args) > 1 else ""
            meant = meant_value(value.code, node.text) or Meant(hint)
            rewrite = meant.rewrite or _rewritten(hint, parse)
            if rewrite is not None:
                findings.meant[id(node)] = _parsed(rewrite, parse)
            return report(node, findings, value.code, error.args[0], meant.hint, rewrite)

    def read_markup(node: Node, findings: Findings) -> Any:
        text = read(node, findings)
        if text is INVALID or type(node) is not Scalar:
            return INVALID
        return text if _is_sound(node, text, findings) else INVALID

    return read_markup if value.markup else read


def _rewritten(hint: str, parse: Callable[[str], Any]) -> str | None:
    """Return what a ``hint`` such as “write “south-korea”” says to write, if it is all it says."""
    found = re.fullmatch("write “?([^“”…]+?)”?", hint)
    return found[1] if found and _parsed(found[1], parse) is not INVALID else None


def _parsed(text: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(text)
    except ValueError:
        return INVALID


def _words_reader(members: Table[str, Any], what: Name) -> Read:
    near = Suggestions(members)

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Scalar:
            return report_shape(node, findings, one_of(members), what=what)
        try:
            return members[node.text]
        except KeyError:
            if meant := meant_word(node.text, members):
                findings.meant[id(node)] = members[meant]
                message = f"found {quoted(node.text)}, expected {one_of(members)}"
                hint = f"write “{meant}”"
                if node.text.strip().isdecimal():
                    scale = [f"{word} for {n}" for n in "123" if (word := meant_word(n, members))]
                    hint += f"; the words are {', '.join(scale)}"
                same = node.text.strip().casefold() == meant.casefold()
                rewrite = meant if same else None
                return report(node, findings, "unknown-value", message, hint, rewrite)
            return report_value(node, findings, members, near, what)

    return read


def _list_reader(item: Read, independent: bool, of: Items, what: Name) -> Read:
    """Return what reads a list, all of whose items must be sound, unless ``independent``."""

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Sequence:
            return report_no_list(node, findings, of, what)
        values = [item(child, findings) for child in node.items]
        if INVALID not in values:
            return tuple(values)
        if not independent:
            return INVALID
        reindent(node, findings)
        return tuple(value for value in values if value is not INVALID)

    return read


def _pairs_reader(what: Name) -> Read:
    hint = "write the text, or delete the pair"
    read_left = _text_reader(Name("the left side of a pair", hint), markup=True)
    read_right = _text_reader(Name("the right side of a pair", hint), markup=True)

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Mapping:
            return report_no_pairs(node, findings, what)
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
                report(node.key(key), findings, "equal-pairs", message, hint)
                sound = False
            else:
                pairs[left] = right
        return pairs if sound else INVALID

    return read


def _text_or_record_reader(record: Read, shape: Shape, what: Name) -> Read:
    """Return what reads text, or a record if what is written has one of its fields."""
    text = _text_reader(what, markup=True)
    fields = shape.fields.keys() | shape.meant.keys()

    def read(node: Node, findings: Findings) -> Any:
        is_record = type(node) is Mapping and not fields.isdisjoint(node.entries)
        return record(node, findings) if is_record else text(node, findings)

    return read


def _named_reader(item: Read, read_name: Read | None, what: Name) -> Read:
    """Return what reads values under names, which ``read_name`` reads if not any text is one.

    Then a value that is unsound is left out, and the others count.
    """

    def read(node: Node, findings: Findings) -> Any:
        if type(node) is not Mapping:
            hint = "write each name with what it is for: “name: …”"
            return report_shape(node, findings, "fields, each “name: …”", hint, what)
        values = {name: item(child, findings) for name, child in node.entries.items()}
        if read_name is None:
            return INVALID if INVALID in values.values() else values
        return {
            name: value
            for name, value in values.items()
            if read_name(node.key(name), findings) is not INVALID and value is not INVALID
        }

    return read
