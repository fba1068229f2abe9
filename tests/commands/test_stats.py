"""``quizgen stats``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.support import ALL_TYPES
from quizgen.cli import cli


def quizgen(*arguments: object, lines: str = "", code: int = 0) -> str:
    result = CliRunner().invoke(cli, [*map(str, arguments)], input=lines, standalone_mode=False)
    if code == 2:
        assert result.exception is not None
        return str(result.exception)
    assert result.exception is None, result.output
    assert int(result.return_value or 0) == code
    return result.output


@pytest.fixture
def answered() -> None:
    quizgen("quiz", "--seed", 1, ALL_TYPES, lines="10000\nx\nt\n")


@pytest.mark.usefixtures("answered")
def test_what_was_answered_is_shown() -> None:
    said = quizgen("stats", ALL_TYPES)
    assert "3 answers to 3 questions, 67% right" in said
    assert "Right, by bank\n  All types  67%  2/3" in said
    assert "1 day in a row" in said


@pytest.mark.usefixtures("answered")
def test_filters_and_days_narrow_it() -> None:
    assert "1 answer to 1 question, 0% right" in quizgen("stats", "--type", "short", ALL_TYPES)
    assert "3 answers" in quizgen("stats", "--days", 1, ALL_TYPES)
    assert "the type “zzz”" in quizgen("stats", "--type", "zzz", ALL_TYPES, code=2)


@pytest.mark.usefixtures("answered")
def test_json_is_for_programs() -> None:
    found = json.loads(quizgen("stats", "--format", "json", ALL_TYPES))
    assert found["overall"] == {"right": 2, "answers": 3}
    assert len(found["forecast"]) == 30
    assert found["groups"]["type"]["short"] == {"right": 0, "answers": 1}


@pytest.mark.usefixtures("answered")
def test_a_page_is_written_where_it_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    quizgen("stats", "--format", "html", "-o", path, ALL_TYPES)
    assert path.read_text("utf-8").startswith("<!doctype html>")
    assert "--format html" in quizgen("stats", "-o", path, ALL_TYPES, code=2)


@pytest.mark.usefixtures("answered")
def test_without_banks_all_that_is_stored_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = quizgen("stats")
    assert "3 answers to 3 questions" in said
    assert "by bank" not in said


def test_no_history_is_made_by_looking(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert "Nothing is stored yet" in quizgen("stats", "--data", folder, ALL_TYPES)
    assert not folder.exists()
