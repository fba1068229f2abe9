"""What a large history costs a learner, beside an empty one and a bare ``python -c pass``.

Makes a history of 100,000 cards and 500,000 answers (``--store PATH`` keeps it), then starts fresh
processes in turns: each opens a history, asks it what a review of 300 questions asks, and does what
comes before the first prompt.  Prints the least and the median milliseconds, and what the large
history adds.  Then it answers questions, and prints how long it takes until an answer is safe.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random

from quizgen.grading import Result
from quizgen.memory.database import connect, transaction
from quizgen.memory.events import Answered, Rated, Shown, Started, encode
from quizgen.memory.identity import Card, cards
from quizgen.memory.schedule import Rating
from quizgen.memory.store import open_store
from quizgen.memory.upkeep import rebuild
from quizgen.model.bank import QuestionKey
from quizgen.model.forms import ExpectedWords, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.values import Namespace

CARDS, EVENTS, LOADED, SESSION = 100_000, 500_000, 300, 100
MOST_ADDED_MS, MOST_ANSWER_MS = 100, 30
DAY = 24 * 3_600_000
NOW = 20_000 * DAY
SPACE = Namespace("0123456789abcdefghij")


def card(number: int) -> Card:
    """Return a card of a question."""
    key = QuestionKey(SPACE, f"bank-{number // 1000}/question-{number}")
    return cards(key, TypeIn(Markup(f"What is {number}?"), ExpectedWords(str(number))))[0]


def fill(path: Path) -> None:
    """Make a large history."""
    chance = Random(1)
    with closing(connect(path)) as database, transaction(database):
        add = "INSERT INTO event (uid, number, at, offset, kind, session, question, data)"
        add += " VALUES (?, ?, ?, 0, ?, ?, ?, ?)"
        database.executemany(
            "INSERT INTO question VALUES (?, ?, ?)",
            [(n + 1, SPACE, card(n).key.origin) for n in range(CARDS)],
        )
        rows: list[tuple[object, ...]] = []
        session = 0
        for number in range(EVENTS):
            which = number % CARDS
            if number % SESSION == 0:
                session = len(rows) + 1
                items = tuple(Shown(SPACE, card(each).key.origin) for each in range(SESSION))
                kind, data = encode(Started("review", items))
                rows.append((os.urandom(16), session, NOW - 160 * DAY, kind, None, None, data))
            one = card(which)
            rating = chance.choice([Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.GOOD])
            result = Result.RIGHT if rating > 1 else Result.WRONG
            rated = (Rated(rating, result, one.asked, one.answer),)
            kind, data = encode(Answered(which, result, rated, None, chance.randrange(20_000)))
            days = (number // CARDS) * 30 + chance.randrange(30)
            at = NOW - 160 * DAY + days * DAY
            rows.append((os.urandom(16), len(rows) + 1, at, kind, session, which + 1, data))
        database.executemany(add, rows)
        rebuild(database)
    with closing(connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


OPEN = """
import sys, time
begin = time.perf_counter()
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from memory import LOADED, NOW, card
cards = [card(number * 7) for number in range(LOADED)]
from quizgen.memory.store import open_store
ready = time.perf_counter()
store = open_store(Path(sys.argv[1]))
store.unfinished()
queue = store.queue(cards, at=NOW)
session = store.start("review", [], at=NOW)
print((time.perf_counter() - ready) * 1000, len(queue.due), len(queue.new))
"""


def opening(path: Path) -> float:
    """Return how long a fresh process takes from the loaded banks to the first prompt."""
    here = str(Path(__file__).parent)
    run = subprocess.run(
        [sys.executable, "-c", OPEN, str(path), here], capture_output=True, text=True, check=True
    )
    return float(run.stdout.split()[0])


def bare() -> float:
    """Return how long Python takes to do nothing."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return (time.perf_counter() - begin) * 1000


def answering(path: Path, count: int) -> list[float]:
    """Return how long each of some answers takes until it is safe."""
    times = []
    with open_store(path) as store:
        store.prepare()
        session = store.start("review", [], at=NOW)
        for number in range(count):
            begin = time.perf_counter()
            one = card(number * 97 % CARDS)
            store.answer(
                session, number, [(one, Result.RIGHT)], Result.RIGHT, None, at=NOW + number
            )
            times.append((time.perf_counter() - begin) * 1000)
    return times


def shown(times: list[float]) -> str:
    """Return the least and the median."""
    return f"{min(times):7.1f} ms  median {statistics.median(times):7.1f}"


def main() -> None:
    """Measure, and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--store", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        large = given.store or Path(folder) / "large.db"
        if not large.exists():
            print(f"making a history of {CARDS:,} cards and {EVENTS:,} answers ...", flush=True)
            fill(large)
        print(f"{large.stat().st_size / 1e6:,.0f} MB")
        empty = Path(folder) / "empty.db"
        times: dict[str, list[float]] = {"python -c pass": [], "empty": [], "large": []}
        for _ in range(given.runs):
            times["python -c pass"].append(bare())
            times["empty"].append(opening(empty))
            times["large"].append(opening(large))
        for name, each in times.items():
            print(f"{name:16} {shown(each)}")
        added = statistics.median(times["large"]) - statistics.median(times["empty"])
        least = min(times["large"]) - min(times["empty"])
        bare_ms = statistics.median(times["python -c pass"])
        print(
            f"the large one adds {added:.1f} ms (least to least {least:.1f}), "
            f"{added / bare_ms:.1f} times a bare Python (target: at most {MOST_ADDED_MS} ms)"
        )
        for name, path in (("empty", empty), ("large", large)):
            print(
                f"an answer, {name:6} {shown(answering(path, 200))}  (target: {MOST_ANSWER_MS} ms)"
            )


if __name__ == "__main__":
    main()
