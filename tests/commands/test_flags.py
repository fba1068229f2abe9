"""``quizgen flags`` as the author of a bank meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from memory.support import NOON, card
from quizgen.memory.store import open_store

if TYPE_CHECKING:
    from conftest import Run

BANK = """\
bank: bank
title: Bank
namespace: nnnnnnnnnnnnnnnnnnnn
questions:
  - {id: a, type: short, stem: "Which river?", answer: Seine}
  - {id: new, was: [b], type: short, stem: "Which sea?", answer: North Sea}
"""


def test_it_lists_flags_with_file_and_line(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """Under the name that the question has now; a note cannot command the terminal."""
    bank, history = tmp_path / "bank.yaml", tmp_path / "history.db"
    bank.write_text(BANK)
    with open_store(history) as store:
        store.flag(card("b").key, "see \x1b[31m the map", at=NOON)
        store.flag(card("gone").key, "", at=NOON)
    run = quizgen("flags", bank, "--data", history)
    assert run.code == 0
    assert run.out == f"{bank}:6:5: bank/new: see ␛[31m the map (2024-10-04)\n"
    assert run.err == "1 flag, and 1 on questions that are not here\n"
    run = quizgen("flags", bank, "--data", history, "--clear", "bank/new")
    assert (run.code, run.out) == (0, "")
    assert quizgen("flags", bank, "--data", history, "--clear", "bank/gone").code == 0
    assert quizgen("flags", bank, "--data", history).err == "0 flags\n"


def test_what_is_not_flagged_cannot_be_cleared(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    bank, history = tmp_path / "bank.yaml", tmp_path / "history.db"
    bank.write_text(BANK)
    assert quizgen("flags", bank, "--data", history).code == 2
    with open_store(history) as store:
        store.flag(card("b").key, "", at=NOON)
    run = quizgen("flags", bank, "--data", history, "--clear", "bank/a")
    assert run.code == 2
    assert "no question “bank/a” is flagged" in run.err
