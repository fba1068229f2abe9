"""The one door through which text leaves the program for a terminal.

Whatever a bank, a file name, an option, a variable, git or an exception says may be printed, and
none of it may command the terminal.  So the standard streams are *gated* while a command runs:
what is written to them, by us or by a library, is made safe first.  Only a :class:`Styled` text
passes as it is, and only :func:`styled` makes one: it makes each run safe before it adds our own
escape sequence.  A style that is lost on the way (joined to other text, say) is shown as text; it
never becomes a way around the gate.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from quizgen.system.terminal_text import safe


class Styled(str):
    """A text that was made safe, with escape sequences of our own; :func:`styled` makes it."""

    __slots__ = ()


class Exact(str):
    """A line that is never broken: readers copy it, or what is below it points into it."""

    __slots__ = ()


def styled(runs: Iterable[tuple[str, str]], *, exact: bool = False) -> Styled:
    """Return one line of ``runs``, without spaces at its end unless it must be ``exact``.

    Each run is a style, the parameters of an SGR sequence or nothing, and a text.
    """
    parts = [f"\x1b[{style}m{safe(text)}\x1b[0m" if style else safe(text) for style, text in runs]
    line = "".join(parts)
    return Styled(line if exact else line.rstrip(" "))


def passed(text: str) -> str:
    """Return ``text`` as it may be printed on one line."""
    return text if isinstance(text, Styled) else safe(text)


def put(stream: TextIO, *texts: str) -> None:
    """Write each of ``texts``, which hold no line end, to ``stream`` and show them at once."""
    for text in texts:
        stream.write(Styled(passed(text)))
    stream.flush()


def put_lines(stream: TextIO, lines: Iterable[str]) -> None:
    """Write each of ``lines`` to ``stream`` with a line end, and show them at once."""
    for line in lines:
        stream.write(Styled(f"{passed(line)}\n"))
    stream.flush()


def say(*lines: str, err: bool = False) -> None:
    """Print each of ``lines`` on standard output, or on standard error with ``err``.

    A line end within a line becomes a space, so that nobody's text can forge a line of ours.  On a
    terminal, a line is broken between words, and its further lines are indented; one that is
    :class:`Exact` is not.
    """
    stream = sys.stderr if err else sys.stdout
    if stream is None:  # as it is where a process was started without it
        return
    columns = columns_of(err=err)
    if columns is not None:
        lines = tuple(part for line in lines for part in _broken(line, columns))
    put_lines(stream, lines)


_HANGING = re.compile(r" *(?:\d+\. |- |hint: )?")
_PLACE = re.compile(r"\S+:\d+:(?:\d+:)? ")


def _broken(line: str, columns: int) -> Iterator[str]:
    """Yield the lines that ``line`` makes on a terminal of so many ``columns``."""
    if isinstance(line, (Exact, Styled)) or len(line) * 2 <= columns:
        yield line
        return
    from quizgen.system.columns import fill

    hang = _HANGING.match(line)
    assert hang is not None, "it may be empty"
    margin = hang.end() or (4 if _PLACE.match(line) else 0)
    yield from fill(safe(line), columns, margin)


def say_cells(*rows: Iterable[str]) -> None:
    """Print the cells of each of ``rows`` on a line of standard output, with tabs between them."""
    if sys.stdout is not None:
        put_lines(sys.stdout, (Styled("\t".join(map(safe, cells))) for cells in rows))


def redraw(text: str) -> None:
    """Show ``text`` in place of the line that the cursor is on, on standard error."""
    sys.stderr.write(Styled(f"\r{safe(text)}\x1b[K"))
    sys.stderr.flush()


def read_line(prompt: str) -> str:
    """Read a line that is typed after ``prompt``, with the editing that the terminal offers.

    Raises :class:`EOFError` at the end of the input.
    """
    return input(passed(prompt))


def is_terminal(*, err: bool = False) -> bool:
    """Return whether somebody looks at standard output, or at standard error with ``err``."""
    stream = sys.stderr if err else sys.stdout
    return stream is not None and stream.isatty()


def columns_of(*, err: bool = False) -> int | None:
    """Return the columns of the terminal that :func:`say` prints on; nothing where it is none."""
    if not is_terminal(err=err):
        return None
    stream = sys.stderr if err else sys.stdout
    try:
        return os.get_terminal_size(stream.fileno()).columns or None
    except (OSError, ValueError):
        return None


def is_interactive() -> bool:
    """Return whether somebody can be asked: standard input and output are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and is_terminal()


def standard_streams() -> tuple[TextIO, TextIO]:
    """Return standard input and output; an empty buffer stands for one that there is not."""
    import io

    return sys.stdin or io.StringIO(), sys.stdout or io.StringIO()


def silence() -> None:
    """Print nothing more on standard error, not even what Python says as it ends."""
    sys.stderr.close()


def flushed() -> bool:
    """Return whether all output is out; where it cannot be, Python says so as it ends."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    return True


class Gate:
    """A text stream before another one, which lets through only what is safe to show.

    It has no ``buffer``: bytes would pass unseen.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write ``text``; what a terminal might obey is shown instead, line ends are kept."""
        if not isinstance(text, Styled):
            text = "\n".join(map(safe, text.split("\n")))
        self._stream.write(text)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write ``lines`` one after the other."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Show what was written."""
        self._stream.flush()

    def close(self) -> None:
        """Close the stream."""
        self._stream.close()

    def isatty(self) -> bool:
        """Return whether the stream is a terminal."""
        return self._stream.isatty()

    def fileno(self) -> int:
        """Return the number of the file that the stream writes to."""
        return self._stream.fileno()

    def writable(self) -> bool:
        """Return whether it can be written to: always."""
        return True

    def readable(self) -> bool:
        """Return whether it can be read: never."""
        return False

    @property
    def closed(self) -> bool:
        """Whether the stream is closed."""
        return self._stream.closed

    @property
    def encoding(self) -> str:
        """The encoding of the stream."""
        return self._stream.encoding

    @property
    def errors(self) -> str | None:
        """What the stream does with what its encoding lacks."""
        return self._stream.errors


@contextmanager
def gated() -> Iterator[None]:
    """Gate standard output and standard error, within it.

    A pipe may have an encoding that lacks what a bank has, as it does on Windows: such characters
    are written as backslash escapes.
    """
    before = sys.stdout, sys.stderr
    gates = sys.stdout, sys.stderr = _gate(sys.stdout), _gate(sys.stderr)
    try:
        yield
    finally:
        # Where a pipe broke, click has put streams in their place that do not complain of it.
        if (sys.stdout, sys.stderr) == gates:
            sys.stdout, sys.stderr = before


def _gate(stream: TextIO | None) -> TextIO:
    if stream is None or isinstance(stream, Gate):
        return cast(TextIO, stream)
    if getattr(stream, "errors", None) == "strict" and hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    return cast(TextIO, Gate(stream))
