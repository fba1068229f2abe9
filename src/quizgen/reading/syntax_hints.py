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
from quizgen.model.nodes import Place
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
_SHOWN = 80
"""Characters of a corrected text that a hint shows at most."""
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
_DELETE = {
    "a YAML directive": "delete the line",
    "the fence of a code block": "delete this line, and the line with ``` at the end",
}
_CONFLICT = r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|$)"
_BLOCK = r"(?P<sign>[|>][-+1-9]*)(?P<gap>\s+)\S"
_MEANS_SOMETHING = r"[*&!|>]|[-?:](?:\s|$)"
_COLON = r":(?:\s|$)"


Edits = tuple[tuple[Mark, int, str], ...]
"""As in :class:`~quizgen.model.diagnostics.Fault`: from a mark so many characters become a text."""
FIELDS = (
    "id type stem text answer options items pairs explanation facts source tags difficulty media "
    "bank title namespace questions topic kind statement says standing value accept reject"
).split()
"""Fields that are known where their colon is missing."""


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

    @property
    def goes_on(self) -> bool:
        """Whether the next line with text is indented further than this one, dash included."""
        margin = len(self.text) - len(self.text.lstrip(" -"))
        for text in self.lines[self.line + 1 :]:
            if text.strip():
                return len(text) - len(text.lstrip(" ")) > margin
        return False

    def describe(
        self, message: str, hint: str, column: int | None = None, edits: Edits = ()
    ) -> Fault:
        """Return the fault of this line, at the break where no ``column`` is given."""
        column = self.column if column is None else column
        return Fault("yaml-syntax", message, self.line, column, hint, edits=edits)

    def quoting(self) -> Edits:
        """Return what puts the value in quotes, if it is all in this line and without a comment."""
        value = self.value.rstrip()
        if not value or " #" in value or self.goes_on or value[0] in "[{\"'":
            return ()
        return self.writing("'" + value.replace("'", "''") + "'")

    def quote_hint(self) -> str:
        """Return a hint at quotes around the value, which shows them if that takes one line."""
        shown = "".join(text for _, _, text in self.quoting())
        return f"{_QUOTE_ALL}: {shown}" if 0 < len(shown) <= _SHOWN else _QUOTE_ALL

    def writing(self, text: str) -> Edits:
        """Return what writes ``text`` instead of the value."""
        return ((Place(self.line, self.value_column), len(self.value.rstrip()), text),)


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
        "put the whole text in single quotes '…', with each backslash once; inside double quotes, "
        f"write {shown[0]}{shown}",
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
                return Fault("yaml-syntax", message, number, 0, _DELETE[name])
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
    quote, other = value[0], QUOTES[value[0] == "'"]
    whole = value.rstrip()
    edits = () if at.goes_on or " #" in whole else _requoted(at, whole)
    return at.describe(
        f"found more text after the closing {quote}",
        _inside_quotes(quote, bool(edits)) if whole[-1] == quote else _around(other),
        edits=edits,
    )


def _requoted(at: _Break, whole: str) -> Edits:
    """Return what puts all of the value in quotes that nothing in it closes, if that is simple."""
    quote = whole[0]
    inner = whole[1:-1]
    if whole[-1] != quote:
        return at.writing(f"'{whole}'") if quote == '"' and "'" not in whole else ()
    if quote == "'":
        return at.writing("'" + inner.replace("''", "'").replace("'", "''") + "'")
    return () if "'" in inner or "\\" in inner else at.writing(f"'{inner}'")


def _inside_quotes(quote: str, simple: bool) -> str:
    """Return a hint at what to do about a ``quote`` inside text in such quotes."""
    if quote == "'":
        return "write an apostrophe twice ('') inside '…', or put the text in double quotes"
    if simple:
        return "put the whole text in single quotes '…' instead of double quotes"
    return 'write \\" for each quote inside "…"'


def _around(quote: str) -> str:
    return f"put the whole text in {quote}…{quote}"


