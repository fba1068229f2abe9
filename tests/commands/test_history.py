"""``quizgen history`` as its user meets it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from memory.support import NOON, answer, card
from quizgen.memory.store import open_store

if TYPE_CHECKING:
    from conftest import Run


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a history with a question."""
    path = tmp_path / "history.db"
    with open_store(path) as store:
        answer(store, store.start("quiz", [], at=NOON), card("a"))
    return path


def test_it_is_carried_to_another_computer(
    path: Path, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    carried, other = tmp_path / "new" / "laptop.jsonl", tmp_path / "other"
    run = quizgen("history", "export", "-o", carried, "--data", path)
    assert (run.code, run.out, run.err) == (0, "", f"wrote {carried}\n")
    assert quizgen("history", "export", "--data", path).out == carried.read_text()
    run = quizgen("history", "import", carried, "--data", other)
    assert (run.code, run.out) == (0, f"{carried}: 2 events added, 0 known before\n")
    run = quizgen("history", "import", carried, "--data", other)
    assert (run.code, run.out) == (0, f"{carried}: 0 events added, 2 known before\n")


def test_one_wrong_line_imports_nothing(
    path: Path, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    carried, other = tmp_path / "laptop.jsonl", tmp_path / "other"
    quizgen("history", "export", "-o", carried, "--data", path)
    carried.write_text(carried.read_text() + "nonsense\n")
    run = quizgen("history", "import", carried, "--data", other)
    assert run.code == 1
    assert f"{carried}:4:1: error[bad-history] this is no event" in run.err
    assert "nothing was imported" in run.err
    assert not other.exists()


def test_what_is_not_there_is_said(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    for command in ("export", "forget"):
        run = quizgen("history", command, "--data", tmp_path)
        assert run.code == 2
        assert f"there is no history at {tmp_path / 'history.db'}" in run.err
    assert quizgen("history", "import", tmp_path / "x", "--data", tmp_path).code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["", "no\n", "yes\n", "yes\nno\n", "yes\nyes\n", "y\nforget\n"])
def test_it_forgets_nothing_unless_told_twice(
    typed: str, path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    run = quizgen("history", "forget", "--data", path)
    assert run.code == 0
    assert "nothing was deleted" in run.out
    with open_store(path) as store:
        assert len(list(store.reviews())) == 1


def test_it_forgets_for_good(
    path: Path, tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = tmp_path / "laptop.jsonl"
    quizgen("history", "export", "-o", carried, "--data", path)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\nforget\n"))
    run = quizgen("history", "forget", "--data", path)
    assert "2 events deleted, with all copies" in run.out
    run = quizgen("history", "import", carried, "--data", path)
    assert run.out == (
        f"{carried}: 0 events added, 0 known before, 2 left out, because you had them forgotten\n"
    )


def test_it_forgets_a_bank_that_there_is(
    path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = quizgen("history", "forget", "--bank", "bnak", "--data", path)
    assert run.code == 2
    assert "has no bank “bnak”; did you mean “bank”?" in run.err
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\nforget\n"))
    run = quizgen("history", "forget", "--bank", "bank", "--data", path)
    assert "1 event of “bank” in" in run.out
    assert "1 event deleted" in run.out


def test_what_was_suspended_can_be_asked_again(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    bank, history = tmp_path / "bank.yaml", tmp_path / "history.db"
    bank.write_text(
        "bank: bank\ntitle: Bank\nnamespace: nnnnnnnnnnnnnnnnnnnn\nquestions:\n"
        "  - {id: new, was: [a], type: short, stem: Which sea?, answer: North Sea}\n"
    )
    with open_store(history) as store:
        for name in ("a", "gone"):
            store.suspend(card(name).key, at=NOON)
    run = quizgen("history", "suspended", bank, "--data", history)
    assert run.out == f"{bank}:5:5: bank/new\n"
    assert run.err == "1 question suspended, and 1 elsewhere\n"
    run = quizgen("history", "suspended", bank, "--data", history, "--ask", "bank/new")
    assert run.err == "0 questions suspended, and 1 elsewhere\n"
    run = quizgen("history", "suspended", bank, "--data", history, "--ask", "bank/new")
    assert run.code == 2
    assert "no question “bank/new” is suspended" in run.err
