"""The progress bar: on a terminal that can draw it, for as long as the work takes."""

from __future__ import annotations

import re
import sys

import pexpect
import pyte

SLOW = """\
import time
from quizgen.commands import progress
progress.PATIENCE = 0.0
progress.EVERY = 0.0
with progress.Progress(200, "questions") as bar:
    time.sleep(0.05)
    bar.advance(50)
    time.sleep(0.1)
print("done")
"""


def test_a_long_build_shows_a_bar_on_a_terminal() -> None:
    """A progress bar with a rate, on a terminal, that leaves no trace."""
    child = pexpect.spawn(
        sys.executable, ["-c", SLOW], env={"TERM": "xterm", "PATH": ""}, dimensions=(5, 60)
    )
    screen = pyte.Screen(60, 5)
    stream = pyte.ByteStream(screen)
    child.expect(rb"/s")
    stream.feed(child.before + child.after)
    bar = screen.display[0]
    assert re.fullmatch(r"\[#+-+\]  25%  50 questions, [\d,]+/s *", bar), bar
    child.expect(pexpect.EOF)
    stream.feed(child.before)
    assert not any("questions" in line for line in screen.display)
    assert any(line.startswith("done") for line in screen.display)


def test_a_dumb_terminal_gets_no_bar() -> None:
    child = pexpect.spawn(sys.executable, ["-c", SLOW], env={"TERM": "dumb", "PATH": ""})
    child.expect(pexpect.EOF)
    assert b"questions" not in child.before
    assert b"\x1b" not in child.before
