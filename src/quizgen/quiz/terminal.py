"""The consoles of a quiz: the only module of it that reads and writes.

There are two.  :class:`Lines` takes a line at a time and writes words only: for pipes,
for screen readers, for terminals that can do nothing else.  :class:`Keys` is a real terminal: one
key answers where one is enough, rules and bars are drawn.  Both only ever add lines; nothing on the
screen is moved or cleared, and the cursor stays where a reader expects it.

Keys that are typed ahead must not answer a question that was not read yet.  Before a question or a
verdict is acted upon, :meth:`Keys.discard_typeahead` waits for a moment and forgets what was
typed until then.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import re
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import TextIO

from quizgen.quiz.layout import WIDEST, Look, Style
from quizgen.quiz.loop import Console, OutOfTime
from quizgen.system.output import put, put_lines, read_line
from quizgen.system.signals import exit_on_signal, handled

try:
    import termios
    import tty
except ImportError:  # not on Windows
    HAS_KEYS = False
else:
    HAS_KEYS = True

PAUSE = 0.3
"""Seconds after a key that quits, skips or undoes in which nothing else is typed."""
SETTLE = 0.2
"""Seconds for which keys are ignored behind a verdict, and behind a new question."""
TICK = 30.0
"""Seconds after which it is kept again that a session with a limit of time goes on."""
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?|[\x00-\x08\x0b-\x1f\x7f]")
"""What a key such as an arrow sends, and control characters: no part of an answer."""


def open_console(
    stdin: TextIO, stdout: TextIO, environment: Mapping[str, str], plain: bool = False
) -> Console:
    """Return the best console for these streams: keys and color only where both are a terminal."""
    interactive = stdin.isatty()
    able = interactive and stdout.isatty() and HAS_KEYS
    plain = plain or bool(environment.get("ACCESSIBLE"))
    if plain or not able or environment.get("TERM", "") in ("", "dumb"):
        return Lines(stdin, stdout, environment, interactive)
    return Keys(stdin, stdout, environment)


def look_of(stdout: TextIO, environment: Mapping[str, str]) -> Look:
    """Return what ``stdout`` looks like to a command that only shows."""
    able = stdout.isatty() and environment.get("TERM", "") not in ("", "dumb")
    able = able and not environment.get("ACCESSIBLE")
    color = able and not environment.get("NO_COLOR")
    columns = _columns(stdout, environment)
    return Look(columns, color, decorated=able, encoding=_encoding(stdout))


class _Timed:
    """A console at which whoever waits too long is interrupted: only while something is read."""

    _deadline: float | None = None
    _waits = False

    @contextlib.contextmanager
    def limited(self, seconds: float | None, tick: Callable[[], None]) -> Iterator[None]:
        """Raise ``OutOfTime``, within it, where something is read after ``seconds``.

        ``tick`` is called every :data:`TICK` seconds in which something is read.
        """
        if seconds is None:
            yield
            return
        self._deadline = deadline = time.monotonic() + seconds

        def wind(left: float) -> None:
            if hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, min(max(left, 0.001), TICK))

        def ring(_: int, __: FrameType | None) -> None:
            left = deadline - time.monotonic()
            if left > 0:
                wind(left)
            if self._waits and left <= 0:
                raise OutOfTime
            if self._waits:
                tick()

        with handled({signal.SIGALRM: ring} if hasattr(signal, "SIGALRM") else {}):
            wind(seconds)
            try:
                yield
            finally:
                self._deadline = None
                if hasattr(signal, "setitimer"):
                    signal.setitimer(signal.ITIMER_REAL, 0)

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[None]:
        self._waits = True
        try:
            if self._deadline is not None and time.monotonic() >= self._deadline:
                raise OutOfTime
            yield
        finally:
            self._waits = False


class Lines(_Timed):
    """Lines in, lines out."""

    takes_keys = False

    def __init__(
        self, stdin: TextIO, stdout: TextIO, environment: Mapping[str, str], interactive: bool
    ) -> None:
        self._stdin = _forgiving(stdin)
        self._stdout = stdout
        self._environment = environment
        self.interactive = interactive
        self._ahead = ""
        """The line that was looked at and is still to be taken, with its end."""

    def look(self) -> Look:
        columns = _columns(self._stdout, self._environment)
        rows = _rows(self._stdout) if self.interactive else None
        return Look(columns, encoding=_encoding(self._stdout), rows=rows)

    def show(self, lines: Iterable[str]) -> None:
        put_lines(self._stdout, lines)

    def line(self, prompt: str) -> str:
        put(self._stdout, prompt)
        line, self._ahead = self._ahead or self._read(), ""
        if not self.interactive:
            # Nobody saw it being typed: a transcript that lacks the answers could not be read.
            self.show([self.look().clean(line.removesuffix("\n"))])
        return _SEQUENCE.sub("", line.removesuffix("\n"))

    def next_line(self) -> str:
        self._ahead = self._ahead or self._read()
        return _SEQUENCE.sub("", self._ahead.removesuffix("\n"))

    def _read(self) -> str:
        with self._waiting():
            line = self._stdin.readline()
        if not line:
            raise EOFError
        return line.removeprefix("\ufeff").rstrip("\r\n") + "\n"

    def key(self, prompt: str, keys: str, commands: str, hint: str, careful: str = "") -> str:
        raise NotImplementedError("lines have no keys")

    def discard_typeahead(self, *, at_once: bool = False) -> None:  # noqa: ARG002
        # There is no pause: a screen reader may still read while its user types.  What is typed
        # ahead where the questions go into a file is meant.
        if self.interactive and HAS_KEYS and self._stdout.isatty():
            with contextlib.suppress(OSError, ValueError, termios.error):
                termios.tcflush(self._stdin.fileno(), termios.TCIFLUSH)

    def open(self, path: Path) -> bool:
        return self.interactive and _open(path, self._environment)


class Keys(_Timed):
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
        color = not self._environment.get("NO_COLOR")
        encoding, rows = _encoding(self._stdout), _rows(self._stdout)
        return Look(columns, color, decorated=True, encoding=encoding, rows=rows)

    def show(self, lines: Iterable[str]) -> None:
        put_lines(self._stdout, lines)

    def line(self, prompt: str) -> str:
        if not self._can_edit:
            _edit_lines()
            self._can_edit = True
        with exit_on_signal(), self._waiting():
            return _SEQUENCE.sub("", self._read_line(prompt))

    def next_line(self) -> str:
        raise NotImplementedError("whoever types has not typed it yet")

    def key(self, prompt: str, keys: str, commands: str, hint: str, careful: str = "") -> str:
        told = False
        before = ""
        resumed = _cbreak_mode(self._input, lambda: put(self._stdout, prompt))
        with resumed, self._waiting():
            # Only now: what is typed at a prompt is not to be echoed.
            put(self._stdout, prompt)
            while True:
                pressed = before + _read_keys(self._input)
                key = pressed[:2] if pressed.startswith(":") else pressed[:1]
                if len(key) == 2 and key[1] in commands:
                    break
                if key and key in keys and not self._begins_a_word(pressed, careful):
                    break
                before = ":" if pressed == ":" else ""
                if pressed != ":" and not told:
                    told = True
                    put_lines(self._stdout, ["", *self.look().lines((Style.FAINT, hint))])
                    put(self._stdout, prompt)
        put_lines(self._stdout, [key if key.isprintable() else ""])
        return key

    def _begins_a_word(self, pressed: str, careful: str) -> bool:
        """Tell whether one of the ``careful`` keys has others after it, which means a word."""
        if pressed[:1] not in careful:
            return False
        if len(pressed) == 1 and not select.select([self._input], [], [], PAUSE)[0]:
            return False
        self.discard_typeahead()
        return True

    def discard_typeahead(self, *, at_once: bool = False) -> None:
        with _cbreak_mode(self._input):
            self._sleep(0 if at_once else SETTLE)
            termios.tcflush(self._input, termios.TCIFLUSH)

    def open(self, path: Path) -> bool:
        return _open(path, self._environment)


def _open(path: Path, environment: Mapping[str, str]) -> bool:
    from quizgen.system.opening import open_file  # which most quizzes never need

    return open_file(path, environment)


def _rows(stream: TextIO) -> int | None:
    """Return how many lines the window of ``stream`` shows, where it is one."""
    try:
        return os.get_terminal_size(stream.fileno()).lines or None
    except (OSError, ValueError):
        return None


def _columns(stream: TextIO, environment: Mapping[str, str]) -> int:
    """Return the width of ``stream``: as ``COLUMNS`` says, else the terminal, else as usual."""
    said = environment.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return int(said)
    try:
        return os.get_terminal_size(stream.fileno()).columns or WIDEST
    except (OSError, ValueError):
        return WIDEST


def _encoding(stream: TextIO) -> str:
    """Return the encoding of ``stream``, where it is one that there is."""
    try:
        return codecs.lookup(stream.encoding or "ascii").name
    except LookupError:
        return "ascii"


def _forgiving(stream: TextIO) -> TextIO:
    """Return ``stream``, which shows bytes that are no text as such instead of failing."""
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
        # Ctrl-L would wipe the question; now it asks for it to be shown again.
        readline.parse_and_bind(r'"\C-l": "\C-a\C-k:l\C-m"')


def _read_keys(source: int) -> str:
    """Read the keys that were pressed: ``\\n`` for Enter, nothing for what is no character."""
    try:
        pressed = os.read(source, 64)
    except OSError:  # the terminal is gone
        pressed = b""
    keys = pressed.decode(errors="ignore").lower()
    if not pressed or keys[:1] == "\x04":
        raise EOFError
    return "" if keys[:1] == "\x1b" else keys.replace("\r", "\n")


@contextlib.contextmanager
def _cbreak_mode(source: int, resumed: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Let the terminal ``source`` give every key at once and show none, until this ends.

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
