"""What the commands share: banks are held against their locks before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from updates.author import Author

if TYPE_CHECKING:
    from conftest import Run

NOW = 1_780_000_000


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """One whose banks were built once."""
    author = Author.of(tmp_path)
    author.release(NOW)
    return author


def test_what_learners_would_lose_is_told_before_a_build(
    author: Author, quizgen: Callable[..., Run]
) -> None:
    """At the line of the lock that names the note."""
    author.edit("rivers.yaml", "id: delta", "id: mouth")
    run = quizgen("validate", author.folder)
    assert run.code == 1
    names = [line.partition(" ")[0] for line in author.lock.read_text().splitlines()]
    place = f"{author.lock}:{names.index('rivers/delta') + 1}:1"
    assert f"{place}: error[vanished-id] found no question “rivers/delta”" in run.err
    assert run.err.endswith("3 files: 1 error\n")


def test_of_a_part_of_a_topic_nothing_is_said_to_be_lost(
    author: Author, quizgen: Callable[..., Run]
) -> None:
    """The other banks may have it."""
    author.edit("rivers.yaml", "id: delta", "id: mouth")
    run = quizgen("validate", author.folder / "planets.yaml")
    assert (run.code, run.err) == (0, "2 files, 5 questions: no mistakes\n")


def test_a_part_of_a_topic_is_built_as_the_whole(
    author: Author, quizgen: Callable[..., Run], tmp_path: Path
) -> None:
    """A package of some of its banks would leave the lock without the others."""
    run = quizgen("build", author.folder / "planets.yaml", "-o", tmp_path / "other")
    assert run.code == 0
    assert "atlas.apkg: 9 notes" in run.out


def test_a_damaged_lock_is_a_mistake_like_any_other(
    author: Author, quizgen: Callable[..., Run]
) -> None:
    """With the line that is damaged; nothing else is said of what learners have."""
    text = author.lock.read_text()
    author.lock.write_text(text.replace("rivers/delta ", "rivers/delta  "))
    run = quizgen("validate", author.folder)
    assert run.code == 1
    assert run.err.count("error[") == 1
    assert "error[damaged-lock]" in run.err
    assert "| rivers/delta  " in run.err
