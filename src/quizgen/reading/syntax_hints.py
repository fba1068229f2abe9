"""What a syntax error of YAML most likely is, told from the text around it.

Parsers say what they were doing when they gave up, in words of their own, and often lines below the
slip.  Which slips there are, how they look, and how each is mended is known here; so is what must
be blanked for the rest to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Protocol

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizgen.model.diagnostics import Fault, Mark
from quizgen.model.values import UNSEEN, quoted, unseen

# Patterns stay texts until they are sought: compiling them takes as long as reading questions.
QUOTES = ("'", '"')
"""The signs between which a text may stand."""
CLOSE = {
    "'": "write ' at the end of the text; an apostrophe within it is written twice",
    '"': 'write " at the end of the text; a quote within it is written \\"',
}
"""How a quote is closed."""
_DOUBLED = 'within \'…\' an apostrophe is written twice, within "…" a quote is written \\"'
_BEGUN = ("while scanning a", "while parsing a flow", "while parsing a tag")
"""How the context of an error begins, where its place tells more than where the parser gave up."""
_NO_SPACE = r"\s*(?:- )?(?P<key>[A-Za-z_][\w-]*):[^\s:/]"
_NO_VALUE = r"(?P<key>[A-Za-z_][\w-]*):[,\]}]"
_KEY = r"[A-Za-z_][\w-]*:"
_DASH = r"( *)-(?:\s|$)"
_VALUE_LINE = r"\s*(?:(?:- +)?(?!- )[^\s:#'\"{\[][^:#'\"]*:\s+|- +)(?P<value>\S.*)"
"""A value behind its key, or behind the dash of an item that has none."""
_ITEM = r"\s*(?P<sign>-(?=[^\s-])|[*•·‣◦–—](?= )) *(?P<text>.*)"
"""What looks like an item of a list, and is none."""
_FOREIGN = {r"%(?:YAML|TAG)\b": "a directive for YAML", "```": "the fence of a block of code"}
"""Lines that come into a file from elsewhere."""
_CONFLICT = r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"
_BLOCK = r"[|>][-+1-9]+\s"
_MEANS_SOMETHING = r"[*&!|>]|[-?:](?:\s|$)"
_COLON = r":(?:\s|$)"


class EventSource(Protocol):
    """What a parser is here."""

    def get_event(self) -> Any: ...


def open_bracket(source: EventSource) -> Any:
    """Where the innermost bracket begins that is still open when the text breaks, or ``None``."""
    opened: list[Any] = []
    try:
        while type(event := source.get_event()) is not yaml.StreamEndEvent:
            if type(event) in (SequenceStartEvent, MappingStartEvent):
                opened.append(event.start_mark if event.flow_style else None)
            elif type(event) in (SequenceEndEvent, MappingEndEvent):
                opened.pop()
    except yaml.YAMLError:
        return opened[-1] if opened else None
    return None


def syntax_fault(error: yaml.YAMLError, lines: list[str], bracket: Any) -> Fault:
    """Where the YAML breaks, and the slip that the text there suggests."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    doing = str(getattr(error, "context", None) or "")
    mark = context if doing.startswith(_BEGUN) and context is not None else problem or context
    last = max(len(lines) - 1, 0)
    if (
        doing == "while parsing a flow node"
        and bracket is not None
        and mark is not None
        and (bracket.line < mark.line or not lines[mark.line][mark.column :].strip())
    ):
        # The text ends, or the next item begins, within the bracket: that is where the slip is.
        mark = bracket
    line = min(mark.line if mark else 0, last)
    shown = lines[line].rstrip("\r\n") if lines else ""
    column = min(mark.column if mark and mark.line <= last else len(shown), len(shown))
    if (escape := _bad_escape(error, lines)) is not None:
        return escape
    if doing.startswith("while parsing a flow") and (behind := _behind_quote(problem, lines)):
        return behind
    if unseen_fault := _unseen_margin(lines, line):
        return unseen_fault
    if (directive := _directive_above(lines, line)) is not None:
        line, column = directive, 0
    if foreign := _foreign_line(lines, line):
        return foreign
    message, hint, column = _likely_slip(lines, line, column)
    return Fault("yaml-syntax", message, line, column, hint)


