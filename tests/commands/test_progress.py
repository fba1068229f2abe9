"""The progress bar: on a terminal that can draw it, for work that takes long."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

import quizgen
from quizgen.commands import progress

# Python 3.12 and later warn of a fork beside the threads of a parallel test run.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

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
SOON = """\
from quizgen.commands.progress import Progress
with Progress(200, "questions") as bar:
    for _ in range(200):
        bar.advance(1)
print("done")
"""


def spawn(script: str, terminal: str) -> Any:
    """``script`` on a small terminal of its own."""
    environment = {
        "TERM": terminal,
        "PATH": "",
        "PYTHONPATH": str(Path(quizgen.__file__).parents[1]),
    }
    return pexpect.spawn(sys.executable, ["-c", script], env=environment, dimensions=(5, 60))


def test_a_long_build_shows_a_bar_on_a_terminal() -> None:
    """A progress bar with a rate, on a terminal, that leaves no trace."""
    child = spawn(SLOW, "xterm")
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


@pytest.mark.parametrize(
    ("script", "terminal"),
    [(SLOW, "dumb"), (SLOW, ""), (SOON, "xterm")],
    ids=["dumb", "nameless", "soon done"],
)
def test_there_is_no_bar(script: str, terminal: str) -> None:
    """On a terminal that cannot draw it, nor for work that is soon done."""
    child = spawn(script, terminal)
    child.expect(pexpect.EOF)
    assert child.before == b"done\r\n"


def test_there_is_no_bar_in_a_pipe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written to a file or another program has no use for it."""
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with progress.Progress(2, "questions") as bar:
        bar.advance(1)
    assert bar.done == 1
    assert capsys.readouterr() == ("", "")


def test_a_bar_is_not_drawn_for_each_unit() -> None:
    """It is drawn again after a while: drawing costs time, too."""
    often = SLOW.replace("EVERY = 0.0", "EVERY = 5.0").replace("(50)", "(50); bar.advance(50)")
    child = spawn(often, "xterm")
    child.expect(pexpect.EOF)
    assert b" 25%" in child.before
    assert b" 50%" not in child.before
