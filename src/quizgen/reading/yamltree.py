"""YAML text as a tree of texts and places, and every way in which it is not YAML.

Only the *shape* of YAML is taken: mappings, lists and scalars.  A scalar is exactly its characters;
what they mean is decided by the field that reads them (:mod:`quizgen.reading.reader`).  Anchors,
aliases, tags, tabs and duplicate keys are mistakes, each with its place, and nothing is ever
expanded.

The tree is built from parser events, libyaml's where PyYAML has it and PyYAML's own where not: both
give the same lines and columns, but not the same wording, so what a syntax error says is worked out
from the text around it (:mod:`quizgen.reading.syntax_hints`).  After a syntax error
within an item of a list, that item is blanked and the rest is read, so that one bad question does
not hide the mistakes of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Any

import yaml
from msgspec import Struct, field
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import ParserError
from yaml.reader import ReaderError

from quizgen.model.diagnostics import Fault, Mark
from quizgen.model.lines import split_lines
from quizgen.model.nodes import Mapping, Node, Place, Scalar, Sequence
from quizgen.model.values import quoted
from quizgen.reading.syntax_hints import (
    CLOSE,
    QUOTES,
    EventSource,
    blank_item,
    open_bracket,
    syntax_fault,
)

MAX_DEPTH = 16
"""How deep lists and mappings may nest; the format itself needs five."""
MAX_LINE = 1_000_000
"""Characters of a line."""
MOST_REPEATED = 100
"""Repeated fields of which a mapping knows the places."""
MAX_REPAIRS = 20
"""Syntax errors after which the rest of a file is left unread."""

# Patterns that no valid text needs stay texts until they are sought: compiling them takes as long
# as reading hundreds of questions.
_FORBIDDEN = (
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
_OF_ITEMS = ("yaml-syntax", "split-number", "duplicate-field")
"""Mistakes behind which nothing is sure but where the next item begins."""
_NEXT = r" *(?:-|[^\s'\"][^'\":]*:)(?:\s|$)"
"""How a line begins that is more likely a key or an item than a line of a text in quotes."""
_FIRST_DIGITS = r"(?<![\w,.])\d{1,3},$"
"""The digits of a number up to its first comma: with what stands before them, at most five."""
_NUMBER = r"\d+(?:,\d{3})+(?!\d)(?:\.\d+)?"
_ONE_FILE = "delete the line, or move what follows it to a file of its own"
_GIVEN_UP = "exceeded maximum nesting depth"
"""What libyaml since 0.2.6 says of a thousand levels, which it finds before it tells of one."""


class Document(Struct):
    """What was read: the tree, where there is one, and the mistakes."""

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    damaged: bool = False
    """Some of the text was not read, so what is missing from the tree means nothing."""


def c_parser() -> Callable[[str], EventSource] | None:
    """Return libyaml's parser, or ``None`` where PyYAML was built without it."""
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        return None
    return CParser


def pure_parser() -> Callable[[str], EventSource]:
    """Return PyYAML's own parser, made to agree with libyaml."""
    from quizgen.reading.pureyaml import PureParser

    return PureParser


def parse(text: str, parser: Callable[[str], EventSource] | None = None) -> Document:
    """Return the tree of ``text``, with every mistake that can be told.  Never raises for any text.

    ``parser`` makes an event source of a text; libyaml's where left out.
    """
    text = text.removeprefix("\ufeff")
    if _has_long_line(text) and (faults := _long_lines(text)):
        return Document(faults=_forbidden_characters(text) + faults, damaged=True)
    # Of ASCII, a parser refuses what YAML forbids: to look first would cost time.
    document = _parse(text, parser) if text.isascii() else None
    if (document is None or document.faults) and (faults := _forbidden_characters(text)):
        document = _parse(re.sub(_FORBIDDEN, " ", text), parser)
        document.faults[:0] = faults
    return document or _parse(text, parser)


