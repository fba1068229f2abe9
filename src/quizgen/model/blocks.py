r"""The blocks that a text is made of, and what the whole text becomes for each kind of reader.

A text of several lines may hold more than paragraphs.  What begins a line may begin a block:

- code, between a line of three or more backticks, with a language or not, and the same backticks on
  a line of their own; inside, nothing means anything;
- a list: two or more lines that begin with ``- ``, or with ``1. ``, ``2. `` and so on; lines that
  are indented by two go on with an item, and lists do not nest;
- a displayed formula, from ``\[`` to ``\]`` at the end of a line;
- a table: a line of cells between ``|``, a rule such as ``|---|---:|``, and more lines of cells.

Everything else is paragraphs, with the marks that :mod:`quizgen.model.markup` knows.  A text of one
line never holds a block: so “1986. A great year” and “- 5 °C” are what they say.

Each line is looked at a limited number of times, so that any text takes time by its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from msgspec import Struct

from quizgen.model.markup import (
    FIRM,
    Markup,
    attribute,
    escape,
    formula_html,
    inline_formulas,
    inline_html,
    inline_plain,
)


class Paragraphs(Struct, frozen=True):
    """Lines of text, with empty ones between paragraphs."""

    text: Markup


class Code(Struct, frozen=True):
    """A program, or a part of one: every character is itself."""

    text: str
    language: str = ""
    """As it was written: ``python``."""


class Items(Struct, frozen=True):
    """A list."""

    items: tuple[Markup, ...]
    numbered: bool = False
    """From 1."""

    def marked(self) -> Iterator[tuple[str, Markup]]:
        """Yield each item with the mark before it."""
        for number, item in enumerate(self.items, 1):
            yield f"{number}." if self.numbered else "-", item


class Formula(Struct, frozen=True):
    """A formula on lines of its own, in TeX."""

    text: str


class Table(Struct, frozen=True):
    """Rows of cells, of which the first is the head."""

    rows: tuple[tuple[Markup, ...], ...]
    sides: tuple[str, ...]
    """Where the texts of each column are: ``left``, ``right``, ``center`` or nothing."""


Block = Paragraphs | Code | Items | Formula | Table

_BEGINNINGS = ("\n```", "\n- ", "\n1. ", "\n\\[", "\n|")


def may_have_blocks(text: str) -> bool:
    """Tell whether some line of ``text`` begins as a block does, and it has several lines."""
    if "\n" not in text:
        return False
    lines = f"\n{text}"
    return any(beginning in lines for beginning in _BEGINNINGS)


def blocks(text: Markup) -> list[Block]:
    """Return the blocks of ``text``, in their order."""
    if not may_have_blocks(text):
        return [Paragraphs(text)]
    found = [block for _, block in _Parser(text).parsed()]
    # A text without any is as it was written, with the empty lines at its ends.
    return found if len(found) != 1 or type(found[0]) is not Paragraphs else [Paragraphs(text)]


def verbatim(text: Markup) -> Iterator[tuple[int, int]]:
    """Yield where each block of code and each displayed formula of ``text`` begins and ends."""
    if may_have_blocks(text):
        parsed = [*_Parser(text).parsed(), (len(text), Paragraphs(Markup("")))]
        for (start, block), (end, _) in pairwise(parsed):
            if isinstance(block, Code | Formula):
                yield start, end


@cache
def _fence() -> re.Pattern[str]:
    """Return what matches the line before a code block; the same backticks end it."""
    return re.compile(r"(`{3,})([^\s`]*) *")


@cache
def _rule() -> re.Pattern[str]:
    """Return what matches the line below the head of a table."""
    return re.compile(r"\|(?: *:?-+:? *\|)+ *")


@cache
def _cell() -> re.Pattern[str]:
    """Return what matches a cell of a table, up to the ``|`` at its end."""
    return re.compile(r"((?:\\.|`[^`\n]+`|[^|\\])*)\|")


class _Parser:
    """Parses a text of several lines, from the first to the last."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._ends: dict[str, int] = {}
        """The last line that each mark of code stands on alone."""
        for number, line in enumerate(self._lines):
            if line.startswith("```"):
                self._ends[line.rstrip(" ")] = number

    def parsed(self) -> Iterator[tuple[int, Block]]:
        """Yield each block with the place in the text where it begins."""
        place = first = 0  # the place of the line, and of the paragraphs before it
        number = 0
        while number < len(self._lines):
            found = self._block(number)
            if found is None:
                place += len(self._lines[number]) + 1
                number += 1
                continue
            yield from self._paragraphs(first, place)
            block, count = found
            yield place, block
            place += sum(map(len, self._lines[number : number + count])) + count
            number += count
            first = place
        yield from self._paragraphs(first, len(self._text) + 1)

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[int, Block]]:
        """Yield what is between two blocks, without the empty lines around it."""
        between = self._text[start : end - 1] if end > start else ""
        text = between.lstrip("\n")
        if stripped := text.rstrip("\n"):
            yield start + len(between) - len(text), Paragraphs(Markup(stripped))

    def _block(self, number: int) -> tuple[Block, int] | None:
        """Return the block that begins on this line, and its number of lines."""
        line = self._lines[number]
        match line[:1]:
            case "`":
                return self._code(number)
            case "-" | "1":
                return self._items(number)
            case "\\":
                return self._formula(number)
            case "|":
                return self._table(number)
        return None

    def _code(self, number: int) -> tuple[Block, int] | None:
        found = _fence().fullmatch(self._lines[number])
        if found is None or self._ends.get(found[1], 0) <= number:
            return None
        end = number + 1
        while self._lines[end].rstrip(" ") != found[1]:
            end += 1
        text = "\n".join(self._lines[number + 1 : end])
        return Code(text, found[2]), end + 1 - number

    def _items(self, number: int) -> tuple[Block, int] | None:
        numbered = self._lines[number].startswith("1")
        items: list[list[str]] = []
        end = after = number
        while after < len(self._lines):
            line = self._lines[after]
            mark = f"{len(items) + 1}. " if numbered else "- "
            after += 1
            if line.startswith(mark) and line[len(mark) :].strip():
                items.append([line[len(mark) :].strip()])
            elif not items:
                return None
            elif line.startswith("  ") and line.strip() and end == after - 1:
                items[-1].append(line.strip())
            elif line.strip() or end < after - 1:  # one empty line may part two items
                break
            else:
                continue
            end = after
        if len(items) < 2:
            return None
        return Items(tuple(Markup("\n".join(item)) for item in items), numbered), end - number

    def _formula(self, number: int) -> tuple[Block, int] | None:
        if not self._lines[number].startswith("\\[") or self._lines[number].startswith("\\[["):
            return None
        formula: list[str] = []
        for after in range(number, len(self._lines)):
            line = self._lines[after] if after > number else self._lines[after][2:]
            if after > number and (line.startswith("\\[") or not line.strip()):
                return None
            if (end := _end_of_formula(line)) >= 0:
                formula.append(line[:end])
                text = "\n".join(formula)
                whole = text.strip() and not line[end + 2 :].strip()
                return (Formula(text), after + 1 - number) if whole else None
            formula.append(line)
        return None

    def _table(self, number: int) -> tuple[Block, int] | None:
        rule = self._lines[number + 1] if number + 1 < len(self._lines) else ""
        if not rule.startswith("|") or _rule().fullmatch(rule) is None:
            return None
        head = _cells(self._lines[number])
        rules = rule.strip().strip("|").split("|")
        if head is None or len(head) != len(rules):
            return None
        rows = [head]
        for after in range(number + 2, len(self._lines)):
            row = _cells(self._lines[after])
            if row is None or len(row) > len(head):
                break
            rows.append([*row, *[""] * (len(head) - len(row))])
        sides = tuple(_SIDES[mark.strip()[0] == ":", mark.strip()[-1] == ":"] for mark in rules)
        return Table(tuple(tuple(map(Markup, row)) for row in rows), sides), len(rows) + 1


