"""Validating banks with all advice, beside yaml.load of the same file, and how both grow.

Prints CPU seconds (user and system, the least of the runs) and ratios.  The two take turns, so that
a machine that is busy slows both.  The last lines show how the time grows with the bank.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import bank
from build import QUIZGEN, cpu

PLAIN = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), yaml.CSafeLoader)"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--questions", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in bank.BANKS:
            compare(Path(folder, f"{name}.yaml"), name, given.questions, given.runs)
        grow(Path(folder, "growing.yaml"), given.questions, given.runs)


def compare(path: Path, name: str, questions: int, count: int) -> None:
    """Print how long both take for one bank, in ``count`` runs."""
    bank.write(path, name, questions)
    ours, plain = [QUIZGEN, "validate", str(path)], [sys.executable, "-c", PLAIN, str(path)]
    cpu(ours, silent=True)  # compiles what a later run finds compiled
    runs = [(cpu(ours, silent=True)[0], cpu(plain)[0]) for _ in range(count)]
    seconds, loading = (min(column) for column in zip(*runs, strict=True))
    print(f"{questions:,} questions, {name}, best of {count}")
    print(f"  quizgen validate {seconds:5.2f} s CPU  ratio {seconds / loading:4.2f} (target: 0.60)")
    print(f"  yaml.load        {loading:5.2f} s CPU")


def grow(path: Path, questions: int, count: int) -> None:
    """Print what twice and four times as many questions take, in times of the least."""
    first = 0.0
    for factor in (1, 2, 4):
        bank.write(path, "invented", factor * questions)
        seconds = min(cpu([QUIZGEN, "validate", str(path)], silent=True)[0] for _ in range(count))
        first = first or seconds
        print(f"{factor * questions:,} questions: {seconds / first:4.2f} times the CPU time")


if __name__ == "__main__":
    main()
