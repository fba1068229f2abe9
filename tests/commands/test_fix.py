"""``quizgen fix``: what it shows, asks and writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.commands import editing, fix
from samples import ALONE

if TYPE_CHECKING:
    from conftest import Run

WRONG = ALONE.replace("answer", "anwser")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bank.yaml"
    path.write_text(WRONG)
    path.chmod(0o640)
    return path


def test_the_changes_are_shown_and_written(path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("fix", "--yes", path)
    assert run.code == 0
    lines = run.out.splitlines()
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert [line[:1] for line in lines[3:]] == [" ", "-", "+", " "]
    assert path.read_text() == ALONE
    assert path.stat().st_mode & 0o777 == 0o640
    assert os.listdir(path.parent) == ["bank.yaml"]
    assert quizgen("validate", path).code == 0


def test_nothing_is_written_where_nobody_can_agree(path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("fix", path)
    assert run.code == 1
    assert "+  - {id: japan" in run.out
    assert "nothing was written; “quizgen fix --yes” corrects 1 mistake in 1 file" in run.err
    assert path.read_text() == WRONG


@pytest.mark.parametrize(
    ("answer", "written"), [("y", ALONE), ("YES ", ALONE), ("", ALONE), ("no", WRONG)]
)
def test_a_user_is_asked(
    answer: str,
    written: str,
    path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fix, "is_interactive", lambda: True)
    monkeypatch.setattr(editing, "read_line", lambda prompt: answer)
    assert quizgen("fix", path).code == (0 if written == ALONE else 1)
    assert path.read_text() == written


def test_a_file_that_has_changed_is_left_alone(
    path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written while the user looked at the changes is not lost."""

    def answer(prompt: str) -> str:
        path.write_text(f"{WRONG}# more\n")
        return "y"

    monkeypatch.setattr(fix, "is_interactive", lambda: True)
    monkeypatch.setattr(editing, "read_line", answer)
    run = quizgen("fix", path)
    assert run.code == 1
    assert "has changed; run “quizgen fix” again" in run.err
    assert path.read_text() == f"{WRONG}# more\n"


def test_what_is_left_is_said(path: Path, quizgen: Callable[..., Run]) -> None:
    path.write_text(WRONG.replace("stem: Capital?, ", ""))
    run = quizgen("fix", "--yes", path)
    assert run.code == 1
    assert run.err == "1 error left: run “quizgen validate”\n"
    assert "answer: Tokyo" in path.read_text()


def test_there_is_nothing_to_correct(path: Path, quizgen: Callable[..., Run]) -> None:
    path.write_text(ALONE)
    assert quizgen("fix", path) == (0, "quizgen fix: there is nothing to correct without you\n", "")


def test_a_path_without_anything_exits_with_2(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("fix", tmp_path / "nowhere.yaml")
    assert run.code == 2
    assert "missing-path" in run.err


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_stays_a_link(path: Path, quizgen: Callable[..., Run]) -> None:
    link = path.with_name("link.yaml")
    link.symlink_to(path.name)
    assert quizgen("fix", "--yes", link).code == 0
    assert link.is_symlink()
    assert path.read_text() == ALONE


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals")
@pytest.mark.parametrize(("answer", "written"), [("y", ALONE), ("n", WRONG)])
def test_a_terminal_is_asked(answer: str, written: str, path: Path) -> None:
    """In a real one: the changes, then the question, then what its user wants."""
    import pexpect

    arguments = ["-m", "quizgen", "fix", str(path)]
    child = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=60)
    child.expect(r"\+  - \{id: japan")
    child.expect(r"Correct 1 mistake in 1 file\? y or n \[y\]: ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (0 if written == ALONE else 1)
    assert path.read_text() == written
