"""The program that a system has for a file."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from quizgen.system.opening import open_file

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="xdg-open is Linux's")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program of the system that writes down what it was given."""
    path = tmp_path / "bin" / "xdg-open"
    path.parent.mkdir()
    path.write_text('#!/bin/sh\nprintf "%s" "$1" > "$0.log"; mv "$0.log" "$0.opened"\n')
    path.chmod(0o755)
    return path


def test_the_system_s_program_is_given_the_whole_path(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that begins with a dash is no option of it."""
    monkeypatch.chdir(tmp_path)
    environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "DISPLAY": ":0"}
    assert open_file(Path("-map.png"), environment)
    opened = program.with_name("xdg-open.opened")
    for _ in range(100):
        if opened.exists():
            break
        time.sleep(0.05)
    assert opened.read_text() == str(tmp_path / "-map.png")


@pytest.mark.parametrize("windows", [{}, {"DISPLAY": ":0", "PATH": "/nowhere"}])
def test_there_may_be_no_program_or_no_screen(program: Path, windows: dict[str, str]) -> None:
    environment = {"PATH": str(program.parent)} | windows
    assert not open_file(Path("map.png"), environment)
