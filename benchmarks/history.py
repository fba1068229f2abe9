"""Building a bank whose lock has a long history: the first time, and after a commit more.

Prints CPU seconds, those of git included (user and system, the least of the runs), of a build in a
repository with many commits of a lock of 100 lines, beside the same build outside of a repository.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
HEAD = "bank: bank\ntitle: Bank\nnamespace: 3h7d9xk2m5qw8t4v6z0r\nquestions:\n"
NOTES = 99
START = 1_700_000_000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--commits", type=int, default=5_000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), given.commits, given.runs)


def compare(folder: Path, commits: int, runs: int) -> None:
    """Print how long builds take in a repository of so many ``commits``, and outside."""
    plain, repository = folder / "plain", folder / "repository"
    plain.mkdir()
    cards = (
        f"  - {{id: q{number:03}, type: card, stem: Q{number}, answer: A}}\n"
        for number in range(NOTES)
    )
    (plain / "bank.yaml").write_text(HEAD + "".join(cards))
    build(plain, folder)
    make(repository, plain, commits)
    shutil.copy(plain / "bank.yaml", repository)
    print(f"{commits:,} commits of a lock of {NOTES + 1} lines, best of {runs}")
    cache = folder / "cache"

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    def commit() -> None:
        git(repository, "commit", "-q", "--allow-empty", "-m", "another")

    outside = least(plain, folder, runs, lambda: None)
    for what, before, target in (
        ("the first time", forget, 0.8),
        ("after a commit", commit, 0.3),
        ("again", lambda: None, 0.3),
    ):
        seconds = least(repository, folder, runs, before)
        print(f"  {what:15} {seconds:5.2f} s  (target: at most {target})")
    print(f"  {'no repository':15} {outside:5.2f} s")


def make(repository: Path, plain: Path, commits: int) -> None:
    """Make a repository whose lock is that of ``plain``, once for each of so many edits."""
    repository.mkdir()
    git(repository, "init", "-q", "-b", "main")
    chance = random.Random(1)
    lines = (plain / "bank.lock").read_text().splitlines()
    notes = [number for number, line in enumerate(lines) if line.startswith("bank/")]
    process = subprocess.Popen(
        ["git", "fast-import", "--quiet"], cwd=repository, stdin=subprocess.PIPE
    )
    assert process.stdin is not None
    for commit in range(commits):
        number = chance.choice(notes)
        name, guid, _, _, note_id = lines[number].split(" ")
        second = START + 60 * commit
        lines[number] = f"{name} {guid} {chance.getrandbits(128):032x} {second} {note_id}"
        text = "\n".join(lines) + "\n"
        process.stdin.write(
            f"commit refs/heads/main\ncommitter A <a@example.org> {second} +0000\ndata 4\nsome\n"
            f"M 644 inline bank.lock\ndata {len(text)}\n{text}\n".encode()
        )
    process.stdin.close()
    if process.wait():
        sys.exit("git fast-import failed")
    git(repository, "reset", "-q", "--hard")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


def build(folder: Path, above: Path) -> float:
    """CPU seconds of a build of the bank in ``folder``, and of all that it starts."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "XDG_CACHE_HOME": str(above / "cache")}
    command = [QUIZGEN, "build", "--force", "bank.yaml", "-o", str(above / "output")]
    before = os.times()
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    after = os.times()
    if run.returncode:
        sys.exit(f"{' '.join(command)} failed: {run.stderr.decode()}")
    shutil.rmtree(above / "output")
    return sum(after[2:4]) - sum(before[2:4])


def least(folder: Path, above: Path, runs: int, before: Callable[[], None]) -> float:
    """The least of so many ``runs``, ``before`` each of which something is done."""
    found = []
    for _ in range(runs):
        before()
        found.append(build(folder, above))
    return min(found)


if __name__ == "__main__":
    main()
