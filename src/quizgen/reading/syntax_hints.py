"""What a syntax error of YAML most likely is, told from the text around it.

Parsers say what they were doing when they gave up, in words of their own, and often lines below the
slip.  Which slips there are, how they look, and how each is corrected is known here, as a table
(:data:`_SLIPS`); so is what must be blanked for the rest to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import yaml
from msgspec import Struct
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from quizgen.model.diagnostics import Fault, Mark
from quizgen.model.values import INVISIBLE, invisible_character, quoted

# Patterns stay texts until they are sought: compiling them takes as long as reading questions.
# None has two parts next to each other that begin with one character, so that each is linear.
QUOTES = ("'", '"')
"""The signs between which a text may stand."""
CLOSE = {
    "'": "write ' at the end of the text; inside it, write an apostrophe twice ('')",
    '"': 'write " at the end of the text; inside it, write a quote as \\"',
}
"""How a quote is closed."""
_DOUBLED = "inside '…', write an apostrophe twice (''); inside \"…\", write a quote as \\\""
_QUOTE_ALL = "put the whole text in quotes"
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
_MARGIN = rf"([ -]*(?:[A-Za-z_]\w*: *)?)({INVISIBLE})"
"""A character that nobody sees before a key or a value."""
_FOREIGN = {r"%(?:YAML|TAG)\b": "a YAML directive", "```": "the fence of a code block"}
"""Lines that come into a file from elsewhere."""
_CONFLICT = r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"
_BLOCK = r"[|>][-+1-9]+\s"
_MEANS_SOMETHING = r"[*&!|>]|[-?:](?:\s|$)"
_COLON = r":(?:\s|$)"


class EventSource(Protocol):
    """What a parser is here."""

    def get_event(self) -> Any: ...


def open_bracket(source: EventSource) -> Mark | None:
    """Return where the innermost bracket begins that is still open when the text breaks."""
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


class _Break(Struct):
    """Where YAML breaks: what the parser says, and the text there."""

    error: yaml.YAMLError
    lines: list[str]
    doing: str
    """What the parser was doing, in its own words."""
    line: int
    column: int

    @property
    def problem(self) -> Any:
        """Where the parser gave up, if it says so."""
        return getattr(self.error, "problem_mark", None)

    @property
    def text(self) -> str:
        """The line."""
        return self.lines[self.line]

    @property
    def before(self) -> str:
        """The line up to the break, without spaces at the end."""
        return self.text[: self.column].rstrip()

    @property
    def rest(self) -> str:
        """The line from the break on."""
        return self.text[self.column :]

    @property
    def value(self) -> str:
        """The value in the line, or nothing where it has none."""
        match = re.match(_VALUE_LINE, self.text)
        return match["value"] if match else ""

    @property
    def value_column(self) -> int:
        """Where that value begins."""
        match = re.match(_VALUE_LINE, self.text)
        return match.start("value") if match else 0

    @property
    def this_and_above(self) -> Iterator[int]:
        """The number of the line, and of the one above where there is one."""
        return iter(range(self.line, max(self.line - 2, -1), -1))

    def describe(self, message: str, hint: str, column: int | None = None) -> Fault:
        """Return the fault of this line, at the break where no ``column`` is given."""
        column = self.column if column is None else column
        return Fault("yaml-syntax", message, self.line, column, hint)


def syntax_fault(
    error: yaml.YAMLError, lines: list[str], bracket: Callable[[], Mark | None]
) -> Fault:
    """Return where the YAML of ``lines`` breaks, with the slip that the text there suggests.

    ``bracket`` gives where the innermost bracket begins that is open there: it is asked only where
    that matters, for to answer it takes as long as to read the text.
    """
    found = _locate(error, lines, bracket)
    return next(fault for slip in _SLIPS if (fault := slip(found)) is not None)


def _locate(error: yaml.YAMLError, lines: list[str], bracket: Callable[[], Mark | None]) -> _Break:
    """Return where the slip behind ``error`` is, which need not be where the parser gave up."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    doing = str(getattr(error, "context", None) or "")
    mark = context if doing.startswith(_BEGUN) and context is not None else problem or context
    if doing == "while parsing a flow node" and mark is not None:
        opened = bracket()
        if opened is not None and (
            opened.line < mark.line or not lines[mark.line][mark.column :].strip()
        ):
            # The text ends, or the next item begins, within the bracket: there the slip is.
            mark = opened
    last = len(lines) - 1
    line = min(mark.line if mark else 0, last)
    end = len(lines[line])
    column = min(mark.column, end) if mark and mark.line <= last else end
    if (directive := _directive_above(lines, line)) is not None:
        line, column = directive, 0
    return _Break(error, lines, doing, line, column)


def _directive_above(lines: list[str], line: int) -> int | None:
    """Return the first directive above ``line``: libyaml accepts them, and gives up below."""
    found = None
    for number in range(line - 1, -1, -1):
        if lines[number].startswith("%"):
            found = number
        elif lines[number].strip() and not lines[number].lstrip().startswith("#"):
            break
    return found