def _parse(text: str, parser: Callable[[str], EventSource] | None) -> Document:
    """Return the tree of ``text``; others say whether its characters may stand in YAML."""
    document = Document()
    if "\t" in text:
        text, margins = _without_tabs(text, document)
        if margins:
            text = _without_items(text, margins)
    make = parser or c_parser() or pure_parser()
    lines: list[str] = []
    for _ in range(MAX_REPAIRS):
        try:
            builder = _Builder(make(text), text)
            document.root = builder.document()
        except _Refused as refused:
            fault = refused.fault
        except yaml.YAMLError as error:
            fault = _fault_of(error, text, make)
        else:
            document.faults += builder.faults
            return document
        document.faults.append(fault)
        document.damaged = True
        lines = lines or split_lines(text)
        if fault.code not in _OF_ITEMS or not blank_item(lines, fault.line):
            return document
        text = "\n".join(lines)
    return document


def _without_items(text: str, numbers: list[int]) -> str:
    """Return ``text`` without the items of lists that the lines ``numbers`` are in."""
    lines = split_lines(text)
    for number in numbers[:MAX_REPAIRS]:
        if lines[number]:
            blank_item(lines, number)
    if len(numbers) > MAX_REPAIRS:  # to look for the item around each of them costs too much
        del lines[numbers[MAX_REPAIRS] :]
    return "\n".join(lines)


def _fault_of(error: yaml.YAMLError, text: str, make: Callable[[str], EventSource]) -> Fault:
    """Return what ``error``, for which a parser gave ``text`` up, tells an author."""
    if isinstance(error, ReaderError):
        message = "found a character that is not allowed in YAML"
        return Fault("control-character", message, 0, 0, "delete the character")
    at = getattr(error, "problem_mark", None)
    if at is not None and getattr(error, "problem", None) == _GIVEN_UP:
        return _too_deep(at)
    lines = split_lines(text)
    if not lines[-1] and len(lines) > 1:
        lines.pop()  # no slip is behind the end of the last line
    return syntax_fault(error, lines, lambda: open_bracket(make(text)))


def _forbidden_characters(text: str) -> list[Fault]:
    """Return a fault for each line with a character that YAML forbids."""
    if not re.search(_FORBIDDEN, text):
        return []
    faults = []
    for number, line in enumerate(split_lines(text)):
        if found := re.search(_FORBIDDEN, line):
            char = found[0]
            name = "NUL" if char == "\0" else f"U+{ord(char):04X}"
            faults.append(
                Fault(
                    "control-character",
                    f"found the control character {name}, which is not allowed in YAML",
                    number,
                    found.start(),
                    "delete this character; most editors do not show it",
                )
            )
    return faults


def _long_lines(text: str) -> list[Fault]:
    """Return a fault for each line that is too long."""
    return [
        Fault(
            "line-too-long",
            f"found a line of {len(line):,} characters, expected at most {MAX_LINE:,}",
            number,
            0,
            "break the line into shorter ones",
        )
        for number, line in enumerate(split_lines(text))
        if len(line) > MAX_LINE
    ]


def _has_long_line(text: str) -> bool:
    """Tell whether a line has over :data:`MAX_LINE` characters, found in steps of as many."""
    start = 0
    while len(text) - start > MAX_LINE:
        end = text.rfind("\n", start, start + MAX_LINE + 1)
        if end < 0:
            return True
        start = end + 1
    return False


def _without_tabs(text: str, document: Document) -> tuple[str, list[int]]:
    """Return ``text`` with a space for each tab, with a fault for each line that had one.

    Also returns the lines that are indented by tabs: nobody knows how far.
    """
    margins = []
    for number, line in enumerate(split_lines(text)):
        column = line.find("\t")
        if column < 0:
            continue
        if line[:column].strip(" -"):
            message, hint = "found a tab, expected a space", "write a space instead of the tab"
            edits = tuple(
                (Place(number, found.start()), 1, " ") for found in re.finditer("\t", line)
            )
        else:
            message = "found a tab at the beginning of the line, expected spaces"
            hint = (
                "indent with spaces: two for each level, and the fields of an item in the column "
                "of its first one, after “- ”"
            )
            edits = ()
            if line.strip():
                margins.append(number)
        document.faults.append(Fault("tab", message, number, column, hint, edits=edits))
    document.damaged = bool(margins)
    return text.replace("\t", " "), margins


