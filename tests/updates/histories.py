"""Random histories of a topic in git, built at any moment, and learners who import what was built.

An author edits banks, renames and moves them, retires questions and gives them other types;
commits, reverts, resets, branches and merges, and builds at will.  One learner imports every
package that was ever built, so that what ``quizgen changes`` announces must be what Anki reports.
Another one skips packages, imports old ones, reviews, and tags notes.  After each import no review
is lost, and each note of the newest package is as the banks say, or the build gave a warning.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from quizgen.formats import Refused
from quizgen.formats.anki.release.building import build, package_path, prepare
from quizgen.formats.anki.release.changes import Import
from quizgen.formats.anki.release.changes.comparison import compare, last_build
from quizgen.formats.anki.release.history import Histories
from quizgen.formats.anki.release.inputs import TopicInput, read_lock, with_locks
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.reading.library import load
from updates.author import V1, contents
from updates.learner import Learner, Log

DAY = 86_400
TYPES: dict[str, dict[str, object]] = {
    "card": {"answer": "A"},
    "short": {"answer": "A"},
    "cloze": {},
}
REPAIRABLE = {"vanished-id", "lost-former-id"}


class Broken(Exception):
    """The banks or the lock have mistakes, as a merge of lines may leave them."""

    def __init__(self, faults: list[Diagnostic]) -> None:
        super().__init__("; ".join(f"{fault.code}: {fault.message}" for fault in faults))
        self.codes = {fault.code for fault in faults}


@dataclass
class World:
    """A repository with one topic, and two learners of it."""

    folder: Path
    chance: random.Random
    clock: int = int(time.time()) + DAY
    """The author's, ahead of that of the learners, who edit before they import."""
    counter: int = 0
    told: list[str] = field(default_factory=list)
    """What happened, for who looks into a failure."""
    packages: list[Path] = field(default_factory=list)
    warned: set[str] = field(default_factory=set)
    """Guids of notes that were gone, as a build said."""
    former: set[str] = field(default_factory=set)
    """Guids of notes whose questions had become of another type when they were last built."""
    builds: int = 0

    def __post_init__(self) -> None:
        self.repository = self.folder / "repository"
        self.output = self.folder / "output"
        self.repository.mkdir()
        self.git("init", "-q", "-b", "main")
        topic = self.repository / "topic"
        topic.mkdir()
        shutil.copy(V1 / "source.yaml", topic)
        for bank in ("one", "two"):
            questions = [self.question(), self.question()]
            self.write(topic / f"{bank}.yaml", f"bank: {bank}\ntitle: {bank}", questions)
        self.loyal = Learner(self.folder / "loyal")
        self.messy = Learner(self.folder / "messy")
        self.release()
        self.commit()

    def close(self) -> None:
        for learner in (self.loyal, self.messy):
            learner.close()

    # -- files ---------------------------------------------------------------------------------

    def git(self, *arguments: str, check: bool = True) -> bool:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        run = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.repository,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0 or not check, (arguments, run.stderr)
        return run.returncode == 0

    @property
    def topic(self) -> Path:
        (source,) = self.repository.rglob("source.yaml")
        return source.parent

    def number(self) -> int:
        self.counter += 1
        return self.counter

    def question(self, kind: str = "") -> dict[str, object]:
        kind = kind or self.chance.choice([*TYPES])
        return {"id": f"q{self.number()}", "type": kind, **self.text(kind)}

    def text(self, kind: str) -> dict[str, object]:
        if kind == "cloze":
            gaps = [f"gap {self.number()}" for _ in range(self.chance.randint(1, 3))]
            return {"text": f"Text {self.number()}: " + ", ".join(f"[[{gap}]]" for gap in gaps)}
        return {"stem": f"Text {self.number()}?", **TYPES[kind]}

    def write(self, path: Path, head: str, questions: list[dict[str, object]]) -> None:
        """Write a bank, one line a question, so that git merges questions."""
        lines = [f"  - {json.dumps(question)}" for question in questions]
        path.write_text("\n".join([head, "questions:", *lines, ""]), encoding="utf-8")

    def banks(self) -> dict[Path, tuple[str, list[dict[str, object]]]]:
        found = {}
        for path in sorted(self.topic.glob("*.yaml")):
            if path.name != "source.yaml":
                head, _, rest = path.read_text(encoding="utf-8").partition("\nquestions:\n")
                lines = [line.removeprefix("  - ") for line in rest.splitlines()]
                found[path] = head, [json.loads(line) for line in lines]
        return found

    def change(self, edit: Callable[[list[dict[str, object]], int], None]) -> None:
        """Let ``edit`` change one of the questions of a bank."""
        banks = self.banks()
        path = self.chance.choice([*banks])
        head, questions = banks[path]
        edit(questions, self.chance.randrange(len(questions)))
        self.write(path, head, questions)

    # -- the author edits ----------------------------------------------------------------------

    def edit(self) -> None:
        self.change(lambda all_, n: all_[n].update(self.text(str(all_[n]["type"]))))

    def insert(self) -> None:
        self.change(lambda all_, n: all_.insert(n, self.question()))

    def reorder(self) -> None:
        self.change(lambda all_, n: all_.reverse())

    def rename(self) -> None:
        def rename(questions: list[dict[str, object]], n: int) -> None:
            was = questions[n].get("was", [])
            assert isinstance(was, list)
            questions[n]["was"] = [*was, questions[n]["id"]]
            questions[n]["id"] = f"q{self.number()}"

        self.change(rename)

    def retire_or_restore(self) -> None:
        def turn(questions: list[dict[str, object]], n: int) -> None:
            if "retired" in questions[n]:
                del questions[n]["retired"]
            else:
                questions[n]["retired"] = f"Reason {self.number()}."

        self.change(turn)

    def retype(self) -> None:
        def retype(questions: list[dict[str, object]], n: int) -> None:
            kept = {
                key: questions[n][key] for key in ("id", "was", "retired") if key in questions[n]
            }
            kind = self.chance.choice([*TYPES])
            questions[n] = {**kept, "type": kind, **self.text(kind)}

        self.change(retype)

    def move(self) -> None:
        """Put the whole topic into another folder."""
        self.git("add", "-A")
        self.git("mv", str(self.topic), str(self.repository / f"topic{self.number()}"))

    EDITS = (edit, edit, edit, insert, reorder, rename, retire_or_restore, retype, move)

    # -- the author and git --------------------------------------------------------------------

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "some")

    def head(self, name: str = "HEAD") -> str:
        return subprocess.run(
            ["git", "rev-parse", name],
            cwd=self.repository,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def commits(self) -> list[str]:
        return subprocess.run(
            ["git", "rev-list", "--first-parent", "--no-merges", "--max-count=12", "HEAD"],
            cwd=self.repository,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()

    def revert(self) -> None:
        """Revert a commit, if git can do it by itself."""
        self.commit()
        commits = self.commits()[:-1]
        if commits and not self.git(
            "revert", "--no-edit", self.chance.choice(commits), check=False
        ):
            self.git("revert", "--abort", check=False)
            self.git("reset", "-q", "--hard")

    def reset(self) -> None:
        """Throw away what was not committed, or the last commits with it."""
        back = self.chance.randint(0, min(2, len(self.commits()) - 1))
        self.git("reset", "-q", "--hard", f"HEAD~{back}")

    def merge(self) -> None:
        """Branch off from a while ago, edit, perhaps build, and merge with either side's lines."""
        self.commit()
        side = self.chance.choice(self.commits())
        self.git("checkout", "-q", "-b", f"side{self.number()}", side)
        for _ in range(self.chance.randint(1, 3)):
            self.chance.choice(self.EDITS)(self)
        try:
            if self.chance.random() < 0.7:
                self.release(apart=True)
        except (Broken, Refused):
            pass
        self.commit()
        branch = self.head()
        self.git("checkout", "-q", "main")
        favour = self.chance.choice(["ours", "theirs"])
        if not self.git("merge", "-q", "-X", favour, "-m", "merge", branch, check=False):
            self.git("merge", "--abort", check=False)
            self.git("reset", "-q", "--hard")

    def restore_old_lock(self) -> None:
        """Take the lock of a while ago, as a merge that took one side whole may do."""
        lock = self.topic / "quizgen.lock"
        commit = self.chance.choice(self.commits())
        place = lock.relative_to(self.repository).as_posix()
        if self.git("cat-file", "-e", f"{commit}:{place}", check=False):
            self.git("checkout", "-q", commit, "--", place)

    def build_in_a_shallow_clone(self) -> None:
        """It says that it cannot know what was given out."""
        self.commit()
        clone = self.folder / f"shallow{self.number()}"
        subprocess.run(
            ["git", "clone", "-q", "--depth=1", f"file://{self.repository}", str(clone)], check=True
        )
        (source,) = clone.rglob("source.yaml")
        try:
            _, faults = self.read(source.parent)
        except Broken:
            return
        assert [fault.code for fault in faults] == ["unread-history"]
        shutil.rmtree(clone)

    GIT = (revert, revert, reset, merge, merge, restore_old_lock, build_in_a_shallow_clone)

    # -- building ------------------------------------------------------------------------------

    def read(self, folder: Path) -> tuple[TopicInput, list[Diagnostic]]:
        library = load([folder], whole=True)
        if not library.ok:
            raise Broken(library.diagnostics)
        inputs, faults = with_locks(library.topics, library.sources, histories=Histories())
        if any(fault.severity is Severity.ERROR for fault in faults):
            raise Broken(faults)
        return inputs[0], faults

    def release(self, *, apart: bool = False) -> None:
        """Build, and let the loyal learner import it: what was announced is what Anki reports.

        On a branch that is ``apart``, nobody knows of a note that became another one elsewhere: it
        is not in the last package, and its history is not that of the branch.
        """
        self.clock += self.chance.choice([0, 0, 1, 1000])
        source, faults = self.read(self.topic)
        assert faults == []
        place = package_path(source.topic.id, self.output)
        warnings = prepare([source], self.output, self.clock)
        before = compare(source, last_build(source, BuiltPackage(place)), self.clock)
        told = {entry.guid for entry in BuiltPackage(place).entries()}
        build([source], self.output, now=self.clock, locked=False, advance=lambda _: None)
        self.builds += 1
        new = contents(place)
        locked = read_lock(source.files.lock)[0]
        # What only the package knew, and nobody knows now: a build must say so.
        if gone := told - new.keys() - locked.by_guid().keys():
            assert "newer-package" in {warning.code for warning in warnings}, "gone without a word"
            self.warned |= gone
        self.former |= locked.not_built.keys()
        package = self.folder / f"{self.builds}.apkg"
        shutil.copy(place, package)
        self.packages.append(package)
        counts = before.imports()
        announced = Log(counts[Import.NEW], counts[Import.UPDATED], counts[Import.DUPLICATE])
        reported = self.import_(self.loyal, package)
        if not new.keys() & (self.warned):
            assert reported == announced, "not what was announced"
        self.has_content(self.loyal)

    def repair(self, error: Refused) -> None:
        """Do what the hint says: put questions back, retired; or give up what was just done."""
        codes = {fault.code for fault in error.diagnostics}
        assert codes <= REPAIRABLE, error
        names = [fault.message.split("“")[1].split("”")[0] for fault in error.diagnostics]
        banks = {path.stem: path for path in self.banks()}
        if codes == {"vanished-id"} and self.chance.random() < 0.7:
            for name in names:
                bank, _, own = name.partition("/")
                if bank in banks and own:
                    head, questions = self.banks()[banks[bank]]
                    line = next(
                        question
                        for commit in self.everything()
                        for question in commit
                        if question["id"] == own
                    )
                    questions.append({**line, "retired": "Withdrawn."})
                    self.write(banks[bank], head, questions)
        else:
            self.git("reset", "-q", "--hard", self.sound)

    def everything(self) -> list[list[dict[str, object]]]:
        """The questions of every commit that there ever was, on any branch, newest first."""
        names = subprocess.run(
            ["git", "log", "--all", "--reflog", "-p", "--format=", "-U0", "--", "*.yaml"],
            cwd=self.repository,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        lines = [line[1:].strip() for line in names if line.startswith(("+  - ", "-  - "))]
        return [[json.loads(line.removeprefix("- "))] for line in lines]

    # -- learners ------------------------------------------------------------------------------

    def import_(self, learner: Learner, package: Path) -> Log:
        """Import, whereby no card that was there changes."""
        before = learner.state()
        log = learner.import_(package)
        after = learner.state()
        for guid, note in before.items():
            cards = after[guid].cards
            assert {number: cards[number] for number in note.cards} == note.cards, (
                "a review is lost"
            )
        return log

    def has_content(self, learner: Learner) -> None:
        """What is in the newest package is what the learner has; the rest, a build warned of."""
        new = contents(self.packages[-1])
        for guid, note in learner.state().items():
            if guid in self.warned:
                continue
            if guid in new:
                assert (note.fields, note.tags) == (new[guid].fields, new[guid].tags), "not current"
            else:
                assert guid in self.former, "left behind without a word"

    def study(self) -> None:
        """Let the messy learner do something, and then import what pleases them."""
        what = self.chance.randrange(5)
        if what == 0:
            self.messy.review(3)
        elif what == 1 and self.messy.cards():
            self.messy.tag("mine")
        elif what == 2:
            self.import_(self.messy, self.chance.choice(self.packages))
        else:
            self.import_(self.messy, self.packages[-1])
            self.has_content(self.messy)

    # -- a step --------------------------------------------------------------------------------

    def step(self) -> None:
        self.sound = self.head()
        if self.chance.random() < 0.6:
            edits = [self.chance.choice(self.EDITS) for _ in range(self.chance.randint(1, 2))]
            actions: tuple[Callable[[World], None], ...] = tuple(edits)
        else:
            actions = (self.chance.choice(self.GIT),)
        for action in actions:
            self.told.append(action.__name__)
            action(self)
        if self.chance.random() < 0.7:
            self.told.append("release")
            try:
                self.release()
            except Broken as broken:
                self.told.append(f"broken: {broken}")
                self.git("reset", "-q", "--hard", self.sound)
            except Refused as refused:
                self.told.append(f"refused: {refused}")
                self.repair(refused)
            if self.chance.random() < 0.8:
                self.told.append("commit")
                self.commit()
        if self.packages and self.chance.random() < 0.4:
            self.told.append("study")
            self.study()


def run(seed: int, folder: Path, steps: int = 12) -> World:
    """Make one history; a failure says which, and what led there."""
    world = World(folder, random.Random(seed))
    try:
        for _ in range(steps):
            world.step()
        for learner in (world.loyal, world.messy):
            learner.check(empty=len(_empty(learner)))
    except Exception as error:
        error.add_note(f"seed {seed}: {', '.join(world.told)}")
        raise
    finally:
        world.close()
    return world


def _empty(learner: Learner) -> list[int]:
    """Cards of gaps that were taken away, which Anki calls empty."""
    notes = learner.collection.get_empty_cards().notes
    return [card for note in notes for card in note.card_ids]
