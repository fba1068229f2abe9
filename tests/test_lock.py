"""The lock file: what is written is read, and what is damaged is told line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.lock import dump, parse
from updates.author import Author

NOW = 1_780_000_000


@pytest.mark.parametrize("number", ["4294967296", "9999999999"])
def test_a_second_that_no_package_can_hold_is_damage(number: str, tmp_path: Path) -> None:
    """Nor is there a note with the id 0: either would stop the build without a line to mend."""
    author = Author.of(tmp_path)
    author.release(NOW)
    text = author.lock.read_text(encoding="utf-8")
    lock, good = parse(text, "lock")
    assert good == []
    assert dump(lock.namespace, lock.entries.values()) == text
    for wrong in (
        text.replace(f" {NOW} ", f" {number} ", 1),
        text[:-2].rpartition(" ")[0] + " 0\n",
    ):
        _, (fault,) = parse(wrong, "lock")
        assert fault.code == "damaged-lock"