def _text_beside_block(at: _Break) -> Fault | None:
    """Recognize a block whose text begins in the line of its sign."""
    found = re.match(_BLOCK, at.value)
    if not found or (len(found["sign"]) == 1 and not at.goes_on):
        return None
    below = next((text for text in at.lines[at.line + 1 :] if text.strip()), "")
    margin = " " * (len(below) - len(below.lstrip(" ")))
    start = Place(at.line, at.value_column + found.end("sign"))
    return at.describe(
        f"found text after {found['sign']}, expected it on the next line",
        f"delete “{found['sign']}”; or keep it, and begin the text on the next line, indented "
        "further than the name of its field",
        at.value_column,
        ((start, len(found["gap"]), f"\n{margin}"),) if at.goes_on else (),
    )


def _value_with_a_sign(at: _Break) -> Fault | None:
    """Recognize a value that begins with a sign of YAML's."""
    if not re.match(_MEANS_SOMETHING, at.value):
        return None
    hint = at.quote_hint()
    if re.fullmatch(r"\*[^*]+\*", at.value.rstrip()):
        hint += "; the stars make it italic for learners: leave them out for plain text"
    return at.describe(_means_something(at.value), hint, at.value_column, at.quoting())


def _colon_in_value(at: _Break) -> Fault | None:
    """Recognize a text with a colon that YAML takes for that of a key."""
    value = at.value
    if not value or value[0] in "[{" or not (colon := re.search(_COLON, value)):
        return None
    return at.describe(
        "found “: ” inside the text, which YAML reads as a new field"
        if colon[0] != ":"
        else "found “:” at the end of the text, which YAML reads as a new field",
        at.quote_hint()
        if at.quoting()
        else f"{_QUOTE_ALL}; or write >- here, and the text on the next line, indented",
        at.value_column + colon.start(),
        at.quoting(),
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
        f"found text that begins with {at.rest[0]}, a character that YAML reserves",
        at.quote_hint() if at.column == at.value_column else _QUOTE_ALL,
        edits=at.quoting() if at.column == at.value_column else (),
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
    if box := re.match(r"\[([ xX✓]?)\]\s+(.*\S)", at.value):
        right = f"write {quoted('- right: ' + box[2])}" if box[1].strip() else "write “- right: …”"
        wrong = f"write {quoted('- ' + box[2])}" if not box[1].strip() else "“- …”"
        return at.describe(
            f"found {quoted(box[0].split(']')[0] + ']')}, which quizgen does not use",
            f"{right} for the right option, and {wrong} for the others",
            at.value_column,
        )
    whole = _single(at.value.rstrip())
    simple = " #" not in at.value and not at.goes_on
    return at.describe(
        f"found more text after the closing {at.before[-1]}",
        f"{_QUOTE_ALL}: {whole}" if simple and len(whole) <= _SHOWN else _QUOTE_ALL,
        edits=at.writing(whole) if simple else (),
    )


def _single(text: str) -> str:
    """Return ``text`` in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _open_brackets(at: _Break) -> Fault | None:
    """Recognize brackets that are not closed, or closed twice."""
    if at.value[:1] not in ("[", "{") and at.rest[:1] not in ("]", "}", ",", "[", "{"):
        return None
    value = at.value.rstrip()
    closing = {"[": "]", "{": "}"}.get(value[:1], "")
    alone = len(re.findall(r"[\[\]{}#]", value)) == 1 and at.column == at.value_column
    if closing and alone and not at.goes_on:
        return at.describe(
            f"found “{value[0]}” without a closing “{closing}”",
            f"write “{closing}” at the end: {quoted(value + closing)}",
        )
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
                edits=((Place(number, joined.end() - 1), 0, " "),),
            )
        if item := re.match(_ITEM, at.lines[number]):
            return at.describe(
                "there is no space after the dash of this item"
                if item["sign"] == "-"
                else f"found an item that begins with {item['sign']}, expected “- ”",
                f"write {quoted('- ' + item['text'])}",
                edits=_dash(at.lines[number], number, item),
            )
    return None


def _dash(line: str, number: int, item: re.Match[str]) -> Edits:
    """Return what makes an item of a list of a ``line`` that looks like one."""
    start = item.start("sign")
    return ((Place(number, start), item.start("text") - start, "- "),) if line.strip() else ()


def _field_without_colon(at: _Break) -> Fault | None:
    """Recognize the name of a field that is followed by a text, without a colon."""
    found = re.match(r"\s*(?:- )?(?P<key>[a-z_]+)(?P<gap>\s*[=;]\s*|\s+)(?P<value>\S.*)", at.text)
    if not found or found["key"] not in FIELDS or re.search(_COLON, at.text):
        return None
    return at.describe(
        f"there is no colon after {quoted(found['key'])}",
        f"write {quoted(found['key'] + ': ' + found['value'])}",
        found.start("key"),
        ((Place(at.line, found.start("gap")), len(found["gap"]), ": "),),
    )


def _text_after_comment(at: _Break) -> Fault | None:
    """Recognize a text that goes on after what YAML reads as a comment."""
    if at.line == 0 or re.search(_COLON, at.text):
        return None
    above = at.lines[at.line - 1]
    sign = re.match(_VALUE_LINE, above) and above.find(" #")
    if sign is None or sign < 0:
        return None
    return Fault(
        "yaml-syntax",
        "found “#” after a space, which begins a comment, in text that goes on in the next line",
        at.line - 1,
        sign + 1,
        "if “#” belongs to the text, put the whole text in quotes, up to the end of its last line; "
        "if it begins a remark, move the remark to a line above the text",
    )


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


def _deeper_item(at: _Break) -> Fault | None:
    """Recognize an item that is indented otherwise than the one above it."""
    here = re.match(r"( *)- ", at.text)
    above = _above(at)
    there = re.match(r"( *)- ", at.lines[above]) if above is not None else None
    if not here or not there or len(here[1]) <= len(there[1]):
        return None
    edits = []
    for number in range(at.line, len(at.lines)):
        if not at.lines[number].startswith(f"{here[1]}- "):
            break
        edits.append((Place(number, 0), len(here[1]), there[1]))
    return at.describe(
        "this item is indented further than the item above it",
        "begin each “- ” of a list in the same column",
        len(here[1]),
        tuple(edits),
    )


def _field_out_of_line(at: _Break) -> Fault | None:
    """Recognize a field that does not begin in the column of the one above it."""
    here = re.match(r"( *)([A-Za-z_][\w-]*):(?:\s|$)", at.text)
    above = _above(at)
    if not here or above is None:
        return None
    there = re.match(r"([ -]*)([A-Za-z_][\w-]*):\s+\S", at.lines[above])
    if not there or len(here[1]) == len(there[1]):
        return None
    further = len(here[1]) > len(there[1])
    return at.describe(
        f"{quoted(here[2])} is indented {'further' if further else 'less'} than {quoted(there[2])} "
        "on the line above",
        f"begin {quoted(here[2])} in the same column as {quoted(there[2])}",
        len(here[1]),
        ((Place(at.line, 0), len(here[1]), " " * len(there[1])),) if further else (),
    )


def _list_without_field(at: _Break) -> Fault | None:
    """Recognize a list after a field of the file that has a value already."""
    above = _above(at)
    if above is None or not re.match(r" *- ", at.text):
        return None
    there = re.match(r"([A-Za-z_][\w-]*):\s+\S", at.lines[above])
    if not there:
        return None
    return at.describe(
        f"found a list after {quoted(there[1])}, which already has a value",
        "write the name of the list, such as “questions:”, on the line above it",
        len(at.text) - len(at.text.lstrip(" ")),
    )


def _above(at: _Break) -> int | None:
    """Return the number of the last line with text above the break."""
    return next((n for n in range(at.line - 1, -1, -1) if at.lines[n].strip()), None)


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
    _field_without_colon,
    _text_after_comment,
    _text_for_key,
    _deeper_item,
    _list_without_field,
    _field_out_of_line,
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
