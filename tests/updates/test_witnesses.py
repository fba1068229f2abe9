"""The last ways in which a learner could miss an edit, or keep what nobody corrects any more.

What learners may have is known from the lock, from its history in git and from the package that a
build replaces.  Each case is made with real git, and shown in the real Anki where it is a learner
who would miss something.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from conftest import Run
from quizgen.formats import Refused
from quizgen.formats.anki.release.inputs import read_lock
from updates.author import Author
from updates.learner import Learner, Log

NOW = 1_780_000_000
DAY = 86_400
NOTES = 9
BANK = """\
bank: seas
title: Seas
namespace: 3h7d9xk2m5qw8t4v6z0r
questions:
  - {id: largest, type: card, stem: The largest?, answer: The Philippine Sea}
  - {id: saltiest, type: card, stem: The saltiest?, answer: The Dead Sea}
"""
DEEPEST = "  - {id: deepest, type: card, stem: The deepest?, answer: The Caribbean Sea}\n"


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """One who has given out and committed the first release."""
    author = Author.of(tmp_path / "author")
    author.git("init", "-q", "-b", "main")
    author.release(NOW)
    commit(author)
    return author


def commit(author: Author) -> None:
    author.git("add", "-A")
    author.git("commit", "-q", "-m", "some")


def text_of(learner: Learner, name: str) -> str:
    (note,) = (note for note in learner.state().values() if note.name == name)
    return " ".join(note.fields)


class Seas:
    """A bank that stands alone in a repository, built by the command at any second."""

    def __init__(self, folder: Path, quizgen: Callable[..., Run], patch: pytest.MonkeyPatch):
        self.folder = folder / "clone"
        self.quizgen = quizgen
        self.patch = patch
        self.write("seas.yaml", BANK)
        self.git("init", "-q", "-b", "main")

    @property
    def lock(self) -> Path:
        return self.folder / "seas.lock"

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        run = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    def commit(self) -> None:
        self.git("add", "seas.yaml", "seas.lock")
        self.git("commit", "-q", "-m", "some")

    def run(self, *arguments: str | Path, now: int = NOW, folder: Path | None = None) -> Run:
        clock = SimpleNamespace(time=lambda: float(now), monotonic=time.monotonic)
        for command in ("build", "changes"):
            self.patch.setattr(f"quizgen.commands.{command}.time", clock)
        command, *rest = arguments
        place = (folder or self.folder) / "seas.yaml"
        return self.quizgen(command, place, "-o", place.parent / "output", *rest)

    def build(self, *arguments: str, now: int = NOW) -> Run:
        return self.run("build", *arguments, now=now)


@pytest.fixture
def seas(tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Seas:
    """A first release, built and committed."""
    seas = Seas(tmp_path, quizgen, monkeypatch)
    assert seas.build().code == 0
    seas.commit()
    return seas


# -- what git takes back -----------------------------------------------------------------------


def test_a_revert_of_what_lies_far_back_arrives(author: Author, tmp_path: Path) -> None:
    """Over a hundred commits of the lock ago."""
    author.edit("rivers.yaml", "about 6,650 km", "7,000 km")
    wrong = author.release(NOW + 100)
    commit(author)
    edited = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=author.folder, capture_output=True, text=True, check=True
    ).stdout.strip()
    for number in range(110):
        text = author.lock.read_text()
        line = next(line for line in text.splitlines() if line.startswith("planets/year "))
        words = line.split(" ")
        words[2], words[3] = f"{number:032x}", str(NOW + 200 + number)
        author.lock.write_text(text.replace(line, " ".join(words)))
        commit(author)
    author.git("revert", "--no-edit", edited)
    mended = author.release(NOW + DAY)
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(wrong) == Log(NOTES, 0, 0)
        assert "7,000 km" in text_of(learner, "rivers/longest")
        assert learner.import_(mended).updated >= 1
        assert "7,000 km" not in text_of(learner, "rivers/longest")


def test_a_question_that_git_took_away_is_missed(seas: Seas, tmp_path: Path) -> None:
    """As one that its author deleted; written again, it is announced as Anki will report it."""
    seas.write("seas.yaml", BANK + DEEPEST)
    seas.build(now=NOW + 100)
    seas.commit()
    given = shutil.copy(seas.folder / "output" / "seas.apkg", tmp_path / "given.apkg")
    seas.git("revert", "--no-edit", "HEAD")
    before = seas.lock.read_bytes()
    for arguments in (("build",), ("build", "--force"), ("build", "--locked"), ("changes",)):
        run = seas.run(*arguments, now=NOW + 200)
        assert run.code == 1
        assert "seas.lock:1:1: error[vanished-id]" in run.err
        assert "found no question “seas/deepest”, but learners have it" in run.err
    assert seas.lock.read_bytes() == before
    seas.write("seas.yaml", BANK + DEEPEST)
    announced = seas.run("changes", "--format", "json", now=NOW + 300)
    (topic,) = json.loads(announced.out)["topics"]
    assert topic["import"] == {"new": 0, "updated": 1, "duplicate": 2}
    assert seas.build(now=NOW + 300).code == 0
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(given) == Log(3, 0, 0)
        assert learner.import_(seas.folder / "output" / "seas.apkg") == Log(0, 1, 2)


def test_a_question_that_nobody_was_given_may_go(seas: Seas) -> None:
    """The hint says how, and a build keeps it in mind."""
    seas.write("seas.yaml", BANK + DEEPEST)
    seas.build(now=NOW + 100)
    seas.commit()
    seas.write("seas.yaml", BANK)
    run = seas.build(now=NOW + 200)
    assert run.code == 1
    assert "write “-” in front of this line of the lock file" in run.err
    text = seas.lock.read_text()
    seas.lock.write_text(text.replace("\nseas/deepest", "\n-seas/deepest"))
    assert seas.build(now=NOW + 200).code == 0
    assert "-seas/deepest " in seas.lock.read_text()
    seas.commit()
    assert seas.build("--locked", "--force", now=NOW + 300).code == 0
    # The same where git took the line away: the hint has it.
    seas.git("checkout", "-q", "HEAD~2", "--", "seas.lock")
    run = seas.build("--force", now=NOW + 400)
    (line,) = re.findall(r"add this line to the lock file: (-\S.*\S); a learner", run.err)
    seas.lock.write_text(f"{seas.lock.read_text()}{line}\n")
    assert seas.build(now=NOW + 400).code == 0


# -- where history cannot be read --------------------------------------------------------------


def reverted(seas: Seas) -> None:
    seas.write("seas.yaml", BANK.replace("Philippine", "Dead"))
    seas.build(now=NOW + 100)
    seas.commit()
    seas.git("revert", "--no-edit", "HEAD")
    shutil.rmtree(seas.folder / "output")


def shallow(seas: Seas) -> Path:
    clone = seas.folder.parent / "shallow"
    seas.git("clone", "-q", "--depth=1", f"file://{seas.folder}", str(clone))
    return clone


def partial(seas: Seas) -> Path:
    seas.git("config", "uploadpack.allowFilter", "true")
    clone = seas.folder.parent / "partial"
    seas.git("clone", "-q", "--filter=blob:none", f"file://{seas.folder}", str(clone))
    return clone


def another_users(seas: Seas) -> Path:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    seas.patch.setenv("HOME", str(seas.folder.parent))
    for path in (seas.folder, seas.folder / ".git"):
        os.chown(path, 12345, 12345)
    return seas.folder


def no_git(seas: Seas) -> Path:
    seas.patch.setenv("PATH", str(seas.folder.parent))
    return seas.folder


UNREAD: dict[str, tuple[Callable[[Seas], Path], str]] = {
    "shallow": (shallow, "git fetch --unshallow; in a workflow of GitHub, write “fetch-depth: 0”"),
    "partial": (partial, "git fetch --refetch --no-filter"),
    "another user's": (another_users, "git config --global --add safe.directory"),
    "no git": (no_git, "install git"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_locked_fails_where_the_history_cannot_be_read(name: str, seas: Seas) -> None:
    """It says what to do, and how to accept it; without ``--locked`` it is a warning."""
    reverted(seas)
    assert seas.build("--locked", now=NOW + 200).code == 1
    make, hint = UNREAD[name]
    folder = make(seas)
    for command, code, severity in (
        (("build", "--locked"), 1, "error"),
        (("build", "--locked", "--force"), 1, "error"),
        (("build", "--locked", "--without-history"), 0, "warning"),
        (("build", "--locked", "--without-history"), 0, "warning"),
        (("build",), 0, "warning"),
        (("changes",), 0, "warning"),
    ):
        run = seas.run(*command, now=NOW + 200, folder=folder)
        assert run.code == code, run.err
        assert (
            f"{severity}[unread-history] git cannot say what earlier lock files said: " in run.err
        )
        assert run.err.count("unread-history") == 1
        assert hint in run.err
        assert ("--without-history" in run.err) is (severity == "error")


def test_outside_of_a_repository_there_is_nothing_to_read(seas: Seas) -> None:
    shutil.rmtree(seas.folder / ".git")
    run = seas.build("--locked", "--force")
    assert (run.code, run.err) == (0, "")


# -- what the package knows --------------------------------------------------------------------


@pytest.mark.parametrize("how", ["reset", "backup", "moved"])
def test_what_was_given_out_since_is_dated_after(how: str, author: Author, tmp_path: Path) -> None:
    """The package in ``output`` is newer than the lock, or the history has it elsewhere."""
    if how == "backup":
        shutil.rmtree(author.folder / ".git")
        shutil.copytree(author.folder, tmp_path / "backup")
    if how == "moved":
        (author.folder / "sub").mkdir()
        for path in [*author.folder.glob("*.*")]:
            if path.name != ".git" and path.is_file():
                author.git("mv", path.name, f"sub/{path.name}")
        author.git("commit", "-q", "-m", "move")
        author.edit("sub/rivers.yaml", "about 6,650 km", "7,000 km")
    else:
        author.edit("rivers.yaml", "about 6,650 km", "7,000 km")
    if how == "moved":
        inner = Author(author.folder / "sub", author.output, author.releases)
        wrong = inner.release(NOW + 100)
        commit(author)
        author.releases = inner.releases
        author.git("revert", "--no-edit", "HEAD")
        author.git("revert", "--no-edit", "HEAD~2")
        (author.output / "atlas.apkg").unlink()
    else:
        wrong = author.release(NOW + 100)
        if how == "reset":
            commit(author)
            author.git("reset", "-q", "--hard", "HEAD~1")
        else:
            shutil.rmtree(author.folder)
            shutil.copytree(tmp_path / "backup", author.folder)
    with pytest.raises(Refused, match="“rivers/longest” was taken back"):
        author.release(NOW + 200, locked=True)
    mended = author.release(NOW + 200)
    told = [(fault.code, "“rivers/longest”" in fault.message) for fault in author.warnings]
    assert told == ([] if how == "moved" else [("newer-package", True)])
    author.release(NOW + 300)
    assert author.warnings == []
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(wrong) == Log(NOTES, 0, 0)
        assert learner.import_(mended) == Log(0, 1, 8)
        assert "7,000 km" not in text_of(learner, "rivers/longest")


CHOICE = """\
type: choice
    stem: Which river of Africa is the longest?
    options:
      - The Congo
      - right: The Nile
      - The Niger
