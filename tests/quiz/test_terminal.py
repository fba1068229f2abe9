"""The quiz on a real pseudo-terminal: keys, colors, widths, and what is left behind.

How it ends is the same where it takes lines only, of which more is in ``test_pipe.py``.
"""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import termios
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from quiz.support import ALL_TYPES, ROOT, all_types, command, environment, spelled, taken
from quizgen.grading import Arranged, Paired, Picked, Recalled, Reply, Typed, key
from quizgen.quiz.dialogue import Ask, interpret
from quizgen.quiz.items import Item
from quizgen.quiz.layout import Look, Style
from quizgen.quiz.loop import OutOfTime, run
from quizgen.quiz.session import Ending
from quizgen.quiz.terminal import Keys, Lines, open_console
from quizgen.system.columns import width

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there"),
    # Python 3.12 and later warn of a fork beside the threads of a parallel test run.
    pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning"),
]
ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)")
GOES_ON = "quit > "
ENDS = "score > "


class Quiz:
    """A quiz on a terminal of its own, and all that it wrote."""

    def __init__(
        self, *arguments: object, columns: int = 80, rows: int = 24, **variables: str
    ) -> None:
        python, *rest = command("--seed", 1, *arguments, ALL_TYPES)
        self.child = pexpect.spawn(
            python,
            rest,
            env=environment(**({"TERM": "xterm-256color"} | variables)),
            cwd=str(ROOT),
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=20,
        )
        self.child.delaybeforesend = None
        self.columns, self.rows = columns, rows
        self.written = ""
        self.modes = termios.tcgetattr(self.child.child_fd)

    def until(self, text: str) -> str:
        """What is written up to ``text``."""
        self.child.expect_exact(text)
        said = f"{self.child.before}{text}"
        self.written += said
        return said

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def finish(self) -> int:
        """Leave the last verdict; the exit code."""
        self.until(ENDS)
        self.press("\r")
        return self.end()

    def end(self) -> int:
        self.child.expect(pexpect.EOF)
        self.written += self.child.before
        self.child.close()
        if self.child.signalstatus is not None:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus)

    @property
    def lines(self) -> list[str]:
        """What is written, without its styles, as lines."""
        return ESCAPE.sub("", self.written).replace("\r", "").split("\n")

    def screen(self) -> list[str]:
        """What is seen at last."""
        screen: Any = pyte.Screen(self.columns, self.rows)
        pyte.Stream(screen).feed(self.written)
        return [line.rstrip() for line in screen.display]


def reply(item: Item, right: bool) -> Reply:
    """A reply that is right, or that is wrong."""
    correct = key(item.form)
    if right:
        return correct
    match correct:
        case Recalled():
            return Recalled(False)
        case Picked(options):
            every = set(item.shown)
            return Picked(frozenset(sorted(every - options)[:1]))
        case Typed(texts):
            return Typed(tuple("nothing like it" for _ in texts))
        case Arranged(order):
            return Arranged(order[::-1])
        case Paired(rights):
            return Paired(rights[::-1])


def take(quiz: Quiz, *, right: bool) -> None:
    """Answer every question, key by key where a key is enough."""
    items = all_types(1).items
    for number, item in enumerate(items, 1):
        lines = spelled(item, reply(item, right))
        for done, line in enumerate(lines):
            ask = interpret(item, lines[:done])
            assert isinstance(ask, Ask)
            quiz.until("> ")
            quiz.press(line or "\r" if ask.keys else f"{line}\r")
        quiz.until(GOES_ON if number < len(items) else ENDS)
        quiz.press(" ")
    quiz.until("--seed 1")


