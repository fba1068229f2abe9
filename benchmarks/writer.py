"""How fast packages are written: ours, genanki's own writer, and what no writer can do without.

    PYTHONPATH=src python benchmarks/writer.py [--notes 100000] [--rounds 3]

What is measured is a program that has the texts of its notes, six fields of 600 bytes in all, and
wants a package of them: it makes a note of each, ours or genanki's, and has them written.  The
texts lie ready.  "noted" is our writer given a list of notes that were made before.

The floor makes no notes: it inserts rows that lie ready, into the same tables, and packs the file
with Python's own zip, deflated at level 1; it checks nothing.  We deflate with ISA-L where there is
one, in a quarter of the time, and so may stay below the floor.  genanki stores what it writes;
"deflated" is genanki made to pack it as the floor does.

Each run has a process of its own, and the rounds are interleaved, so that a busy machine hits all
alike.  The best of all rounds counts; memory is what the highest resident size grew by meanwhile.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import genanki

from quizgen.formats.anki import package

NOW = 1_700_000_000
FIELDS = ("Question", "Choices", "Answer", "Explanation", "Source", "Id")
TEXT = (
    "which of these reports was first to state that revenue in the third quarter fell below what "
    "analysts had expected although margin grew and the board raised its forecast for next year"
)
WORDS = TEXT.split(" ")
TAGS = ("quizgen::finance", "difficulty::medium")

Texts = tuple[int, str, tuple[str, ...]]
"""The id, the guid and the fields of a note."""


def model() -> genanki.Model:
    """A note type of six fields and one template."""
    return genanki.Model(
        1_600_000_001,
        "Benchmark",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card 1", "qfmt": "{{Question}}{{Choices}}", "afmt": "{{Answer}}"}],
    )


def contents(count: int) -> Iterator[Texts]:
    """The id, guid and fields of each note: a row of 600 bytes, the same in every process."""
    chance = random.Random(1)
    for number in range(count):
        words = chance.choices(WORDS, k=68)
        choices = "".join(f"<li>{' '.join(words[at : at + 5])}</li>" for at in range(12, 32, 5))
        yield (
            NOW * 1000 + number,
            f"quizgen:{number}",
            (
                f"{number}: {' '.join(words[:12])}?",
                f"<ol>{choices}</ol>",
                " ".join(words[32:40]),
                " ".join(words[40:62]),
                " ".join(words[62:]),
                f"question-{number}",
            ),
        )


def our_notes(texts: Iterable[Texts]) -> Iterator[package.Note]:
    """A note for our writer of each of ``texts``."""
    kind = model()
    for nid, guid, fields in texts:
        yield package.Note(nid, guid, NOW, kind, fields, TAGS)


def ready_ours(count: int, target: Path) -> Callable[[], None]:
    """Make our notes, each when the writer asks for it."""
    texts = list(contents(count))
    deck = genanki.Deck(package.deck_id("Benchmark"), "Benchmark")
    deck.notes = our_notes(texts)
    return lambda: package.write(target, [deck], now=NOW)


def ready_noted(count: int, target: Path) -> Callable[[], None]:
    """Write notes that lie in a list."""
    deck = genanki.Deck(package.deck_id("Benchmark"), "Benchmark")
    deck.notes = list(our_notes(contents(count)))
    return lambda: package.write(target, [deck], now=NOW)


def ready_genanki(count: int, target: Path) -> Callable[[], None]:
    """Make genanki's notes, and write them with genanki's writer."""
    texts = list(contents(count))

    def run() -> None:
        deck = genanki.Deck(package.deck_id("Benchmark"), "Benchmark")
        kind = model()
        for _nid, guid, fields in texts:
            deck.add_note(genanki.Note(kind, fields, tags=TAGS, guid=guid))
        genanki.Package(deck).write_to_file(target, timestamp=NOW)

    return run


def ready_genanki_deflated(count: int, target: Path) -> Callable[[], None]:
    """Write with genanki, but pack its members as the floor does."""
    deflate = functools.partial(zipfile.ZipFile, compression=zipfile.ZIP_DEFLATED, compresslevel=1)
    zipfile.ZipFile = deflate  # type: ignore[assignment, misc]
    return ready_genanki(count, target)


def ready_floor(count: int, target: Path) -> Callable[[], None]:
    """Write rows into tables."""
    tables = empty_tables()
    tags = f" {' '.join(TAGS)} "
    notes = [
        (nid, guid, 1, NOW, -1, tags, "\x1f".join(fields), fields[0], 0, 0, "")
        for nid, guid, fields in contents(count)
    ]
    cards = [
        (nid, nid, 1, 0, NOW, -1, 0, 0, due, 0, 0, 0, 0, 0, 0, 0, 0, "")
        for due, (nid, *_) in enumerate(notes)
    ]
    return lambda: write_rows(target, tables, notes, cards)


def write_rows(
    target: Path,
    tables: str,
    notes: Sequence[tuple[object, ...]],
    cards: Sequence[tuple[object, ...]],
) -> None:
    """The least that there is to do."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "collection.anki2")
        with closing(sqlite3.connect(database, isolation_level=None)) as connection:
            connection.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {tables}"
            )
            connection.executemany(f"INSERT INTO notes VALUES ({marks(11)})", notes)
            connection.executemany(f"INSERT INTO cards VALUES ({marks(18)})", cards)
            connection.execute("COMMIT")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(database, database.name)


