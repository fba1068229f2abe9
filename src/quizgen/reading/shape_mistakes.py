"""What is said of a file whose fields are not those of its records, or hold something else.

The reader (:mod:`quizgen.reading.reader`) finds that a node does not fit its shape; which of the
usual mistakes that is, and how it is corrected, is known here.  One mistake is one finding: a field
under another name is not missing as well, and what was certainly meant is put into the tree, so
that neither the reader nor a rule complains of it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Table
from pathlib import PurePath
from typing import Final

from msgspec import Struct

from quizgen.model.diagnostics import Edit, Problem, Span
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import INVISIBLE, invisible_character, mended_id, quoted
from quizgen.reading.findings import Findings, last_line
from quizgen.reading.shapes import FieldShape, Grammar, ListOf, Shape, Text, TextOr


class Invalid:
    """What a reader gives where it has reported a mistake."""


INVALID: Final = Invalid()

FIELDS = "fields such as “name: value”"
TEXT = "text"
_NODE_NAMES = {Scalar: "text", Sequence: "a list", Mapping: "fields"}
_CHOOSE = "write one of these words"
_HINTS = {
    Scalar: "write {expected} below the name of the field, indented further",
    Sequence: "write {expected} without “- ” and without square brackets",
    Mapping: "write {expected} without other fields below it",
}
"""What to do about a value of another shape than the expected one."""
_BARE = r"[^\W_][^\[\]{}#:\n]*"
"""A text that stands in brackets as it is."""
_NUMBERED = r"(?:[0-9]{1,2}|[a-zA-Z])[.)]\s+"
"""What begins an item of a list elsewhere."""
_LETTER = r"\(?([0-9]{1,2}|[a-zA-Z])[.)]"
"""What an item has before it elsewhere."""
_MEANT_FIELD = 0.75
"""How like a field must be to one that is taken for it: more than for a mere question."""
_ONE_PAIR = r"\s*(.+?)\s*(?:->|→|=>|=| [-–—:] )\s*(.+?)\s*"
"""A pair as people write it who do not know YAML."""


class Name(Struct, frozen=True):
    """What messages call a value, and what its author may do if it is empty."""

    name: str
    hint: str = ""

    @classmethod
    def of(cls, field: FieldShape) -> Name:
        """Return the name of the value of ``field``."""
        hint = f"write something after “{field.name}:”"
        if not field.required:
            hint += f", or delete “{field.name}”"
        return cls(f"“{field.name}”", hint)

    @property
    def item(self) -> Name:
        """The name of an item of the list that is called so."""
        return Name(f"an item of {self.name}", "fill it in, or delete it")


class Items(Struct, frozen=True):
    """What the items of a list are, as far as a hint must know."""

    bare: bool = True
    """An item may be a text."""
    single: bool = False
    """An item is a value without spaces, such as an id."""
    fields: tuple[str, ...] = ()
    """The fields with which an item begins, if it may have fields."""

    @property
    def marked(self) -> str:
        """The end of a hint at a list of bare texts, of which some must have a field instead."""
        return (
            f", and the right one as “- {self.fields[0]}: …”" if self.bare and self.fields else ""
        )


# -- reporting -------------------------------------------------------------------------------------


def report(
    node: Node,
    findings: Findings,
    code: str,
    message: str,
    hint: str = "",
    rewrite: str | None = None,
) -> Invalid:
    """Report a mistake of ``node``, unless a character in it that nobody sees is the mistake."""
    if type(node) is Scalar and code != "wrong-shape" and (char := re.search(INVISIBLE, node.text)):
        message, hint = invisible_character(char[0], node.text)
        node, rewrite = findings.locate_character(node, char[0]), None
    findings.report(node, Problem(code, message, hint=hint, rewrite=rewrite))
    return INVALID


def report_empty(
    node: Scalar, findings: Findings, code: str, what: Name, expected: str = ""
) -> Invalid:
    """Report that the value called ``what`` is empty."""
    message = f"{what.name} is empty{expected and f', expected {expected}'}"
    return report(node, findings, code, message, what.hint)


def report_shape(
    node: Node,
    findings: Findings,
    expected: str,
    hint: str = "",
    what: Name | None = None,
    rewrite: str | None = None,
) -> Invalid:
    """Report that ``node``, the value called ``what``, is of another shape than ``expected``."""
    found = _NODE_NAMES[type(node)]
    if type(node) is Scalar:
        if what is not None and not node.text.strip():
            return report_empty(node, findings, "wrong-shape", what)
        found = quoted(node.text)
    elif type(node) is Mapping:
        findings.withdraw_at(node.repeated)
        if expected == TEXT:
            hint = "put the whole text in quotes, because it contains “: ”"
    elif expected == TEXT:
        assert type(node) is Sequence
        hint = _one_text(node, what)
    where = f" in {what.name}" if what is not None else ""
    hint = hint or _HINTS[type(node)].format(expected=expected)
    message = f"found {found}{where}, expected {expected}"
    return report(node, findings, "wrong-shape", message, hint, rewrite)


def _one_text(node: Sequence, what: Name | None) -> str:
    """Return a hint at what to do about a list where one text is expected."""
    first = node.items[0] if node.items else None
    one = f", such as {quoted(first.text)}" if type(first) is Scalar else ""
    if what is not None and what.name == "“answer”":
        return f"write one answer{one}; list the other right answers under “accept”"
    if what is not None and what.name.startswith("an item") and len(node.items) > 1:
        each = " and ".join(
            f"“- {item.text}”" for item in node.items[:2] if isinstance(item, Scalar)
        )
        return (
            f"write each on a line of its own, {each or '“- …”'}; if the brackets belong to the "
            "text, put it in quotes"
        )
    return f"write one text{one}; if the brackets belong to the text, put it in quotes"


def report_value(
    node: Scalar, findings: Findings, members: Iterable[str], near: Suggestions, what: Name
) -> Invalid:
    """Report a word that is none of ``members``."""
    if not node.text.strip():
        return report_empty(node, findings, "unknown-value", what)
    message = f"found {quoted(node.text)}, expected {one_of(members)}"
    return report(node, findings, "unknown-value", message, near.hint(node.text) or _CHOOSE)


def one_of(names: Iterable[str]) -> str:
    """Return what is expected where each of ``names`` may be written."""
    listed = list(names)
    return f"one of {', '.join(listed)}" if len(listed) > 1 else quoted(listed[0])


# -- records ---------------------------------------------------------------------------------------


def report_missing(node: Node, findings: Findings, shape: Shape, name: str) -> Invalid:
    """Report that ``node`` has no field ``name``."""
    if name == "questions" and findings.has_faults:
        return INVALID  # they are most likely in what could not be read
    hint = shape.missing.get(name, f"add “{name}: …”").replace("{file}", _id_of(findings))
    return report(node, findings, "missing-field", f"the field “{name}” is missing", hint)


def report_no_record(node: Node, findings: Findings, shape: Shape, what: Name | None) -> Invalid:
    """Report that ``node`` has no fields."""
    hint = ""
    if what is None and type(node) is Sequence:
        if "questions" in shape.required:
            name = _id_of(findings)
            title = name.replace("-", " ").capitalize()
            hint = (
                f"write three lines above the list: “{shape.required[0]}: {name}”, "
                f"“title: {title}” and “questions:”"
            )
    elif what is not None and type(node) is Scalar:
        fields = [f"“{one}”{_remark(one, shape)}" for one in _as_fields(node.text, shape)]
        listed = f"{', '.join(fields[:-1])} and {fields[-1]}" if len(fields) > 1 else fields[0]
        where = "after “- ”" if what.name.startswith("an item") else f"below {what.name}"
        lines = "each on a line of its own" if len(fields) > 1 else "on a line of its own"
        hint = f"write {listed} {where}, {lines}, indented further"
    return report_shape(node, findings, FIELDS, hint, what)


def _id_of(findings: Findings) -> str:
    """Return an id made of the name of the file."""
    return mended_id(PurePath(findings.path).stem) or "rivers"


def _as_fields(text: str, shape: Shape) -> list[str]:
    """Return the fields that a record is written with, where its author wrote only ``text``."""
    quantity = re.fullmatch(r"([-−]?[0-9][0-9,.]*)(?:\s+(\S.*))?", text)
    if quantity and "number" in shape.fields:
        unit = quantity[2] or ""
        return [f"number: {quantity[1]}"] + [f"unit: {unit}"] * (unit != "")
    listed = [f"{name}: …" for name in shape.one_of[:1] or shape.required or [*shape.fields][:1]]
    if "url" in shape.fields and re.match("https?://", text):
        listed.append(f"url: {text}")
    return listed


def _remark(field: str, shape: Shape) -> str:
    """Return what the example says, in brackets, of a ``field`` that is yet to be written."""
    name, _, value = field.partition(": ")
    said = re.search(rf"^{name}: (.*?)  # (.*)$", shape.example, re.MULTILINE)
    if said is None or value != "…":
        return ""
    return f" ({said[1]} {said[2]})" if said[2].startswith("or ") else f" ({said[2]})"


class Meanings:
    """The fields that authors mean by others, for the records of one shape."""

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._near = Suggestions(shape.fields)
        self._certain = Suggestions(shape.fields, _MEANT_FIELD)

    def report(self, node: Mapping, unknown: Iterable[str], findings: Findings) -> list[str]:
        """Report the fields of ``node`` that its record does not have.

        Returns the fields that are certainly meant by them, which are in the tree now.
        """
        meant = []
        unknown = [name for name in unknown if not self._names_lettered(node, name, findings)]
        free = sorted(self._shape.fields.keys() - node.entries.keys())
        for name in unknown:
            target = self._target(node, name)
            if not target:
                self._report_unknown(node, name, free, findings)
            elif target in node.entries:
                self._report_twice(node, name, target, findings)
            else:
                self._report_renamed(node, name, target, findings)
                _rename(node, name, target)
                meant.append(target)
        return meant

    def _names_lettered(self, node: Mapping, name: str, findings: Findings) -> bool:
        """Report options that have letters but are no list, with the field that names one of them.

        Both are one mistake: returns whether the field ``name`` is such.
        """
        options, answer = node.entries.get("options"), node.entries[name]
        if name.strip().lower() not in self._shape.hints or type(answer) is not Scalar:
            return False
        if options is None or type(options) is Sequence:
            return False
        lettered = _lettered(options)
        right = lettered.get(answer.text.strip(" ().").lower())
        if right is None:
            return False
        listed = [f"- right: {one}" if one == right else f"- {one}" for one in lettered.values()]
        shown = ", ".join(f"“{one}”" for one in listed)
        hint = f"write each option on a line of its own: {shown}; and delete “{name}”"
        report_shape(options, findings, "a list", hint, Name("“options”"))
        findings.mark_reported(options)
        return True

    def _report_renamed(self, node: Mapping, name: str, target: str, findings: Findings) -> None:
        """Report the field ``name``, and in the same finding a value that fits it only."""
        message = f"found the field {quoted(name)}, expected “{target}”"
        hint, repair = f"write “{target}: …”", findings.rewriting(node.key(name), target)
        written, value = node.entries[name], self._shape.fields[target].value
        if isinstance(value, Text | TextOr) and type(written) is Sequence and written.items:
            first = written.items[0]
            one = quoted(f"{target}: {first.text}") if type(first) is Scalar else f"“{target}: …”"
            hint, repair = f"write one text: {one}", ()
            if "accept" in self._shape.fields and len(written.items) > 1:
                hint = f"write the answer to show, {one}, and the others as “accept: […]”"
            findings.mark_reported(written)
        elif (
            isinstance(value, ListOf)
            and type(written) is Scalar
            and (re.fullmatch(_BARE, written.text) and not findings.goes_on(written))
        ):
            listed = f"[{written.text}]"
            hint = f"write “{target}: {listed}”"
            repair = (
                (*repair, *findings.rewriting(written, listed))
                if (isinstance(value.item, Grammar))
                else ()
            )
            findings.mark_reported(written)
        key = node.key(name)
        if re.search(INVISIBLE, name):
            report(key, findings, "unknown-field", message, hint)
        else:
            findings.report(key, Problem("unknown-field", message, hint=hint), repair)

    def _target(self, node: Mapping, name: str) -> str:
        """Return the field that ``name`` certainly means, or nothing."""
        plain = name.strip().lower()
        if plain in self._shape.hints:
            return ""
        fields, value = self._shape.fields, node.entries[name]
        joined = re.sub(r"[\s-]+", "_", plain)
        for candidate in (plain, joined, self._shape.meant.get(joined, "")):
            if candidate in fields:
                is_answer = isinstance(fields[candidate].value, Text | TextOr)
                return "" if is_answer and plain != candidate and _is_boolean(value) else candidate
        return self._certain.nearest(name, taken=node.entries)

    def _report_twice(self, node: Mapping, name: str, target: str, findings: Findings) -> None:
        there = node.keys[target].line + 1
        message = f"found the field {quoted(name)}, but “{target}” is already used on line {there}"
        problem = Problem(
            "unknown-field",
            message,
            (name,),
            f"put both into one field “{target}”, or delete one of them",
            on_key=True,
            related=(((target,), f"“{target}” is used here"),),
        )
        findings.report(node, problem)

    def _report_unknown(
        self, node: Mapping, name: str, free: list[str], findings: Findings
    ) -> None:
        found = f"the field {quoted(name)}" if name else "a field without a name"
        expected = f"expected {one_of(free)}" if free else "but all fields are already there"
        hint = (
            self._other_place(node, name)
            or self._near.hint(name, taken=node.entries)
            or self._as_text(node, name)
            or "delete this field, or correct its name"
        )
        report(node.key(name), findings, "unknown-field", f"found {found}, {expected}", hint)

    def _other_place(self, node: Mapping, name: str) -> str:
        """Return a hint at where else to write what the field ``name`` says, if that is known."""
        plain, value = name.strip().lower(), node.entries[name]
        if hint := self._shape.hints.get(plain, ""):
            named = _named_option(node, value)
            return f"delete this field, and write {named}" if named else hint
        meant = self._shape.meant.get(plain)
        if meant and _is_boolean(value):
            return _boolean_hint(node, meant, value)
        if name.isdecimal():
            return "put the number in quotes; inside brackets, its comma starts a new entry"
        return ""

    def _as_text(self, node: Mapping, name: str) -> str:
        """Return a hint at quotes around ``name``, if it may be text and not a field."""
        if _has_no_colon(node, name):
            return (
                "put the whole text before it in quotes; inside braces, its comma starts a new "
                "field"
            )
        if self._shape.shorthand is not None or " " in name.strip():
            return "if this is text that contains “: ”, put the whole text in quotes"
        return ""


def _is_boolean(node: Node) -> bool:
    return type(node) is Scalar and node.text.strip().lower() in ("true", "false", "yes", "no")


def _boolean_hint(node: Mapping, meant: str, value: Node) -> str:
    """Return a hint at what to do about a ``value`` that says whether an option is ``meant``."""
    text = node.entries.get("text")
    if type(value) is not Scalar or value.text.strip().lower() not in ("true", "yes"):
        return f"delete this field; an option is wrong unless it is written as “{meant}: …”"
    if type(text) is Scalar and text.text:
        return f"delete this field, and write {quoted(f'{meant}: {text.text}')} instead of “text”"
    return f"delete this field, and write the text of this option as “{meant}: …”"


def _lettered(options: Node) -> dict[str, str]:
    """Return the texts of options that have letters or numbers before them, by these."""
    if type(options) is Mapping:
        return {
            name.lower(): value.text
            for name, value in options.entries.items()
            if type(value) is Scalar and re.fullmatch("[A-Za-z0-9]", name)
        }
    if type(options) is Sequence:
        texts = [item.text for item in options.items if type(item) is Scalar]
    else:
        assert type(options) is Scalar
        texts = [options.text]
    found: dict[str, str] = {}
    for text in texts:
        _, *parts = re.split(rf"(?:^|\s){_LETTER}\s", text)
        found |= zip((one.lower() for one in parts[::2]), parts[1::2], strict=True)
    return found


def _named_option(node: Mapping, value: Node) -> str:
    """Return how the option is marked that ``value`` names, by its text or its letter."""
    options = node.entries.get("options")
    if type(options) is not Sequence or type(value) is not Scalar:
        return ""
    texts = [item.text for item in options.items if type(item) is Scalar]
    if value.text in texts:
        return f"{quoted(f'- right: {value.text}')} instead of {quoted(f'- {value.text}')}"
    right = None if value.text.isdecimal() else _lettered(options).get(value.text.lower())
    return f"{quoted(f'- right: {right}')} for the right option" if right else ""


def _rename(node: Mapping, name: str, target: str) -> None:
    """Put into the tree what was meant."""
    node.entries[target], node.keys[target] = node.entries.pop(name), node.keys.pop(name)


def _has_no_colon(node: Mapping, name: str) -> bool:
    """Return whether the key ``name`` stands alone, as what follows a comma within braces may."""
    key, value = node.keys[name], node.entries[name]
    behind = (key.line, key.column + len(name))
    return type(value) is Scalar and (value.mark.line, value.mark.column) == behind


def field_in_text(text: str, names: Iterable[str]) -> re.Match[str] | None:
    """Return the one of ``names`` with which a bare text begins, and the rest.

    YAML takes it for a part of the text, for lack of a space or for quotes around both.
    """
    return re.match(rf"({'|'.join(names)})\s*[:=]\s*(.*)", text, re.DOTALL)


def report_field_in_text(
    node: Scalar, key: str, rest: str, shorthand: str, findings: Findings
) -> Invalid:
    """Report a field that YAML reads as a part of the text of ``node``."""
    if not re.fullmatch(_BARE, rest):
        rest = "'" + rest.replace("'", "''") + "'"
    return report(
        node,
        findings,
        "wrong-shape",
        f"found the text {quoted(node.text)}, expected the field “{key}: …”",
        f"write {quoted(f'{key}: {rest}')}; if learners should read “{key}”, too, put "
        f"“{shorthand}: ” before the text, in quotes",
    )


# -- types -----------------------------------------------------------------------------------------


class Kinds:
    """The records that are told apart by ``type``, and what authors call them."""

    def __init__(self, shapes: Table[str, Shape]) -> None:
        self._shapes = shapes
        self._near = Suggestions(shapes)
        self._near_field = Suggestions(["type"])
        self._called = {
            called: kind for kind, shape in shapes.items() for called in (kind, *shape.called)
        }
        self._name = Name("“type”", f"write {one_of(shapes)}")

    def report(self, node: Mapping, findings: Findings) -> str:
        """Report a ``type`` of ``node`` that is missing or unknown; return what is meant by it."""
        tag = node.entries.get("type")
        if tag is None:
            return self._report_missing(node, findings)
        if type(tag) is not Scalar:
            report_shape(tag, findings, one_of(self._shapes), what=self._name)
            return ""
        if not tag.text.strip():
            report_empty(tag, findings, "unknown-type", self._name)
            return ""
        meant = self._meant(tag.text)
        hint = f"write “type: {meant}”" if meant else self._guess(node, "write")
        message = f"found {quoted(tag.text)}, expected {one_of(self._shapes)}"
        report(tag, findings, "unknown-type", message, hint or _CHOOSE, meant or None)
        return meant

    def _report_missing(self, node: Mapping, findings: Findings) -> str:
        for key in node.entries:
            if key.strip().lower() == "type" or self._near_field.nearest(key):
                message = f"found the field {quoted(key)}, expected “type”"
                report(node.key(key), findings, "unknown-field", message, "write “type: …”", "type")
                value = node.entries[key]
                _rename(node, key, "type")
                if type(value) is not Scalar:
                    return ""
                return value.text if value.text in self._shapes else self._meant(value.text)
        hint = self._guess(node, "add") or f"add “type: …”: {one_of(self._shapes)}"
        report(node, findings, "missing-field", "the field “type” is missing", hint)
        return ""

    def _meant(self, text: str) -> str:
        """Return the type that authors call by ``text``, where they mean no other by it."""
        plain = re.sub(r"[\s_/-]+", " ", text.strip().lower())
        return (
            self._called.get(plain)
            or self._called.get(plain.replace(" ", ""))
            or (self._near.nearest(text))
        )

    def _guess(self, node: Mapping, verb: str) -> str:
        """Return a hint at the types that the fields of ``node`` fit."""
        names = {name for name in node.entries if name != "type"}
        fit = [
            kind
            for kind, shape in self._shapes.items()
            if set(shape.required) - {"id"} <= names <= shape.fields.keys()
        ]
        if not fit or len(fit) > 3:
            return ""
        told = [f"“type: {kind}”{self._what_for(kind)}" for kind in fit]
        return f"{verb} {' or '.join(told)}"

    def _what_for(self, kind: str) -> str:
        """Return what learners do, in brackets, as the first line of the example says it."""
        first = self._shapes[kind].example.partition("\n")[0]
        return f" ({first.partition(': ')[2]})" if first.startswith("# ") else ""


# -- lists -----------------------------------------------------------------------------------------


def report_no_list(node: Node, findings: Findings, items: Items, what: Name) -> Invalid:
    """Report that ``node`` is no list."""
    hint, rewrite = "", None
    if type(node) is Scalar and node.text.strip():
        hint = _list_of_text(node, findings, items, what)
        if items.single and hint == _in_brackets(node.text):
            rewrite = f"[{node.text}]"
    elif type(node) is Mapping and node.entries:
        hint = _list_of_fields(node, items)
    hint = hint or "write each item of the list on a line of its own, after “- ”"
    return report_shape(node, findings, "a list", hint, what, rewrite)


def _list_of_text(node: Scalar, findings: Findings, items: Items, what: Name) -> str:
    """Return a hint at how the text of ``node`` becomes a list, or nothing."""
    if found := re.match(rf"{_NUMBERED}(\S+)", node.text):
        return (
            "write each item on a line of its own, without its number or letter: "
            f"“- {found[1]}”{items.marked}"
        )
    if re.fullmatch(_BARE, node.text) is None:
        return ""
    if findings.goes_on(node):
        return f"begin the line of each item with “- ”: “- {node.text.split()[0]}”{items.marked}"
    if items.marked:
        first = re.split(r"[,;/|]", node.text)[0].strip()
        return f"write each item on a line of its own: “- {first}”{items.marked}"
    if items.bare:
        return _in_brackets(node.text)
    rest = "".join(
        f", and below that “{name}: …”, indented as far as “{items.fields[0]}”"
        for name in items.fields[1:]
    )
    return f"write “- {items.fields[0]}: {node.text}” on a line of its own below {what.name}{rest}"


def _in_brackets(text: str) -> str:
    return f"put it in square brackets: “[{text}]”"


def _list_of_fields(node: Mapping, items: Items) -> str:
    """Return a hint at how the fields of ``node`` become a list."""
    key, value = next(iter(node.entries.items()))
    if type(value) is Scalar and re.fullmatch("[A-Za-z0-9]", key):
        item = quoted("- " + value.text)
        return f"begin each item with “- ” instead of “{key}: ”: {item}{items.marked}"
    if type(value) is Scalar and items.bare:
        return f"begin the line of each item with “- ”: {quoted(f'- {key}: {value.text}')}"
    if type(value) is Scalar:
        return (
            f"write “- ” before the first field of each item, {quoted(f'- {key}: {value.text}')}, "
            f"and begin its other fields in the column of “{key}”"
        )
    if type(value) is Mapping and not items.bare:
        return (
            f"write {quoted(f'- id: {key}')} instead of {quoted(f'{key}:')}, and begin its other "
            "fields in the column of “id”"
        )
    return ""


def report_no_pairs(node: Node, findings: Findings, what: Name) -> Invalid:
    """Report that ``node`` has no pairs."""
    hint = "write each pair on a line of its own: “left: right”"
    first = node.items[0] if type(node) is Sequence and node.items else None
    if type(first) is Mapping and len(first.entries) == 1:
        left, right = next(iter(first.entries.items()))
        if type(right) is Scalar:
            hint = f"write each pair without “- ”: {quoted(f'{left}: {right.text}')}"
    elif isinstance(first, Mapping | Sequence):
        values = first.items if isinstance(first, Sequence) else list(first.entries.values())
        texts = [one.text for one in values if type(one) is Scalar]
        if len(texts) == 2:
            hint = f"write each pair on one line, without “- ”: {quoted(': '.join(texts))}"
    elif type(first) is Scalar and (pair := re.fullmatch(_ONE_PAIR, first.text)):
        hint = f"write each pair without “- ”, with a colon: {quoted(f'{pair[1]}: {pair[2]}')}"
    return report_shape(node, findings, "pairs, each “left: right”", hint, what)


def reindent(node: Sequence, findings: Findings) -> None:
    """Find items that were meant for the list of a field of the item above them.

    A list that begins in the column of the one around it is read as its end.  Each such mistake is
    reported once, instead of what was reported of its lines, and put right in the tree.
    """
    number = 0
    while number < len(node.items) - 1:
        above, strays = node.items[number], _strays(node, number)
        number += 1
        if not strays:
            continue
        assert type(above) is Mapping
        name = next(reversed(above.entries))
        mark = above.keys[name]
        first, last = strays[0].mark.line + 1, last_line(strays[-1]) + 1
        findings.withdraw(mark.line + 1, last)
        insertions = tuple(
            Edit(Span(findings.path, line, 1, 0), "    ")
            for line in range(first, last + 1)
            if line <= len(findings.lines) and findings.lines[line - 1].strip()
        )
        findings.report(
            strays[0],
            Problem(
                "wrong-shape",
                f"this item is indented like a question, and belongs to “{name}” on line "
                f"{mark.line + 1}",
                hint=f"indent it, and the items after it, further than “{name}”",
            ),
            insertions,
        )
        above.entries[name] = Sequence(list(strays), strays[0].mark)
        del node.items[number : number + len(strays)]


def _strays(node: Sequence, number: int) -> list[Node]:
    """Return the items after the one at ``number`` that belong to its last field."""
    above = node.items[number]
    if type(above) is not Mapping or not above.entries:
        return []
    value = above.entries[next(reversed(above.entries))]
    if type(value) is not Scalar or value.text:
        return []
    own = above.entries.keys()
    strays: list[Node] = []
    for item in node.items[number + 1 :]:
        if type(item) is Mapping and own & item.entries.keys():
            break
        strays.append(item)
    return strays
