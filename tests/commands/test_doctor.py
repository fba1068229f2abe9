"""``quizgen doctor`` as its user meets it; what it does is proven in ``memory/test_upkeep.py``."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memory.support import NOON, answer, card
from quizgen.memory.database import VERSION
from quizgen.memory.store import open_store

if TYPE_CHECKING:
    from conftest import Run

BANK = """\
bank: bank
title: Bank
namespace: nnnnnnnnnnnnnnnnnnnn
questions:
  - {id: a, type: short, stem: "Which river?", answer: Seine, tags: [x]}
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a history with two questions; no banks are where the command runs."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "history.db"
    with open_store(path) as store:
        session = store.start("quiz", [], at=NOON)
        answer(store, session, card("a"))
        answer(store, session, card("b"))
    return path


def test_it_says_what_there_is(path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("doctor", "--data", path)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        f"{path}: {path.stat().st_size / 1000:,.0f}\N{NO-BREAK SPACE}kB, format {VERSION}",
        "3 events in 1 session; 2 questions, 2 cards",
        "there is no copy yet: the first use of a day makes one",
        "the file is sound",
        "what is due follows from the events",
    ]


def test_it_counts_what_is_in_no_bank(
    path: Path, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    (tmp_path / "bank.yaml").write_text(BANK)
    run = quizgen("doctor", tmp_path / "bank.yaml", "--data", path)
    assert run.code == 0
    assert run.out.splitlines()[-1] == (
        f"not in {tmp_path / 'bank.yaml'}, and kept: 1 question of this history"
    )


def test_no_history_is_no_fault(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    run = quizgen("doctor", "--data", tmp_path)
    assert run.code == 0
    assert "there is no history" in run.out
    assert list(tmp_path.iterdir()) == []


def test_it_corrects_what_is_derived(path: Path, quizgen: Callable[..., Run]) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE card SET due = 0")
        database.commit()
    run = quizgen("doctor", "--data", path)
    assert run.code == 1
    assert "what follows from the events was wrong for 2 questions, and was corrected" in run.out
    assert quizgen("doctor", "--data", path).code == 0


def test_it_puts_a_damaged_file_aside(path: Path, quizgen: Callable[..., Run]) -> None:
    path.write_bytes(b"nonsense" * 1000)
    run = quizgen("doctor", "--data", path)
    assert run.code == 1
    assert f"{path}: the history is damaged" in run.err
    (aside,) = path.parent.glob("history-damaged-*.db")
    assert aside.read_bytes() == b"nonsense" * 1000
    assert f"the damaged file was put aside as {aside}" in run.out
    assert quizgen("doctor", "--data", path).code == 0


def test_it_leaves_a_newer_file_alone(path: Path, quizgen: Callable[..., Run]) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    run = quizgen("doctor", "--data", path)
    assert run.code == 2
    assert "a newer quizgen wrote this history" in run.err
    assert "hint: install the newest quizgen" in run.err
    assert path.read_bytes() == before
