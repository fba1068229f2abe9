"""How styled text becomes lines of a terminal.

Everything that is shown passes through :meth:`Look.lines`: a run of text is made safe there, then
cut into lines, and only then styled.  So no text of a bank, and nothing that a learner typed, can
reach the terminal as a command.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, zip_longest
from typing import assert_never

from msgspec import Struct

from quizgen.languages import ENGLISH, Catalogue
from quizgen.model.blocks import Block, Code, Formula, Items, Paragraphs, Table, blocks
from quizgen.model.markup import Markup, inline_plain, linked, pieces
from quizgen.system.columns import clusters, shorten, width, wrap
from quizgen.system.output import styled
from quizgen.system.terminal_text import safe

WIDEST = 80
"""Columns: longer lines are hard to read, however wide the terminal is."""
NARROWEST = 20


class Style(StrEnum):
    """What a run of text is, as the parameters of the escape sequence that shows it.

    Cyan and yellow are missing: on a white ground nobody can read them.
    """

    TEXT = ""
    STRONG = "1"
    EMPHASIS = "3"
    CODE = "35"
    BLOCK = "0;35"
    """A line of code, which is never cut."""
    ITEM = "22"
    """What an item of a list begins with: further lines of the item are indented as far."""
    CELL = "0"
    """The beginning of a cell of a table; its text, which is not shown, is the cell's side."""
    FAINT = "2"
    LABEL = "1"
    RIGHT = "1;32"
    WRONG = "1;31"
    MISSED = "1;35"


Run = tuple[Style, str]
"""Text of one style."""

_BETWEEN = (Style.TEXT, " | ")
"""What is between two cells of a table."""
_MARGIN = "    "
"""What is before each line of a code block."""
_TOGETHER = re.compile(r"\S+\) | \(\S+ \S+\)")
"""What is on one line with its text: the label before it, ``a) ``, or a remark after it."""
_STYLES = {"strong": Style.STRONG, "emphasis": Style.EMPHASIS, "code": Style.CODE}
_ASCII = str.maketrans("✓✗·–—−…“”‘’█░─→×", "+x--" + "--" + '~""' + "''" + "#.-" + ">x")
"""What stands for our own signs, and those of typography, where they cannot be written."""


class Look(Struct, frozen=True):
    """What the screen is like at this moment."""

    columns: int = WIDEST
    color: bool = False
    decorated: bool = False
    """Rules and bars are drawn; without, all is words, as a pipe or a screen reader wants it."""
    encoding: str = "utf-8"
    rows: int | None = None
    """How many lines the window shows, where it is one."""
    words: Catalogue = ENGLISH
    """The language in which phrases are shown."""

    @property
    def room(self) -> int:
        """The columns that a line may fill: not the last, which some terminals wrap behind."""
        return max(NARROWEST, min(self.columns, WIDEST)) - 1

    def clean(self, text: str) -> str:
        """Show ``text`` as it can be here: a phrase in the language of the screen.

        It has nothing to obey, and is in this encoding.
        """
        text = safe(self.words.say(text))
        if text.isascii() or self.encoding.lower().replace("-", "").startswith("utf"):
            return text
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            plainer = text.translate(_ASCII)
            return plainer.encode(self.encoding, "replace").decode(self.encoding)
        return text

    def lines(self, *runs: Run, hang: Run = (Style.TEXT, "")) -> Iterator[str]:
        """Yield the lines of ``runs``, the first behind ``hang``, the others indented as far."""
        for cut in self._cut(runs, hang, self.room):
            yield self._styled(cut)

    def row(self, *cells: Sequence[Run], columns: Sequence[int]) -> Iterator[str]:
        """Yield the lines of ``cells`` side by side, each as wide as ``columns`` says.

        The first run of a cell hangs before its others.
        """
        cut = [
            [*self._cut(cell[1:], cell[0], wide)] if cell else []
            for cell, wide in zip(cells, columns, strict=True)
        ]
        for parts in zip_longest(*cut, fillvalue=[]):
            line: list[Run] = []
            for part, wide in zip(parts, columns, strict=True):
                used = sum(width(text) for _, text in part)
                line += [*part, (Style.TEXT, " " * (wide - used))]
            yield self._styled(line)

    def _cut(self, runs: Iterable[Run], hang: Run, room: int) -> Iterator[list[Run]]:
        """Yield the lines of ``runs``, made safe, each as the runs that are to be styled."""
        margin = (hang[0], self.clean(hang[1]))
        indent = (Style.TEXT, " " * width(margin[1]))
        paragraphs = (
            [(style, self.clean(text)) for style, text in paragraph if text or style == Style.BLOCK]
            for paragraph in _paragraphs((style, self.words.say(text)) for style, text in runs)
        )
        for is_table, lines in groupby(paragraphs, _is_row):
            shown = _table_lines if is_table else _text_lines
            yield from shown([*lines], margin, indent, room)
            margin = indent

    def marked_lines(self, text: str, marks: Collection[int], hang: Run) -> Iterator[str]:
        """Yield the lines of ``text`` as :meth:`lines` does, each with ``^`` under what is marked.

        ``marks`` are places in ``text``; its length stands for what is missing at the end.
        """
        text = self.clean(text)
        hang = (hang[0], self.clean(hang[1]))
        margin = " " * width(hang[1])
        for start, end in wrap(text, max(1, self.room - len(margin) - 1)):
            yield self._styled([hang, (Style.TEXT, text[start:end])])
            under = ""
            for cluster in clusters(text[start:end]):
                places = range(start + cluster.place, start + cluster.place + len(cluster.text))
                sign = "^" if any(place in marks for place in places) else " "
                under += sign.ljust(cluster.columns) if cluster.columns else ""
            if end == len(text) in marks:
                under += "^"
            if under.strip():
                yield self._styled([(Style.TEXT, margin), (Style.WRONG, under.rstrip())])
            hang = (Style.TEXT, margin)

    def _styled(self, runs: Iterable[Run]) -> str:
        runs = [*runs]
        exact = bool(runs) and runs[-1][0] in (Style.CODE, Style.BLOCK)
        shown = ((style if self.color and text else "", text) for style, text in runs)
        return styled(shown, exact=exact)


