r"""What a formula may say: only what MathJax typesets, so that it can do nothing else on a card.

MathJax can do more than typeset: it can link, load, style the page and define commands that change
the formulas after it.  So a formula is read here as MathJax reads it, and every command,
environment, option and length in it must be one that :mod:`quizgen.model.mathjax` lists.  What
MathJax would show in red, such as a brace without its partner, is a mistake, too.

A formula is read once from its beginning to its end, so the time grows with its length alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache, lru_cache
from typing import Final, NamedTuple

from quizgen.model.mathjax import (
    COLORS,
    COMMANDS,
    DEFINES,
    DELIMITERS,
    ENVIRONMENTS,
    INSTEAD,
    NOTATIONS,
    OPERATORS,
    PLACED,
    REFUSED,
)

LONGEST: Final = 5_000
"""Characters of a formula: MathJax gives up on some that are longer."""
DEEPEST: Final = 30
"""Levels of braces, arguments and environments in one another."""
LARGEST: Final = 30.0
"""The longest length, in ems: as wide as a card on a large screen."""
BACKWARD: Final = 10.0
"""How far all lengths of a formula together may lead back, in ems."""
TOGETHER: Final = 150.0
"""All lengths of a formula together, in ems."""

_EMS = {
    "em": 1.0,
    "ex": 0.43,
    "pt": 0.1,
    "pc": 1.2,
    "px": 1 / 16,
    "in": 7.2,
    "cm": 7.2 / 2.54,
    "mm": 0.72 / 2.54,
    "mu": 1 / 18,
}
"""How many ems a unit has, as in MathJax's ``ParseUtil.ts``."""
_STEPS = {"MoveEqLeft": 1.0, "skew": 1 / 18, "uproot": 1 / 15, "leftroot": 1 / 15}
"""How many ems one step of what takes a number moves."""
_BACK = {"!": 1 / 6, "negthinspace": 1 / 6, "negmedspace": 2 / 9, "negthickspace": 5 / 18}
_LENGTH = re.compile(
    r"\s*([-+]?(?:[.,]\d+|\d+(?:[.,]\d*)?))\s*(pt|em|ex|mu|px|mm|cm|in|pc) ?", re.A
)
_NUMBER = re.compile(r"\s*[-+]?(?:\d{1,2}(?:\.\d{0,4})?|\.\d{1,4})\s*", re.A)
_CHARACTER = re.compile(r"\s*(?:0?x([0-9A-Fa-f]{1,6})|(\d{1,7}))\s*", re.A)
_SHARE = re.compile(r"(?:0?\.\d{0,6}|[01](?:\.0{0,6})?)", re.A)
_COMMAND = re.compile(r"\\(?:([A-Za-z]+) ?|([\ud800-\udfff\s\S]|$))")
_SPACES = re.compile(r"\s*")
_PLAIN = re.compile(r"[^\\{}&^_$%#'’\s\]@]+")
_COLUMNS = re.compile(r"(?:[clr|:\s]|@\{\s*\})*")
_BEHIND_ENVIRONMENT = re.compile(r"\s*\{([^{}\\]*)\}")
_END_OF_ROW = re.compile(r"\\\\|\\(?:cr|end)(?![A-Za-z])")
_BRACE = re.compile(r"\\[\s\S]|[{}]")
_LEFT_AND_RIGHT = re.compile(
    r"\s*(?:(?:left|right)\s*=\s*\{?\s*(\\empheq[A-Za-z]+)\s*\}?\s*(?:,\s*|$))*"
)
_STYLES = frozenset(
    """
    tiny Tiny scriptsize small normalsize large Large LARGE huge Huge color displaystyle textstyle
    scriptstyle scriptscriptstyle
    """.split()
)
"""What holds for all that follows, and is nothing by itself."""
_INFIX = frozenset(
    "over atop choose brace brack above overwithdelims atopwithdelims abovewithdelims".split()
)
_FEW = frozenset("( ) [ ] | / .".split())
r"""The delimiters that MathJax knows behind ``\overwithdelims`` and its like."""
_LIMITED = OPERATORS | frozenset(
    """
    mathop operatorname overbrace underbrace overbracket underbracket sideset limits nolimits
    stackrel overset underset overunderset
    """.split()
)
_BOXED = frozenset("raise lower moveleft moveright".split())
"""What moves the thing behind it."""
_EQUATIONS = frozenset({"equation", "equations", "multline"})
_NUMBERED = frozenset(("numcases", "subnumcases"))
_INNER = frozenset("split aligned gathered lgathered rgathered alignedat multlined".split())
_WORDS = frozenset({"", "t", "b", "c", "l", "r", "tb", "bt"})
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Mistake(NamedTuple):
    """What is wrong with a formula, and where in it."""

    at: int
    """Where in the formula, in characters."""
    found: str
    """The very characters that are wrong."""
    message: str
    hint: str = ""
    serious: bool = True
    """Whether the formula cannot stand so; else it does not show what its author wrote."""


class _Ended(Exception):
    """The formula is broken here: what follows cannot be read as it was meant."""