def _bare_field(key: Node, value: Node) -> str:
    """Return a hint at the field whose name was written as ``key``, in brackets."""
    texts = (
        [item.text for item in key.items if type(item) is Scalar] if type(key) is Sequence else []
    )
    if not texts or not re.fullmatch("[a-z_]+", texts[0]) or len(texts) > 1:
        shown = f": '[{', '.join(texts)}]'" if texts else ""
        return f"put everything before the colon in quotes{shown}"
    written = "…"
    if type(value) is Scalar:
        written = value.text or "…"
    elif type(value) is Sequence and all(type(item) is Scalar for item in value.items):
        written = f"[{', '.join(item.text for item in value.items if type(item) is Scalar)}]"
    return f"write the name of the field without brackets: {quoted(f'{texts[0]}: {written}')}"


def _command_with_line_end(text: str, raw: str) -> str:
    r"""Return the command of a formula in ``text`` that begins with ``\n``, which ends its line.

    ``raw`` is the text as it was written, in double quotes.
    """
    for part in re.split(r"\\[(\[]", text)[1:]:
        formula = re.split(r"\\[)\]]", part)[0]
        for found in re.finditer(r"\n([a-z]+)", formula):
            name = f"n{found[1]}"
            if f"\\{name}" in raw and name in _commands():
                return f"\\{name}"
    return ""


def _in_single_quotes(raw: str) -> str:
    """Return what was written as ``raw``, in double quotes, in single ones with plain backslashes.

    Nothing is returned where that could have another meaning, or takes more than a line.
    """
    for found in re.finditer(r"\\(\\|[A-Za-z]+|.)", raw[1:-1]):
        if found[1] != "\\" and found[1] not in _commands():
            return ""
    inner = raw[1:-1].replace("\\\\", "\\").replace("'", "''")
    return f"'{inner}'" if raw else ""


def _commands() -> Container[str]:
    """Return the names of all commands of formulas."""
    from quizgen.model.mathjax import COMMANDS  # which takes time

    return COMMANDS


def _entry(line: str, column: int) -> str:
    """Return what ``line`` has from ``column`` to the end of the entry of a list, in quotes."""
    found = re.match(rf"{_NUMBER}[^,\]}}#'\"]{{0,40}}", line[column : column + 120])
    assert found is not None
    return f"'{found[0].rstrip()}'"


def _too_deep(mark: Mark) -> Fault:
    message = f"found lists or fields inside each other more than {MAX_DEPTH} levels deep"
    hint = "put text that contains brackets in quotes"
    return Fault("too-deep", message, mark.line, mark.column, hint)


def _end(line: str, column: int) -> int:
    """Return the column after the last character of ``line`` before ``column`` but spaces."""
    column = min(column, len(line))
    while column and line[column - 1].isspace():
        column -= 1
    return column