def _behind_quote(mark: Mark | None, lines: list[str]) -> Fault | None:
    """The fault of text behind the closing quote of another, within brackets, if it is at ``mark``.

    Most often an apostrophe closed it.
    """
    if mark is None or mark.line >= len(lines):
        return None
    before = lines[mark.line][: mark.column].rstrip()
    if before[-1:] not in ("'", '"') or not lines[mark.line][mark.column :].strip():
        return None
    return Fault(
        "yaml-syntax",
        f"found text behind the closing {before[-1]} of a quoted text",
        mark.line,
        mark.column,
        f"put the whole text in quotes; {_DOUBLED}",
    )


def _unseen_margin(lines: list[str], line: int) -> Fault | None:
    """The fault of a character that nobody sees before a key or a value, if there is one.

    It stands in the line where the YAML breaks, or in the one above.
    """
    for number in range(line, max(line - 2, -1), -1):
        if lines and (found := re.match(rf"([ -]*(?:[A-Za-z_]\w*:)? *)({UNSEEN})", lines[number])):
            message, hint = unseen(found[2], lines[number])
            return Fault("yaml-syntax", message, number, len(found[1]), hint)
    return None


def _foreign_line(lines: list[str], line: int) -> Fault | None:
    """The fault of a line that came into the file from elsewhere, if one is here or above."""
    for number in range(line, max(line - 2, -1), -1):
        text = lines[number] if lines else ""
        for pattern, name in _FOREIGN.items():
            if re.match(pattern, text):
                message = f"found {name}, expected none"
                return Fault("yaml-syntax", message, number, 0, "delete the line")
        if re.match(_CONFLICT, text):
            return Fault(
                "merge-conflict",
                "found the mark of a merge that was not finished, expected none",
                number,
                0,
                "keep what should stand of the two sides, and delete the lines with the marks",
            )
    return None


def _directive_above(lines: list[str], line: int) -> int | None:
    """The first of the directives above ``line``: libyaml accepts them and gives up below."""
    found = None
    for number in range(line - 1, -1, -1):
        if lines[number].startswith("%"):
            found = number
        elif lines[number].strip() and not lines[number].lstrip().startswith("#"):
            break
    return found