BAR = 20
"""Columns of the longest bar."""
_SHORTEST = 4
"""Columns of a bar; a shorter one says less than the name that it would cut."""


def bars(rows: Sequence[tuple[str, float, str]], look: Look) -> Iterator[str]:
    """Yield a line for each of ``rows``: its name, a bar for a share of 1, and its figures.

    There are bars where they can be drawn and leave room for the names.
    """
    column = max(len(figure) for _, _, figure in rows)
    room = look.room - 4 - column
    longest = max(width(look.clean(name)) for name, _, _ in rows)
    bar = min(BAR, room - 2 - longest) if look.decorated else 0
    bar = bar if bar >= _SHORTEST else 0
    names = max(4, min(longest, room))
    for title, share, figure in rows:
        name = look.clean(shorten(title, names))
        filled = round(bar * share)
        drawn: list[Run] = [
            (Style.RIGHT, "█" * filled),
            (Style.FAINT, "░" * (bar - filled)),
            (Style.TEXT, "  "),
        ]
        yield from look.lines(
            (Style.TEXT, f"{name}{' ' * (names - width(name))}  "),
            *(drawn if bar else ()),
            (Style.TEXT, f"{figure:>{column}}"),
            hang=(Style.TEXT, "  "),
        )


def runs(text: Markup, style: Style = Style.TEXT, *, brief: bool = False) -> list[Run]:
    """Return ``text`` as runs; what its marks do not style has ``style``.

    ``brief`` leaves nothing of a block of code but its first line.
    """
    shown: list[Run] = []
    before: Block | None = None
    for block in blocks(text):
        if before is not None:
            tight = brief or (isinstance(before, Paragraphs) and isinstance(block, Items))
            shown.append((style, "\n" if tight else "\n\n"))
        shown += _block(block, style, brief=brief)
        before = block
    return shown


def _block(block: Block, style: Style, *, brief: bool) -> Iterator[Run]:
    match block:
        case Paragraphs(text):
            yield from _inline(text, style)
        case Code(text) if brief:
            first, *more = text.strip("\n").split("\n")
            yield Style.CODE, f"{first} …" if more else first
        case Code(text):
            yield Style.BLOCK, text
        case Items():
            for number, (mark, item) in enumerate(block.marked()):
                begin = f"{mark} "
                for line in item.split("\n"):
                    yield Style.TEXT, "\n" if number or not begin.strip() else ""
                    yield Style.ITEM, begin
                    yield from _inline(Markup(line), style)
                    begin = " " * len(begin)
        case Formula(text):
            yield Style.ITEM, "\\[ "
            yield Style.CODE, f"{text.strip()} \\]"
        case Table():
            yield from _table(block, style)
        case _:
            assert_never(block)


