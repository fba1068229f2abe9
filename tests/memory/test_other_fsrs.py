"""The schedule beside an implementation of others: FSRS in Rust, which Anki uses.

``fsrs.tsv`` has what that one (the package fsrs-rs-python 0.9.3) says of random histories; it is
written by ``make schedule-proof``, which compares many more (REVIEWS, SEED) with the package.  It
forgets nothing after 36,500 days, where the package ``fsrs`` has no limit: there the comparison
ends.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from quizgen.memory.schedule import MOST_DAYS, WEIGHTS, Memory, Rating, review

GOLDEN = Path(__file__).parent / "fsrs.tsv"
REVIEWS = int(os.environ.get("REVIEWS", "2000"))
SEED = int(os.environ.get("SEED", "1"))
RETENTIONS = (0.8, 0.85, 0.9, 0.95)

History = list[tuple[Rating, int]]
"""Ratings, each with the days since the one before."""


def histories(chance: Random) -> Iterator[tuple[float, History]]:
    """Yield random histories of cards, with the retention that is wanted."""
    while True:
        retention = chance.choice(RETENTIONS)
        memory, day, history = None, 0, History()
        for _ in range(chance.randint(1, 12)):
            rating = chance.choices([*Rating], [2, 1, 5, 1])[0]
            # On the same day, too early, in time, and late.
            around = memory.stability if memory else 0
            after = round(around * chance.choice([0, 0.3, 1, 1, 1, 2, 6])) if memory else 0
            after = min(after, MOST_DAYS)
            history.append((rating, after))
            day += after
            memory = review(memory, rating, day, retention).memory
        yield retention, history


def close(ours: float, theirs: float) -> bool:
    """Return whether two numbers are equal as far as those of 32 bits can be."""
    return math.isclose(ours, theirs, rel_tol=2e-4, abs_tol=1e-4)


def rounded(days: int, interval: float) -> bool:
    """Return whether ``interval`` is ``days`` in whole days, as near as 32 bits can say."""
    within = min(MOST_DAYS, max(1.0, interval))
    return abs(days - within) <= 0.5 + 2e-4 * within


def test_every_review_is_as_the_other_implementation_has_it() -> None:
    other = pytest.importorskip(
        "fsrs_rs_python", reason="the other implementation is not installed: make schedule-proof"
    )
    model = other.FSRS(list(WEIGHTS))
    compared = 0
    lines = ["retention\thistory\tstability\tdifficulty\tinterval"]
    for retention, history in histories(Random(SEED)):
        ours, theirs, day = None, None, 0
        for rating, after in history:
            day += after
            reviewed = review(ours, rating, day, retention)
            states = model.next_states(theirs, retention, after)
            state = (states.again, states.hard, states.good, states.easy)[rating - 1]
            ours, theirs = reviewed.memory, state.memory
            if theirs.stability >= MOST_DAYS:
                break
            where = f"{retention} {history}: {reviewed}, {state}"
            assert close(ours.stability, theirs.stability), where
            assert close(ours.difficulty, theirs.difficulty), where
            assert rounded(reviewed.interval, state.interval), where
            compared += 1
        if len(lines) <= 200 and theirs.stability < MOST_DAYS:
            text = " ".join(f"{rating:d}+{after}" for rating, after in history)
            numbers = f"{theirs.stability:.7g}\t{theirs.difficulty:.7g}\t{state.interval:.7g}"
            lines.append(f"{retention}\t{text}\t{numbers}")
        if compared >= REVIEWS:
            break
    print(f"{compared:,} reviews are equal")
    if "UPDATE_FSRS" in os.environ:
        GOLDEN.write_text("\n".join([*lines, ""]))


def golden() -> list[list[str]]:
    return [line.split("\t") for line in GOLDEN.read_text().splitlines()[1:]]


@pytest.mark.parametrize("row", golden(), ids=lambda row: str(row[1]))
def test_a_history_is_as_the_other_implementation_had_it(row: list[str]) -> None:
    retention, history, stability, difficulty, interval = row
    memory: Memory | None = None
    day = 0
    for each in history.split():
        rating, _, after = each.partition("+")
        day += int(after)
        reviewed = review(memory, Rating(int(rating)), day, float(retention))
        memory = reviewed.memory
    assert memory is not None
    assert close(memory.stability, float(stability))
    assert close(memory.difficulty, float(difficulty))
    assert rounded(reviewed.interval, float(interval))