def sound(formula: str) -> bool:
    r"""Tell whether ``formula``, written between ``\(`` and ``\)``, may stand on a card."""
    return not any(mistake.serious for mistake in mistakes(formula))


@lru_cache(256)
def mistakes(formula: str) -> tuple[Mistake, ...]:
    r"""Say what is wrong with ``formula``, written between ``\(`` and ``\)``, in its order.

    All commands that may not stand there are told; of what breaks a formula, such as a brace
    without its partner, only the first.
    """
    reader = _Reader(formula)
    with suppress(_Ended):
        reader.whole()
    return tuple(sorted(set(reader.mistakes)))


def near(name: str, names: frozenset[str] | dict[str, str]) -> str:
    """Return the one of ``names`` that is a slip of one letter away from ``name``, or nothing.

    Looks each possible slip up in ``names``, however many there are.
    """
    if len(name) > 30:
        return ""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ*"
    parts = [(name[:place], name[place:]) for place in range(len(name) + 1)]
    for slip in (
        name.lower(),
        name.capitalize(),
        *(head + tail[1] + tail[0] + tail[2:] for head, tail in parts if len(tail) > 1),
        *(head + tail[1:] for head, tail in parts if tail),
        *(head + letter + tail for head, tail in parts for letter in letters),
        *(head + letter + tail[1:] for head, tail in parts if tail for letter in letters),
    ):
        if len(slip) > 1 and slip in names:
            return slip
    return ""


_EVERY = frozenset(COMMANDS) | OPERATORS | frozenset({"begin", "end"})


class _Row:
    """What is known of the part that is being read, up to the next cell or the end."""

    __slots__ = ("after", "divided", "empty", "lower", "operator", "upper")

    def __init__(self) -> None:
        self.fresh()

    def fresh(self) -> None:
        """Start again, in another cell."""
        self.divided = False
        self.empty = True
        self.after = ""
        """The ``^`` or ``_`` that still waits for what it raises or lowers."""
        self.upper = self.lower = self.operator = False

    def atom(self, operator: bool = False) -> None:
        """Take one thing that may have an index and an exponent."""
        self.empty = False
        if self.after:
            self.after = ""
        else:
            self.upper = self.lower = False
            self.operator = operator