def _table(table: Table, style: Style) -> Iterator[Run]:
    """Yield the rows one below the other, the head in bold."""
    for number, row in enumerate(table.rows):
        yield style, "\n" if number else ""
        for cell, side in zip(row, table.sides, strict=True):
            yield Style.CELL, side or "left"
            inline = _inline(cell, style)
            yield from inline if number else ((Style.STRONG, text) for _, text in inline)


def _inline(text: Markup, style: Style) -> Iterator[Run]:
    for kind, content in pieces(text):
        if kind == "maths":
            yield Style.CODE, rf"\({content}\)"
        elif kind in ("strong", "emphasis"):
            yield _STYLES[kind], inline_plain(Markup(content))
        elif kind == "link":
            label, address = linked(content)
            yield from _inline(label, style)
            if address.removeprefix("mailto:") != label:
                yield Style.FAINT, f" ({address.removeprefix('mailto:')})"
        else:
            yield _STYLES.get(kind, style), content


def _text_lines(
    paragraphs: Iterable[list[Run]], margin: Run, indent: Run, room: int
) -> Iterator[list[Run]]:
    """Yield the lines of text and code, the first behind ``margin``, the others behind ``indent``.

    Both are as wide.
    """
    code: str | None = None  # what is before each line of the code that is being shown
    for runs in paragraphs:
        place = _place_of_code(runs)
        if place is None:
            code = None
            yield from _wrapped(runs, margin, indent, room)
        else:
            if code is None:
                code = _before_code(margin, runs[:place])
            yield _code_line(margin, runs[:place] or [(Style.TEXT, code)], runs[place])
            if after := runs[place + 1 :]:
                yield from _wrapped(after, indent, indent, room)
        margin = indent


