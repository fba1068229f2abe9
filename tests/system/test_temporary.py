"""Nothing temporary is left behind: not by this process, nor by one that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from quizgen.system import temporary
from quizgen.system.signals import exit_on_signal


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's temporary files."""
    folder = tmp_path / "system"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_folder_goes_away(system: Path) -> None:
    with temporary.temporary_folder() as folder:
        assert Path(folder).parent == system
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        Path(folder, "deep").mkdir()
        Path(folder, "deep", "file").touch()
    assert list(system.iterdir()) == []


def test_a_name_that_is_taken_is_left_alone(system: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a link, which somebody else may have put there."""
    numbers = iter([b"\0" * 8, b"\0" * 8, b"\1" * 8])
    monkeypatch.setattr(os, "urandom", lambda _: next(numbers))
    first = temporary.make_folder(system)
    os.rmdir(first)
    os.symlink(system, first)
    second = temporary.make_folder(system)
    temporary.discard()
    assert second != first
    assert os.path.islink(first)
    assert not os.path.exists(second)


def test_a_signal_removes_what_is_unfinished_even_if_its_exception_is_lost(system: Path) -> None:
    """A callback may swallow any exception."""
    with exit_on_signal():
        temporary.make_folder(system)
        with pytest.raises(SystemExit):
            signal.raise_signal(signal.SIGTERM)
        assert list(system.iterdir()) == []


KILLED = """
import sys, time
from quizgen.system import temporary
print(temporary.make_folder(sys.argv[1]), flush=True)
time.sleep(60)
"""


def test_what_a_killed_process_left_is_cleared(tmp_path: Path, system: Path) -> None:
    """But not what belongs to one that is at work, nor what is none of ours."""
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / ".quizgen-notes").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path / "output")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    with process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().strip())
        (left / "file").touch()
        temporary.clear([tmp_path / "output"], time.time())
        assert left.exists(), "its process is at work"
        process.kill()
        process.wait()
        temporary.clear([tmp_path / "output"], time.time())
    assert [path.name for path in (tmp_path / "output").iterdir()] == [".quizgen-notes"]


def test_what_another_machine_left_is_cleared_after_a_day(system: Path) -> None:
    """Whether its process is at work, cannot be known here."""
    left = system / f"quizgen-00000000-{os.getpid()}-{'0' * 16}"
    left.mkdir()
    temporary.clear([], time.time())
    assert left.exists()
    temporary.clear([], time.time() + 100_000)
    assert not left.exists()


def test_a_link_that_is_called_so_is_left_alone(system: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    link = system / f"quizgen-00000000-1-{'0' * 16}"
    link.symlink_to(tmp_path / "precious")
    temporary.clear([], time.time() + 100_000)
    assert (tmp_path / "precious").exists()


def test_hidden_folders_are_known_by_their_names(tmp_path: Path) -> None:
    folder = temporary.make_folder(tmp_path)
    assert temporary.is_within(os.path.join(folder, "a"))
    assert not temporary.is_within(str(tmp_path / ".quizgen-notes" / "a"))
    temporary.remove(folder)
