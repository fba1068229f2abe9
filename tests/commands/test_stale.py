"""``quizgen stale``: what is due on a day, and what the exit code says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samples import HEAD, SOURCE, bank, fact, make

if TYPE_CHECKING:
    from conftest import Run

CARD = "type: card, stem: Who is president?, answer: Someone"
BANK = f"""{HEAD}questions:
  - {{id: late, {CARD}, as_of: 2024-10, review_by: 2026-03}}
  - {{id: early, {CARD}, review_by: 2025}}
  - {{id: never, {CARD}, as_of: 2024}}
  - {{id: gone, {CARD}, review_by: 2020, retired: It is asked elsewhere}}
"""


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2024-12-31", []),
        ("2025-01-01", ["early"]),
        ("2026-02-28", ["early"]),
        ("2026-03-01", ["early", "late"]),
        ("2026-03", ["early", "late"]),
    ],
)
def test_a_month_or_a_year_is_due_from_its_first_day(
    day: str, names: list[str], tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """The earliest date comes first; a withdrawn question is never due."""
    path = tmp_path / "bank.yaml"
    path.write_text(BANK)
    run = quizgen("stale", path, "--on", day)
    assert run.code == bool(names)
    assert [line.split("“")[1].split("”")[0] for line in run.out.splitlines()] == names


def test_each_line_says_where_and_as_of_when(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK)
    run = quizgen("stale", path, "--on", "2026-03-01")
    column = BANK.splitlines()[4].index("2026-03") + 1
    assert run.out.splitlines()[1] == (
        f"{path}:5:{column}: “late” as of October 2024, to be reviewed by March 2026"
    )
    assert run.err == "2 things to review on March 1, 2026\n"


def test_a_topic_may_be_due(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    source = SOURCE.replace("as_of: 2024", "as_of: 2024\n  review_by: 2025-01-15") + fact("tokyo")
    question = f"id: a, {CARD}, facts: [tokyo]"
    make(tmp_path, {"source.yaml": source, "asia.yaml": bank(question)})
    run = quizgen("stale", tmp_path, "--on", "2025-01-15")
    assert run.code == 1
    assert "the topic “capitals” as of 2024, to be reviewed by January 15, 2025" in run.out


def test_today_is_meant_where_no_day_is_given(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK.replace("2026-03", "9999").replace("2025", "1999"))
    assert quizgen("stale", path).out.count("\n") == 1


def test_a_day_that_is_none_is_refused(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("stale", tmp_path, "--on", "tomorrow")
    assert run.code == 2
    assert "found “tomorrow”, expected a date such as 2024-10-24" in run.err


def test_mistakes_are_told_first(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(BANK.replace("answer", "anwser", 1))
    run = quizgen("stale", path)
    assert run.code == 1
    assert "unknown-field" in run.err