"""
SHORT = """\
type: short
    stem: Which river of Africa is the longest?
    answer: The Nile
"""


def test_a_branch_may_have_given_out_what_is_of_another_type_here(
    author: Author, tmp_path: Path
) -> None:
    """Its package is replaced by the next build, which keeps what that one knew."""
    author.git("checkout", "-q", "-b", "apart")
    author.git("checkout", "-q", "-")
    author.edit("rivers.yaml", CHOICE, SHORT)
    author.release(NOW + 100)
    commit(author)
    author.git("checkout", "-q", "apart")
    author.edit("rivers.yaml", "about 6,650 km", "7,000 km")
    apart = author.release(NOW + 200)
    commit(author)
    author.git("checkout", "-q", "-")
    author.release(NOW + 300)
    author.edit("rivers.yaml", SHORT, CHOICE)
    back = author.release(NOW + 400)
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(apart) == Log(NOTES, 0, 0)
        assert learner.import_(back) == Log(0, 1, 8)
        assert "7,000 km" not in text_of(learner, "rivers/longest")


def test_what_was_given_out_before_a_change_of_type_is_dated_after(
    author: Author, tmp_path: Path
) -> None:
    """The package still tells of the note that it no longer has."""
    author.edit("rivers.yaml", "about 6,650 km", "7,000 km")
    wrong = author.release(NOW + 100)
    author.edit("rivers.yaml", CHOICE, SHORT)
    retyped = author.release(NOW + 200)
    author.git("reset", "-q", "--hard")
    repaired = author.release(NOW + 300)
    assert [fault.code for fault in author.warnings] == ["newer-package", "newer-package"]
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(wrong) == Log(NOTES, 0, 0)
        (choice_note,) = (
            guid for guid, note in learner.state().items() if note.name == "rivers/longest"
        )
        assert learner.import_(retyped) == Log(1, 0, 8)  # real Anki passes the remarks over
        assert learner.import_(repaired) == Log(0, 1, 8)
        assert "7,000 km" not in " ".join(learner.state()[choice_note].fields)


def test_a_package_with_notes_of_which_nobody_knows_is_told(seas: Seas) -> None:
    """They were reset, after they may have been given out."""
    seas.write("seas.yaml", BANK + DEEPEST)
    seas.build(now=NOW + 100)
    seas.git("reset", "-q", "--hard")
    run = seas.build(now=NOW + 200)
    assert run.code == 0
    assert "seas.apkg: warning[newer-package] has “seas/deepest”" in run.err
    assert seas.build("--force", now=NOW + 300).err == ""


def test_an_older_package_is_nothing_to_speak_of(seas: Seas) -> None:
    """A colleague has built since, and it was pulled."""
    shutil.copytree(seas.folder / "output", seas.folder.parent / "kept")
    seas.write("seas.yaml", BANK.replace("Philippine", "Dead"))
    seas.build(now=NOW + 100)
    shutil.rmtree(seas.folder / "output")
    shutil.copytree(seas.folder.parent / "kept", seas.folder / "output")
    run = seas.build("--locked", now=NOW + 200)
    assert (run.code, run.err) == (0, "")


# -- clocks ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ahead", [61, DAY, 40 * 365 * DAY])
def test_a_lock_that_is_ahead_of_the_clock_is_told(ahead: int, seas: Seas) -> None:
    """Whichever of the two is wrong; with the second, each time."""
    for _ in range(2):
        run = seas.build(now=NOW - ahead)
        assert run.code == 0
        assert f"is dated 2026-05-28 20:26:40 UTC ({NOW}), but the clock" in run.err
        assert "seas.lock:5:1: warning[future-lock]" in run.err
    assert seas.build(now=NOW - 60).err == ""


@pytest.mark.parametrize("year", [2107, 2200, 9000])
def test_a_year_that_anki_cannot_store_is_refused(year: int, seas: Seas) -> None:
    """Before anything is written."""
    now = (year - 1970) * 31_557_600
    seas.write("seas.yaml", BANK.replace("Philippine", "Dead"))
    before = {path: path.read_bytes() for path in seas.folder.glob("*.*") if path.is_file()}
    run = seas.build(now=now)
    assert run.code == 1
    assert f"error[late-clock] the clock of this computer says {year - 1}" in run.err or (
        f"error[late-clock] the clock of this computer says {year}" in run.err
    )
    assert {path: path.read_bytes() for path in before} == before


def test_a_lock_that_can_grow_no_more_is_refused(seas: Seas) -> None:
    last = 2**32 - 2**20 - 1
    seas.lock.write_text(seas.lock.read_text().replace(f" {NOW} ", f" {last} "))
    seas.write("seas.yaml", BANK.replace("Philippine", "Dead"))
    run = seas.build(now=NOW)
    assert run.code == 1
    assert "seas.lock:5:1: error[late-clock] “seas/largest” would be dated 2106-01-26" in run.err


def test_a_clock_that_begins_in_1970_dates_nothing_before_it(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    seas = Seas(tmp_path, quizgen, monkeypatch)
    assert seas.build(now=0).code == 0
    lock, _, faults = read_lock(seas.lock)
    assert faults == []
    assert all(entry.note_id > 0 for entry in lock.entries.values())


# -- lines that were lost ----------------------------------------------------------------------


@pytest.mark.parametrize("git", [True, False], ids=["in git", "outside"])
def test_a_lock_that_lost_a_line_is_refused(git: bool, seas: Seas) -> None:
    """Whichever it is; else gaps would be numbered anew."""
    if not git:
        shutil.rmtree(seas.folder / ".git")
    lines = seas.lock.read_text().splitlines(keepends=True)
    for number, line in enumerate(lines):
        if number and line != "=\n":
            seas.lock.write_text("".join(lines[:number] + lines[number + 1 :]))
            run = seas.build(now=NOW + 100)
            assert run.code == 1
            assert re.search(r"seas\.lock:[2-5]:1: error\[incomplete-lock\]", run.err)
    seas.lock.write_text(lines[0])
    assert "seas.lock:1:1: error[incomplete-lock] found no notes" in seas.build().err


def test_two_sides_that_add_a_note_each_merge(seas: Seas) -> None:
    """Git merges the lock by itself, and the build finds all notes in it."""
    cards = [f"  - {{id: {name}, type: card, stem: {name}?, answer: A}}\n" for name in "bdfh"]
    base = BANK + "".join(cards)
    seas.write("seas.yaml", base)
    seas.build(now=NOW + 10)
    seas.commit()
    for branch, name, after in (("one", "a", 0), ("two", "g", 2)):
        seas.git("checkout", "-q", "-b", branch, "main")
        card = f"  - {{id: {name}, type: card, stem: {name}?, answer: A}}\n"
        seas.write("seas.yaml", base.replace(cards[after], card + cards[after]))
        assert seas.build(now=NOW + 20).code == 0
        seas.commit()
    seas.git("merge", "-q", "-m", "merge", "one")
    run = seas.build(now=NOW + 30)
    assert (run.code, "8 notes" in run.out) == (0, True)


# -- gaps --------------------------------------------------------------------------------------


def test_no_gap_gets_the_card_of_another(seas: Seas) -> None:
    """The 21st gap that a text ever had is refused; one that it had before is not."""
    cloze = "  - id: oceans\n    type: cloze\n    text: {}\n"

    def build(text: str) -> Run:
        seas.write("seas.yaml", BANK + cloze.format(text))
        return seas.build(now=NOW + 100)

    for number in range(1, 20):
        gap = f"[[gap{number}]]"
        text = f"{gap} and [[water]]" if number % 2 else f"[[water]] and {gap}"
        assert build(f"'{text}'").code == 0
    before = seas.lock.read_bytes()
    run = build("'[[water]] or [[gap20]]; [[gap21]]'")
    assert run.code == 1
    assert "error[no-free-gap] “seas/oceans” has a new gap" in run.err
    assert seas.lock.read_bytes() == before
    assert build("'[[gap1]] and [[water]] and [[gap2]]'").code == 0


# -- what the page says of Anki ----------------------------------------------------------------


def test_a_field_that_a_learner_added_is_mended_for_good_by_removing_it(
    author: Author, tmp_path: Path
) -> None:
    """Merging note types brings one package only; the next one is left out again."""
    from anki import import_export_pb2
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    always = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS

    def edited(number: int) -> Path:
        author.edit(
            "rivers.yaml",
            f"some {number - 1}" if number else "about 6,650",
            f"some {number}",
        )
        return author.release(int(time.time()) + DAY * (number + 1))

    with Learner(tmp_path / "learner") as learner:
        learner.import_(author.output / "release-1" / "atlas.apkg")
        models = learner.collection.models
        (kind,) = {
            learner.collection.get_note(note).mid
            for note in learner.collection.find_notes("")
            if learner.collection.get_note(note)["Id"] == "rivers/longest"
        }
        model = models.get(kind)
        models.add_field(model, models.new_field("Mine"))
        models.update_dict(model)
        package = edited(0)
        assert learner.import_(package).updated == 0
        learner.collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(package),
                options=ImportAnkiPackageOptions(
                    merge_notetypes=True, update_notes=always, update_notetypes=always
                ),
            )
        )
        assert "some 0" in text_of_any(learner, "rivers/longest")
        package = edited(1)
        log = learner.import_(package)
        assert (log.updated, log.conflicting > 0) == (0, True)
        model = models.get(kind)
        models.remove_field(model, next(f for f in model["flds"] if f["name"] == "Mine"))
        models.update_dict(model)
        learner.import_(package)
        assert learner.import_(edited(2)).conflicting == 0
        assert "some 2" in text_of_any(learner, "rivers/longest")


def text_of_any(learner: Learner, name: str) -> str:
    """The text of a note, whatever fields it has."""
    notes = map(learner.collection.get_note, learner.collection.find_notes(""))
    (note,) = (note for note in notes if note["Id"] == name)
    return " ".join(note.values())


def test_a_description_that_is_taken_away_stays(author: Author, tmp_path: Path) -> None:
    """Another one replaces it."""

    def described(text: str, second: int) -> Path:
        path = author.folder / "rivers.yaml"
        lines = path.read_text().splitlines(keepends=True)
        lines = [line for line in lines if not line.startswith("description:")]
        if text:
            lines.insert(1, f"description: {text}\n")
        path.write_text("".join(lines))
        return author.release(second)

    def description(learner: Learner) -> str:
        decks = learner.collection.decks
        return str(decks.get(decks.id_for_name("Atlas::Rivers"))["desc"])

    with Learner(tmp_path / "learner") as learner:
        learner.import_(described("Of Europe.", NOW + 100))
        assert "Of Europe." in description(learner)
        learner.import_(described("Of Asia.", NOW + 200))
        assert "Of Asia." in description(learner)
        learner.import_(described("", NOW + 300))
        assert "Of Asia." in description(learner)
