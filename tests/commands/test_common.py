"""What the commands share: banks are held against their locks before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from samples import ALONE
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


@pytest.mark.parametrize(
    ("command", "shows"),
    [
        *((name, True) for name in ("validate", "build")),
        *(
            (name, False)
            for name in ("preview", "changes", "quiz", "exam", "review", "stats", "stale")
        ),
    ],
)
def test_warnings_are_for_those_who_check_and_build(
    command: str, shows: bool, tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """Who looks at the cards or takes a quiz has heard them; an error is always shown."""
    path = tmp_path / "bank.yaml"
    text = ALONE.replace("type: card", "type: truefalse").replace("Tokyo", "true")
    path.write_text(text)
    run = quizgen(command, path)
    assert ("warning[no-explanation]" in run.err) is shows
    path.write_text(text.replace("stem", "stme"))
    assert "error[unknown-field]" in quizgen(command, path).err
