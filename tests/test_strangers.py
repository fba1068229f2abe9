"""What the folder of a stranger can do to whoever runs a command on it: nothing.

Each way in is tried with every command, as a process of its own that may not take long.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import quizgen
from samples import ALONE, HEAD, SOURCE

SECRET = "token-4711"
COMMANDS = {
    "validate": ["validate", "decks"],
    "build": ["build", "decks"],
    "force": ["build", "--force", "decks"],
    "csv": ["build", "--format", "csv", "decks"],
    "preview": ["preview", "decks"],
    "changes": ["changes", "decks"],
    "quiz": ["quiz", "--plain", "decks"],
    "named": ["validate", "decks/capitals.yaml", "decks/e.yaml"],
}

if sys.platform == "win32":
    pytest.skip("this system has neither pipes nor such signals", allow_module_level=True)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    (folder / "temporary").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "quizgen", *arguments],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(quizgen.__file__).parents[1]),
            "TMPDIR": str(folder / "temporary"),
            "TOKEN": SECRET,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command, and what it said; it is done within a minute."""
    process = start(folder, *arguments)
    try:
        said, _ = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, said


@pytest.fixture
def stranger(tmp_path: Path) -> Path:
    """The folder in which a command is run, with a bank, and what is none of the stranger's."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "notes.yaml").write_text(f"token: {SECRET}\n")
    folder = tmp_path / "clone"
    (folder / "decks").mkdir(parents=True)
    (folder / "decks" / "capitals.yaml").write_text(ALONE)
    return folder


def outside(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in folder.parent.rglob("*")
        if path.is_file() and not path.is_relative_to(folder)
    }


def link(path: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).symlink_to(target)

    return make


def pipe(path: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / path).parent.mkdir(exist_ok=True)
        os.mkfifo(folder / path)

    return make


WAYS_IN = {
    "a bank that is what a process is told": link("decks/e.yaml", "/proc/self/environ"),
    "a bank that is a file elsewhere": link("decks/e.yaml", "../../private/notes.yaml"),
    "a bank that never ends": link("decks/e.yaml", "/dev/zero"),
    "a bank that is a pipe": pipe("decks/e.yaml"),
    "a source that is a pipe": pipe("decks/source.yaml"),
    "a source that is elsewhere": link("decks/source.yaml", "../../private/notes.yaml"),
    "a folder that is elsewhere": link("decks/e", "../../private"),
    "a lock that is elsewhere": link("decks/capitals.lock", "../../private/notes.yaml"),
    "a lock that is to be made elsewhere": link("decks/capitals.lock", "../../private/new"),
    "a lock that never ends": link("decks/capitals.lock", "/dev/zero"),
    "a lock that is a pipe": pipe("decks/capitals.lock"),
    "a lock that was lost and is a pipe": pipe("decks/lost.lock"),
    "a package that is elsewhere": link("output/capitals.apkg", "../../private/notes.yaml"),
    "a package that never ends": link("output/capitals.apkg", "/dev/zero"),
    "a package that is a pipe": pipe("output/capitals.apkg"),
    "another package that is a pipe": pipe("output/x.apkg"),
    "a table that is elsewhere": link("output/capitals.csv", "../../private/notes.yaml"),
    "a page that is elsewhere": link("output/preview.html", "../../private/notes.yaml"),
    "a page that is to be made elsewhere": link("output/preview.html", "../../private/new"),
    "an output that is elsewhere": link("output", "../private"),
    "an output that is to be made elsewhere": link("output", "../private/new"),
    "media that are elsewhere": link("decks/media", "../../private"),
}


@pytest.mark.parametrize("way", WAYS_IN)
def test_nothing_is_shown_waited_for_or_written_elsewhere(way: str, stranger: Path) -> None:
    WAYS_IN[way](stranger)
    before = outside(stranger)
    names = ["force", "preview", "changes"]
    names += ["named", "quiz"] if (stranger / "decks" / "e.yaml").is_symlink() else []
    names += ["csv"] if (stranger / "output" / "capitals.csv").is_symlink() else []
    for name in names:
        code, said = run(stranger, *COMMANDS[name])
        assert code in (0, 1, 2), f"{name}: {said}"
        assert SECRET not in said, name
        assert "Traceback" not in said, name
        assert "a bug" not in said, name
        assert outside(stranger) == before, name


def test_decks_that_are_elsewhere_must_be_named(stranger: Path) -> None:
    (stranger / "decks").rename(stranger / "banks")
    (stranger / "decks").symlink_to("../private")
    code, said = run(stranger, "validate")
    assert (code, SECRET in said, "“decks” is a link that leads out" in said) == (2, False, True)


def test_an_output_that_the_user_named_may_be_a_link(stranger: Path) -> None:
    (stranger / "mine").symlink_to("../private")
    assert run(stranger, "build", "decks", "-o", "mine")[0] == 0
    assert (stranger.parent / "private" / "capitals.apkg").exists()


# -- whose bank it is ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["decks", "decks/capitals.yaml"])
def test_a_source_above_what_was_named_takes_no_bank_over(path: str, stranger: Path) -> None:
    (stranger / "source.yaml").write_text(SOURCE)
    (stranger.parent / "source.yaml").write_text(SOURCE)
    code, said = run(stranger, "validate", path)
    assert (code, said) == (0, "1 file, 1 question: no mistakes\n")


@pytest.mark.parametrize("named", ["decks", "decks/below", "decks/below/capitals.yaml"])
def test_a_bank_that_is_taken_over_is_told_by_what(named: str, stranger: Path) -> None:
    """In the named folder, or up to the top of the repository."""
    (stranger / ".git").mkdir()
    (stranger / "decks" / "source.yaml").write_text(SOURCE)
    (stranger / "decks" / "below").mkdir()
    (stranger / "decks" / "capitals.yaml").rename(stranger / "decks" / "below" / "capitals.yaml")
    code, said = run(stranger, "validate", named)
    assert code == 1
    assert "error[namespace-in-topic]" in said
    assert "a bank that already has one from decks/source.yaml" in said


def test_a_bank_without_its_topic_is_told_where_it_is(stranger: Path) -> None:
    (stranger / "decks" / "source.yaml").write_text(SOURCE)
    (stranger / "decks" / "below").mkdir()
    text = ALONE.replace(HEAD, "bank: capitals\ntitle: Capitals\n")
    (stranger / "decks" / "below" / "capitals.yaml").write_text(text)
    code, said = run(stranger, "build", "decks/below")
    assert code == 1
    assert "if it belongs to the topic of decks/source.yaml, give the folder of that file" in said


# -- what is left behind ---------------------------------------------------------------------------


@pytest.fixture
def large(stranger: Path) -> Path:
    """The same folder with a bank that takes a while, built once."""
    cards = (f"  - {{id: q{n}, type: card, stem: S{n}, answer: A}}\n" for n in range(3_000))
    (stranger / "decks" / "capitals.yaml").write_text(f"{HEAD}questions:\n{''.join(cards)}")
    assert run(stranger, "build", "decks")[0] == 0
    assert run(stranger, "preview", "decks")[0] == 0
    return stranger


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def interrupted(folder: Path, number: signal.Signals, moments: Iterator[float]) -> None:
    """Send a signal to each command in the course of its work."""
    for name in ("force", "preview", "changes", "csv", "validate"):
        process = start(folder, *COMMANDS[name])
        time.sleep(next(moments))
        process.send_signal(number)
        said, _ = process.communicate(timeout=60)
        assert "Traceback" not in said, name


def moments() -> Iterator[float]:
    """Times in seconds after a start; others in each run, of which the seed is printed."""
    seed = int(os.environ.get("QUIZGEN_SEED", time.time()))
    print(f"QUIZGEN_SEED={seed}")
    chance = random.Random(seed)
    while True:
        yield chance.uniform(0.15, 1.5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_no_trace(number: signal.Signals, large: Path) -> None:
    """Whatever was there is whole, the old one or the new one, which here are the same."""
    run(large, *COMMANDS["csv"])
    before = files(large)
    interrupted(large, number, moments())
    assert files(large) == before


def test_what_a_killed_process_leaves_the_next_one_clears(large: Path) -> None:
    run(large, *COMMANDS["csv"])
    before = files(large)
    when = moments()
    interrupted(large, signal.SIGKILL, when)
    for name in ("build", "preview", "csv"):
        assert run(large, *COMMANDS[name])[0] == 0
    assert files(large) == before
