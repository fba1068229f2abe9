"""The loop of a quiz, and the only module of it that reads and writes.

Two consoles can run it.  :class:`Lines` takes a line at a time and writes words only: for pipes,
for screen readers, for terminals that can do nothing else.  :class:`Keys` is a real terminal: one
key answers where one is enough, rules and bars are drawn.  Both only ever add lines; nothing on the
screen is moved or cleared, and the cursor stays where a reader expects it.

Keys that are typed ahead must not answer a question that was not read yet.  Before a question or a
verdict is acted upon, :meth:`Console.discard_typeahead` waits for a moment and forgets what was
typed until then.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from types import FrameType
from typing import Protocol, TextIO

from quizgen.model.forms import Reveal
from quizgen.quiz import pages
from quizgen.quiz.dialogue import Ask, Command, Ready, Unclear, interpret
from quizgen.quiz.layout import WIDEST, Look, Style
from quizgen.quiz.session import (
    Answer,
    Asking,
    Done,
    Event,
    Item,
    Next,
    Session,
    ShowingFeedback,
    Skip,
    Stop,
    step,
)
from quizgen.system.output import put, put_lines, read_line
from quizgen.system.signals import exit_on_signal, handled

try:
    import termios
    import tty
except ImportError:  # not on Windows
    HAS_KEYS = False
else:
    HAS_KEYS = True

SETTLE = 0.2
"""Seconds for which keys are ignored behind a verdict, and behind a new question."""
MOST_UNCLEAR = 3
"""Lines that say nothing until a question is skipped where nobody reads what was expected."""
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?|[\x00-\x08\x0b-\x1f\x7f]")
"""What a key such as an arrow sends, and control characters: no part of an answer."""


class Ending(Enum):
    """How a quiz came to its end."""

    FINISHED = "finished"
    QUIT = "quit"
    INTERRUPTED = "interrupted"


class Console(Protocol):
    """What the loop needs of whoever shows lines and reads answers."""

    @property
    def interactive(self) -> bool:
        """Somebody sits there: live keys are named, and a verdict stays until a key."""

    @property
    def takes_keys(self) -> bool:
        """A single key can be read."""

    def look(self) -> Look:
        """What the screen is like now; its size may change at any time."""

    def show(self, lines: Iterable[str]) -> None:
        """Write ``lines``."""

    def line(self, prompt: str) -> str:
        """The line that is typed behind ``prompt``.  Raises :class:`EOFError` at the end."""

    def key(self, prompt: str, keys: str) -> str:
        """The one of ``keys`` that is pressed behind ``prompt``.  Raises as :meth:`line` does."""

    def discard_typeahead(self) -> None:
        """Forget what was typed before now, and for a moment longer."""


def run(session: Session, console: Console, again: str = "") -> Ending:
    """Ask what is left of ``session``; whatever ends it, the score so far is told.

    ``again`` is a last line, which tells how to have the same quiz again.
    """
    ending = Ending.FINISHED
    try:
        console.show(pages.opening(session, console.look()))
        while not isinstance(session.phase, Done):
            event = _event(session, console)
            session = step(session, event)
            if isinstance(event, Stop):
                ending = Ending.QUIT
    except EOFError:
        ending = Ending.QUIT
        console.show([""])
    except KeyboardInterrupt:
        ending = Ending.INTERRUPTED
        console.show([""])
    console.show(pages.summary(session, console.look(), again))
    return ending


def _event(session: Session, console: Console) -> Event:
    """What the learner does next."""
    match session.phase:
        case Asking(item):
            console.show(pages.question(session, item, console.look()))
            if session.outcomes:
                console.discard_typeahead()
            return _reply(item, console)
        case ShowingFeedback(outcome):
            console.show(pages.feedback(outcome, console.look()))
            return _go_on(session, console)
        case Done():
            return Stop()


def _reply(item: Item, console: Console) -> Event:
    """The answer to ``item``, in as many lines as it takes."""
    lines: list[str] = []
    named: bool | None = None
    typed = False
    hidden = isinstance(item.form, Reveal)
    unclear = 0
    while True:
        match interpret(item, lines):
            case Ask() as ask:
                if isinstance(item.form, Reveal) and hidden and lines:
                    console.show(pages.revealed(item.form, console.look()))
                    hidden = False
                typed = ask.typed and not (console.takes_keys and ask.keys)
                if console.interactive and typed is not named:
                    console.show(pages.live_keys(typed, console.look()))
                    named = typed
                lines.append(_line(ask, console))
            case Ready(reply):
                return Answer(reply)
            case Unclear(expected):
                console.show(console.look().lines((Style.MISSED, expected)))
                lines.pop()
                unclear += 1
                if not console.interactive and unclear == MOST_UNCLEAR:
                    return Skip()
            case Command.SKIP:
                return Skip()
            case Command.QUIT:
                return Stop()
            case Command.HELP:
                console.show(pages.help_for(item, typed, console.look()))
                lines.pop()


def _line(ask: Ask, console: Console) -> str:
    """What is typed behind the prompt of ``ask``, or the key that stands for it."""
    prompt = _prompt(ask.wanted, console)
    if not (console.takes_keys and ask.keys):
        return console.line(prompt)
    key = console.key(prompt, f"{ask.keys}sq?")
    if key in "\n ":
        return ""
    return f":{key}" if key in "sq?" else key


def _prompt(wanted: str, console: Console) -> str:
    """The line before the cursor; what stands above it is shown."""
    above, prompt = pages.prompt(wanted, console.look())
    console.show(above)
    return prompt


def _go_on(session: Session, console: Console) -> Event:
    """Wait until the learner has read the verdict, where somebody is there to read it."""
    if not console.interactive:
        return Next()
    console.discard_typeahead()
    last = len(session.outcomes) == len(session.items)
    prompt = _prompt("Enter shows the score" if last else "Enter goes on, q quits", console)
    if console.takes_keys:
        return Stop() if console.key(prompt, "\n q") == "q" else Next()
    return Stop() if console.line(prompt).strip().casefold() in ("q", ":q", "quit") else Next()


# -- the consoles ------------------------------------------------------------------------------


def open_console(
    stdin: TextIO, stdout: TextIO, environment: Mapping[str, str], plain: bool = False
) -> Console:
    """The best console for these streams: keys and colour only where both are a terminal."""
    interactive = stdin.isatty()
    able = interactive and stdout.isatty() and HAS_KEYS
    plain = plain or bool(environment.get("ACCESSIBLE"))
    if plain or not able or environment.get("TERM", "") in ("", "dumb"):
        return Lines(stdin, stdout, environment, interactive)
    return Keys(stdin, stdout, environment)


class Lines:
    """Lines in, lines out."""

    takes_keys = False

    def __init__(
        self, stdin: TextIO, stdout: TextIO, environment: Mapping[str, str], interactive: bool
    ) -> None:
        self._stdin = _forgiving(stdin)
        self._stdout = stdout
        self._environment = environment
        self.interactive = interactive

    def look(self) -> Look:
        columns = _columns(self._stdout, self._environment)
        return Look(columns, encoding=_encoding(self._stdout))

    def show(self, lines: Iterable[str]) -> None:
        put_lines(self._stdout, lines)

    def line(self, prompt: str) -> str:
        put(self._stdout, prompt)
        line = self._stdin.readline()
        if not line:
            raise EOFError
        line = line.removeprefix("\ufeff").rstrip("\r\n")
        if not self.interactive:
            # Nobody saw it being typed: a transcript that lacks the answers could not be read.
            self.show([self.look().clean(line)])
        return _SEQUENCE.sub("", line)

    def key(self, prompt: str, keys: str) -> str:
        raise NotImplementedError("lines have no keys")

    def discard_typeahead(self) -> None:
        pass


class Keys:
    """A terminal, key by key where one key is enough, else line by line with the usual editing."""

    takes_keys = True
    interactive = True

    def __init__(
        self,
        stdin: TextIO,
        stdout: TextIO,
        environment: Mapping[str, str],
        sleep: Callable[[float], None] = time.sleep,
        read_line: Callable[[str], str] = read_line,
    ) -> None:
        self._input = _forgiving(stdin).fileno()
        self._stdout = stdout
        self._environment = environment
        self._sleep = sleep
        self._read_line = read_line
        self._can_edit = False

    def look(self) -> Look:
        columns = _columns(self._stdout, self._environment)
        colour = not self._environment.get("NO_COLOR")
        return Look(columns, colour, decorated=True, encoding=_encoding(self._stdout))

    def show(self, lines: Iterable[str]) -> None:
        put_lines(self._stdout, lines)

    def line(self, prompt: str) -> str:
        if not self._can_edit:
            _edit_lines()
            self._can_edit = True
        with exit_on_signal():
            return _SEQUENCE.sub("", self._read_line(prompt))

    def key(self, prompt: str, keys: str) -> str:
        put(self._stdout, prompt)
        with _cbreak_mode(self._input, lambda: put(self._stdout, prompt)):
            while (key := _read_key(self._input)) not in keys or not key:
                pass
        put_lines(self._stdout, [key.strip()])
        return key

    def discard_typeahead(self) -> None:
        with _cbreak_mode(self._input):
            self._sleep(SETTLE)
            termios.tcflush(self._input, termios.TCIFLUSH)


def _columns(stream: TextIO, environment: Mapping[str, str]) -> int:
    """How wide ``stream`` is: as ``COLUMNS`` says, else as the terminal does, else as is usual."""
    said = environment.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDEST
    except (OSError, ValueError):
        return WIDEST


def _encoding(stream: TextIO) -> str:
    """The encoding of ``stream``, where it is one that there is."""
    try:
        return codecs.lookup(stream.encoding or "ascii").name
    except LookupError:
        return "ascii"


def _forgiving(stream: TextIO) -> TextIO:
    """``stream``, which shows bytes that are no text as such instead of failing."""
    if reconfigure := getattr(stream, "reconfigure", None):
        reconfigure(errors="replace")
    return stream


def _edit_lines() -> None:
    """Let lines be edited with the arrow keys; what was answered before does not come up again."""
    with contextlib.suppress(ImportError):
        import readline

        readline.set_auto_history(False)
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set disable-completion on")


def _read_key(source: int) -> str:
    """The first key of what was pressed: ``\\n`` for Enter, nothing where it is no character."""
    try:
        pressed = os.read(source, 64)
    except OSError:  # the terminal is gone
        pressed = b""
    key = pressed.decode(errors="ignore")[:1].lower()
    if not pressed or key == "\x04":
        raise EOFError
    return "\n" if key == "\r" else "" if key == "\x1b" else key


@contextlib.contextmanager
def _cbreak_mode(source: int, resumed: Callable[[], None] = lambda: None) -> Iterator[None]:
    """The terminal ``source`` gives every key at once and shows none, until this ends, however.

    ``resumed`` is called when the program goes on after it was stopped (by Ctrl-Z).
    """
    before = termios.tcgetattr(source)

    def resume(_: int, __: FrameType | None) -> None:
        tty.setcbreak(source, termios.TCSADRAIN)
        resumed()

    with handled({signal.SIGCONT: resume}), exit_on_signal():
        try:
            tty.setcbreak(source, termios.TCSADRAIN)
            yield
        finally:
            termios.tcsetattr(source, termios.TCSADRAIN, before)