@pytest.mark.parametrize(
    ("columns", "rows", "right"),
    [(80, 24, True), (40, 20, False), (30, 10, True), (200, 50, False)],
)
def test_all_types_at_many_sizes(columns: int, rows: int, right: bool) -> None:
    quiz = Quiz(columns=columns, rows=rows)
    take(quiz, right=right)
    assert quiz.end() == 0
    ours = [re.sub("> .*", "> ", line) for line in quiz.lines]  # without what was typed
    assert max(map(width, ours)) <= min(columns, 80)
    assert f"{10 if right else 0} of 10 right" in quiz.written
    assert "--seed 1" in "".join(quiz.screen())[-80:]
    assert set(ESCAPE.findall(quiz.written)) <= {
        f"\x1b[{style}m" for style in ("0", *(style.value for style in Style))
    }


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}])
def test_no_color_where_none_is_wanted(variables: dict[str, str]) -> None:
    quiz = Quiz("--type", "short", **variables)
    quiz.until("Answer > ")
    quiz.press("no\r")
    quiz.until("✗ Wrong")
    assert quiz.finish() == 0
    assert "\x1b" not in quiz.written


def test_plain_reads_lines_and_waits_for_enter() -> None:
    quiz = Quiz("--plain")
    quiz.until("soldiers > ")
    quiz.press("10000\r")
    quiz.until(GOES_ON)
    quiz.press("\r")
    quiz.until("Answer > ")
    quiz.press(":s\r")
    quiz.until(GOES_ON)
    quiz.press("\r")
    quiz.until("t/f > ")
    quiz.press("t\r")
    quiz.until(GOES_ON)
    quiz.press("q\r")
    assert quiz.end() == 0
    assert "2 of 3 right" in quiz.written
    assert "\x1b" not in quiz.written
    assert "─" not in quiz.written


def test_one_key_answers_and_is_shown() -> None:
    quiz = Quiz("--type", "choice")
    quiz.until("a-d > ")
    quiz.press("zx\x1b[A")
    assert quiz.until("a-d > ") == "\r\n\x1b[2mKeys: a-d, :s, :q, :?\x1b[0m\r\na-d > "
    quiz.press("\x1b[A")
    time.sleep(0.1)
    quiz.press("b")
    assert quiz.until("Right").startswith("b\r\n"), "it is said once which keys there are"
    assert quiz.finish() == 0


@pytest.mark.parametrize("together", [True, False])
def test_a_word_typed_ahead_neither_quits_nor_skips(together: bool) -> None:
    """Whoever types “queensland” while feedback is shown means the next answer."""
    quiz = Quiz("--type", "choice", "--type", "truefalse")
    quiz.until("> ")
    quiz.press("s")
    quiz.until(GOES_ON)
    time.sleep(0.4)
    for keys in ["queensland"] if together else "queensland":
        quiz.press(keys)
        time.sleep(0.05)
    quiz.until("Keys: Enter, u, b, :q, :?")
    quiz.until(GOES_ON)
    time.sleep(0.4)
    quiz.press("\r")
    quiz.until("2/2")
    quiz.until("> ")
    for pressed in ":q":
        quiz.press(pressed)
    quiz.until("1 not answered")
    assert quiz.end() == 0


def test_an_empty_line_skips_only_when_repeated() -> None:
    quiz = Quiz("--type", "short")
    quiz.until("Answer > ")
    time.sleep(0.1)
    quiz.press("\r")
    quiz.until("Press Enter again to skip the question; it counts as wrong.")
    quiz.until("Answer > ")
    quiz.press("\r")
    quiz.until("Skipped")
    assert quiz.finish() == 0


def test_a_colon_makes_a_command_of_a_letter_that_is_a_label() -> None:
    quiz = Quiz("--type", "choice", "--type", "truefalse")
    quiz.until("t/f > ")
    quiz.press("f")
    quiz.until("r: I was right, count it")
    quiz.until(GOES_ON)
    time.sleep(0.3)
    quiz.press("\r")
    quiz.until("a-d > ")
    time.sleep(0.3)
    for pressed in (":", "b", ":b", ":y"):
        quiz.press(pressed)
        time.sleep(0.1)
    quiz.until("Wrong")
    quiz.until("a-d > ")
    quiz.until("Wrong")
    quiz.until("Keys: a-d")
    quiz.until("a-d > ")
    quiz.press(":r")
    quiz.until("Counted as right, on your word")
    quiz.until("a-d > ")
    quiz.press("b")
    quiz.until("Right")
    assert quiz.finish() == 0
    assert "2 of 2 right" in quiz.written


