"""How long commands take to start, beside a bare ``python -c pass``.

Prints the least and the median wall-clock milliseconds of the runs, and the ratio of the least.
All commands take turns, so that a machine that is busy slows all of them.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
COMMANDS = {
    "python -c pass": ([sys.executable, "-c", "pass"], 1),
    "quizgen --version": ([QUIZGEN, "--version"], 6),
    "quizgen --help": ([QUIZGEN, "--help"], 6),
    "quizgen validate": ([QUIZGEN, "validate"], 15),
    "quizgen quiz </dev/null": ([QUIZGEN, "quiz", "--no-history", "--seed", "1"], None),
}
"""Each command with the most it may take, as a multiple of the first."""


def milliseconds(command: list[str]) -> float:
    """Wall-clock time of one run."""
    start = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=15)
    given = arguments.parse_args()
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(given.runs):
        for name, (command, _) in COMMANDS.items():
            times[name].append(milliseconds(command))
    bare = min(times["python -c pass"])
    for name, (_, most) in COMMANDS.items():
        target = f"(target: at most {most})" if most and most > 1 else ""
        least, median = min(times[name]), statistics.median(times[name])
        print(
            f"{name:24} {least:6.1f} ms  median {median:6.1f}  ratio {least / bare:5.1f}  {target}"
        )


if __name__ == "__main__":
    main()