# -- the slips -------------------------------------------------------------------------------------


def _unknown_escape(at: _Break) -> Fault | None:
    """Recognize an escape that double quotes do not know."""
    mark, problem = at.problem, str(getattr(at.error, "problem", ""))
    if mark is None or ("escape" not in problem and "hex" not in problem):
        return None
    text = at.lines[mark.line] if mark.line < len(at.lines) else ""
    column = text.rfind("\\", 0, mark.column + 1)
    if column < 0:
        return None
    shown = text[column : column + 2]
    return Fault(
        "yaml-syntax",
        f"found {quoted(shown)} inside double quotes, where it has no meaning",
        mark.line,
        column,
        f"write {shown[0]}{shown}, or put the text in single quotes '…'",
    )


def _text_after_quote_in_brackets(at: _Break) -> Fault | None:
    """Recognize a text behind a closing quote, within brackets: most often of an apostrophe."""
    mark = at.problem
    if not at.doing.startswith("while parsing a flow") or mark is None:
        return None
    if mark.line >= len(at.lines):
        return None
    before = at.lines[mark.line][: mark.column].rstrip()
    if before[-1:] not in QUOTES or not at.lines[mark.line][mark.column :].strip():
        return None
    return Fault(
        "yaml-syntax",
        f"found more text after the closing {before[-1]}",
        mark.line,
        mark.column,
        f"{_QUOTE_ALL}; {_DOUBLED}",
    )


def _invisible_margin(at: _Break) -> Fault | None:
    """Recognize a character that nobody sees before a key or a value, here or in the line above."""
    for number in at.this_and_above:
        if found := re.match(_MARGIN, at.lines[number]):
            message, hint = invisible_character(found[2], at.lines[number])
            return Fault("yaml-syntax", message, number, len(found[1]), hint)
    return None


def _foreign_line(at: _Break) -> Fault | None:
    """Recognize a line that came into the file from elsewhere, here or above."""
    for number in at.this_and_above:
        text = at.lines[number]
        for pattern, name in _FOREIGN.items():
            if re.match(pattern, text):
                message = f"found {name}, which quizgen does not use"
                return Fault("yaml-syntax", message, number, 0, "delete the line")
        if re.match(_CONFLICT, text):
            return Fault(
                "merge-conflict",
                "found a merge conflict that is not resolved",
                number,
                0,
                "keep the lines that you want, and delete those with <<<<<<<, ======= and >>>>>>>",
            )
    return None


def _open_quote(at: _Break) -> Fault | None:
    """Recognize a quote that is not closed."""
    quote = at.rest[:1]
    if quote not in QUOTES:
        return None
    return at.describe(f"found an opening {quote} without a closing {quote}", CLOSE[quote])


def _text_after_quote(at: _Break) -> Fault | None:
    """Recognize a text behind a closing quote."""
    value = at.value
    if value[:1] not in QUOTES:
        return None
    other = QUOTES[value[0] == "'"]
    return at.describe(
        f"found more text after the closing {value[0]}",
        _DOUBLED if value[-1] == value[0] else f"put the whole text in {other}…{other}",
    )


def _text_beside_block(at: _Break) -> Fault | None:
    """Recognize a block whose text begins in the line of its sign."""
    if not re.match(_BLOCK, at.value):
        return None
    return at.describe(
        f"found text after {at.value.split()[0]}, expected it on the next line",
        "begin the text on the next line, indented further than the name of its field",
        at.value_column,
    )


def _value_with_a_sign(at: _Break) -> Fault | None:
    """Recognize a value that begins with a sign of YAML's."""
    if not re.match(_MEANS_SOMETHING, at.value):
        return None
    return at.describe(_means_something(at.value), _QUOTE_ALL, at.value_column)


def _colon_in_value(at: _Break) -> Fault | None:
    """Recognize a text with a colon that YAML takes for that of a key."""
    value = at.value
    if not value or value[0] in "[{" or not (colon := re.search(_COLON, value)):
        return None
    return at.describe(
        "found “: ” inside the text, which YAML reads as a new field"
        if colon[0] != ":"
        else "found “:” at the end of the text, which YAML reads as a new field",
        "put the whole text in quotes; or write >- here, and the text on the next line, indented",
        at.value_column + colon.start(),
    )


def _key_without_value(at: _Break) -> Fault | None:
    """Recognize a key in brackets with nothing after its colon."""
    if not (bare := re.match(_NO_VALUE, at.rest)):
        return None
    key = bare["key"]
    return at.describe(
        f"{quoted(key)} is empty",
        f"write “{key}: …”, or delete “{key}:”",
    )


def _reserved_sign(at: _Break) -> Fault | None:
    """Recognize a text that begins with a sign that YAML reserves."""
    if at.rest[:1] not in ("@", "`", "%"):
        return None
    return at.describe(
        f"found text that begins with {at.rest[0]}, a character that YAML reserves", _QUOTE_ALL
    )