@pytest.mark.parametrize("after", ["feedback", "question"])
def test_one_key_undoes_an_answer(after: str) -> None:
    quiz = Quiz("--type", "choice", "--type", "truefalse")
    quiz.until("t/f > ")
    quiz.press("f")
    quiz.until(GOES_ON)
    time.sleep(0.3)
    if after == "question":
        quiz.press("\r")
        quiz.until("a-d > ")
        time.sleep(0.3)
    quiz.press("u")
    quiz.until("Your last answer is undone.")
    quiz.until("t/f > ")
    time.sleep(0.3)
    quiz.press("t")
    quiz.until(GOES_ON)
    quiz.press("\r")
    quiz.until("a-d > ")
    time.sleep(0.3)
    quiz.press("b")
    assert quiz.finish() == 0
    assert "2 of 2 right" in quiz.written


def test_a_place_name_typed_at_feedback_does_none_of_its_letters() -> None:
    """Undo, flag, open, show again: each is the beginning of a name, too."""
    quiz = Quiz("--type", "truefalse")
    quiz.until("t/f > ")
    time.sleep(0.3)
    quiz.press("f")
    quiz.until(ENDS)
    time.sleep(0.3)
    for name in ("utah", "rome", "berlin", "oslo", "france", "zagreb"):
        quiz.press(name)
        time.sleep(0.2)
    quiz.press("?")
    quiz.until("takes your answer back")
    assert quiz.finish() == 0
    assert "0 of 1 right, 0%\r\n" in ESCAPE.sub("", quiz.written)


@pytest.mark.parametrize("kind", ["choice", "short"])
def test_ctrl_l_shows_the_question_again(kind: str) -> None:
    quiz = Quiz("--type", kind)
    stem = quiz.until("> ").splitlines()[-5:]
    time.sleep(0.2)
    quiz.press("\x0c")
    quiz.until("1/1")
    again = quiz.until("> ").splitlines()
    assert stem[-1] == again[-1]
    assert "\x1b[H" not in quiz.written
    quiz.press(":q\r")
    assert quiz.end() == 0


def test_keys_typed_before_the_first_question_answer_nothing() -> None:
    quiz = Quiz("--type", "choice")
    quiz.press("bbb")
    quiz.until("a-d > ")
    time.sleep(0.3)
    quiz.press("?")
    quiz.until("one of a-d.")
    quiz.until("a-d > ")
    quiz.press("b")
    quiz.until("Right")
    assert quiz.finish() == 0


def test_keys_show_help_and_skip() -> None:
    quiz = Quiz("--type", "choice")
    quiz.until("a-d > ")
    quiz.press("?")
    quiz.until("one of a-d.")
    quiz.until("a-d > ")
    quiz.press("s")
    quiz.until("– ")
    quiz.until("Skipped")
    assert quiz.finish() == 0


def test_keys_typed_ahead_answer_nothing() -> None:
    quiz = Quiz("--type", "choice", "--type", "truefalse")
    quiz.until("> ")
    quiz.press("t\r\r\r\rtttt\r")
    quiz.until(GOES_ON)
    time.sleep(0.1)
    quiz.press(" aaaa")
    quiz.until("2/2")
    quiz.until("> ")
    time.sleep(0.4)
    quiz.press("s")
    assert quiz.finish() == 0
    assert "1 skipped" in quiz.written


@pytest.mark.parametrize("at", ["> ", GOES_ON, "Skipped"])
@pytest.mark.parametrize("how", ["key", "signal"])
def test_an_interrupt_tells_the_score_and_leaves_the_terminal_as_it_was(at: str, how: str) -> None:
    quiz = Quiz("--type", "choice", "--type", "truefalse")
    quiz.until("> ")
    if at != "> ":
        quiz.press("s")
        quiz.until(at)
    time.sleep(0.05)
    if how == "key":
        quiz.press("\x03")
    else:
        os.kill(quiz.child.pid, signal.SIGINT)
    quiz.until("--seed 1")
    assert quiz.modes == termios.tcgetattr(quiz.child.child_fd)
    assert quiz.end() == 130
    assert ("Nothing answered" in quiz.written) == (at == "> ")


