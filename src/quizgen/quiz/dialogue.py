"""What the lines that a learner types mean, given what is shown.

Every question takes a known number of lines: one for each gap of a text, two for a card (the
first asks for its answer, the second judges), one for all else.  :func:`interpret` is given the
lines so far and says what they come to.  It keeps nothing, so that a line that says nothing can be
taken back and asked for again.

Options, items and right-hand texts carry letters, so that a figure among them is never taken for a
label; the left-hand texts of pairs carry numbers.  Digits are understood for letters all the same
(``2`` for ``b``), except where an option is itself a digit.

An empty line means "I do not know".  Where letters answer, a bare ``s``, ``q``, ``u``, ``o`` or
``?`` is a command, since no label goes that far; where words are typed, only ``:s``, ``:q`` and
``:?`` are, and ``::q`` is the answer ``:q``.  There, a bare one that cannot be the answer is most
likely meant as a command: it is never graded, but asked about, or answered with the help.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from string import ascii_lowercase
from typing import assert_never

from msgspec import Struct

from quizgen.grading import Arranged, Confidence, Paired, Picked, Recalled, Reply, Typed, match
from quizgen.grading.texts import finder
from quizgen.languages import Phrase, join, phrase
from quizgen.model.blocks import comparable
from quizgen.model.forms import (
    Arrange,
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedRange,
    ExpectedWords,
    Gap,
    Pair,
    Pick,
    Reveal,
    TypeIn,
)
from quizgen.model.values import Number
from quizgen.quiz.items import Item


class Command(StrEnum):
    """What a learner may want besides answering."""

    SKIP = "skip"
    QUIT = "quit"
    HELP = "help"
    APPEAL = "appeal"
    """The last answer, which counts as wrong, was right."""
    REDRAW = "redraw"
    """Show the question again."""
    LAST = "last"
    """Show again how the last answer was."""
    HINT = "hint"
    """Show what helps to find the answer."""
    UNDO = "undo"
    """Take the last answer back."""
    OPEN = "open"
    """Open the pictures and sounds of the question."""
    FLAG = "flag"
    """Tell the author that something is wrong with the question."""
    SUSPEND = "suspend"
    """Never ask the question again."""
    PASSAGE = "passage"
    """Show again what the question is about, and others too."""
    BURY = "bury"
    """Do not ask the question again today."""


class Ask(Struct, frozen=True):
    """A line is needed."""

    wanted: str
    """What it should hold, as it stands in the prompt."""
    keys: str = ""
    """The keys of which one is enough, where one is; ``\\n`` is the Enter key."""
    named: str = ""
    """What these keys are called."""
    typed: bool = False
    """It holds words, so that commands need their colon."""


class Ready(Struct, frozen=True):
    """The lines are a reply."""

    reply: Reply


class Unclear(Struct, frozen=True):
    """The last line says nothing; ``expected`` is a sentence about what would."""

    expected: str


Meaning = Ask | Ready | Command | Unclear

_COMMANDS = {
    "s": Command.SKIP,
    "skip": Command.SKIP,
    "q": Command.QUIT,
    "quit": Command.QUIT,
    "?": Command.HELP,
    "help": Command.HELP,
    "r": Command.APPEAL,
    "l": Command.REDRAW,
    "b": Command.LAST,
    "h": Command.HINT,
    "hint": Command.HINT,
    "u": Command.UNDO,
    "undo": Command.UNDO,
    "o": Command.OPEN,
    "p": Command.PASSAGE,
    "f": Command.FLAG,
    "x": Command.SUSPEND,
    "z": Command.BURY,
}
_BARE = ("s", "q", "?")
"""The commands that are typed without a colon where letters answer."""
_NOT_THE_ANSWER = {
    Command.SKIP: phrase("To skip, type :s; it is not the answer."),
    Command.QUIT: phrase("To quit, type :q; it is not the answer."),
}
"""What is said to a bare command where words are typed."""
COMMAND_KEYS = "".join(name for name in _COMMANDS if len(name) == 1)
"""What is a command after a colon."""
BARE_KEYS = "squo?"
"""The commands that one key gives where a key answers: no label goes that far."""
_ONLY_WITH_COLON = ("b", "f", "h", "l", "p", "r", "x", "z")
"""The commands whose letter may be a label, or which a slip of the finger should not give."""
_YES, _NO = {"y", "yes", "t", "true"}, {"n", "no", "f", "false"}
_BETWEEN = re.compile(r"(?:[\s,;>&+.)→–-]|\band\b)+")
_MARKS = re.compile(r"\d+|[a-z]")


def labels(item: Item) -> tuple[str, ...]:
    """Return the label of each part shown, in the order shown."""
    if says_whether_true(item):
        return ("t", "f")
    return tuple(ascii_lowercase[: len(item.shown)])


def says_whether_true(item: Item) -> bool:
    """Return whether ``item`` is a statement to be judged, whose options need no letters."""
    return isinstance(item.form, Pick) and item.form.is_statement and item.shown == (0, 1)


def interpret(item: Item, lines: Sequence[str]) -> Meaning:
    """Return what the ``lines`` typed so far in answer to ``item`` come to."""
    form = item.form
    match form:
        case Reveal():
            return _reveal(lines)
        case Blanks():
            return _blanks(form, lines)
        case TypeIn():
            if not lines:
                return Ask(_wanted(form.expected), typed=True)
            text = _typed(lines[-1], form.expected)
            return text if isinstance(text, Command | Unclear) else Ready(Typed((text,)))
        case Pick():
            if not lines:
                return _ask_pick(form, item)
            return _command(lines[-1]) or _pick(form, item, lines[-1])
        case Arrange():
            if not lines:
                return Ask(phrase("Order of {letters}", letters=span(labels(item))))
            return _command(lines[-1]) or _arrange(item, lines[-1])
        case Pair():
            if not lines:
                return Ask(phrase("Letters for 1-{n}", n=len(form.pairs)))
            return _command(lines[-1]) or _pair(form, item, lines[-1])
    assert_never(form)


def interpret_decision(line: str) -> bool | Command | Unclear:
    """Return what ``line`` says to the question whether an answer counts."""
    text = line.strip().casefold()
    if text in ("y", "yes"):
        return True
    if text in ("n", "no"):
        return False
    command = _command(text) if text else None
    if command in (Command.QUIT, Command.HELP, Command.REDRAW, Command.UNDO):
        return command
    return Unclear(phrase("Type y to count it, n if it is wrong."))


def interpret_confidence(line: str) -> Confidence | Unclear:
    """Return how sure ``line`` says that the learner is."""
    text = line.strip().casefold()
    for confidence in Confidence:
        if text and confidence.value.startswith(text):
            return confidence
    return Unclear(phrase("Type g if you guess, t if you think so, s if you are sure."))


def interpret_after_feedback(line: str) -> Command | str | None:
    """Return what ``line``, typed after feedback, asks for.

    Nothing where it goes on, and the text itself where it says nothing that is known.
    """
    text = line.strip().casefold().removeprefix(":")
    return _COMMANDS.get(text, text) if text else None


def is_appeal(line: str) -> bool:
    """Return whether ``line``, typed after feedback, says that the answer was right."""
    return line.strip().casefold().removeprefix(":") == "r"


def span(marks: Sequence[str]) -> str:
    """Write ``marks`` in short: ``a-d``."""
    return f"{marks[0]}-{marks[-1]}" if len(marks) > 1 else "".join(marks)


def gap_label(form: Blanks, number: int) -> str:
    """Return how the gap at ``number`` is called in the text, without what it is a hint to."""
    return str(number + 1) if len(form.gaps) > 1 else ""


# -- commands ----------------------------------------------------------------------------------


def _command(line: str) -> Command | None:
    """Return the command that ``line`` is where letters answer."""
    text = line.strip().casefold()
    if not text:
        return Command.SKIP
    name = text.removeprefix(":")
    if name == text and name in _ONLY_WITH_COLON:
        return None
    return _COMMANDS.get(name)


def _typed(line: str, expected: Expected | None = None) -> str | Command | Unclear:
    """Return the words that ``line`` holds, or the command that it is, or may be meant to be."""
    text = line.strip()
    if not text:
        return Command.SKIP
    name = text.lstrip(":").casefold()
    if text.startswith(":") and name in _COMMANDS:
        return text[1:] if text.startswith("::") else _COMMANDS[name]
    if expected is None or name != text.casefold() or name not in _BARE or _known(name, expected):
        return text
    command = _COMMANDS[name]
    if command is Command.HELP:
        return command
    return Unclear(_NOT_THE_ANSWER[command])


def _known(text: str, expected: Expected) -> bool:
    """Return whether ``text`` is an answer that the author thought of, right or wrong."""
    if not isinstance(expected, ExpectedWords):
        return False
    return match(expected, text).accepted or text in map(str.casefold, expected.reject)


# -- one form each -----------------------------------------------------------------------------


def _reveal(lines: Sequence[str]) -> Meaning:
    if not lines:
        return Ask(
            phrase("Press Enter for the answer"), keys="\n ", named=phrase("Enter"), typed=True
        )
    if len(lines) == 1:
        text = _typed(lines[0])
        if isinstance(text, Command) and lines[0].strip():
            return text
        return Ask(phrase("Did you know it? y/n"), keys="yn", named="y, n")
    text = lines[-1].strip().casefold()
    if command := _command(text):
        return command
    if text in _YES or text in _NO:
        return Ready(Recalled(text in _YES))
    return Unclear(phrase("Type y if you knew it, n if not."))


def _blanks(form: Blanks, lines: Sequence[str]) -> Meaning:
    texts = []
    for gap, line in zip(form.gaps, lines, strict=False):
        text = _typed(line, gap.expected)
        if isinstance(text, Command | Unclear):
            if line.strip():
                return text
            text = ""
        texts.append(text)
    if len(texts) < len(form.gaps):
        return Ask(_wanted_gap(form, form.gaps[len(texts)], len(texts)), typed=True)
    return Ready(Typed(tuple(texts))) if any(texts) else Command.SKIP


def _wanted_gap(form: Blanks, gap: Gap, number: int) -> str:
    label = gap_label(form, number)
    wanted = phrase("Gap {label}", label=label) if label else phrase("Gap")
    return join("", [wanted, f" ({gap.hint})"]) if gap.hint else wanted


def _wanted(expected: Expected) -> str:
    if isinstance(expected, ExpectedDate):
        return _PRECISIONS[expected.date.precision]
    if isinstance(expected, ExpectedRange):
        wanted = phrase("Range, or what is within") if expected.within else phrase("Range")
        low = expected.low
        return _with_unit(wanted, low.number) if isinstance(low, ExpectedNumber) else wanted
    if isinstance(expected, ExpectedNumber):
        return _with_unit(phrase("Number"), expected.number)
    return _ANSWERS[expected.match]


def _with_unit(wanted: Phrase, number: Number) -> str:
    if not (number.unit or number.qualifier):
        return wanted
    around = [part for part in (number.before, "…", number.unit) if part]
    return join("", [wanted, ": ", join(" ", around)])


_PRECISIONS = {
    "day": phrase("Date"),
    "month": phrase("Month"),
    "year": phrase("Year"),
    "decade": phrase("Decade"),
    "century": phrase("Century"),
}
_ANSWERS = {
    None: phrase("Answer"),
    "exact": phrase("Exact answer"),
    "case": phrase("Answer, capitals count"),
}


def _ask_pick(form: Pick, item: Item) -> Ask:
    marks = labels(item)
    if form.many:
        if form.how_many:
            named = phrase("{number} of {letters}", number=form.count, letters=span(marks))
            return Ask(named)
        return Ask(phrase("All that apply, {letters}", letters=span(marks)))
    if says_whether_true(item):
        return Ask(phrase("True or false? t/f"), keys="tfyn", named="t, f")
    keys = "".join(marks) + _digits(form, len(marks))
    return Ask(span(marks), keys=keys, named=span(marks))


def _digits(form: Pick, count: int) -> str:
    """Return the digits that stand for letters.

    There are none if an option is a digit itself, or if the 11th option would need two digits.
    """
    if count > len("123456789") or any(
        len(text) == 1 and text.isdigit() for text in (comparable(o.text) for o in form.options)
    ):
        return ""
    return "123456789"[:count]


def _pick(form: Pick, item: Item, line: str) -> Meaning:
    text = " ".join(line.casefold().split())
    if says_whether_true(item):
        if text in _YES or text in _NO:
            return Ready(Picked(frozenset({0 if text in _YES else 1})))
        return Unclear(phrase("Type t for true or f for false."))
    marks = labels(item)
    number = finder(option.text for option in form.options)(line)
    named = frozenset() if number is None else frozenset({number})
    digits = _digits(form, len(marks))
    labelled = _picked(text, item, "")
    if named and len(text) > 1 and not form.many:
        labelled = named  # “Aa” is an option, rather than “a” twice
    if picked := labelled or named or _picked(text, item, digits):
        return Ready(Picked(picked))
    if form.many:
        return _unclear("Type each letter from {a} to {z} that applies.", marks)
    return _unclear("Type one letter from {a} to {z}.", marks)


def _unclear(pattern: str, marks: Sequence[str], /, **values: object) -> Unclear:
    return Unclear(phrase(pattern, a=marks[0], z=marks[-1], **values))


def _picked(text: str, item: Item, digits: str) -> frozenset[int]:
    """Return the options that ``text`` names by their labels; none where it is anything else."""
    places = _places(text, len(item.shown), digits) or []
    picked = frozenset(item.shown[place] for place in places)
    many = isinstance(item.form, Pick) and item.form.many
    return picked if many or len(picked) == 1 else frozenset()


def _arrange(item: Item, line: str) -> Meaning:
    marks = labels(item)
    places = _places(line.casefold(), len(marks), "123456789"[: len(marks)])
    if places is None or sorted(places) != [*range(len(marks))]:
        return _unclear("Type the letters from {a} to {z} in the right order, each once.", marks)
    return Ready(Arranged(tuple(item.shown[place] for place in places)))


def _places(text: str, count: int, digits: str) -> list[int] | None:
    """Read the labels in ``text`` as places; ``None`` where it has anything else."""
    marks = [mark for mark in _BETWEEN.split(text) if mark]
    if len(marks) == 1:
        marks = [*marks[0]]
    letters = ascii_lowercase[:count]
    places = []
    for mark in marks:
        if len(mark) != 1 or mark not in letters + digits:
            return None
        places.append(letters.find(mark) if mark in letters else digits.find(mark))
    return places


def _pair(form: Pair, item: Item, line: str) -> Meaning:
    count = len(form.pairs)
    text = line.casefold()
    marks = [] if _MARKS.sub("", text).strip(" \t,;:=>.()→–-") else _MARKS.findall(text)
    if len(marks) == 1 and marks[0].isdigit() and len(marks[0]) == count:
        marks = [*marks[0]]
    places = _partners(marks, count)
    letters = labels(item)
    if places is None or not all(0 <= place < len(letters) for place in places):
        return _unclear(
            "Type one letter from {a} to {z} for each of 1 to {n}, in turn.", letters, n=count
        )
    for place in places:
        if places.count(place) > 1 and len(form.offered) == len(form.rights):
            return _unclear(
                "The letter {twice} is there twice; use each letter only once.",
                letters,
                twice=letters[place],
            )
    return Ready(Paired(tuple(item.shown[place] for place in places)))


def _partners(marks: list[str], count: int) -> list[int] | None:
    """Map each number from 1 to ``count`` to the place of its partner among the letters.

    The marks may be ``b a c``, ``2 1 3`` or ``1b 2a 3c``; ``None`` where they are none of these.
    """
    if len(marks) == count and len({mark.isdigit() for mark in marks}) == 1:
        return [_place(mark) for mark in marks]
    if len(marks) != 2 * count:
        return None
    partners: dict[int, int] = {}
    for pair in zip(marks[::2], marks[1::2], strict=True):
        number, letter = sorted(pair, key=str.isalpha)
        if not number.isdigit() or not letter.isalpha():
            return None
        partners[_place(number)] = _place(letter)
    if sorted(partners) != [*range(count)]:
        return None
    return [partners[number] for number in range(count)]


def _place(mark: str) -> int:
    """Read a letter or a number as a place, from 0; a number out of all bounds has none."""
    if mark.isdigit():
        return int(mark) - 1 if len(mark) <= 2 else -1
    return ascii_lowercase.index(mark)
