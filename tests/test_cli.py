"""The command line: which commands there are, and what becomes of whatever goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.cli import COMMANDS

if TYPE_CHECKING:
    from conftest import Run


def test_the_help_names_every_command(quizgen: Callable[..., Run]) -> None:
    """Each with a line of help."""
    run = quizgen("--help")
    assert (run.code, run.err) == (0, "")
    for name, line in COMMANDS.items():
        assert f"  {name} " in run.out
        assert line in run.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str, quizgen: Callable[..., Run]) -> None:
    run = quizgen(name, "-h")
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith(f"Usage: quizgen {name} ")


def test_a_mistyped_command_is_told(quizgen: Callable[..., Run]) -> None:
    run = quizgen("valdiate")
    assert run.code == 2
    assert "did you mean “validate”?" in run.err


def test_a_command_that_nobody_could_have_meant(quizgen: Callable[..., Run]) -> None:
    run = quizgen("zzz")
    assert run.code == 2
    assert "zzz" in run.err
    assert "Did you mean" not in run.err


FAILURES = {
    "an interrupt": (KeyboardInterrupt(), 130, "interrupted\n"),
    "a full disk": (
        OSError(28, "No space left on device", "a\x1b[2J.yaml"),
        2,
        "quizgen: a␛[2J.yaml: No space left on device\n",
    ),
    "an error without a file": (OSError("odd"), 2, "quizgen: odd\n"),
    "a bug": (
        ZeroDivisionError("no"),
        70,
        "quizgen crashed (ZeroDivisionError: no)\n"
        "this is a bug in quizgen: please report it with the bank; QUIZGEN_DEBUG=1 shows where\n",
    ),
}


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Let loading fail."""

    def fail_with(error: BaseException) -> None:
        def load(*_: object, **__: object) -> None:
            raise error

        monkeypatch.delenv("QUIZGEN_DEBUG", raising=False)
        monkeypatch.setattr("quizgen.reading.library.load", load)

    return fail_with


@pytest.mark.parametrize("name", FAILURES)
def test_whatever_goes_wrong_has_its_exit_code(
    name: str, fail: Callable[[BaseException], None], quizgen: Callable[..., Run]
) -> None:
    """And a sentence that says what happened, without a traceback."""
    error, code, said = FAILURES[name]
    fail(error)
    run = quizgen("validate")
    assert (run.code, run.out, run.err.lstrip("\n")) == (code, "", said)


def test_who_looks_for_a_bug_is_shown_where_it_is(
    fail: Callable[[BaseException], None],
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fail(ZeroDivisionError("no"))
    monkeypatch.setenv("QUIZGEN_DEBUG", "1")
    run = quizgen("validate")
    assert run.code == 70
    assert "Traceback" in run.err
    assert "ZeroDivisionError: no\n" in run.err


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_what_the_encoding_of_a_pipe_lacks_is_written_otherwise(
    encoding: str, tmp_path: Path
) -> None:
    """On Windows a pipe has another encoding than the terminal."""
    (tmp_path / "bank.yaml").write_text(
        "bank: b\ntitle: 首都\nnamespace: 4u0t2m8q1x7k4c9z6b3n\nquestions:\n"
        "  - {id: q, type: card, stem: 日本?, answer: 東京}\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "quizgen", "changes", "bank.yaml"],
        cwd=tmp_path,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert rb"\u9996\u90fd (b)" in run.stdout


def test_no_command_at_all_shows_the_help(quizgen: Callable[..., Run]) -> None:
    """Line by line, as ``--help`` does, and the command line counts as wrong."""
    run = quizgen()
    assert run.code == 2
    assert run.err.splitlines() == quizgen("--help").out.splitlines()
