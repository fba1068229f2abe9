"""Locks next to their banks; a build that misses one is proven in ``test_building.py``."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.formats.anki.release.inputs import read_lock, with_locks
from quizgen.formats.anki.release.lock import Lock
from quizgen.reading.library import load
from updates.author import Author

NOW = 1_780_000_000


def test_where_nothing_was_built_there_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path / "none.lock") == (Lock(), "", [])


def test_a_lock_is_read_whatever_version_control_made_of_its_lines(tmp_path: Path) -> None:
    """Git on Windows writes ``\\r\\n``; the text is the one that was built all the same."""
    author = Author.of(tmp_path)
    author.release(NOW)
    before = read_lock(author.lock)
    author.lock.write_bytes(author.lock.read_bytes().replace(b"\n", b"\r\n"))
    assert read_lock(author.lock) == before


@pytest.mark.parametrize(("check", "codes"), [(True, ["vanished-id"]), (False, [])])
def test_what_learners_would_lose_is_found_where_it_is_asked_for(
    check: bool, codes: list[str], tmp_path: Path
) -> None:
    author = Author.of(tmp_path)
    author.release(NOW)
    with author.questions("rivers.yaml") as questions:
        del questions[0]
    library = load([author.folder], whole=True)
    inputs, faults = with_locks(library.topics, library.sources, check=check)
    assert [fault.code for fault in faults] == codes
    assert [each.lock_text for each in inputs] == [author.lock.read_text()]
