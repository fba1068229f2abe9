"""A history under what happens to real processes: they are killed, many, and out of space.

Slow proofs run a share here; ``make history-proof`` runs all of them (KILLS, ANSWERS).
"""

from __future__ import annotations

import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from memory.support import answer, card
from quizgen.memory.database import journal
from quizgen.memory.store import open_store
from quizgen.memory.upkeep import examine

WRITER = Path(__file__).parent / "writer.py"
KILLS = int(os.environ.get("KILLS", "3"))
ANSWERS = int(os.environ.get("ANSWERS", "25"))
SEED = int(os.environ.get("SEED", "1"))
FAR = 4_000_000_000_000
"""A time later than any answer of these tests."""


def writer(
    path: Path, session: str, name: str, count: int, **options: object
) -> subprocess.Popen[str]:
    """Start a process that answers."""
    return subprocess.Popen(
        [sys.executable, WRITER, path, session, name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("run", range(KILLS))
def test_a_killed_process_loses_no_answer_that_it_acknowledged(run: int, tmp_path: Path) -> None:
    """At a random moment; whoever goes on has the same order and the same place."""
    path, chance = tmp_path / "history.db", Random(f"{SEED} {run}")
    count, session, acknowledged = 150, "new", list[int]()
    for _ in range(3):
        with writer(path, session, "kill", count) as process:
            assert process.stdout is not None
            session = process.stdout.readline().strip()
            # It is killed from outside, whatever it is doing just then.
            wait = chance.random() * 0.6
            killer = subprocess.Popen(["sh", "-c", f"sleep {wait}; kill -9 {process.pid}"])
            acknowledged += map(int, process.stdout.read().split())
        killer.wait()
        assert process.returncode in (0, -signal.SIGKILL)
        with open_store(path) as store:
            saved = store.session(int(session))
            assert [item.origin for item in saved.items] == [
                f"bank/kill-{number}" for number in range(count)
            ]
            places = [answer.place for answer in saved.answers]
            assert set(acknowledged) <= set(places), "an acknowledged answer was lost"
            assert len(places) - len(set(acknowledged)) <= 3, "one per kill may be unacknowledged"
            assert places == list(range(len(places))), "each place once, in order"
            findings = examine(store.database, path, at=FAR)
            assert (findings.faults, findings.different) == ([], 0)
            unfinished = store.unfinished()
            assert unfinished is not None
            assert unfinished.id == int(session)


def test_four_processes_at_once_store_everything(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    processes = [writer(path, "new", f"process-{number}", ANSWERS) for number in range(4)]
    for process in processes:
        out, err = process.communicate()
        assert (process.returncode, err) == (0, "")
        assert len(out.split()) == ANSWERS + 1
    with open_store(path) as store:
        assert len(list(store.reviews())) == 4 * ANSWERS
        findings = examine(store.database, path, at=FAR)
        assert (findings.faults, findings.different) == ([], 0)
        assert findings.events == 4 * ANSWERS + 4


@pytest.mark.parametrize("kilobytes", [20, 80, 200])
def test_a_full_disk_is_told_and_loses_nothing(kilobytes: int, tmp_path: Path) -> None:
    """Files may not grow beyond a limit, as on a disk that is full."""
    path = tmp_path / "history.db"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1000, kilobytes * 1000))

    process = writer(path, "new", "full", 2000, preexec_fn=limit)
    out, err = process.communicate()
    assert process.returncode == 1
    assert err.startswith(f"{path}: there is no space left for the history\nhint: free some space")
    acknowledged = [int(line) for line in out.split()[1:]]
    with open_store(path) as store:
        findings = examine(store.database, path, at=FAR)
        assert (findings.faults, findings.different) == ([], 0)
        stored = [review.took for review in store.reviews()]
        assert stored[: len(acknowledged)] == acknowledged
        assert len(stored) - len(acknowledged) <= 1


@pytest.fixture
def shared() -> Iterator[Path]:
    """Return a new folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.parametrize("what", ["the file", "its folder", "both", "the folder above"])
def test_what_cannot_be_written_is_told_and_stays(what: str, shared: Path) -> None:
    home = shared / "data"
    path = home / "history.db"
    before = b""
    if what != "the folder above":
        with open_store(path) as store:
            store.start("quiz", [], at=1)
        before = path.read_bytes()
        path.chmod(0o444 if what != "its folder" else 0o666)
        home.chmod(0o555 if what != "the file" else 0o777)
    else:
        shared.chmod(0o555)
    process = writer(path, "new", "read-only", 1, env=os.environ | {"AS_NOBODY": "1"})
    _, err = process.communicate()
    assert process.returncode == 1
    assert err.startswith(f"{path}: the history cannot be ")
    assert "--data" in err
    assert (path.read_bytes() if path.exists() else b"") == before


def test_a_file_system_that_grants_no_write_ahead_gets_a_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SQLite has it where it locks by files, on some networks: what was granted is asked."""

    def locked_by_files(path: Path, writing: bool) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{path.as_uri()}?vfs=unix-dotfile", timeout=10, isolation_level=None, uri=True
        )

    path = tmp_path / "history.db"
    with monkeypatch.context() as patched:
        patched.setattr("quizgen.memory.database._open", locked_by_files)
        with open_store(path) as store:
            assert journal(store.database) == "delete"
            assert store.database.execute("PRAGMA synchronous").fetchone() == (2,)
            session = store.start("quiz", [], at=1)
            answer(store, session, card())
        with open_store(path) as store:
            assert len(list(store.reviews())) == 1
    with open_store(path) as store:
        assert journal(store.database) == "wal"
        assert len(list(store.reviews())) == 1