def test_an_interrupt_while_a_line_is_typed() -> None:
    quiz = Quiz("--type", "short")
    quiz.until("Answer > ")
    time.sleep(0.2)
    quiz.press("half a li\x03")
    quiz.until("Nothing answered.")
    assert quiz.end() == 130


@pytest.mark.parametrize("kind", ["choice", "short"])
def test_the_end_of_input_tells_the_score(kind: str) -> None:
    quiz = Quiz("--type", kind)
    quiz.until("> ")
    time.sleep(0.2)
    quiz.press("\x04")
    quiz.until("Nothing answered.")
    assert quiz.end() == 0


@pytest.mark.parametrize("kind", ["choice", "short"])
def test_an_exam_ends_when_its_time_is_up(kind: str) -> None:
    """While a key is waited for, and while a line is typed."""
    python, *rest = command("--seed", 1, "--type", kind, "--time", "2s", ALL_TYPES)
    rest[rest.index("quiz")] = "exam"
    child = pexpect.spawn(
        python, rest, env=environment(TERM="xterm"), cwd=str(ROOT), encoding="utf-8", timeout=20
    )
    modes = termios.tcgetattr(child.child_fd)
    child.expect_exact("2 s left")
    child.expect_exact("> ")
    time.sleep(0.3)
    child.send("z" if kind == "choice" else "half a li")
    child.expect_exact("Time is up.")
    child.expect_exact("0 of 1 right")
    child.expect(pexpect.EOF)
    assert modes == termios.tcgetattr(child.child_fd)
    child.close()
    assert child.exitstatus == 3