class _Cell(Struct, frozen=True):
    """A cell of a table: where its text is, and the text."""

    side: str
    runs: list[Run]

    @property
    def columns(self) -> int:
        """How wide it is on one line."""
        return sum(width(text) for _, text in self.runs)

    @property
    def longest_word(self) -> int:
        """How wide it is at least, if it is cut at its spaces only."""
        words = "".join(text for _, text in self.runs).split(" ")
        return max(map(width, words))

    def lines(self, columns: int) -> list[list[Run]]:
        """Return its lines, each as wide as ``columns``."""
        empty = (Style.TEXT, "")
        lines = []
        for wrapped in _wrapped(self.runs, empty, empty, columns):
            line = wrapped[1:]
            free = columns - sum(width(text) for _, text in line)
            before = {"right": free, "center": free // 2}.get(self.side, 0)
            lines.append([(Style.TEXT, " " * before), *line, (Style.TEXT, " " * (free - before))])
        return lines


def _is_row(runs: Iterable[Run]) -> bool:
    """Tell whether ``runs`` are a row of a table, perhaps after a label."""
    return any(style == Style.CELL for style, _ in runs)


def _cells(runs: Iterable[Run]) -> tuple[list[Run], list[_Cell]]:
    """Return what is before the cells of a row, and the cells."""
    before: list[Run] = []
    cells: list[_Cell] = []
    for style, text in runs:
        if style == Style.CELL:
            cells.append(_Cell(text, []))
        else:
            (cells[-1].runs if cells else before).append((style, text))
    return before, cells


def _table_lines(
    rows: Iterable[list[Run]], margin: Run, indent: Run, room: int
) -> Iterator[list[Run]]:
    """Yield the lines of a table, the first behind ``margin``, the others behind ``indent``.

    A column is as wide as its widest text if there is room; if not, the words of the widest ones
    are wrapped.  Where they have no room either, each row is one text.
    """
    (label, head), *others = map(_cells, rows)
    indent = (Style.TEXT, indent[1] + " " * sum(width(text) for _, text in label))
    table = [head, *(cells for _, cells in others)]
    between = width(_BETWEEN[1]) * (len(head) - 1)
    columns = _narrowed(table, room - width(indent[1]) - between)
    before = [margin, *label]
    for row in table:
        if columns is None:
            whole = [run for cell in row for run in (_BETWEEN, *cell.runs)][1:]
            further = (Style.TEXT, f"{indent[1]}  ")
            for line in _wrapped(whole, further, further, room):
                yield [*before, *line[1:]]
                before = [further]
        else:
            cut = [cell.lines(wide) for cell, wide in zip(row, columns, strict=True)]
            for number in range(max(map(len, cut))):
                line = before
                for cell, wide in zip(cut, columns, strict=True):
                    blank = [(Style.TEXT, " " * wide)]
                    line = [*line, *(cell[number] if number < len(cell) else blank), _BETWEEN]
                yield _without_end([*line[:-1]])
                before = [indent]
        before = [indent]


def _narrowed(table: Sequence[Sequence[_Cell]], room: int) -> list[int] | None:
    """Return how wide each column of ``table`` is in ``room``; ``None`` if words would be cut."""
    columns = [max(cell.columns for cell in column) for column in zip(*table, strict=True)]
    least = [max(cell.longest_word for cell in column) for column in zip(*table, strict=True)]
    if sum(least) > room:
        return None
    while sum(columns) > room:
        spare = [wide - word for wide, word in zip(columns, least, strict=True)]
        widest = max(range(len(columns)), key=lambda place: (spare[place] > 0, columns[place]))
        columns[widest] -= 1
    return columns


def _without_end(line: list[Run]) -> list[Run]:
    """Return ``line`` without the spaces at its end."""
    while line and not line[-1][1].strip(" "):
        line.pop()
    return [*line[:-1], (line[-1][0], line[-1][1].rstrip(" "))] if line else line


def _place_of_code(runs: list[Run]) -> int | None:
    """Return which of ``runs``, which make one line, is a line of code, if any is."""
    return next((place for place, (style, _) in enumerate(runs) if style == Style.BLOCK), None)


def _before_code(margin: Run, runs: list[Run]) -> str:
    """Return what is before each line of code but the first, which comes after ``runs``.

    The first line is next to what labels it; without a label, all lines have a margin.
    """
    if label := sum(width(text) for _, text in runs):
        return " " * label
    return "" if margin[1].strip() else _MARGIN


def _code_line(margin: Run, before: list[Run], line: Run) -> list[Run]:
    """Return a line of code as it is, however long; nothing before it if it is empty."""
    labels = (text for _, text in (margin, *before))
    return [margin, *before, line] if line[1] or any(map(str.strip, labels)) else []


def _wrapped(runs: list[Run], margin: Run, indent: Run, room: int) -> Iterator[list[Run]]:
    """Yield the lines of one paragraph, of which the first comes after ``margin``."""
    whole = "".join(_firm(style, text) for style, text in runs)
    if runs and runs[0][0] == Style.ITEM:
        indent = (Style.TEXT, indent[1] + " " * width(runs[0][1]))
    for start, end in wrap(whole, max(1, room - width(indent[1]))):
        yield [margin, *_slice(runs, start, end)] if end > start else []
        margin = indent


def _firm(style: Style, text: str) -> str:
    """Return ``text`` as it is wrapped: where no line may end, a space does not break.

    That is within what belongs :data:`_TOGETHER`, and in code at spaces that a line end would
    swallow.
    """
    if style != Style.CODE:
        together = _TOGETHER.fullmatch(text)
        return text[:1] + text[1:].replace(" ", "\N{NO-BREAK SPACE}") if together else text
    if "  " not in text and text.strip(" ") == text:
        return text
    return re.sub("^ +|  +| +$", lambda spaces: "\N{NO-BREAK SPACE}" * len(spaces[0]), text)


def _paragraphs(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Yield ``runs``, parted at their line ends."""
    paragraph: list[Run] = []
    for style, text in runs:
        first, *others = text.split("\n")
        paragraph.append((style, first))
        for other in others:
            yield paragraph
            paragraph = [(style, other)]
    yield paragraph


def _slice(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """Yield the part of ``runs`` from ``start`` to ``end``, counted in characters."""
    place = 0
    for style, text in runs:
        if part := text[max(0, start - place) : max(0, end - place)]:
            yield style, part
        place += len(text)
