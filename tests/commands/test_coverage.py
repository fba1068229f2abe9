"""``quizgen coverage``: its formats, and what the exit code says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.coverage_sample import FILES
from samples import ALONE, make

if TYPE_CHECKING:
    from conftest import Run


def test_it_says_what_is_asked(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("coverage", make(tmp_path, FILES))
    assert run.code == 0
    assert run.out.startswith("Capitals: 1 of 4 facts asked (25 %), by 1 question\n")


@pytest.mark.parametrize(("least", "code"), [("25", 0), ("25.5", 1), ("100", 1), ("0", 0)])
def test_it_fails_where_fewer_are_asked(
    least: str, code: int, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    run = quizgen("coverage", make(tmp_path, FILES), "--fail-under", least)
    assert run.code == code
    assert ("expected at least" in run.err) is bool(code)


def test_json_is_json(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("coverage", make(tmp_path, FILES), "--format", "json")
    assert json.loads(run.out)["format"] == "quizgen coverage"


def test_html_is_a_page(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("coverage", make(tmp_path, FILES), "--format", "html")
    assert run.out.startswith("<!doctype html>\n")


def test_a_part_of_a_topic_is_measured_with_the_rest(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    make(
        tmp_path, {**FILES, "b.yaml": FILES["asia.yaml"].replace("asia", "b").replace("Asia", "B")}
    )
    assert quizgen("coverage", tmp_path / "b.yaml").out.splitlines()[0].endswith("by 2 questions")


def test_a_bank_without_facts_has_no_coverage(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(ALONE)
    run = quizgen("coverage", path)
    assert run.code == 2
    assert "there is no topic with facts here" in run.err


def test_mistakes_are_told_first(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    files = {**FILES, "asia.yaml": FILES["asia.yaml"].replace("answer", "anwser")}
    run = quizgen("coverage", make(tmp_path, files))
    assert run.code == 1
    assert "error[" in run.err