def marks(count: int) -> str:
    """The places of a row's values in a statement."""
    return ", ".join("?" * count)


def empty_tables() -> str:
    """The statements that make the tables, as our own writer leaves them in a package."""
    with tempfile.TemporaryDirectory() as folder:
        package.write(Path(folder, "empty.apkg"), [], now=NOW)
        with zipfile.ZipFile(Path(folder, "empty.apkg")) as archive:
            database = archive.extract("collection.anki2", folder)
        with closing(sqlite3.connect(database)) as connection:
            rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
            return "".join(f"{sql};" for (sql,) in rows)


WRITERS = {
    "floor": ready_floor,
    "ours": ready_ours,
    "noted": ready_noted,
    "genanki": ready_genanki,
    "deflated": ready_genanki_deflated,
}


def measure(writer: str, count: int) -> dict[str, float]:
    """Run one writer in this process."""
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder  # genanki leaves its database there
        target = Path(folder, "benchmark.apkg")
        run = WRITERS[writer](count, target)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, cpu = time.perf_counter(), time.process_time()
        run()
        return {
            "cpu": time.process_time() - cpu,
            "wall": time.perf_counter() - wall,
            "memory": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024,
            "size": target.stat().st_size / 1e6,
        }


def measure_apart(writer: str, count: int) -> dict[str, float]:
    """Run one writer in a process of its own."""
    command = [sys.executable, __file__, "--writer", writer, "--notes", str(count)]
    output = subprocess.run(command, check=True, capture_output=True, env=os.environ).stdout
    result: dict[str, float] = json.loads(output)
    return result


def compare(count: int, rounds: int) -> None:
    """Print a table of all writers."""
    runs: dict[str, list[dict[str, float]]] = {writer: [] for writer in WRITERS}
    for _ in range(rounds):
        for writer, results in runs.items():
            results.append(measure_apart(writer, count))
    best = {
        writer: {key: min(run[key] for run in results) for key in results[0]}
        for writer, results in runs.items()
    }
    print(f"{count} notes, best of {rounds}")
    print("writer     CPU s  wall s  x floor  genanki x  memory MiB  file MB")
    floor, genanki_s = best["floor"]["cpu"], best["genanki"]["cpu"]
    for writer, run in best.items():
        cpu, wall, memory, size = (run[key] for key in ("cpu", "wall", "memory", "size"))
        print(
            f"{writer:9} {cpu:6.2f} {wall:7.2f} {cpu / floor:8.2f} {genanki_s / cpu:10.2f}"
            f" {memory:11.1f} {size:8.1f}"
        )


def main() -> None:
    """Compare all writers, or measure the one that is named."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--notes", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--writer", choices=WRITERS, help="measure only this one, and print JSON")
    chosen = options.parse_args()
    if chosen.writer:
        print(json.dumps(measure(chosen.writer, chosen.notes)))
    else:
        compare(chosen.notes, chosen.rounds)


if __name__ == "__main__":
    main()