_SIDES = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}


def _end_of_formula(line: str) -> int:
    r"""Return where the first ``\]`` of ``line`` is that is not in ``\\]``, or -1."""
    place = line.find("\\")
    while place >= 0:
        if line[place + 1 : place + 2] == "]":
            return place
        place = line.find("\\", place + 2)
    return -1


def _cells(line: str) -> list[str] | None:
    r"""Return the texts of a line of a table; ``\|`` is a character, and so is ``|`` in code."""
    line = line.rstrip()
    if len(line) < 2 or not line.startswith("|"):
        return None
    cells: list[str] = []
    place = 1
    while place < len(line):
        found = _cell().match(line, place)
        if found is None:
            return None
        cells.append(found[1].strip().replace("\\|", "|"))
        place = found.end()
    return cells


def places(text: Markup) -> list[tuple[int, int, Block]]:
    """Return the blocks of ``text``, each with the places where it begins and ends."""
    if not may_have_blocks(text):
        return [(0, len(text), Paragraphs(text))]
    parsed = [*_Parser(text).parsed(), (len(text), Paragraphs(Markup("")))]
    return [(start, end, block) for (start, block), (end, _) in pairwise(parsed)]


# -- what a text becomes -----------------------------------------------------------------------


def formulas(text: Markup) -> Iterator[tuple[int, str]]:
    r"""Yield the formulas of ``text``, and where each begins, after its ``\(`` or ``\[``."""
    if not may_have_blocks(text):
        yield from inline_formulas(text)
        return
    for start, end, block in places(text):
        if isinstance(block, Formula):
            yield start + 2, block.text
        elif not isinstance(block, Code):
            yield from inline_formulas(Markup(text[start:end]), start)