def _sign_in_brackets(at: _Break) -> Fault | None:
    """Recognize a text in brackets that begins with a sign of YAML's."""
    if at.before[-1:] not in (",", "[", "{") or not re.match(_MEANS_SOMETHING, at.rest):
        return None
    return at.describe(_means_something(at.rest), _QUOTE_ALL)


def _text_after_bracket(at: _Break) -> Fault | None:
    """Recognize a text behind a closing bracket."""
    if at.value[:1] not in ("[", "{") or at.before[-1:] not in ("]", "}"):
        return None
    if at.rest[:1] in ("]", "}", ","):
        return None
    return at.describe(
        f"found more text after the closing {at.before[-1]}",
        _QUOTE_ALL,
    )


def _open_brackets(at: _Break) -> Fault | None:
    """Recognize brackets that are not closed, or closed twice."""
    if at.value[:1] not in ("[", "{") and at.rest[:1] not in ("]", "}", ",", "[", "{"):
        return None
    return at.describe(
        "found brackets that do not match",
        "check that every [ has its ] and every { its }; put text that begins with a bracket in "
        "quotes",
    )


def _missing_space(at: _Break) -> Fault | None:
    """Recognize a colon or a dash without its space, here or in the last line above with text."""
    above = next((n for n in range(at.line - 1, -1, -1) if at.lines[n].strip()), at.line)
    for number in (at.line, above):
        if joined := re.match(_NO_SPACE, at.lines[number]):
            return at.describe(
                f"there is no space after the colon of {quoted(joined['key'])}"
                + (" on the line above" if number != at.line else ""),
                f"write “{joined['key']}: …”",
            )
        if item := re.match(_ITEM, at.lines[number]):
            return at.describe(
                "there is no space after the dash of this item"
                if item["sign"] == "-"
                else f"found an item that begins with {item['sign']}, expected “- ”",
                f"write {quoted('- ' + item['text'])}",
            )
    return None


def _text_for_key(at: _Break) -> Fault | None:
    """Recognize a text where a key should be."""
    bare = at.text.strip()
    if not bare or ":" in bare or bare.startswith("-"):
        return None
    return at.describe(
        f"found {quoted(bare)}, expected a field such as “name: value”",
        "to go on with the text above, indent this line further; for a new field, write its name, "
        "a colon and a space",
        len(at.text) - len(at.text.lstrip()),
    )


def _stray_line(at: _Break) -> Fault:
    """Take the line for one that is indented wrongly, which nothing in it tells."""
    return at.describe(
        "this line does not fit the lines above it",
        "check the indentation: all fields of one question start in the same column, and every "
        "list item starts with “- ”",
    )


def _means_something(text: str) -> str:
    return f"found text that begins with {text[0]}, a special character in YAML"


_SLIPS: tuple[Callable[[_Break], Fault | None], ...] = (
    _unknown_escape,
    _text_after_quote_in_brackets,
    _invisible_margin,
    _foreign_line,
    _open_quote,
    _text_after_quote,
    _text_beside_block,
    _value_with_a_sign,
    _colon_in_value,
    _key_without_value,
    _reserved_sign,
    _sign_in_brackets,
    _text_after_bracket,
    _open_brackets,
    _missing_space,
    _text_for_key,
    _stray_line,
)
"""The slips of an author's pen, the surest signs first: the first that is recognized counts."""


# -- what is blanked -------------------------------------------------------------------------------


def blank_item(lines: list[str], line: int) -> bool:
    """Blank the list item around ``line``, in ``lines``.

    The items are those of the outermost list of the last key in column 0 above the line.  Returns
    whether there is one.
    """
    top = _first(lines, range(min(line, len(lines) - 1), -1, -1), _KEY) or 0
    first = _first(lines, range(top, len(lines)), _DASH)
    if first is None:
        return False
    indent = _item_indent(lines[first])
    stop = _first(lines, range(top + 1, len(lines)), _KEY) or len(lines)
    starts = [n for n in range(top, stop) if _item_indent(lines[n]) == indent]
    start = max((n for n in starts if n <= line), default=None)
    if start is None:
        return False
    end = next((n for n in starts if n > start), stop)
    above = [lines[top].partition(":")[2], *lines[top + 1 : start]] if top < start else []
    alone = len(starts) == 1 and not any(_says_something(text) for text in above)
    lines[start:end] = [""] * (end - start)
    if alone:
        lines[start] = f"{' ' * (indent + 1)}[]"
    return True


def _first(lines: list[str], numbers: range, pattern: str) -> int | None:
    """Return the first of ``numbers`` whose line begins with ``pattern``."""
    return next((number for number in numbers if re.match(pattern, lines[number])), None)


def _says_something(text: str) -> bool:
    """Return whether ``text`` is more than spaces and a comment."""
    return bool(re.sub(r"(?:^|\s)#.*", "", text).strip())


def _item_indent(line: str) -> int:
    dash = re.match(_DASH, line)
    return len(dash[1]) if dash else -1
