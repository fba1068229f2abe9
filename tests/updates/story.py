"""A topic over two years of releases, with everything that goes wrong on the way, as one text.

``story.txt`` has for each step what ``quizgen`` printed, and what learners and the lock have of
each note after it.  The tests of each module of a release read it, so that a change in that module
shows as changed lines here.  ``pytest --update-goldens`` writes it; read the difference.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from updates.author import Author, contents

if TYPE_CHECKING:
    from conftest import Run

STORY = Path(__file__).with_name("story.txt")
FIRST = 1_780_000_000
MONTH = 2_600_000


class Narrator:
    """Who does one step after the other, and writes down what came of each."""

    def __init__(
        self, folder: Path, quizgen: Callable[..., Run], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.author = Author.of(folder)
        self.quizgen = quizgen
        self.now = FIRST
        self.patch = patch
        self.lines: list[str] = []
        clock = SimpleNamespace(time=lambda: float(self.now), monotonic=time.monotonic)
        patch.setattr("quizgen.commands.build.time", clock)
        patch.setattr("quizgen.commands.changes.time", clock, raising=False)
        patch.chdir(folder)

    def tell(self, line: str) -> None:
        self.lines.append(line)

    def run(self, *arguments: str) -> None:
        """Run quizgen on the banks, and write down what it says."""
        run = self.quizgen(arguments[0], "banks", *arguments[1:])
        self.tell(f"$ quizgen {' '.join(arguments)}  ({run.code})")
        for line in (run.out + run.err).replace(str(self.folder), "").splitlines():
            self.tell(f"  {_stable(line)}".rstrip())

    def release(self, *options: str) -> None:
        """Show what a build changes, build, and write down what learners and the lock have."""
        self.now += MONTH
        self.run("changes")
        self.run("build", *options)
        self.state()

    def commit(self, message: str) -> None:
        self.author.git("add", "-A")
        self.dated()
        self.author.git("commit", "-q", "--allow-empty", "-m", message)

    def dated(self) -> None:
        """Let what git writes next bear the time of the story."""
        for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self.patch.setenv(name, f"@{self.now} +0000")

    def state(self) -> None:
        """Write down each note of the packages, and each line of the lock."""
        for package in sorted(self.folder.glob("output/*.apkg")):
            for guid, note in sorted(contents(package).items()):
                self.tell(f"  note {guid} {(note.second - FIRST) / MONTH:g} {note.fields[0]}")
        for lock in sorted(self.folder.rglob("*.lock")):
            for line in lock.read_text(encoding="utf-8").splitlines():
                self.tell(f"  lock {_stable(line)}")


def _stable(line: str) -> str:
    """A line without what follows from the looks of a card: hashes and sizes."""
    line = re.sub(r"\b[0-9a-f]{32}\b", "#", line)
    line = re.sub(r"^= [0-9a-f]{8}$", "= #", line)
    return re.sub(r"\b\d+ (k?B)\b", r"# \1", line)


def _first_release(story: Narrator) -> None:
    story.author.git("init", "-q", "-b", "main", ".")
    story.release()
    story.commit("first")
    story.run("changes")
    story.run("build")
    story.run("build", "--locked")


def _edits(story: Narrator) -> None:
    story.author.edit("rivers.yaml", "about 6,650 km long", "about 6,650 kilometers long")
    story.author.edit("planets.yaml", "A year of Mars", "On [[Earth]] one is 365. A year of Mars")
    story.run("build", "--locked")
    story.run("changes", "--format", "json")
    story.run("changes", "--format", "markdown")
    story.release()
    story.commit("edits")


def _renames(story: Narrator) -> None:
    story.author.edit("rivers.yaml", "- id: longest", "- id: longest-in-africa\n    was: [longest]")
    with story.author.questions("rivers.yaml") as rivers:
        moved = rivers.pop(2).replace("delta\n", "river-delta\n    was: [rivers/delta]\n", 1)
    with story.author.questions("planets.yaml") as planets:
        planets.insert(0, moved)
    story.release()
    story.commit("renames")


def _retires(story: Narrator) -> None:
    story.author.edit(
        "planets.yaml",
        "answer: 1969-07-20",
        "answer: 1969-07-20\n    retired: It is asked elsewhere.",
    )
    story.release()
    with story.author.questions("rivers.yaml") as rivers:
        lost = rivers.pop()
    story.run("build")
    story.run("changes")
    with story.author.questions("rivers.yaml") as rivers:
        rivers.append(lost.replace("river-of-paris", "paris"))
    story.run("build")
    with story.author.questions("rivers.yaml") as rivers:
        rivers[-1] = lost
    story.author.edit("planets.yaml", "    retired: It is asked elsewhere.\n", "")
    story.release()
    story.commit("retires, and asks again")


def _retypes(story: Narrator) -> None:
    with story.author.questions("rivers.yaml") as rivers:
        at = next(n for n, one in enumerate(rivers) if one.startswith("river-of-paris"))
        rivers[at] = (
            rivers[at].replace("type: short", "type: card").replace("    accept: [Seine]", "")
        )
    story.release()
    story.commit("another type")
    story.run("changes", "--since", "HEAD~2")
    story.run("changes", "--since", "HEAD~4", "--until", "HEAD~1")
    story.run("changes", "--since", "HEAD~99")


def _loses_the_lock(story: Narrator) -> None:
    lock = story.author.lock
    kept = lock.read_text(encoding="utf-8")
    lock.unlink()
    story.run("changes")
    story.run("build")
    story.run("build", "--locked")
    lock.write_text(kept.replace("quizgen lock 1", "quizgen lock 2"), encoding="utf-8")
    story.run("build")
    middle = kept.splitlines(keepends=True)
    middle.insert(3, "<<<<<<< HEAD\n")
    lock.write_text("".join(middle), encoding="utf-8")
    story.run("build")
    lock.write_text(kept.replace("\n", "\nx ", 1), encoding="utf-8")
    story.run("build")
    lock.write_text("".join(kept.splitlines(keepends=True)[:-2]), encoding="utf-8")
    story.run("build")
    lock.write_text(kept, encoding="utf-8")
    story.run("build")


def _loses_the_packages(story: Narrator) -> None:
    shutil.rmtree(story.author.output)
    story.author.edit("rivers.yaml", "Which river flows through Paris?", "Which river is in Paris?")
    story.run("changes")
    story.release()
    package = story.author.output / "atlas.apkg"
    package.write_bytes(package.read_bytes()[:-9])
    story.run("changes")
    story.run("build")
    package.write_bytes(b"no package")
    story.run("build")
    story.commit("without packages")


def _adds_and_removes_banks(story: Narrator) -> None:
    (story.author.folder / "lakes.yaml").write_text(
        "bank: lakes\ntitle: Lakes\nquestions:\n"
        "  - {id: deepest, type: short, stem: Deepest lake?, answer: Lake Baikal}\n",
        encoding="utf-8",
    )
    story.release()
    story.commit("a bank more")
    (story.author.folder / "lakes.yaml").unlink()
    story.run("build")
    story.run("changes")
    story.author.git("checkout", "-q", "lakes.yaml")
    story.author.edit("source.yaml", "5t8w2qk0m9xh3d7r4v6z", "5t8w2qk0m9xh3d7r4v6y")
    story.run("build")
    story.run("changes")
    story.author.git("checkout", "-q", "source.yaml")
    story.author.edit("lakes.yaml", "bank: lakes", "bank: waters\nwas: [lakes]")
    story.release()
    story.commit("a bank renamed")


def _merges(story: Narrator) -> None:
    story.author.git("checkout", "-q", "-b", "other")
    story.author.edit("planets.yaml", "687::number", "687 days::number")
    story.author.edit("lakes.yaml", "Deepest lake?", "Which lake is the deepest?")
    story.release()
    story.commit("on the other branch")
    story.author.git("checkout", "-q", "main")
    story.author.edit("planets.yaml", "answer: A delta", "answer: A delta, or a fan")
    story.release()
    story.commit("on main")
    with suppress(subprocess.CalledProcessError):  # both changed the lock
        story.author.git("merge", "-q", "other", "-m", "both")
    story.run("build")
    story.author.git("checkout", "-q", "--ours", "quizgen.lock")
    story.release()
    story.now -= 5 * MONTH
    story.run("build", "--force")


STEPS: tuple[Callable[[Narrator], None], ...] = (
    _first_release,
    _edits,
    _renames,
    _retires,
    _retypes,
    _loses_the_lock,
    _loses_the_packages,
    _adds_and_removes_banks,
    _merges,
)

_told: list[str] = []


def check_story(
    folder: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Assert that the story is told as before; it is told once in a process."""
    if not _told:
        story = Narrator(folder, quizgen, monkeypatch)
        for step in STEPS:
            story.tell(f"== {step.__name__.strip('_').replace('_', ' ')}")
            step(story)
        _told[:] = story.lines
    if request.config.getoption("--update-goldens"):
        STORY.write_text("".join(f"{line}\n" for line in _told), encoding="utf-8")
    assert _told == STORY.read_text(encoding="utf-8").split("\n")[:-1], (
        f"read whether what changed is right: pytest {request.node.nodeid} --update-goldens"
    )
