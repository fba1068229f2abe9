"""Every mode on a real pseudo-terminal and through a pipe: all types, small windows, and a kill."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pexpect
import pytest

from quiz.support import ALL_TYPES, ROOT, environment
from quizgen.memory.store import open_store
from quizgen.quiz.layout import Style
from quizgen.system.columns import width

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there"),
    # Python 3.12 and later warn of a fork beside the threads of a parallel test run.
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
]
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)")
REPLIES = (
    ("for the answer", "\r"),
    ("the score", "\r"),
    ("to go on", "\r"),
    ("How sure", "t"),
    ("y/n", "y"),
    ("t/f", "t"),
    ("All that apply", "ab\r"),
    ("Order of", "abc\r"),
    ("Letters for", "abc\r"),
    ("Gap", "24\r"),
    ("Number", "1\r"),
    ("Date", "1999\r"),
    ("Answer", "x\r"),
    ("a-d", "a"),
)
"""What is typed at each prompt."""


class Terminal:
    """A command on a terminal of its own, and all that it wrote."""

    def __init__(
        self, *arguments: object, data: Path, columns: int = 80, rows: int = 24, **variables: str
    ) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "quizgen", *map(str, arguments)],
            env=environment(**({"TERM": "xterm-256color", "QUIZGEN_DATA": str(data)} | variables)),
            cwd=str(ROOT),
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=30,
        )
        self.child.delaybeforesend = None
        self.written = ""
        self.takes_lines = "--plain" in arguments
        self.modes = termios.tcgetattr(self.child.child_fd)

    def prompt(self) -> str:
        """The next prompt, or nothing where the program has ended."""
        found = self.child.expect_exact(["> ", pexpect.EOF])
        said = f"{self.child.before}{'> ' if found == 0 else ''}"
        self.written += said
        return "" if found else " ".join(ESCAPE.sub("", said).split())[-80:]

    def reply(self, prompt: str) -> None:
        """Type what fits at ``prompt``."""
        keys = next(keys for part, keys in REPLIES if part in prompt.rpartition(" [")[2])
        if self.takes_lines and not keys.endswith("\r"):
            keys += "\r"
        self.child.send(keys)

    def answer(self, most: int = 10_000) -> int:
        """Reply to so many prompts, or to all; return the exit code where it ended."""
        for _ in range(most):
            prompt = self.prompt()
            if not prompt:
                self.child.close()
                return int(self.child.exitstatus)
            self.reply(prompt)
        return -1


@pytest.mark.parametrize(
    ("columns", "rows", "options"),
    [
        (80, 24, ["review", "--new", 20, "--confidence"]),
        (40, 14, ["review", "--new", 20]),
        (30, 10, ["review", "--cram"]),
        (80, 24, ["exam"]),
        (40, 14, ["exam", "--time", "20m"]),
        (30, 10, ["exam"]),
        (40, 14, ["quiz", "--confidence"]),
    ],
    ids=lambda value: str(value[0]) if isinstance(value, list) else str(value),
)
def test_all_types_in_every_mode(
    columns: int, rows: int, options: list[object], tmp_path: Path
) -> None:
    terminal = Terminal(*options, ALL_TYPES, data=tmp_path, columns=columns, rows=rows)
    code = terminal.answer()
    assert code == (3 if options[0] == "exam" else 0)
    shown = ESCAPE.sub("", terminal.written).replace("\r", "").split("\n")
    assert " of 10 right" in " ".join(" ".join(shown).split())
    ours = [re.sub("> .*", "> ", line) for line in shown]
    assert max(map(width, ours)) <= columns
    assert set(ESCAPE.findall(terminal.written)) <= {
        f"\x1b[{style}m" for style in ("0", *(style.value for style in Style))
    }


@pytest.mark.parametrize("mode", ["quiz", "review", "exam", "stats"])
@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_no_escape_where_none_is_wanted(
    mode: str, variables: dict[str, str], tmp_path: Path
) -> None:
    """None at all: with NO_COLOR nothing else than a color would have one."""
    limits = [] if mode == "stats" else ["-n", 2, "--type", "short", "--type", "number"]
    terminal = Terminal(mode, *limits, ALL_TYPES, data=tmp_path, **variables)
    if mode != "stats":
        for _ in range(10):
            prompt = terminal.prompt()
            if not prompt:
                break
            terminal.child.send("\r" if "to go on" in prompt or "score" in prompt else "x\r")
    else:
        terminal.prompt()
    assert len(terminal.written) > 20
    assert "\x1b" not in terminal.written


@pytest.mark.parametrize("mode", ["quiz", "review", "exam"])
def test_a_pipe_gets_no_escape(mode: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", mode, str(ALL_TYPES)],
        input=b"x\n" * 40,
        capture_output=True,
        env=environment(TERM="xterm", QUIZGEN_DATA=str(tmp_path)),
        cwd=ROOT,
        check=False,
        timeout=60,
    )
    assert done.returncode == (3 if mode == "exam" else 0)
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
    assert b" right" in done.stdout


@pytest.mark.parametrize(
    ("mode", "number"),
    [
        ("quiz", signal.SIGKILL),
        ("quiz", signal.SIGHUP),
        ("quiz", signal.SIGINT),
        ("exam", signal.SIGKILL),
    ],
)
def test_a_session_goes_on_after_any_end(mode: str, number: signal.Signals, tmp_path: Path) -> None:
    """At the same question, with the score that it had."""
    terminal = Terminal(mode, "--seed", 1, "--plain", ALL_TYPES, data=tmp_path)
    for _ in range(30):
        prompt = terminal.prompt()
        if terminal.written.count("/10 · ") == 4 and "to go on" not in prompt:
            break
        terminal.reply(prompt)
    asked = terminal.written.rpartition("4/10 · ")[2]
    os.kill(terminal.child.pid, number)
    terminal.child.expect(pexpect.EOF)
    terminal.child.close()
    again = Terminal("quiz", "--resume", "--plain", data=tmp_path)
    again.prompt()
    assert "Going on after 3 of 10." in again.written
    assert again.written.partition("4/10 · ")[2] == asked
    again.child.close(force=True)


def test_a_session_goes_on_in_one_window_only(tmp_path: Path) -> None:
    """The window that takes it up has it; the other is told at its next key, and stores nothing."""
    first = Terminal("quiz", "--seed", 1, "-n", 4, ALL_TYPES, data=tmp_path)
    for _ in range(2):
        first.reply(first.prompt())
    open_question = first.prompt()
    second = Terminal("quiz", "--resume", data=tmp_path)
    prompt = second.prompt()
    assert "Going on after 1 of 4." in second.written
    assert "If it is open in another window, too, it ends there." in second.written
    first.reply(open_question)
    assert first.answer() == 130
    said = " ".join(first.written.rpartition("Answer >")[2].split())
    assert "This session goes on in another window, so it ends here." in said
    assert "is not stored" in said
    assert "Wrong" not in said, "nothing is told of an answer that is not stored"
    second.reply(prompt)
    assert second.answer() == 0
    with open_store(tmp_path / "history.db") as store:
        assert store.unfinished() is None
        (saved,) = [store.last_session()]
        assert saved is not None
        assert [answer.place for answer in saved.answers] == [0, 1, 2, 3]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_exam_counts_the_time_of_the_open_question(
    number: signal.Signals, tmp_path: Path
) -> None:
    """And says so to whoever goes on with it; the time while it was left does not count."""
    exam = Terminal("exam", "--seed", 1, "--time", "2m", "--plain", ALL_TYPES, data=tmp_path)
    exam.prompt()
    began = time.time()
    time.sleep(0.5)
    least = (time.time() - began) * 1000
    os.kill(exam.child.pid, number)
    exam.child.expect(pexpect.EOF)
    exam.child.close()
    with open_store(tmp_path / "history.db") as store:
        saved = store.session(1)
        assert saved.paused or saved.ending == "interrupted"
        assert saved.ran >= least
    again = Terminal("exam", "--resume", "--plain", data=tmp_path)
    again.prompt()
    if number == signal.SIGINT:  # nothing was answered: there is nothing to go on with
        assert "nothing to go on with" in again.written
        return
    opening = " ".join(again.written.split())
    assert "2 min left; the time while it was interrupted does not count." in opening
    assert "in another window" not in opening
    again.child.close(force=True)
