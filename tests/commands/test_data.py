"""Which history a command uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from quizgen.commands.data import history_path, now, open_history
from quizgen.memory.store import open_store

if TYPE_CHECKING:
    from conftest import Run


def test_the_option_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "variable"))
    assert history_path(None) == tmp_path / "variable" / "history.db"
    assert history_path(str(tmp_path)) == tmp_path / "history.db"


def test_the_file_is_complete_when_the_command_has_ended(tmp_path: Path) -> None:
    """Nothing of it is left in a file next to it: who moves it moves all."""

    @click.command()
    def ask() -> None:
        open_history(str(tmp_path)).start("quiz", [], at=now())

    ask.main([], standalone_mode=False)
    assert [path.name for path in tmp_path.iterdir()] == ["history.db"]
    with open_store(tmp_path / "history.db") as store:
        assert store.unfinished() is not None


def test_an_empty_path_is_refused(quizgen: Callable[..., Run]) -> None:
    """As a variable of a shell is that was never set."""
    run = quizgen("doctor", "--data", "")
    assert run.code == 2
    assert "found an empty path" in run.err
