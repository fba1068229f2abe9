"""Which history a command uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.commands.data import history_path, now, open_history

if TYPE_CHECKING:
    from conftest import Run


def test_the_option_wins_over_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "variable"))
    assert history_path(None) == tmp_path / "variable" / "history.db"
    assert history_path(str(tmp_path)) == tmp_path / "history.db"


def test_nothing_is_stored_without_a_history(tmp_path: Path) -> None:
    with open_history(str(tmp_path), no_history=True) as store:
        store.start("quiz", [], at=now())
    assert list(tmp_path.iterdir()) == []
    with open_history(str(tmp_path)) as store:
        store.start("quiz", [], at=now())
    assert (tmp_path / "history.db").exists()


def test_an_empty_path_is_refused(quizgen: Callable[..., Run]) -> None:
    """As a variable of a shell is that was never set."""
    run = quizgen("doctor", "--data", "")
    assert run.code == 2
    assert "found an empty path" in run.err
