"""Building banks of 10,000 questions, beside a plain script with yaml.load and genanki.

Prints CPU seconds (user and system, the least of the runs), and ratios to the script's.  They take
turns, so that a machine that is busy slows all.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import bank

HERE = Path(__file__).parent
QUIZGEN = str(Path(sys.executable).with_name("quizgen"))


def cpu(command: list[str], *, silent: bool = False) -> tuple[float, int]:
    """CPU seconds of ``command``, and its peak memory in MB; ``silent`` hides its warnings."""
    cached = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL if silent else None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=quiet, env=cached)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--questions", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    for name in bank.BANKS:
        compare(name, given.questions, given.runs)


def compare(name: str, questions: int, count: int) -> None:
    """Print how both fare with one bank, in ``count`` runs."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "large.yaml")
        bank.write(source, name, questions)
        size = source.stat().st_size / questions
        print(f"{questions:,} questions, {name}, {size:.0f} bytes each, best of {count}")
        ours = [QUIZGEN, "build", str(source), "-o", folder]
        plain = [sys.executable, str(HERE / "plain_script.py"), str(source), f"{folder}/plain.apkg"]
        cpu(ours)  # compiles what a later run finds compiled
        runs = [(cpu([*ours, "--force"]), cpu(ours), cpu(plain)) for _ in range(count)]
        sizes = [Path(folder, name).stat().st_size / 1e6 for name in ("large.apkg", "plain.apkg")]
    plain_seconds = min(run[2][0] for run in runs)
    for number, (what, size, target) in enumerate(
        (
            ("quizgen build", sizes[0], "(target: at most 0.45)"),
            ("unchanged", sizes[0], "(target: at most 0.10)"),
            ("plain script", sizes[1], ""),
        )
    ):
        seconds, memory = min(run[number] for run in runs)
        ratio = seconds / plain_seconds
        print(
            f"{what:14} {seconds:6.2f} s CPU  {memory:4} MB  file {size:5.1f} MB"
            f"  ratio {ratio:5.2f}  {target}"
        )


if __name__ == "__main__":
    main()
