"""``quizgen preview``: what it writes and what it says; what is on the page is tested with it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from formats.anki.anki_samples import data_of
from samples import TOPIC, make

if TYPE_CHECKING:
    from conftest import Run


GOOD = """\
bank: rivers
title: Rivers
namespace: 4u0t2m8q1x7k4c9z6b3n
questions:
  - {id: france, type: card, stem: The longest river?, answer: The Loire, reverse: true}
"""


def test_it_writes_a_page(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default into ``output``, from ``decks``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "rivers.yaml").write_text(GOOD, encoding="utf-8")
    run = quizgen("preview")
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(r"output/preview.html: 1 question, 2 cards, \d+ kB\n", run.out)
    assert data_of(tmp_path / "output" / "preview.html")["topics"] == ["Rivers"]


def test_a_mistake_is_on_the_page_with_what_is_sound(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    bank, page = tmp_path / "rivers.yaml", tmp_path / "new" / "page.html"
    bank.write_text(GOOD + "  - {id: b, type: card, stem: X?, anwser: Y}\n", encoding="utf-8")
    run = quizgen("preview", bank, "-o", page)
    assert run.code == 1
    assert run.out.startswith(f"{page}: 1 question, 2 cards, ")
    assert "error[unknown-field]" in run.err
    assert run.err.endswith("1 question left out because of mistakes\n")
    text = page.read_text(encoding="utf-8")
    assert "found the field “anwser”" in text
    assert [note[1] for note in data_of(page)["notes"]] == ["rivers/france"]


@pytest.mark.parametrize(
    "question",
    [
        "facts: [height]",
        "media: [{image: none.png, alt: A river}]",
        "passage: none",
    ],
)
def test_a_question_without_what_it_refers_to_is_left_out(
    question: str, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    folder = make(tmp_path / "deck", TOPIC)
    new = f"  - {{id: new, type: card, stem: X?, answer: Y, {question}}}\n"
    (folder / "asia.yaml").write_text(TOPIC["asia.yaml"] + new, encoding="utf-8")
    run = quizgen("preview", folder, "-o", tmp_path / "page.html")
    assert (run.code, "Traceback" in run.err) == (1, False)
    names = [note[1] for note in data_of(tmp_path / "page.html")["notes"]]
    assert "asia/new" not in names
    assert len(names) == 1


def test_a_page_of_nothing_sound_says_what_was_found(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    (tmp_path / "a.yaml").write_text("bank: [\n", encoding="utf-8")
    assert quizgen("preview", tmp_path / "a.yaml", "-o", tmp_path / "page.html").code == 1
    assert "1 error" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_path_that_is_not_there(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    assert quizgen("preview", tmp_path / "none", "-o", tmp_path / "page.html").code == 2


@pytest.mark.parametrize("name", ["rivers.yaml", "rivers.lock", "README.md", "pipe"])
def test_nothing_but_a_page_is_replaced(
    name: str, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """A slip of the hand must not cost a bank."""
    bank = tmp_path / "rivers.yaml"
    bank.write_text(GOOD, encoding="utf-8")
    target = tmp_path / name
    if name == "pipe":
        os.mkfifo(target)
    elif target != bank:
        target.write_text("what is there", encoding="utf-8")
    before = target.stat().st_ino, target.stat().st_mtime_ns
    run = quizgen("preview", bank, "-o", target)
    assert (run.code, run.out) == (2, "")
    assert f"{name} already exists and is not an HTML page" in run.err
    assert (target.stat().st_ino, target.stat().st_mtime_ns) == before
    assert quizgen("preview", bank, "-o", tmp_path / "page.html").code == 0
    assert quizgen("preview", bank, "-o", tmp_path / "page.html").code == 0
