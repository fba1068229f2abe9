r"""How gaps are written within a text: ``[[answer|another answer::hint]]``.

Brackets within a gap balance, and what they hold means nothing: ``[[a[0]]]`` asks for ``a[0]``.
What is in code or in a formula means nothing here: there are no gaps in it, and a gap may hold it.
A backslash makes the next ``[``, ``]``, ``|`` or ``:`` of a gap a character, and the next ``[[`` or
``]]`` of a text two characters.  To write a backslash before one of these, write two.

Each text is read in time by its length: a gap that does not end is looked for a few times only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from quizgen.model.blocks import verbatim
from quizgen.model.markup import CODE, MATHS, Markup, literal

# Most texts have neither a backslash nor code, and no brackets but those of their gaps.
_SIMPLE = re.compile(r"\[\[([^\[\]]*)\]\]")
_SPECIAL = re.compile(r"[\\`\[]")
_MARKS = re.compile(r"[*`\\]")
MOST_OPEN = 20
"""Gaps without an end that are looked for in one text."""


@cache
def _outside() -> re.Pattern[str]:
    """Return what matches what means something between the gaps."""
    return re.compile(rf"\\\[\[|\\\]\]|{MATHS}|\\[*`\\]|{CODE}|\[\[|\]\]", re.DOTALL)


@cache
def _inside() -> re.Pattern[str]:
    """Return what matches what means something within a gap."""
    return re.compile(
        rf"{MATHS}|{CODE}|(?P<escaped>(?:\\\\)*\\[\[\]|:])|(?P<doubled>(?:\\\\)+(?=[\[\]|:]|\Z))"
        r"|[\[\]]|::|\|",
        re.DOTALL,
    )


@cache
def _unwritten() -> re.Pattern[str]:
    """Return what matches what is to be written otherwise within a gap."""
    return re.compile(rf"{MATHS}|{CODE}|(\\*)(::|[\[\]|:]|\Z)", re.DOTALL)


class Written(Struct, frozen=True):
    """A gap as its author wrote it."""

    content: str
    """What is between ``[[`` and ``]]``."""

    def __str__(self) -> str:
        return f"[[{self.content}]]"


class Open(Struct, frozen=True):
    """Brackets without a partner."""

    bracket: str
    """``[[``, ``]]``, or a single ``[`` within what should be a gap."""
    found: str = ""
    """The gap as it may be meant, up to the first ``]]``."""


class Split(Struct, frozen=True):
    """A text, parted at its gaps."""

    parts: list[Markup | Written]
    open: list[Open]

    @property
    def gaps(self) -> list[Written]:
        return [part for part in self.parts if type(part) is Written]


class Parts(Struct, frozen=True):
    """What a gap says."""

    answers: tuple[str, ...]
    """The answer in the text, and what else is right; one may be empty."""
    hint: str = ""
    hints: int = 0
    """How many times ``::`` is written; of more than one only the author can tell what it is."""


@lru_cache(maxsize=64)
def split(text: str) -> Split:
    """Return ``text``, parted at its gaps; what is between them has no escapes of this module."""
    if "\\" not in text and "`" not in text:
        pieces = _SIMPLE.split(text)
        if not any("[" in piece or "]" in piece for piece in pieces[::2]):
            found: list[Markup | Written] = []
            for number, piece in enumerate(pieces):
                if number % 2:
                    found.append(Written(piece))
                elif piece:
                    found.append(Markup(piece))
            return Split(found, [])
    return _Splitter(text).split()


class _Splitter:
    """Parts one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[Markup | Written] = []
        self._open: list[Open] = []
        self._run = ""
        """What was read since the last gap."""
        self._nearest = text.find("]]")
        """The next ``]]`` from where it was looked for last, or -1."""

    def split(self) -> Split:
        """Return the text, parted."""
        text, at, written = self._text, 0, 0
        verbatim_until = dict(verbatim(Markup(text)))
        starts = sorted(verbatim_until)
        escaped = 0
        while found := _outside().search(text, at):
            start, at = found.span()
            while starts and verbatim_until[starts[0]] <= start:
                starts.pop(0)
            if starts and starts[0] <= start:
                at = verbatim_until[starts[0]]
                continue
            match found[0]:
                case "\\[[":
                    self._run += text[written:start]
                    written, escaped = start + 1, escaped + 1
                case "\\]]":
                    self._run += text[written:start]
                    written = start + 1
                case "]]" if escaped:
                    escaped -= 1
                case "]]":
                    self._open.append(Open("]]"))
                case "[[":
                    if len(self._open) >= MOST_OPEN:
                        break
                    end = self._end(at)
                    if end < 0:
                        at = self._add_open(start)
                        continue
                    self._add(self._run + text[written:start])
                    self._parts.append(Written(text[at:end]))
                    at = written = end + 2
        self._add(self._run + text[written:])
        return Split(self._parts, self._open)

    def _add(self, between: str) -> None:
        if between:
            self._parts.append(Markup(between))
        self._run = ""

    def _add_open(self, start: int) -> int:
        """Add the gap at ``start``, which does not end, and return where to go on."""
        if 0 <= self._nearest < start:
            self._nearest = self._text.find("]]", start)
        nearest = self._nearest
        if nearest < 0 or self._text.find("[[", start + 2, nearest) >= 0:
            self._open.append(Open("[["))
            return start + 2
        self._open.append(Open("[", self._text[start : nearest + 2]))
        return nearest + 2

    def _end(self, at: int) -> int:
        """Return where the gap ends whose content begins ``at``, or -1."""
        depth = 0
        while found := _inside().search(self._text, at):
            start, at = found.span()
            token = found[0]
            if token == "[":
                depth += 1
            elif token == "]" and depth:
                depth -= 1
            elif token == "]":
                if self._text.startswith("]", at):
                    return start
            elif _is_mark(found) and _ends_gap(token, depth):
                at = start + 1
        return -1