def to_html(text: Markup) -> str:
    """Return ``text`` as HTML for a field of an Anki note or for a page."""
    if not may_have_blocks(text):
        return inline_html(text)
    return "".join(map(_html, blocks(text)))


def _html(block: Block) -> str:
    match block:
        case Paragraphs(text):
            return inline_html(text)
        case Code(text, language):
            kind = f' class="language-{attribute(language)}"' if language else ""
            return f'<pre dir="ltr"><code{kind}>{escape(text)}</code></pre>'
        case Items(items, numbered):
            name = "ol" if numbered else "ul"
            shown = "".join(f'<li dir="auto">{inline_html(item)}</li>' for item in items)
            return f'<{name} class="qg-list">{shown}</{name}>'
        case Formula(text):
            shown = formula_html(text, "\\[", "\\]")
            return f'<div class="qg-formula">{shown}</div>'
        case Table(rows, sides):
            head, *rest = rows
            body = "".join(_row("td", row, sides) for row in rest)
            return f'<table class="qg-table">{_row("th", head, sides)}{body}</table>'


def _row(kind: str, cells: tuple[Markup, ...], sides: tuple[str, ...]) -> str:
    shown = ""
    for cell, side in zip(cells, sides, strict=True):
        style = f' style="text-align: {side}"' if side else ""
        shown += f'<{kind} dir="auto"{style}>{inline_html(cell)}</{kind}>'
    return f"<tr>{shown}</tr>"


def to_plain(text: Markup, *, firm: bool = False) -> str:
    r"""Remove the marks from ``text``, as a learner reads it; maths keeps its own.

    ``firm`` if the spaces within code are to be told from others.
    """
    if "\n" not in text or not may_have_blocks(text):
        return inline_plain(text, firm=firm)
    return "\n".join(_plain(block, firm) for block in blocks(text))


def _plain(block: Block, firm: bool = False) -> str:
    match block:
        case Paragraphs(text):
            return inline_plain(text, firm=firm)
        case Code(text):
            return text.replace(" ", FIRM) if firm else text
        case Items():
            return "\n".join(
                f"{mark} {inline_plain(item, firm=firm)}" for mark, item in block.marked()
            )
        case Formula(text):
            return f"\\[{text}\\]"
        case Table(rows):
            return "\n".join(
                " | ".join(inline_plain(cell, firm=firm) for cell in row) for row in rows
            )


def to_line(text: Markup) -> str:
    """Return ``text`` without its marks; of each block other than paragraphs, its first line."""
    if not may_have_blocks(text):
        return inline_plain(text)
    return " ".join(map(_line, blocks(text)))


def _line(block: Block) -> str:
    plain = _plain(block)
    if isinstance(block, Paragraphs):
        return plain
    if isinstance(block, Formula):
        return " ".join(plain.split())
    first, *more = plain.strip("\n").split("\n")
    return f"{first} …" if more else first


def comparable(text: Markup) -> str:
    """Return ``text`` as learners tell it from others: without marks and without unseen spaces.

    Case counts.  So do line ends, spaces at the beginning of a line, and all spaces within code.
    """
    plain = to_plain(text)
    if "  " not in plain and " \n" not in plain:
        return plain
    return _unseen().sub("", to_plain(text, firm=True)).rstrip(" ").replace(FIRM, " ")


@cache
def _unseen() -> re.Pattern[str]:
    """Return what matches spaces that nobody sees.

    These are all but the last of several in a line, and those at its end.
    """
    return re.compile(r"(?<=[^\s]) +(?= )| +(?=\n)")
