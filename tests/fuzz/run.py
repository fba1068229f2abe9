"""Give quizgen many inputs that nobody would write, and see that it says what is wrong with them.

    python tests/fuzz/run.py --count 100000            # a new seed, which is printed
    python tests/fuzz/run.py --seed 7 --only 1234      # one input again, with what it is

Each input is made of the seed and its number alone.  An input that takes longer than PATIENCE ends
the run, and so does a fault.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from random import SystemRandom

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from fuzz.checks import faults  # noqa: E402
from fuzz.inputs import make  # noqa: E402

PATIENCE = 20
"""Seconds for one input; all but a few take some milliseconds."""
_SHARE = 200
"""Inputs that a process takes at once."""


def sound_package(folder: Path) -> bytes:
    """A package that a build writes of one of the good banks."""
    bank = folder / "choice.yaml"
    bank.write_bytes((TESTS / "goldens" / "ok" / "choice.yaml").read_bytes())
    build = [sys.executable, "-m", "quizgen", "build", bank, "-o", folder / "output"]
    subprocess.run(build, check=True, capture_output=True)
    (package,) = (folder / "output").glob("*.apkg")
    return package.read_bytes()


def tried(seed: int, number: int, package: bytes, folder: Path) -> tuple[str, list[str]]:
    """Try one input: its kind, and what does not hold."""
    given = make(seed, number, package)
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    try:
        found = list(faults(given, folder))
    except Exception:
        found = [traceback.format_exc()]
    finally:
        faulthandler.cancel_dump_traceback_later()
        for name in given.files:
            (folder / name).unlink(missing_ok=True)
    return given.kind, found


def share(
    task: tuple[int, range, bytes],
) -> tuple[Counter[str], list[tuple[int, str]], tuple[float, int]]:
    """Try some inputs: how many of each kind, the faults, and the time of the slowest.

    Both faults and times have the numbers of their inputs.
    """
    seed, numbers, package = task
    kinds: Counter[str] = Counter()
    wrong: list[tuple[int, str]] = []
    slowest = (0.0, 0)
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
        for number in numbers:
            begun = time.perf_counter()
            kind, found = tried(seed, number, package, Path(folder))
            slowest = max(slowest, (time.perf_counter() - begun, number))
            kinds[kind] += 1
            wrong += [(number, fault) for fault in found]
    return kinds, wrong, slowest


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000, help="how many inputs")
    options.add_argument("--seed", type=int, default=SystemRandom().randrange(10**9))
    options.add_argument("--seconds", type=float, default=3600.0, help="begin no more after that")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--only", type=int, help="try the input with this number, and show it")
    given = options.parse_args()
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="quizgen-fuzz-") as folder:
        package = sound_package(Path(folder))
        if given.only is not None:
            for name, data in make(given.seed, given.only, package).files.items():
                print(f"--- {name}\n{data.decode('utf-8', 'backslashreplace')}\n---")
            _, found = tried(given.seed, given.only, package, Path(folder))
            print(*found or ["no fault"], sep="\n")
            return bool(found)
    begun = time.monotonic()
    kinds: Counter[str] = Counter()
    wrong: list[tuple[int, str]] = []
    slowest = (0.0, 0)
    starts = range(0, given.count, _SHARE)
    tasks = ((given.seed, range(n, min(n + _SHARE, given.count)), package) for n in starts)
    with multiprocessing.get_context("spawn").Pool(given.jobs) as pool:
        for some, bad, time_and_number in pool.imap_unordered(share, tasks):
            kinds += some
            wrong += bad
            slowest = max(slowest, time_and_number)
            if len(wrong) >= 20 or time.monotonic() - begun > given.seconds:
                break
    for number, fault in sorted(wrong)[:20]:
        print(f"\ninput {number}: {fault}\n    again: --seed {given.seed} --only {number}")
    kind_counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    print(
        f"{kinds.total():,} inputs ({kind_counts}) in {time.monotonic() - begun:.0f} s, "
        f"the slowest ({slowest[1]}) {slowest[0]:.1f} s: {len(wrong)} faults"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