BANK = "bank: facts\ntitle: Facts\nnamespace: 0123456789abcdefghij\nquestions:\n" + "".join(
    f"  - {{id: q{number}, type: truefalse, stem: Statement {number}., answer: true, "
    f"explanation: So it is.}}\n"
    for number in range(40)
)


def quiz(folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a quiz of all questions, whose answers come through a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "quizgen", "quiz", *options],
        cwd=folder,
        env=os.environ | {"QUIZGEN_DATA": str(folder / "data"), "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def stems(output: str) -> list[int]:
    """Return the statements that were asked, in order."""
    return [int(number) for number in re.findall(r"^Statement (\d+)\.", output, re.MULTILINE)]


@pytest.mark.parametrize("run", range(KILLS if KILLS > 3 else 1))
def test_a_killed_quiz_goes_on_where_it_was(run: int, tmp_path: Path) -> None:
    """No verdict is shown that is not stored, and the order stays the same."""
    (tmp_path / "facts.yaml").write_text(BANK)
    with quiz(tmp_path, "-n", "40", "--seed", "3", "--no-history", "facts.yaml") as process:
        whole, _ = process.communicate("t\n" * 40)
    order = stems(whole)
    assert sorted(order) == [*range(40)]
    assert not (tmp_path / "data").exists()
    chance, options = Random(f"{SEED} {run}"), ("-n", "40", "--seed", "3", "facts.yaml")
    path, answered = tmp_path / "data" / "history.db", 0
    for _ in range(2):
        seen = killed_quiz(tmp_path, chance, options)
        assert stems(seen) == order[answered:][: len(stems(seen))]
        verdicts = len(re.findall(r"^[✓✗] ", seen, re.MULTILINE))
        with open_store(path) as store:
            saved = store.unfinished()
            assert saved is not None, "it had not come to its end"
            assert [int(item.origin.removeprefix("facts/q")) for item in saved.items] == order
            stored = len(saved.answers) - answered
            assert verdicts <= stored <= verdicts + 1, "what was shown is stored"
            answered = len(saved.answers)
            assert examine(store.database, path, at=FAR).faults == []
        options = ("--resume",)
    with quiz(tmp_path, *options) as process:
        rest, _ = process.communicate("t\n" * 40)
    assert stems(rest) == order[answered:]
    assert process.returncode == 0
    with open_store(path) as store:
        assert store.unfinished() is None
        assert len(list(store.reviews())) == 40


def killed_quiz(folder: Path, chance: Random, options: tuple[str, ...]) -> str:
    """Answer until the process is killed, a moment after its first question; return its output."""
    seen, killer = "", None
    with quiz(folder, *options) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(BrokenPipeError):
            while line := process.stdout.readline():
                seen += line
                if stems(line):  # a question is there: answer it
                    if killer is None:
                        wait = chance.random() * 0.3
                        command = f"sleep {wait}; kill -9 {process.pid}"
                        killer = subprocess.Popen(["sh", "-c", command])
                    time.sleep(0.02)
                    process.stdin.write("t\n" if chance.random() < 0.7 else "f\n")
                    process.stdin.flush()
        with suppress(BrokenPipeError):
            process.stdin.close()
    assert killer is not None
    killer.wait()
    assert process.returncode == -signal.SIGKILL
    return seen
