"""Where a history is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizgen.memory.location import history_path


def test_a_folder_or_a_file_may_be_named(tmp_path: Path) -> None:
    assert history_path(str(tmp_path), {}) == tmp_path / "history.db"
    assert history_path(str(tmp_path / "new"), {}) == tmp_path / "new" / "history.db"
    assert history_path(str(tmp_path / "mine.db"), {}) == tmp_path / "mine.db"
    (tmp_path / "mine").touch()
    assert history_path(str(tmp_path / "mine"), {}) == tmp_path / "mine"


def test_the_option_wins_over_the_variable(tmp_path: Path) -> None:
    environment = {"QUIZGEN_DATA": str(tmp_path)}
    assert history_path(None, environment) == tmp_path / "history.db"
    assert history_path("other", environment) == Path("other/history.db")


def test_else_it_is_where_the_system_keeps_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = history_path(None, {})
    assert path.name == "history.db"
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert path == tmp_path / "data" / "quizgen" / "history.db"