class _Refused(Exception):
    """Reading cannot go on here, and need not: the mistake is clear."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Builder:
    """Makes the tree from the events of one text."""

    def __init__(self, source: EventSource, text: str) -> None:
        self.next = source.get_event
        self.text = text
        self.lines: list[str] = []
        self.faults: list[Fault] = []

    def document(self) -> Node | None:
        self.next()  # the stream starts
        start = self.next()
        if type(start) is yaml.StreamEndEvent:
            return None
        self.no_directive(start)
        root: Node | None = self.node(self.next(), 0)
        if type(root) is Scalar and not root.text:
            root = None
        self.next()  # the document ends
        extra = self.next()
        if type(extra) is not yaml.StreamEndEvent:
            self.no_directive(extra)
            # What is missing from the first may stand in the second.
            message = "found “---”, which starts a second document; a file holds one"
            mark = extra.start_mark
            raise _Refused(Fault("second-document", message, mark.line, mark.column, _ONE_FILE))
        return root

    def no_directive(self, start: Any) -> None:
        if start.version is not None or start.tags:
            raise ParserError(None, None, "found a directive", start.start_mark)

    def fault(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self.fault_at(code, message, event.start_mark, hint)

    def fault_at(self, code: str, message: str, mark: Mark, hint: str = "") -> None:
        self.faults.append(Fault(code, message, mark.line, mark.column, hint))

    def node(self, event: Any, depth: int) -> Node:
        """Return what begins with ``event``, whatever it is."""
        kind = type(event)
        mark = event.start_mark
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            self.fault(
                "alias",
                f"found “*{event.anchor}”, which YAML reads as a reference to another place",
                event,
                "if the star belongs to the text, put the whole text in quotes: "
                f"'*{event.anchor}'; to mark the right option, write “- right: {event.anchor}”",
            )
            return Scalar(f"*{event.anchor}", mark)
        if depth >= MAX_DEPTH:
            raise _Refused(_too_deep(mark))
        if event.anchor is not None or event.tag is not None:
            self.report_anchor_or_tag(event)
        if kind is SequenceStartEvent:
            items = self.items(depth + 1)
            if event.flow_style:
                for item in items:
                    if type(item) is Scalar and item.text[:3].isdecimal():
                        self.refuse_split_number(item.text, item.mark)
            return Sequence(items, mark)
        assert kind is MappingStartEvent, kind
        entries, keys, repeated = self.entries(depth + 1)
        if event.flow_style:
            for name in keys:
                if name[:3].isdecimal():
                    self.refuse_split_number(name, keys[name])
        return Mapping(entries, keys, mark, repeated)

    def items(self, depth: int) -> list[Node]:
        """Return the items of a list that has just begun."""
        following, node, scalar = self.next, self.node, self.scalar
        items: list[Node] = []
        while type(event := following()) is not SequenceEndEvent:
            items.append(scalar(event) if type(event) is ScalarEvent else node(event, depth))
        return items

    def entries(self, depth: int) -> tuple[dict[str, Node], dict[str, Mark], tuple[Mark, ...]]:
        """Return the entries of a mapping that has just begun, and where their keys begin."""
        following, node, scalar = self.next, self.node, self.scalar
        entries: dict[str, Node] = {}
        keys: dict[str, Mark] = {}
        repeated: tuple[Mark, ...] = ()
        while type(event := following()) is not MappingEndEvent:
            name: str | None
            mark: Any  # of a parser, or of a node
            if (
                type(event) is ScalarEvent
                and (name := event.value)
                and not event.style
                and event.anchor is None
                and event.tag is None
            ):  # as nearly every key: to make a scalar of it would only cost time
                mark = event.start_mark
            else:
                key = node(event, depth)
                name, mark = key.text if type(key) is Scalar else None, key.mark
            event = following()
            value = scalar(event) if type(event) is ScalarEvent else node(event, depth)
            if name is None:
                self.fault_at(
                    "bad-field",
                    f"found {'a list' if type(key) is Sequence else 'fields'}, expected the name "
                    "of a field, or text in quotes",
                    mark,
                    _bare_field(key, value),
                )
            elif name in entries:
                self.refuse_missing_dash(name, mark, keys)
                repeated = self.repeat(name, mark, keys[name], repeated)
            else:
                entries[name] = value
                keys[name] = mark
        return entries, keys, repeated

    def repeat(
        self, name: str, mark: Mark, first: Mark, repeated: tuple[Mark, ...]
    ) -> tuple[Mark, ...]:
        """Report a field that is there already; return its mark with those ``repeated`` before."""
        self.faults.append(
            Fault(
                "duplicate-field",
                f"the field {quoted(name)} is already used on line {first.line + 1}",
                mark.line,
                mark.column,
                "keep one of the two",
                len(name),
                related=((first, "first used here"),),
            )
        )
        # A list would cost time for each mapping, and thousands of fields the square of theirs.
        return (*repeated, mark) if len(repeated) < MOST_REPEATED else repeated

    def scalar(self, event: Any) -> Scalar:
        """Return the scalar of ``event``: nearly every event of a bank passes here."""
        text, mark, style = event.value, event.start_mark, event.style
        if style and style in QUOTES and event.end_mark.line > mark.line:
            self.refuse_runaway_quote(event)
        if text and style != '"' and event.anchor is None and event.tag is None:
            return Scalar(text, mark)
        if event.anchor is not None or event.tag is not None:
            self.report_anchor_or_tag(event)
            text = text or event.tag or f"&{event.anchor}"  # most likely meant as text
        if style == '"':
            text = self.without_escapes(text, event)
        if not text and not style:
            mark = self.behind(mark.line, mark.column)
        return Scalar(text, mark)

    def without_escapes(self, text: str, event: Any) -> str:
        """Report escapes in double quotes that are most likely backslashes; return the rest."""
        found = re.search(_CONTROL, text) or ("\\(" in text and re.search(r"\t(?=[a-z])", text))
        mark = event.start_mark
        raw = self.split()[mark.line][mark.column : event.end_mark.column]
        if event.end_mark.line > mark.line:
            raw = ""  # what is told of one line is enough
        command = "" if found or "\n" not in text else _command_with_line_end(text, raw)
        if not found and not command:
            return text
        message = f"found {quoted(command)} inside double quotes, where “\\n” ends the line"
        if found:
            message = f"found an escape for U+{ord(found[0]):04X}, a character that is not allowed"
        hint = "put the whole text in single quotes '…', with each backslash once"
        single = _in_single_quotes(raw)
        if single:
            hint = f"write each backslash once, in single quotes: {single}"
        self.faults.append(
            Fault(
                "control-character",
                message,
                mark.line,
                mark.column,
                f"{hint}; inside double quotes, write each backslash twice" if not single else hint,
                len(raw) or 1,
                edits=((mark, len(raw), single),) if single else (),
            )
        )
        return re.sub(_CONTROL, "", text)

    def refuse_missing_dash(self, name: str, mark: Mark, keys: dict[str, Mark]) -> None:
        """Refuse the first key of an item that is there again: a dash before it was forgotten."""
        first = keys[name]
        line = self.split()[first.line]
        if line[max(first.column - 2, 0) : first.column] == "- " and name == next(iter(keys)):
            raise _Refused(
                Fault(
                    "duplicate-field",
                    f"the field {quoted(name)} is already used on line {first.line + 1}",
                    mark.line,
                    mark.column,
                    f"if a new item begins here, put “- ” before it, with the dash in column "
                    f"{first.column - 1}, as on line {first.line + 1}; if not, keep one of the two",
                )
            )

    def refuse_split_number(self, text: str, mark: Mark) -> None:
        """Refuse ``text`` in brackets or braces if it is the thousands of a number.

        The comma in 1,500 ends an entry there, while few write a list without a space.
        """
        if len(text) < 3:
            return
        line = self.split()[mark.line]
        first = re.search(_FIRST_DIGITS, line[max(mark.column - 5, 0) : mark.column])
        column = mark.column - len(first[0]) if first else 0
        if first and (number := re.match(_NUMBER, line[column : column + 80])):
            raise _Refused(
                Fault(
                    "split-number",
                    f"found {quoted(number[0])} inside brackets, where a comma starts a new entry",
                    mark.line,
                    column,
                    f"write it in quotes: {_entry(line, column)}; for several numbers, write a "
                    "space after each comma",
                )
            )

    def refuse_runaway_quote(self, event: Any) -> None:
        """Refuse a text in quotes that swallows keys or items: its quote was to close before.

        YAML takes lines of such a text however they are indented.  Left of where the text may
        stand, one with a key or a dash was meant as such.
        """
        quote, mark = event.style, event.start_mark
        lines = self.split()
        margin = len(lines[mark.line]) - len(lines[mark.line].lstrip(" -"))
        margin -= margin == mark.column
        for number in range(mark.line + 1, event.end_mark.line + 1):
            line = lines[number]
            if (found := re.match(_NEXT, line)) and len(line) - len(line.lstrip()) <= margin:
                raise _Refused(
                    Fault(
                        "yaml-syntax",
                        f"the {quote} that opens here is still open at {quoted(found[0].strip())} "
                        f"on line {number + 1}",
                        mark.line,
                        mark.column,
                        CLOSE[quote],
                    )
                )

    def split(self) -> list[str]:
        """Return the lines of the text."""
        if not self.lines:
            self.lines = split_lines(self.text)
        return self.lines

    def behind(self, line: int, column: int) -> Place:
        """Return the place behind the last character before another place.

        A text that is not there has its place behind what it should follow, while libyaml gives
        that of whatever comes next.
        """
        lines = self.split()
        line = min(line, len(lines) - 1)
        while not (end := _end(lines[line], column)) and line:
            line -= 1
            column = len(lines[line])
        return Place(line, end)

    def report_anchor_or_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self.fault(
                "anchor",
                f"found “&{event.anchor}”, which YAML reads as the name of this place",
                event,
                f"if “&” belongs to the text, put the whole text in quotes; if not, delete "
                f"“&{event.anchor}”, and write out what repeats",
            )
        else:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            shown = "“!”" if re.fullmatch(r"!\w+", tag) else quoted(tag)
            self.fault(
                "tag",
                f"found {quoted(tag)}, which YAML reads as a type for what follows",
                event,
                f"delete {shown}; if it belongs to the text, put the whole text in quotes",
            )