def _is_mark(found: re.Match[str]) -> bool:
    """Tell whether code or a formula was ``found``."""
    return found[0][0] == "`" or found[0].startswith("\\(")


def _ends_gap(content: str, depth: int) -> bool:
    """Tell whether the gap around ``content`` would end in it, so that it is no code or formula."""
    for found in re.finditer(r"[\[\]]", content):
        if found[0] == "[":
            depth += 1
        elif depth:
            depth -= 1
        elif content.startswith("]", found.end()):
            return True
    return False


@lru_cache(maxsize=4096)
def parts(content: str) -> Parts:
    """Return what a gap with this ``content`` says."""
    if not _SPECIAL.search(content):
        written, *hints = content.split("::")
        answers = tuple([answer.strip() for answer in written.split("|")])
        if len(hints) < 2:
            return Parts(answers, hints[0].strip() if hints else "", len(hints))
    bars, colons, aware = _separators(content)
    hint_at = colons[-1] if colons else len(content)
    bounds = [-1, *(bar for bar in bars if bar < hint_at), hint_at]
    read = [unescape(content[start + 1 : end]).strip() for start, end in pairwise(bounds)]
    hint = unescape(content[hint_at + 2 :]).strip()
    # Whoever escapes one colon means the others as they are: the last two begin the hint.
    return Parts(tuple(read), hint, min(1, len(colons)) if aware else len(colons))


def _separators(content: str) -> tuple[list[int], list[int], bool]:
    """Return where ``|`` and ``::`` mean something, and whether a colon has a backslash."""
    bars: list[int] = []
    colons: list[int] = []
    aware = False
    depth = 0
    for found in _inside().finditer(content):
        depth += {"[": 1, "]": -1 if depth else 0}.get(found[0], 0)
        if found[0] == "|" and not depth:
            bars.append(found.start())
        elif found[0] == "::" and not depth:
            colons.append(found.start())
        aware = aware or found[0].endswith("\\:")
    return bars, colons, aware


def unescape(text: str) -> str:
    """Return ``text``, which was written within a gap, without its backslashes."""
    return text if "\\" not in text else _inside().sub(_unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    if found["doubled"]:
        return "\\" * (len(found[0]) // 2)
    if found["escaped"]:
        return "\\" * ((len(found[0]) - 1) // 2) + found[0][-1]
    return found[0]


def escape(text: str) -> str:
    """Return ``text`` as it is written within a gap."""
    balanced = _is_balanced(text)

    def written(found: re.Match[str]) -> str:
        slashes, mark = found[1], found[2]
        if mark is None:
            return found[0]
        means = mark in ("|", "::") or (mark in "[]" and mark and not balanced)
        means = means or (mark == ":" and found.end() == len(text))
        return slashes * 2 + ("\\" if means else "") + mark

    return _unwritten().sub(written, text)


def _is_balanced(text: str) -> bool:
    depth = 0
    for found in re.finditer(rf"{MATHS}|{CODE}|[\[\]]", text, re.DOTALL):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth < 0:
            return False
    return depth == 0


def write(answers: Iterable[str], hint: str = "") -> str:
    """Return a gap that says this, as an author writes it."""
    written = "|".join(map(escape, answers))
    return f"[[{written}::{escape(hint)}]]" if hint else f"[[{written}]]"


def write_between(text: Markup) -> str:
    """Return ``text``, which is between two gaps, as an author writes it."""
    if "[[" not in text and "]]" not in text:
        return text
    return _outside().sub(lambda one: f"\\{one[0]}" if one[0] in ("[[", "]]") else one[0], text)


def typeset(answer: str) -> Markup:
    """Return the text of a gap as markup in which only code and formulas are marks."""
    if not _MARKS.search(answer):
        return Markup(answer)
    shown, done = [], 0
    for found in _inside().finditer(answer):
        if _is_mark(found):
            shown += [literal(answer[done : found.start()]), found[0]]
            done = found.end()
    return Markup("".join([*shown, literal(answer[done:])]))


def typed(answer: str) -> str:
    r"""Return the text of a gap as it is typed: code and formulas without their marks."""
    if "`" not in answer and "\\(" not in answer:
        return answer
    return _inside().sub(_unmarked, answer)


def _unmarked(found: re.Match[str]) -> str:
    if not _is_mark(found):
        return found[0]
    return found[0][1:-1] if found[0][0] == "`" else found[0][2:-2].strip()