def _bad_escape(error: yaml.YAMLError, lines: list[str]) -> Fault | None:
    """The fault of an escape that double quotes do not know, if that is what ``error`` is."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", ""))
    if mark is None or ("escape" not in problem and "hex" not in problem):
        return None
    column = lines[mark.line].rfind("\\", 0, mark.column + 1) if mark.line < len(lines) else -1
    if column < 0:
        return None
    shown = lines[mark.line][column : column + 2]
    return Fault(
        "yaml-syntax",
        f"found {quoted(shown)} within double quotes, where it means nothing",
        mark.line,
        column,
        f"write {shown[0]}{shown}, or put the text in single quotes '…'",
    )


def _likely_slip(lines: list[str], line: int, column: int) -> tuple[str, str, int]:
    """A sentence and a hint for a syntax error, and the column of what the sentence names."""
    text = lines[line].rstrip("\r\n") if lines else ""
    before, rest = text[:column].rstrip(), text[column:]
    match = re.match(_VALUE_LINE, text)
    value = match["value"] if match else ""
    start = match.start("value") if match else 0
    if rest[:1] in QUOTES:
        return (
            f"found a quote {rest[0]} that is not closed where it should be",
            CLOSE[rest[0]],
            column,
        )
    if value[:1] in QUOTES:
        other = QUOTES[value[0] == "'"]
        return (
            f"found text behind the closing {value[0]} of a quoted text",
            _DOUBLED if value[-1] == value[0] else f"put the whole text in {other}…{other}",
            column,
        )
    if re.match(_BLOCK, value):
        return (
            f"found text in the line of {value.split()[0]}, expected it in the lines below",
            "begin the text on the next line, indented further than its key",
            start,
        )
    if re.match(_MEANS_SOMETHING, value):
        return (
            f"found a text that begins with {value[0]}, which means something to YAML",
            "put the whole text in quotes",
            start,
        )
    if match and value[:1] not in "[{" and (colon := re.search(_COLON, value)):
        return (
            "found “: ” within a text, which YAML takes for a key and its value"
            if colon[0] != ":"
            else "found a text that ends with a colon, which YAML takes for a key",
            "put the whole text in quotes, or write it below as a block behind >-",
            start + colon.start(),
        )
    if bare_key := re.match(_NO_VALUE, rest):
        key = bare_key["key"]
        return (
            f"found nothing behind the colon of {quoted(key)}, expected a value",
            f"write “{key}: …”, or leave the key out",
            column,
        )
    if rest[:1] in ("@", "`", "%"):
        return (
            f"found a text that begins with {rest[0]}, which YAML keeps for itself",
            "put the whole text in quotes",
            column,
        )
    if re.match(_MEANS_SOMETHING, rest) and before[-1:] in (",", "[", "{"):
        return (
            f"found a text that begins with {rest[0]}, which means something to YAML",
            "put the whole text in quotes",
            column,
        )
    if value[:1] in ("[", "{") and before[-1:] in ("]", "}") and rest[:1] not in ("]", "}", ","):
        return (
            f"found text behind the closing {before[-1]} of a list or mapping in brackets",
            "put the whole text in quotes",
            column,
        )
    if value[:1] in ("[", "{") or rest[:1] in ("]", "}", ",", "[", "{"):
        return (
            "found a list or mapping in brackets that does not end, or ends twice",
            "close every [ with ] and every { with }; a text that begins with one needs quotes",
            column,
        )
    above = next((n for n in range(line, -1, -1) if n < line and lines[n].strip()), line)
    for number in (line, above):
        if lines and (joined := re.match(_NO_SPACE, lines[number])):
            return (
                f"found no space behind the colon of {quoted(joined['key'])}"
                + (" in the line above" if number != line else ""),
                f"write “{joined['key']}: …”",
                column,
            )
        if lines and (item := re.match(_ITEM, lines[number])):
            return (
                "found no space behind the dash of an item, expected “- ”"
                if item["sign"] == "-"
                else f"found an item that begins with {item['sign']}, expected “- ”",
                f"write {quoted('- ' + item['text'])}",
                column,
            )
    bare = text.strip()
    if bare and ":" not in bare and not bare.startswith("-"):
        return (
            f"found {quoted(bare)} where a key was expected",
            "a key is followed by a colon and a space; a text that goes on is indented further "
            "than its key",
            len(text) - len(text.lstrip()),
        )
    return (
        "found a line that does not fit the lines above it",
        "check its indentation: the keys of one item begin in one column, list items with “- ”",
        column,
    )


def without_item(lines: list[str], line: int) -> str | None:
    """The text with the list item around ``line`` blanked, or ``None`` where there is none.

    The items are those of the outermost list of the last key in column 0 above the line.
    """
    indent: int | None = None
    top = 0
    for number in range(min(line, len(lines) - 1), -1, -1):
        if re.match(_KEY, lines[number]):
            top = number
            break
    for number in range(top, len(lines)):
        if dash := re.match(_DASH, lines[number]):
            indent = len(dash[1])
            break
    if indent is None:
        return None
    stop = next((n for n in range(top + 1, len(lines)) if re.match(_KEY, lines[n])), len(lines))
    starts = [n for n in range(top, len(lines)) if _item_indent(lines[n]) == indent]
    start = max((n for n in starts if n <= line), default=None)
    if start is None:
        return None
    end = next(_ends(lines, start + 1, indent), len(lines))
    blanks = ["\n" * lines[n].endswith(("\n", "\r")) for n in range(start, end)]
    others = any(top <= n < stop and not start <= n < end for n in starts)
    above = lines[top:start]
    above[:1] = [line.partition(":")[2] for line in above[:1]]
    if not others and not any(re.sub(r"(?:^|\s)#.*", "", line).strip() for line in above):
        blanks[0] = " " * (indent + 1) + "[]" + blanks[0]
    return "".join(lines[:start] + blanks + lines[end:])


def _item_indent(line: str) -> int:
    dash = re.match(_DASH, line)
    return len(dash[1]) if dash else -1


def _ends(lines: list[str], start: int, indent: int) -> Iterator[int]:
    """The lines from ``start`` on that do not belong to an item at ``indent``."""
    for number in range(start, len(lines)):
        line = lines[number]
        if _item_indent(line) == indent or re.match(_KEY, line):
            yield number
