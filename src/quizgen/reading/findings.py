"""What was found in one file, and where: the only place where nodes become places.

A record, a check and a rule know a node of the tree, and perhaps a route from it.  Which line and
which columns that is in the text, and how much of the line is underlined, is known here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from quizgen.model.diagnostics import (
    Diagnostic,
    Edit,
    Fault,
    Mark,
    Problem,
    Related,
    Route,
    Severity,
    Span,
)
from quizgen.model.lines import split_lines
from quizgen.model.nodes import Mapping, Node, Place, Scalar, Sequence
from quizgen.model.values import quoted

WIDEST = 1000
"""Characters of a line that are underlined at most where a text goes on in the next line."""
_LONGEST_ESCAPE = 10
"""Characters that stand for one at most, within double quotes."""
_COMMENT = r"\S #"
_MOST_LINES = 50
"""Lines of a text in which a comment is looked for."""
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"


_MARKS = (
    *("```", "~~~", "](", "$", "_", "~~", "**", "<", "&", "\\["),
    *("|-", "|:", "| -", "| :", "--|", "- |", "\n* ", "\n+ ", "##", " - ", " 2. "),
)
"""What a text has one of, or nothing in it can be unread: most texts of most banks have none."""
_SIGNS = frozenset("`~](_*|:#+<&$\\[=/")
"""Signs of them, to look for first: a sign is found ten times as fast as two."""
_SUSPECTS = {mark: _SIGNS & set(mark) for mark in _MARKS}


class Findings:
    """The mistakes of one file."""

    def __init__(self, path: str, text: str = "") -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self.meant: dict[int, Any] = {}
        """What is certainly meant by a node that was reported, by the ``id`` of the node."""
        self._faults: set[tuple[int, int]] = set()
        """The lines and columns at which the text is no YAML: what else is wrong there is not."""
        signs = {sign for sign in _SIGNS if sign in text}
        self.suspects = tuple(
            mark
            for mark, needed in _SUSPECTS.items()
            if signs >= needed and mark.lstrip("\n") in text
        )
        """What the file has of the marks that may be meant for other programs."""
        self.comments: list[int] = []
        """The lines, counted from 0, that may have a comment after one space."""
        if " #" in text:
            numbered = enumerate(split_lines(text))
            self.comments = [
                n for n, line in numbered if " #" in line and re.search(_COMMENT, line)
            ]
        self.text = text
        """The text of the file, with its own line ends."""
        self._split: list[str] | None = None

    @property
    def errors(self) -> int:
        return sum(d.severity is Severity.ERROR for d in self.diagnostics)

    def fault(self, fault: Fault) -> None:
        """Report a mistake of the text as YAML."""
        at = self._at(fault, fault.width)
        self._faults.add((at.line, at.column))
        related = tuple(Related(self._at(mark), message) for mark, message in fault.related)
        repair = tuple(Edit(self._at(mark, width), text) for mark, width, text in fault.edits)
        self.diagnostics.append(
            Diagnostic(fault.code, fault.message, at, fault.hint, related=related, repair=repair)
        )

    def _at(self, mark: Mark, width: int = 1) -> Span:
        return Span(self.path, mark.line + 1, mark.column + 1, width)

    def report(self, node: Node, problem: Problem, repair: tuple[Edit, ...] = ()) -> None:
        """Report ``problem``, whose route starts at ``node``, but for where there is no YAML."""
        faulty = _locate(node, problem.route, problem.on_key)
        place = self.span(faulty)
        if problem.part and type(faulty) is Scalar:
            place = self.span(self.locate_part(faulty, problem.part))
        if (place.line, place.column) in self._faults and problem.severity is Severity.ERROR:
            return
        related = tuple(
            Related(self.place(node, route, problem.on_key), message)
            for route, message in problem.related
        )
        if problem.rewrite is not None:
            repair = self.rewriting(faulty, problem.rewrite)
        self.diagnostics.append(
            Diagnostic(
                problem.code,
                problem.message,
                place,
                problem.hint,
                problem.severity,
                related,
                repair,
            )
        )

    def withdraw(self, first: int, last: int) -> None:
        """Take back what was reported on the lines from ``first`` to ``last``, counted from 1.

        What is no YAML there is still reported.
        """
        self.diagnostics = [
            one
            for one in self.diagnostics
            if not first <= one.place.line <= last
            or (one.place.line, one.place.column) in self._faults
        ]

    def withdraw_at(self, marks: Iterable[Mark]) -> None:
        """Take back the mistakes at these marks: they are part of another."""
        places = {(mark.line + 1, mark.column + 1) for mark in marks}
        self.diagnostics = [
            one for one in self.diagnostics if (one.place.line, one.place.column) not in places
        ]

    def rewriting(self, node: Node, text: str) -> tuple[Edit, ...]:
        """Return what puts ``text`` in the place of ``node``, if that is within one line."""
        if type(node) is not Scalar or node.mark.line >= len(self.lines):
            return ()
        line, column = self.lines[node.mark.line], node.mark.column
        plain = bool(node.text) and line.startswith(node.text, column)
        quotes = re.compile(_QUOTED).match(line, column)
        if not plain and quotes is None:
            return ()
        return (Edit(self.span(node), text),)

    def locate_part(self, node: Scalar, part: str) -> Scalar:
        """Return the first ``part`` of the text of ``node``, where it is found in the file."""
        return Trail(node, node.text, self.lines).find(part, max(node.text.find(part), 0)) or node

    def place(self, node: Node, route: Route = (), on_key: bool = False) -> Span:
        """Return the place at the end of ``route``, which starts at ``node``."""
        return self.span(_locate(node, route, on_key))

    def at_route(self, node: Node, route: Route) -> Node:
        """Return the node at the end of ``route``, which starts at ``node``."""
        return _locate(node, route, on_key=False)

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

    def mark_reported(self, node: Node) -> None:
        """Report nothing more at the place of ``node``: another mistake is about it, too."""
        self._faults.add((node.mark.line + 1, node.mark.column + 1))

    @property
    def has_faults(self) -> bool:
        """Whether some of the text is no YAML."""
        return bool(self._faults)

    def is_damaged(self, node: Node) -> bool:
        """Tell whether something between the first and the last line of ``node`` is no YAML."""
        if not self._faults:
            return False
        first, last = node.mark.line + 1, last_line(node) + 1
        return any(first <= line <= last for line, _ in self._faults)

    def report_comment(self, node: Scalar) -> None:
        """Warn of a text without quotes that a comment ends which may be a part of it.

        One that follows two spaces is meant as a comment: linters ask for them.
        """
        number, column = node.mark.line, node.mark.column
        rest = node.text
        after = bisect_left(self.comments, number)
        if after == len(self.comments) or self.comments[after] > number + rest.count(" "):
            return  # each line of it but the last ends in what is read as a space
        for line in self.lines[number : number + _MOST_LINES]:
            written = line[column:]
            start = len(written) - len(written.lstrip(" "))
            end = len(written.rstrip())
            if number in self.comments and (found := re.search(_COMMENT, written)):
                end = found.start() + 1
            if not rest.startswith(written[start:end]):
                return
            rest = rest[end - start :].lstrip(" ")
            if not rest:
                if end < len(written.rstrip()) and number in self.comments:
                    self._warn_of_comment(number, column + end + 1)
                return
            number, column = number + 1, 0

    def _warn_of_comment(self, number: int, column: int) -> None:
        lost = self.lines[number][column:].rstrip()
        place = Span(self.path, number + 1, column + 1, len(lost))
        self.diagnostics.append(
            Diagnostic(
                "comment-in-text",
                f"{quoted(lost)} is not part of the text: YAML reads it as a comment",
                place,
                "put the whole text in quotes; for a comment, write two spaces before “#”",
                Severity.WARNING,
            )
        )

    def goes_on(self, node: Scalar) -> bool:
        """Tell whether the text of ``node``, which has no quotes, fills more than a line."""
        line, column = node.mark.line, node.mark.column
        return line < len(self.lines) and not self.lines[line].startswith(node.text, column)

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        if self._split is None:
            self._split = split_lines(self.text)
        return self._split


def last_line(node: Node) -> int:
    """Return the last line on which something of ``node`` begins, counted from 0."""
    if type(node) is Mapping:
        return max(map(last_line, node.entries.values()), default=node.mark.line)
    if type(node) is Sequence:
        return max(map(last_line, node.items), default=node.mark.line)
    return node.mark.line


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
