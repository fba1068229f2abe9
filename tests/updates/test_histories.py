"""A few random histories, other ones each time; ``make histories`` runs hundreds.

Set QUIZGEN_SEED to the number that a failure names to run that history again, and
QUIZGEN_HISTORIES for more of them.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from updates.histories import run

FIRST = int(os.environ.get("QUIZGEN_SEED") or random.SystemRandom().randrange(1_000_000))
COUNT = int(os.environ.get("QUIZGEN_HISTORIES") or 2)


def test_no_learner_misses_an_edit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever happened to the banks in git, and whatever they did with what was built."""
    with capsys.disabled():
        print(f" [seeds {FIRST} to {FIRST + COUNT - 1}]", end="", flush=True)
    builds = 0
    for seed in range(FIRST, FIRST + COUNT):
        folder = tmp_path / str(seed)
        folder.mkdir()
        builds += run(seed, folder).builds
    assert builds >= 2 * COUNT