@pytest.mark.parametrize("kind", ["choice", "short"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_kill_leaves_the_terminal_as_it_was(kind: str, number: signal.Signals) -> None:
    quiz = Quiz("--type", kind)
    quiz.until("> ")
    time.sleep(0.2)
    assert quiz.modes != termios.tcgetattr(quiz.child.child_fd)
    os.kill(quiz.child.pid, number)
    quiz.child.expect(pexpect.EOF)
    assert quiz.modes == termios.tcgetattr(quiz.child.child_fd)
    assert quiz.end() == 128 + number


def test_what_the_encoding_of_the_input_has_not_is_a_wrong_answer() -> None:
    quiz = Quiz("--type", "short", PYTHONIOENCODING="ascii")
    quiz.until("Answer > ")
    time.sleep(0.2)
    quiz.press("é\r")
    quiz.until("answer:")
    assert quiz.finish() == 0


def test_single_keys_answer_again_behind_a_pause() -> None:
    """A shell that stopped the quiz and takes it up again has changed the terminal's modes."""
    quiz = Quiz("--type", "choice")
    quiz.until("a-d > ")
    time.sleep(0.2)
    os.kill(quiz.child.pid, signal.SIGSTOP)
    termios.tcsetattr(quiz.child.child_fd, termios.TCSANOW, quiz.modes)
    os.kill(quiz.child.pid, signal.SIGCONT)
    time.sleep(0.2)
    assert quiz.modes != termios.tcgetattr(quiz.child.child_fd)
    assert quiz.until("a-d > ") == "a-d > ", "the prompt is shown again"
    quiz.press("b")
    assert quiz.until("Right").startswith("b\r\n")
    assert quiz.finish() == 0


def test_a_resize_is_noticed_at_the_next_line() -> None:
    quiz = Quiz()
    quiz.until("> ")
    quiz.child.setwinsize(20, 40)
    quiz.press("no\r")
    quiz.until(GOES_ON)
    quiz.press(" ")
    header = quiz.until("> ")
    assert max(width(line) for line in ESCAPE.sub("", header).splitlines()) < 40


def test_a_line_can_be_edited() -> None:
    quiz = Quiz("--type", "short")
    quiz.until("Answer > ")
    time.sleep(0.2)
    quiz.press("::x\x7fq\r")
    quiz.until("Right")
    assert quiz.finish() == 0


def test_output_into_a_pipe_is_plain_though_keys_are_there(tmp_path: Path) -> None:
    log = tmp_path / "log"
    words = " ".join(command("--seed", 1, "--type", "choice", ALL_TYPES))
    child = pexpect.spawn(
        "bash", ["-c", f"{words} > {log}"], env=environment(TERM="xterm"), encoding="utf-8"
    )
    child.send("b\r\r")
    child.expect(pexpect.EOF)
    assert "1 of 1 right" in log.read_text("utf-8")
    assert "\x1b" not in log.read_text("utf-8")


# -- lines in, lines out ------------------------------------------------------------------------


def test_an_interrupt_anywhere_tells_the_score() -> None:
    class Broken(io.StringIO):
        def readline(self, *_: Any) -> str:
            raise KeyboardInterrupt

    out = io.StringIO()
    session = run(all_types(1), Lines(Broken(), out, {}, interactive=False), lambda: 0)
    assert session.ending is Ending.INTERRUPTED
    assert out.getvalue().endswith("Nothing answered.\n")


@pytest.mark.parametrize(
    ("lines", "ending"), [([], Ending.QUIT), ([":q"], Ending.QUIT), ([""] * 12, Ending.FINISHED)]
)
def test_how_a_quiz_ends(lines: list[str], ending: Ending) -> None:
    assert taken(all_types(1), lines)[1] is ending


class Screen(io.StringIO):
    """What says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


TERM = {"TERM": "xterm"}


@pytest.mark.parametrize(
    ("stdin", "stdout", "variables", "plain", "interactive"),
    [
        (io.StringIO(), Screen(), TERM, False, False),
        (io.StringIO(), io.StringIO(), TERM, False, False),
        (Screen(), io.StringIO(), TERM, False, True),
        (Screen(), Screen(), {"TERM": "dumb"}, False, True),
        (Screen(), Screen(), {}, False, True),
        (Screen(), Screen(), TERM, True, True),
        (Screen(), Screen(), TERM | {"ACCESSIBLE": "1"}, False, True),
    ],
    ids=["typed ahead", "pipes", "into a file", "dumb", "unknown", "plain", "accessible"],
)
def test_lines_are_read_where_keys_cannot_be_or_are_not_wanted(
    stdin: io.StringIO,
    stdout: io.StringIO,
    variables: dict[str, str],
    plain: bool,
    interactive: bool,
) -> None:
    """Whoever sits there is waited for all the same."""
    console = open_console(stdin, stdout, variables, plain)
    assert isinstance(console, Lines)
    assert console.interactive is interactive
    assert console.look() == Look(encoding="ascii")


@pytest.mark.parametrize(("more", "color"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_keys_are_read_where_both_ends_are_a_terminal(more: dict[str, str], color: bool) -> None:
    master, slave = os.openpty()
    try:
        with open(slave, encoding="utf-8") as stdin, open(slave, "w", closefd=False) as stdout:
            console = open_console(stdin, stdout, TERM | more)
            assert isinstance(console, Keys)
            assert console.look().decorated
            assert console.look().color is color
    finally:
        os.close(master)


def test_what_is_waited_for_ticks_until_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.quiz.terminal.TICK", 0.02)
    ticks: list[None] = []
    source, sink = os.pipe()
    try:
        with open(source, encoding="utf-8") as stdin:
            console = Lines(stdin, io.StringIO(), {}, interactive=True)
            with pytest.raises(OutOfTime), console.limited(0.3, lambda: ticks.append(None)):
                console.line("> ")
        assert ticks
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    finally:
        os.close(sink)


def test_a_first_line_may_begin_with_a_byte_order_mark() -> None:
    """As files of answers from Windows do; and keys that move a cursor are no part of an answer."""
    console = Lines(io.StringIO("\ufeffa\x1b[D\x07b\r\n"), io.StringIO(), {}, interactive=True)
    assert console.line("> ") == "ab"
