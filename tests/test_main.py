"""The program as a process of its own: nothing that it says is lost when it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen

GOLDENS = Path(__file__).parent / "goldens"


def run(*arguments: str | Path, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    """``python -m quizgen`` with its output in pipes."""
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *map(str, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(quizgen.__file__).parents[1]), "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )


def test_all_output_arrives() -> None:
    assert run("--version").stdout == f"quizgen, version {quizgen.__version__}\n"


@pytest.mark.parametrize(
    ("path", "code", "end"),
    [
        (GOLDENS / "ok" / "choice.yaml", 0, "no mistakes\n"),
        (GOLDENS / "bad", 1, "\n"),
        (GOLDENS / "nowhere", 2, "\n"),
    ],
    ids=["ok", "bad", "nowhere"],
)
def test_the_exit_code_says_how_it_went(path: Path, code: int, end: str) -> None:
    ended = run("validate", path)
    assert (ended.returncode, ended.stderr[-len(end) :]) == (code, end)


def test_output_that_cannot_be_written_is_no_success() -> None:
    """The device that is always full takes nothing, which shows only as the process ends."""
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        ended = run("--version", stdout=full)
    finally:
        os.close(full)
    assert ended.returncode != 0


def test_a_reader_that_is_gone_is_no_bug() -> None:
    """Whoever read our output has had enough: nothing complains."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = run("--help", stdout=writer)
    finally:
        os.close(writer)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
@pytest.mark.parametrize("command", ["validate", "build", "preview", "changes", "quiz"])
def test_a_closed_stream_is_no_mistake(command: str, closed: str, tmp_path: Path) -> None:
    """As a service may start a process: Python then has no such stream at all."""
    bank = GOLDENS / "ok" / "choice.yaml"
    copy = tmp_path / "bank.yaml"
    copy.write_bytes(bank.read_bytes())
    ended = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "quizgen", command, copy],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(quizgen.__file__).parents[1]), "PYTHONUTF8": "1"},
        timeout=60,
        check=False,
    )
    assert "Traceback" not in ended.stderr
    assert (ended.returncode, "a bug" in ended.stderr) == (0, False)
