"""How long a learner waits: for the first question, and from an answer to its verdict.

Each program runs on a pseudo-terminal, and takes turns with the others.  Prints the least and the
median milliseconds from the start of the process to the first prompt, and from the key to the
verdict, which quizgen shows once the answer is stored.  ``--store PATH`` is a large history, as
``benchmarks/memory.py --store PATH`` makes it; a copy of it is used.  Programs of others take part
with ``--beside NAME COMMAND PROMPT KEYS VERDICT``; PROMPT and VERDICT are what they write.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import pexpect  # type: ignore[import-untyped]

QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
MOST_VERDICT_MS, MOST_ADDED_MS = 30, 100
BANK = """\
bank: rivers
title: Rivers
namespace: 5v0t2m8q1x7k4c9z6b3n
questions:
"""
QUESTION = """\
  - id: river-{number}
    type: short
    stem: Which river is number {number}?
    answer: The Loire
"""


class Program(NamedTuple):
    """A program, what it asks with, and what is answered."""

    command: list[str]
    prompt: str
    keys: str
    verdict: str


class Times(NamedTuple):
    """What a learner waits for, in milliseconds."""

    prompt: float
    verdict: float


def measure(program: Program, data: str) -> Times:
    """Start ``program``, answer its first question, and end it."""
    environment = os.environ | {"QUIZGEN_DATA": data, "TERM": "xterm-256color"}
    start = time.perf_counter()
    child: Any = pexpect.spawn(
        program.command[0],
        program.command[1:],
        env=environment,
        encoding="utf-8",
        timeout=60,
        dimensions=(24, 80),
    )
    child.delaybeforesend = None
    child.expect_exact(program.prompt)
    prompted = time.perf_counter()
    time.sleep(0.6)  # what comes at once with a question is not meant for it
    sent = time.perf_counter()
    child.send(program.keys)
    child.expect_exact(program.verdict)
    judged = time.perf_counter()
    child.close(force=True)
    return Times((prompted - start) * 1000, (judged - sent) * 1000)


def programs(bank: Path, beside: list[list[str]]) -> dict[str, Program]:
    """Return what is measured, by name."""
    answer = ("Answer > ", "The Loire\r", "Right")
    options = ["--seed", "1", str(bank)]
    found = {
        "quiz --no-history": Program([QUIZGEN, "quiz", "--no-history", *options], *answer),
        "quiz": Program([QUIZGEN, "quiz", *options], *answer),
        "review": Program([QUIZGEN, "review", *options], *answer),
    }
    for name, command, prompt, keys, verdict in beside:
        typed = keys.encode().decode("unicode_escape")
        found[name] = Program(shlex.split(command), prompt, typed, verdict)
    return found


def shown(times: list[float]) -> str:
    """Return the least and the median."""
    return f"{min(times):7.1f} ms  median {statistics.median(times):7.1f}"


def main() -> None:
    """Measure, and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=9)
    arguments.add_argument("--store", type=Path)
    arguments.add_argument("--questions", type=int, default=300)
    arguments.add_argument(
        "--beside",
        nargs=5,
        action="append",
        default=[],
        metavar=("NAME", "COMMAND", "PROMPT", "KEYS", "VERDICT"),
    )
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bank = Path(folder) / "rivers.yaml"
        questions = (QUESTION.format(number=number) for number in range(given.questions))
        bank.write_text(BANK + "".join(questions), encoding="utf-8")
        empty, large = Path(folder) / "empty.db", Path(folder) / "large.db"
        each = {name: (one, empty) for name, one in programs(bank, given.beside).items()}
        if given.store is not None:
            shutil.copy(given.store, large)
            each["review, large history"] = (each["review"][0], large)
        times: dict[str, list[Times]] = {name: [] for name in each}
        for _ in range(given.runs + 1):
            for name, (program, data) in each.items():
                times[name].append(measure(program, str(data)))
        # The first run makes the copy of the day, and fills caches.
        prompts = {name: [one.prompt for one in found[1:]] for name, found in times.items()}
        verdicts = {name: [one.verdict for one in found[1:]] for name, found in times.items()}
        print(f"{'to the first prompt':24}")
        for name, found in prompts.items():
            print(f"  {name:24} {shown(found)}")
        print(f"{'from an answer to its verdict':24} (target: at most {MOST_VERDICT_MS} ms)")
        for name, found in verdicts.items():
            print(f"  {name:24} {shown(found)}")
        if given.store is not None:
            added = min(prompts["review, large history"]) - min(prompts["review"])
            print(f"the large history adds {added:.1f} ms (target: at most {MOST_ADDED_MS} ms)")


if __name__ == "__main__":
    main()