class _Reader:
    """Reads one formula as MathJax does."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.end = len(text)
        """Where the part ends that is being read."""
        self.place, self.name = 0, ""
        """Where the command stands whose arguments are read, and what it is called."""
        self.ended = 0
        """Where the last ``\\end`` stands."""
        self.depth = 0
        self.bodies: list[str] = []
        """The kinds of the bodies that what is read stands in, from the outermost."""
        self.partner: dict[int, int] = {}
        """Where the brace is closed that opens at a place."""
        self.mistakes: list[Mistake] = []
        self.backward = self.together = 0.0
        self.numbered = False
        """Whether an environment for whole equations was seen, of which there may be but one."""

    # -- what may be wrong -------------------------------------------------------------------------

    def note(self, at: int, found: str, message: str, hint: str = "", serious: bool = True) -> None:
        """Tell of a mistake, and go on."""
        self.mistakes.append(Mistake(at, found, message, hint, serious))

    def fail(self, at: int, found: str, message: str, hint: str = "") -> _Ended:
        """Tell of a mistake that nothing can be read behind."""
        self.note(at, found, message, hint)
        return _Ended()

    # -- the parts of a formula --------------------------------------------------------------------

    def whole(self) -> None:
        """Read it all."""
        text = self.text
        if len(text) > LONGEST:
            message = f"found a formula of {len(text):,} characters, expected at most {LONGEST:,}"
            raise self.fail(0, "", message, "split it into two formulas")
        if odd := _ODD.search(text):
            code = f"U+{ord(odd[0]):04X}"
            message = f"found the control character {code} in a formula"
            raise self.fail(odd.start(), odd[0], message, "delete this character")
        self.pair()
        self.row("")

    def pair(self) -> None:
        """Find the partner of each brace."""
        opened: list[int] = []
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                opened.append(match.start())
                if len(opened) > DEEPEST:
                    raise self.deep(match.start(), "{")
            elif match[0] == "}":
                if not opened:
                    raise self.fail(
                        match.start(), "}", "found “}” without an opening “{” in a formula",
                        "delete it, or write \\} for a brace that shows",
                    )  # fmt: skip
                self.partner[opened.pop()] = match.start()
        if opened:
            raise self.fail(
                opened[-1], "{", "found “{” without a closing “}” in a formula",
                "write “}” after what belongs to it, or \\{ for a brace that shows",
            )  # fmt: skip

    def deep(self, at: int, found: str) -> _Ended:
        return self.fail(
            at, found, f"found more than {DEEPEST} levels inside one another in a formula",
            "split it into two formulas",
        )  # fmt: skip

    def part(self, start: int, end: int, body: str | None = None) -> None:
        """Read what lies between two places, as a formula of its own."""
        after, outer = self.at, self.end
        self.at, self.end = start, end
        self.row("", body)
        self.at, self.end = after, outer

    def row(self, stop: str, body: str | None = None, begun: tuple[int, str] = (0, "")) -> None:
        r"""Read up to ``stop``: the end of the part, ``}``, ``\end`` or ``\right``.

        ``body`` is the kind of the rows that are read, or ``None`` where there are none; ``begun``
        is what began the part, and where.
        """
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.deep(self.at, self.text[self.at : self.at + 1])
        self.bodies.append(body or "")
        row = _Row()
        text = self.text
        while True:
            self.at = _SPACES.match(text, self.at).end()  # type: ignore[union-attr]
            if self.at >= self.end:
                self.at = self.end
                self.complete(row)
                if stop:
                    raise self.open(begun)
                break
            at, char = self.at, text[self.at]
            if plain := _PLAIN.match(text, at, self.end):
                self.at = plain.end()
                row.atom()
                if self.at - at > 1:
                    row.atom()
            elif char == "\\":
                if self.command(row, stop):
                    break
            elif char == "}":
                # Its partner stands before this part: it is the end of a group.
                self.complete(row)
                if stop != "}":
                    raise self.open(begun)
                self.at += 1
                break
            elif char == "{":
                self.at += 1
                self.row("}")
                row.atom()
            else:
                self.sign(row, at, char, body)
        self.bodies.pop()
        self.depth -= 1

    def open(self, begun: tuple[int, str]) -> _Ended:
        """Tell that what was begun is not ended."""
        at, found = begun
        end = found.replace("begin", "end") if found.startswith("\\begin") else "\\right"
        return self.fail(
            at,
            found,
            f"found “{found}” without “{end}” in a formula",
            f"add “{end})” where it ends" if end == "\\right" else f"add “{end}”",
        )

    def sign(self, row: _Row, at: int, char: str, body: str | None) -> None:
        """Read a character that is not only itself.

        One branch for each character, as MathJax has them: they share nothing to take out.
        """
        self.at = at + 1
        if char == "&":
            self.complete(row)
            if body is None or body in ("", "proof", "equation", "multline", "root"):
                raise self.fail(
                    at, "&", "found “&”, which separates columns, outside a table in a formula",
                    "write \\& for the sign",
                )  # fmt: skip
            row.fresh()
            if body == "second":
                self.second()
        elif char in "^_":
            self.script(row, at, char)
        elif char in "'’":
            if row.after:
                raise self.nothing(at, row.after)
            if row.upper:
                raise self.double(at, char)
            while self.text[self.at : self.at + 1] in ("'", "’") and self.at < self.end:
                self.at += 1
            row.upper = True
            nearby = _SPACES.match(self.text, self.at).end()  # type: ignore[union-attr]
            if nearby < self.end and self.text[nearby] == "^":
                row.upper = False  # a dash and an exponent go together
        elif char == "%":
            raise self.fail(
                at, "%", "found “%”, which hides the rest of the line in a formula", "write \\%"
            )
        elif char == "#":
            raise self.fail(at, "#", "found “#”, which a formula cannot show", "write \\#")
        elif char == "$":
            raise self.fail(
                at, "$", "found “$” inside a formula",
                "write \\$ for a dollar sign; the formula begins with \\( and ends with \\)",
            )  # fmt: skip
        elif char == "@" and body == "diagram":
            self.arrow()
            row.fresh()
        else:
            row.atom()

    def script(self, row: _Row, at: int, char: str) -> None:
        if row.after:
            raise self.nothing(at, row.after)
        if row.upper if char == "^" else row.lower:
            raise self.double(at, char)
        if char == "^":
            row.upper = True
        else:
            row.lower = True
        row.after = char

    def nothing(self, at: int, char: str) -> _Ended:
        if char[0] == "\\":
            message = f"found nothing after “{char}” in a formula for it to move"
            return self.fail(at, char, message, "add what it moves, or delete it")
        what = "exponent" if char == "^" else "index"
        return self.fail(
            at, self.text[at : at + 1], f"found no {what} after “{char}” in a formula",
            f"write the {what}, or \\{'hat{}' if char == '^' else '_'} for the sign",
        )  # fmt: skip

    def double(self, at: int, char: str) -> _Ended:
        what = "index" if char == "_" else "exponent"
        return self.fail(
            at, char, f"found a second {what} on the same thing in a formula",
            f"put braces around what the first {what} belongs to",
        )  # fmt: skip

    def complete(self, row: _Row) -> None:
        """Make sure that nothing is still waited for where a part ends."""
        if row.after:
            place = self.text.rfind(row.after, 0, self.at)
            raise self.nothing(place, row.after)

    def arrow(self) -> None:
        """Read an arrow of a diagram and its labels, ``@>a>b>``."""
        kind = self.text[self.at : self.at + 1]
        if self.at >= self.end or kind not in "><VA.|=":
            return
        self.at += 1
        if kind in "><VA":
            for _ in range(2):
                end = self.up_to(kind, f"@{kind}")
                self.part(self.at, end)
                self.at = end + 1

    def up_to(self, char: str, name: str) -> int:
        """Return the place of the next ``char`` that no braces hold."""
        place = self.at
        while place < self.end:
            if self.text.startswith(char, place) and not (
                char[0] == "\\" and self.text[place + len(char) : place + len(char) + 1].isalpha()
            ):
                return place
            if self.text[place] == "{":
                place = self.partner[place]
            elif self.text[place] == "}":
                break
            place += 2 if self.text[place] == "\\" else 1
        message = f"found no “{char}” after “{name}” in a formula"
        raise self.fail(self.at, "", message, f"add “{char}”")

    def second(self) -> None:
        """Read the second column of cases, which is a text and the last."""
        start = place = self.at
        text = self.text
        while place < self.end:
            char = text[place]
            if char == "&":
                message = "found a third column in cases, expected two"
                raise self.fail(place, "&", message, "delete this “&”, or start a row with “\\\\”")
            if char == "{":
                place = self.partner[place]
            elif char == "}" or _END_OF_ROW.match(text, place):
                break
            elif char == "\\":
                place += 1
            place += 1
        content = text[start:place].strip()
        if content.startswith("\\text") and content.endswith("}"):
            self.part(start, min(place, self.end))
        else:
            self.words(start, min(place, self.end))
        self.at = min(place, self.end)

    # -- commands ----------------------------------------------------------------------------------

    def command(self, row: _Row, stop: str) -> bool:
        """Read a command and all that it is given; whether it ends the part.

        One branch for each kind of command, as MathJax has them: they share nothing to take out.
        """
        at = self.at
        match = _COMMAND.match(self.text, at, self.end)
        assert match is not None
        name = match[1] or match[2]
        if not name:
            raise self.fail(at, "\\", "found a backslash at the end of a formula", "delete it")
        self.at = match.end()
        if name in ("end", "right", "middle"):
            self.complete(row)
            partner = "begin" if name == "end" else "left"
            if stop != ("end" if name == "end" else "right"):
                message = f"found “\\{name}” without “\\{partner}” in a formula"
                raise self.fail(at, f"\\{name}", message, f"add “\\{partner}”, or delete this")
            if name == "end":
                self.ended = at
            else:
                self.given(at, name, "d")
            return name != "middle"
        if name == "begin":
            self.environment(at)
            row.atom()
        elif name == "left":
            self.given(at, name, "d")
            self.row("right", begun=(at, "\\left"))
            row.atom()
        elif name in ("\\", "newline", "cr"):
            self.complete(row)
            self.new_row(at, name)
            row.fresh()
        elif name in _INFIX:
            self.complete(row)
            if row.divided:
                message = f"found a second fraction, “\\{name}”, in one part of a formula"
                raise self.fail(at, f"\\{name}", message, "put braces around one of the two")
            self.given(at, name, COMMANDS[name])
            row.fresh()
            row.divided = True
        elif name in ("limits", "nolimits"):
            if not row.operator or row.after:
                message = f"found “\\{name}”, expected it right after a sign such as \\sum"
                raise self.fail(at, f"\\{name}", message, "move it there, or delete it")
        else:
            self.thing(row, at, name)
        return False

    def thing(self, row: _Row, at: int, name: str) -> None:
        """Read a command that only its own arguments concern."""
        self.allowed(at, name)
        if (place := PLACED.get(name)) and not self.placed(place):
            message = f"found “\\{name}” {_ELSEWHERE[place]}"
            raise self.fail(at, f"\\{name}", message, "move it there, or delete it")
        if name in ("hline", "hdashline"):
            if not row.empty:
                message = f"found “\\{name}” inside a row, expected it after “\\\\”"
                raise self.fail(at, f"\\{name}", message, "end the row before it with “\\\\”")
            return
        if name in _STYLES and row.after:
            raise self.nothing(at, row.after)
        if name in _BACK:
            self.measure(at, f"\\{name}", -_BACK[name])
        self.given(at, name, COMMANDS.get(name, ""))
        if name in _BOXED:
            row.atom()
            row.after = f"\\{name}"
        elif name not in _STYLES:
            row.atom(name in _LIMITED)

    def allowed(self, at: int, name: str) -> bool:
        """Return whether a formula may have the command; tells why not."""
        if name in COMMANDS or name in OPERATORS or name.isspace():
            return True
        shown = f"\\{name if len(name) <= 60 else name[:57] + '…'}"
        if refused := REFUSED.get(name):
            self.note(at, f"\\{name}", f"found “{shown}” in a formula: {refused[0]}", refused[1])
            if refused[0] == DEFINES or name == "toggle":
                raise _Ended  # what follows is written in what would be defined
            return False
        hint = "check its spelling, or write it another way"
        if name in INSTEAD:
            hint = f"write {INSTEAD[name]}"
        elif close := near(name, _EVERY):
            hint = f"did you mean “\\{close}”?"
        self.note(
            at, f"\\{name}", f"found “{shown}”, which quizgen does not allow in a formula", hint
        )
        return False

    def placed(self, place: str) -> bool:
        """Return whether what is read stands in a body of this kind."""
        inner = self.bodies[-1]
        if place == "rows":
            return inner in ("rows", "second", "equations", "diagram", "multline")
        if place == "cells":
            return inner == "rows"
        if place == "root":
            return "root" in self.bodies
        return inner == place

    def new_row(self, at: int, name: str) -> None:
        r"""Read what may stand behind ``\\``."""
        if name == "cr" and not self.placed("rows"):
            message = f"found “\\cr” {_ELSEWHERE['rows']}"
            raise self.fail(at, "\\cr", message, "move it there, or delete it")
        if name != "\\":
            return
        if self.text.startswith("*", self.at) and self.at < self.end:
            self.at += 1
        if self.text.startswith("[", self.at) and self.at < self.end:
            self.given(at, "\\", "L")

    def environment(self, at: int) -> None:
        r"""Read from ``\begin`` up to its ``\end``."""
        name = self.name_of(at, "begin")
        found = self.text[at : self.at]
        known = ENVIRONMENTS.get(name)
        if known is None:
            close = near(name, frozenset(ENVIRONMENTS))
            raise self.fail(
                at, found, f"found the environment “{name[:60]}”, which no formula may have",
                f"did you mean “{close}”?" if close else "use aligned, cases or pmatrix",
            )  # fmt: skip
        given, body = known
        if (body in _EQUATIONS and name not in _INNER) or name in _NUMBERED:
            if self.numbered:
                message = f"found “{name}” inside or next to another environment for equations"
                hint = "use “aligned” or “gathered” inside the other one, or write two formulas"
                raise self.fail(at, found, message, hint)
            self.numbered = True
        self.given(at, f"begin{{{name}}}", given)
        begun = self.at
        self.row("end", body, (at, found))
        if name == "empheq" and not self.text[begun : self.ended].strip():
            message = "found “empheq” around nothing, which MathJax cannot show"
            raise self.fail(at, found, message, "write the equations inside it, or delete it")
        ended = self.ended
        other = self.name_of(ended, "end")
        if other != name:
            raise self.fail(
                ended, self.text[ended : self.at],
                f"found “\\end{{{other[:60]}}}”, expected “\\end{{{name}}}” in a formula",
                f"write “\\end{{{name}}}”",
            )  # fmt: skip

    def name_of(self, at: int, command: str) -> str:
        """Return the name of the environment that is begun or ended."""
        name = _BEHIND_ENVIRONMENT.match(self.text, self.at, self.end)
        if name is None:
            message = f"found no name in braces after “\\{command}” in a formula"
            raise self.fail(at, f"\\{command}", message, f"write “\\{command}{{…}}”")
        self.at = name.end()
        return name[1]

    # -- what commands are given -------------------------------------------------------------------

    def given(self, at: int, name: str, arguments: str) -> None:
        """Read the ``arguments`` of a command that stands at a place, a letter for each."""
        for kind in arguments:
            self.at = _SPACES.match(self.text, self.at, self.end).end()  # type: ignore[union-attr]
            self.place, self.name = at, name
            getattr(self, _READ[kind])()

    def wrong(self, message: str, hint: str = "") -> _Ended:
        """Tell of a mistake of the command whose arguments are read."""
        return self.fail(self.place, "\\" + self.name.partition("{")[0], message, hint)

    def unexpected(self, at: int, found: str, expected: str, hint: str = "") -> _Ended:
        """Tell that something else was expected behind the command."""
        shown = f"“{found.strip()[:30]}”" if found.strip() else "nothing"
        message = f"found {shown} after “\\{self.name}” in a formula, expected {expected}"
        return self.fail(at, found, message, hint or f"write {expected}")

    def argument(self) -> tuple[int, int]:
        """Return where an argument begins and ends, within its braces."""
        if self.at >= self.end:
            message = f"found “\\{self.name}” in a formula without everything that it needs"
            raise self.wrong(message, _needs(self.name))
        start, char = self.at, self.text[self.at]
        if char == "{":
            self.at = self.partner[start] + 1
            return start + 1, self.at - 1
        if char == "\\":
            match = _COMMAND.match(self.text, start, self.end)
            assert match is not None
            self.at = match.end()
            if not match[0][1:]:
                raise self.fail(
                    start, "\\", "found a backslash at the end of a formula", "delete it"
                )
        else:
            self.at += 1
        return start, self.at

    def brackets(self) -> tuple[int, int] | None:
        """Return where what stands in brackets begins and ends, if brackets follow."""
        if self.at >= self.end or self.text[self.at] != "[":
            return None
        start = place = self.at + 1
        while place < self.end:
            char = self.text[place]
            if char == "]":
                self.at = place + 1
                return start, place
            if char == "{":
                place = self.partner[place]
            elif char == "}":
                break
            place += 2 if char == "\\" else 1
        raise self.wrong(f"found “\\{self.name}[” without a closing “]” in a formula", "add “]”")

    def read_part(self) -> None:
        start, end = self.argument()
        self.part(start, end)

    def read_sure_part(self) -> None:
        start, end = self.argument()
        if not self.text[start:end].strip():
            message = f"found nothing in the braces of “\\{self.name}” in a formula"
            raise self.wrong(message, "fill in the braces")
        self.part(start, end)

    def read_optional_part(self) -> None:
        if found := self.brackets():
            self.part(*found, "root" if self.name == "sqrt" else None)

    def read_rows(self) -> None:
        start, end = self.argument()
        self.part(start, end, "equations" if self.name == "Aboxed" else "rows")

    def read_cases(self) -> None:
        start, end = self.argument()
        self.part(start, end, "second")

    def read_words(self) -> None:
        self.words(*self.argument())

    def words(self, start: int, end: int) -> None:
        """Read a text, with formulas between ``$`` and ``$``."""
        after, outer = self.at, self.end
        place = start
        while place < end:
            char = self.text[place]
            if char == "$":
                close = self.dollar(place, end)
                self.part(place + 1, close)
                place = close + 1
            elif char == "\\":
                match = _COMMAND.match(self.text, place, end)
                assert match is not None
                name = match[1] or match[2]
                if name and name not in "${}\\" and self.allowed(place, name):
                    self.note(
                        place, f"\\{name}", f"found “\\{name}” in text inside a formula, where "
                        "Anki shows the backslash", f"write {_as_text(name)}", serious=False,
                    )  # fmt: skip
                place = max(match.end(), place + 1)
            else:
                place += 1
        self.at, self.end = after, outer

    def dollar(self, place: int, end: int) -> int:
        """Return where the formula ends that ``$`` begins in a text."""
        close = place + 1
        while close < end:
            char = self.text[close]
            if char == "$":
                return close
            close = self.partner[close] if char == "{" else close + (char == "\\")
            close += 1
        message = "found “$” without a second “$” in text inside a formula"
        raise self.fail(place, "$", message, "write \\$ for a dollar sign")

    def read_delimiter(self) -> None:
        start = self.at
        if self.name in ("left", "right", "middle") or not self.text.startswith("{", start):
            match = _COMMAND.match(self.text, start, self.end)
            self.at = min(match.end() if match else start + 1, self.end)
            self.delimiter(start, self.text[start : self.at].strip())
        else:
            start, end = self.argument()
            self.delimiter(start, self.text[start:end].strip())

    def delimiter(self, at: int, found: str) -> None:
        """Make sure that what was found is a delimiter."""
        if found not in (_FEW if self.name.endswith("withdelims") else DELIMITERS):
            hint = "write a dot for no delimiter" if self.name in ("left", "right") else ""
            if not found:
                message = f"found no delimiter after “\\{self.name}” in a formula"
                raise self.wrong(message, hint or "add a delimiter such as ( or \\{")
            raise self.unexpected(at, found, "a delimiter such as ( or \\{", hint)

    def read_delimiter_or_nothing(self) -> None:
        start, end = self.argument()
        if found := self.text[start:end].strip():
            self.delimiter(start, found)

    def read_length(self) -> None:
        if self.text.startswith("{", self.at) and self.at < self.end:
            start, end = self.argument()
            self.length(start, end)
        else:
            match = _LENGTH.match(self.text, self.at, self.end)
            if match is None:
                raise self.wrong(_NO_LENGTH % self.name, _LENGTHS)
            self.length(self.at, match.end())
            self.at = match.end()

    def read_optional_length(self) -> None:
        if (found := self.brackets()) and self.text[found[0] : found[1]].strip():
            self.length(*found)

    def read_length_or_nothing(self) -> None:
        start, end = self.argument()
        if self.text[start:end].strip():
            self.length(start, end)

    def length(self, start: int, end: int) -> None:
        """Read the length between two places, and measure it."""
        found = self.text[start:end]
        match = _LENGTH.fullmatch(found.strip())
        if match is None:
            raise self.unexpected(start, found, "a length", _LENGTHS)
        ems = float(match[1].replace(",", ".")[:20]) * _EMS[match[2]]
        self.measure(start, found, -ems if self.name in ("lower", "moveleft") else ems)

    def measure(self, at: int, found: str, ems: float) -> None:
        """Make sure that what a formula takes stays on the card and before its own signs."""
        self.together += abs(ems)
        self.backward -= min(ems, 0.0)
        if abs(ems) > LARGEST:
            message = f"found the length {found.strip()[:30]} in a formula, expected at most "
            raise self.fail(at, found, f"{message}{LARGEST:g}em", "use a shorter length")
        if self.backward > BACKWARD:
            message = f"found lengths in a formula that go back more than {BACKWARD:g}em in all"
            raise self.fail(at, found, message, "use shorter lengths")
        if self.together > TOGETHER:
            message = f"found lengths in a formula that add up to more than {TOGETHER:g}em"
            raise self.fail(at, found, message, "use shorter lengths")

    def read_number(self) -> None:
        if self.text.startswith("[", self.at) and self.name == "unicode":
            message = (
                "found a font after “\\unicode” in a formula, expected a number such as {x2660}"
            )
            raise self.fail(self.place, "\\unicode", message, "delete the brackets")
        self.number(*self.argument())

    def read_optional_number(self) -> None:
        if found := self.brackets():
            self.number(*found)

    def number(self, start: int, end: int) -> None:
        found = self.text[start:end]
        if self.name == "unicode":
            match = _CHARACTER.fullmatch(found)
            code = int(match[1], 16) if match and match[1] else int(match[2]) if match else 0
            if not _shows(code):
                raise self.unexpected(start, found, "the number of a character, such as x2660")
        elif not _NUMBER.fullmatch(found):
            raise self.unexpected(start, found, "a number below 100")
        elif ems := _STEPS.get(self.name):
            self.measure(start, found, -abs(float(found)) * ems)

    def read_color(self) -> None:
        self.color(*self.argument(), "")

    def read_modelled_color(self) -> None:
        model = ""
        if found := self.brackets():
            model = self.text[found[0] : found[1]]
            self.at = _SPACES.match(self.text, self.at, self.end).end()  # type: ignore[union-attr]
        self.color(*self.argument(), model)

    def color(self, start: int, end: int, model: str) -> None:
        """Read a color, by its name or by figures."""
        found = self.text[start:end]
        parts = found.split(",")
        match model:
            case "" | "named":
                known = found in COLORS or bool(re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", found))
            case "rgb":
                known = len(parts) == 3 and all(_SHARE.fullmatch(part.strip()) for part in parts)
            case "RGB":
                known = len(parts) == 3 and all(
                    part.strip().isdecimal() and part.isascii() and len(part) < 9
                    and int(part) < 256 for part in parts
                )  # fmt: skip
            case "gray":
                known = bool(_SHARE.fullmatch(found.strip()))
            case _:
                known = False
        if not known:
            close = near(found, COLORS)
            raise self.fail(
                start, found, f"found “{found[:30]}” in a formula, expected a color such as red or "
                "#c00", f"did you mean “{close}”?" if close else "write a name or a hex code",
            )  # fmt: skip

    def read_box(self) -> None:
        found = self.brackets()
        if found is None:
            return
        start = found[0]
        for option in self.text[found[0] : found[1]].split(","):
            inner = start + len(option) - len(option.lstrip())
            if _LENGTH.fullmatch(option.strip()) and "-" not in option:
                self.length(inner, start + len(option))
            elif option.strip():
                self.color(inner, start + len(option.rstrip()), "")
            start += len(option) + 1

    def read_stroke(self) -> None:
        found = self.brackets()
        if found is None:
            return
        start = found[0]
        for option in self.text[found[0] : found[1]].split(","):
            key, _, value = option.partition("=")
            if option.strip() and key.strip() not in (
                "mathcolor",
                "color",
                "mathbackground",
                "background",
            ):
                raise self.unexpected(start, option, "mathcolor=red")
            if option.strip():
                place = start + option.index("=") + 1 if "=" in option else start
                place += len(value) - len(value.lstrip())
                self.color(place, place + len(value.strip()), "")
            start += len(option) + 1

    def read_word(self) -> None:
        found = self.brackets()
        if found and self.text[found[0] : found[1]].strip() not in _WORDS:
            shown = self.text[found[0] : found[1]]
            raise self.unexpected(found[0], shown, "one of t, b, c, l and r")

    def read_side(self) -> None:
        found = self.brackets()
        if found and (shown := self.text[found[0] : found[1]]).strip() not in ("", "l", "r"):
            raise self.unexpected(found[0], shown, "l or r")

    def read_style(self) -> None:
        start, end = self.argument()
        if (shown := self.text[start:end]).strip() not in ("", "0", "1", "2", "3"):
            raise self.unexpected(start, shown, "a style from 0 to 3")

    def read_notation(self) -> None:
        start, end = self.argument()
        for word in self.text[start:end].replace(",", " ").split():
            if word not in NOTATIONS:
                close = near(word, NOTATIONS)
                raise self.fail(
                    start, word, f"found “{word[:30]}” after “\\enclose” in a formula, expected "
                    "a shape such as circle or box",
                    f"did you mean “{close}”?" if close else "write circle or box",
                )  # fmt: skip

    def read_columns(self) -> None:
        start, end = self.argument()
        self.columns(start, end)

    def read_optional_columns(self) -> None:
        if found := self.brackets():
            self.columns(*found)

    def columns(self, start: int, end: int) -> None:
        match = _COLUMNS.match(self.text, start, end)
        assert match is not None
        if match.end() < end:
            wrong = self.text[match.end() : end]
            message = f"found “{wrong[:30]}” among the columns of a table in a formula"
            raise self.fail(
                match.end(), wrong[:1], message, "write l, c or r for each column, and | for a line"
            )

    def read_star(self) -> None:
        if self.text.startswith("*", self.at) and self.at < self.end:
            self.at += 1

    def read_underscore(self) -> None:
        if not self.text.startswith("_", self.at) or self.at >= self.end:
            message = f"found no “_” between the arguments of “\\{self.name}” in a formula"
            raise self.wrong(message, "add “_” between them")
        self.at += 1

    def read_up_to_of(self) -> None:
        self.part_up_to("\\of", "root")

    def read_up_to_over(self) -> None:
        self.part_up_to("\\over", None)

    def part_up_to(self, char: str, body: str | None) -> None:
        end = self.up_to(char, f"\\{self.name}")
        self.part(self.at, end, body)
        self.at = end + len(char)

    def read_sides(self) -> None:
        found = self.brackets()
        if found is None:
            return
        text = self.text[found[0] : found[1]]
        for side in re.findall(r"\\([A-Za-z]*)", text):
            if not side.startswith("empheq") or side not in COMMANDS:
                message = f"found “\\{side}” in the options of “empheq”, which may not have it"
                raise self.fail(found[0], text, message, "write left=\\empheqlbrace")
        if not _LEFT_AND_RIGHT.fullmatch(text):
            message = f"found the options “{text[:30]}” of “empheq”, expected only left and right"
            raise self.fail(found[0], text, message, "write left=\\empheqlbrace")

    def read_inner_environment(self) -> None:
        start, end = self.argument()
        inner, _, count = self.text[start:end].partition("=")
        _, body = ENVIRONMENTS.get(inner, ("", ""))
        if body != "equations" or inner in _INNER or (count and not re.fullmatch("[1-9]", count)):
            message = f"found “{inner[:30]}” inside “empheq”, expected equations such as align"
            raise self.fail(start, self.text[start:end], message, "write “align” or “gather”")

    def read_verbatim(self) -> None:
        sign = self.text[self.at : self.at + 1] if self.at < self.end else ""
        close = self.text.find(sign, self.at + 1, self.end) if sign else -1
        if close < 0 or re.search(r"[{}\\]", self.text[self.at : close]):
            message = "found “\\verb” in a formula, expected text between two equal characters"
            raise self.wrong(message, "write \\texttt{…}")
        self.at = close + 1

    def read_chemistry(self) -> None:
        """Read a chemical formula.

        Its own language becomes TeX before MathJax reads it, so a command that a letter behind it
        could make another of is left out, and whatever is given more than parts.
        """
        start, end = self.argument()
        after = self.at
        for match in _COMMAND.finditer(self.text, start, end):
            command = match[1] or match[2]
            if command and self.allowed(match.start(), command):
                given = COMMANDS.get(command, "")
                joined = _could_be(command) and not self.text.startswith("{", match.end())
                if command in PLACED or not set(given) <= set("mMpt") or joined:
                    shown = f"\\{command}"
                    message = f"found “{shown}” in a chemical formula, which may not have it"
                    self.note(match.start(), shown, message, "end the chemical formula before it")
            elif not command:
                raise self.fail(
                    match.start(), "\\", "found a backslash at the end of a formula", "delete it"
                )
        table = self.bodies[-1] in ("rows", "equations")
        for sign in re.finditer(r"(?<!\\)[%&]", self.text[start:end]):
            if sign[0] == "%" or not table:
                message = f"found “{sign[0]}” in a chemical formula"
                raise self.fail(start + sign.start(), sign[0], message, f"write \\{sign[0]}")
        self.at = after


_READ: Final = {
    "m": "read_part",
    "p": "read_sure_part",
    "M": "read_optional_part",
    "r": "read_rows",
    "q": "read_cases",
    "t": "read_words",
    "d": "read_delimiter",
    "e": "read_delimiter_or_nothing",
    "l": "read_length",
    "L": "read_optional_length",
    "z": "read_length_or_nothing",
    "n": "read_number",
    "N": "read_optional_number",
    "c": "read_color",
    "C": "read_modelled_color",
    "b": "read_box",
    "k": "read_stroke",
    "w": "read_word",
    "y": "read_side",
    "s": "read_style",
    "o": "read_notation",
    "g": "read_columns",
    "G": "read_optional_columns",
    "x": "read_chemistry",
    "v": "read_verbatim",
    "*": "read_star",
    "_": "read_underscore",
    "f": "read_up_to_of",
    "u": "read_up_to_over",
    "h": "read_sides",
    "E": "read_inner_environment",
}
"""What reads each kind of argument that :mod:`quizgen.model.mathjax` speaks of."""

_ELSEWHERE: Final = {
    "rows": "outside a table in a formula",
    "equations": "outside an environment such as align",
    "multline": "outside the environments multline and multlined",
    "cells": "outside a matrix or an array in a formula",
    "root": "outside the degree of a root",
    "proof": "outside the environment prooftree",
}
_NO_LENGTH: Final = "found no length with a unit after “\\%s” in a formula"
_LENGTHS: Final = "write a number and a unit, such as 1em, 5mm or 10pt"


def _needs(name: str) -> str:
    """Return a hint at how a command is written in full."""
    given = COMMANDS.get(name, "")
    if set(given) <= set("mM") and given:
        return f"write \\{name}{'{…}' * given.count('m')}"
    return "add what it needs, in braces"


def _as_text(name: str) -> str:
    """Return what to write for a command within a text."""
    if name in "%&#_":
        return f"“{name}” alone"
    if name.isspace() or name in ",;:!>":
        return "a space"
    return "it outside the text, or between $ and $"


@cache
def _could_be(name: str) -> bool:
    """Return whether letters behind the command could make one of it that is refused."""
    return any(refused.startswith(name) for refused in REFUSED)


def _shows(code: int) -> bool:
    """Tell whether the number is a character that shows and does not turn the text around."""
    from unicodedata import category

    return code <= 0x10FFFF and category(chr(code)) not in (
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    )
