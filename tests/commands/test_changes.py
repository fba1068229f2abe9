"""``quizgen changes``: what it says of each kind of change, and that real Anki agrees."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anki.collection
import pexpect
import pytest

import quizgen
from quizgen.cli import EXIT_MISTAKES, EXIT_OK, EXIT_USAGE
from quizgen.commands.build import DEFAULT_OUTPUT
from samples import SOURCE, fact

if TYPE_CHECKING:
    from conftest import Run

    Quizgen = Callable[..., Run]

ASIA = """\
bank: asia
title: Asia
questions:
  - id: japan
    type: card
    stem: What is the capital of Japan?
    answer: Tokyo
    facts: [a]
  - id: korea
    type: choice
    stem: Which city is the capital of South Korea?
    options: [right: Seoul, Busan, Incheon]
    explanation: It has been the capital for about 600 years.
    facts: [a]
  - id: nepal
    type: short
    stem: What is the capital of Nepal?
    answer: Kathmandu
    facts: [a]
  - id: burma
    type: short
    stem: What is the capital of Burma?
    answer: Rangoon
    facts: [a]
    retired: It has moved.
"""
EUROPE = """\
bank: europe
title: Europe
questions:
  - id: france
    type: cloze
    text: The capital of France is [[Paris]].
    facts: [b]
  - id: spain
    type: order
    stem: Order these cities of Spain from north to south.
    items: [Bilbao, Madrid, Seville]
    facts: [b]
"""
ALONE = """\
bank: rivers
title: Rivers
namespace: 4u0t2m8q1x7k4c9z6b3n
questions:
  - {id: longest, type: card, stem: The longest?, answer: The Loire}
  - {id: widest, type: card, stem: The widest?, answer: The Rhône}
"""


class Author:
    """Somebody with banks in a git repository, which is the current folder."""

    def __init__(self, folder: Path, quizgen: Quizgen) -> None:
        self.folder = folder
        self.quizgen = quizgen
        self.git("init", "-q", "-b", "main")
        self.write("decks/capitals/source.yaml", SOURCE + fact("a") + fact("b"))
        self.write("decks/capitals/asia.yaml", ASIA)
        self.write("decks/capitals/europe.yaml", EUROPE)

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        run = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    def commit(self, tag: str = "") -> None:
        self.git("add", "decks")
        self.git("commit", "-q", "--allow-empty", "-m", "some")
        if tag:
            self.git("tag", tag)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, *pairs: tuple[str, str]) -> None:
        path = self.folder / "decks" / name
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def build(self) -> Path:
        run = self.quizgen("build")
        assert run.code == EXIT_OK, run.err
        return self.folder / DEFAULT_OUTPUT / "capitals.apkg"

    def forget_packages(self) -> None:
        for package in (self.folder / DEFAULT_OUTPUT).glob("*.apkg"):
            package.unlink()

    def changes(self, *arguments: str, topic: str = "capitals") -> dict[str, Any]:
        """What ``--format json`` says of a topic; each note by its name."""
        run = self.quizgen("changes", *arguments, "--format", "json")
        assert run.code == EXIT_OK, run.err
        assert run.err == ""
        (found,) = [each for each in json.loads(run.out)["topics"] if each["id"] == topic]
        found["notes"] = {note["name"]: note for note in found["notes"]}
        assert isinstance(found, dict)
        return found


@pytest.fixture
def author(tmp_path: Path, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch) -> Author:
    monkeypatch.chdir(tmp_path)
    return Author(tmp_path, quizgen)


def kinds(topic: dict[str, Any]) -> dict[str, str]:
    return {name: note["kind"] for name, note in topic["notes"].items()}


# -- what it says ----------------------------------------------------------------------------------


def test_behind_a_build_nothing_changes(author: Author) -> None:
    author.build()
    assert author.quizgen("changes").out == (
        "Changes from the last build to the current banks\n\n"
        "Capitals (capitals)\n"
        "  6 unchanged\n"
        "  Anki will add 0 notes, update 0 and leave 6 as they are\n"
    )


ITALY = "id: italy, type: card, stem: Of Italy?, answer: Rome, facts: [b]"


def edit_everything(author: Author) -> None:
    """One change of each kind."""
    author.edit(
        "capitals/asia.yaml",
        ("Tokyo\n", "Tokyo, once Edo\n"),
        ("  - id: korea\n", "  - id: south-korea\n    was: [korea]\n"),
        ("    answer: Kathmandu\n", "    answer: Kathmandu\n    retired: Asked elsewhere.\n"),
        ("    retired: It has moved.\n", ""),
    )
    author.edit(
        "capitals/europe.yaml",
        ("type: cloze", "type: card"),
        ("text: The capital of France is [[Paris]].", "stem: Of France?\n    answer: Paris"),
        ("  - id: spain\n", f"  - {{{ITALY}}}\n  - id: spain\n"),
    )


EVERYTHING = {
    "asia/japan": "changed",
    "asia/south-korea": "renamed",
    "asia/nepal": "retired",
    "asia/burma": "restored",
    "europe/france": "type changed",
    "europe/italy": "new",
}


def test_several_topics_are_told_one_by_one(author: Author) -> None:
    author.write("decks/rivers.yaml", ALONE)
    author.build()
    author.edit("rivers.yaml", ("The Rhône", "The Seine"))
    author.edit("capitals/asia.yaml", ("Tokyo", "Edo"))
    author.forget_packages()
    author.commit()
    author.edit("rivers.yaml", ("The Seine", "The Garonne"))
    run = author.quizgen("changes")
    assert run.out.index("Capitals (capitals)") < run.out.index("Rivers (rivers)")
    assert kinds(author.changes(topic="rivers")) == {"rivers/widest": "changed"}
    assert author.changes("decks/rivers.yaml", topic="rivers")["import"]["updated"] == 1


def test_a_part_of_a_topic_is_the_topic(author: Author) -> None:
    """A build of a part is one of the whole, and so is what is told."""
    author.build()
    author.edit("capitals/europe.yaml", ("Seville", "Málaga"))
    assert kinds(author.changes("decks/capitals/asia.yaml")) == {"europe/spain": "changed"}


@pytest.mark.parametrize(
    ("variable", "value", "colored"), [("TERM", "xterm", True), ("NO_COLOR", "1", False)]
)
def test_a_terminal_gets_color(author: Author, variable: str, value: str, colored: bool) -> None:
    """Red and green stand beside the marks, not for them."""
    author.build()
    author.edit("capitals/asia.yaml", ("Tokyo\n", "Edo\n"))
    environment = {
        **os.environ,
        "TERM": "xterm",
        "PYTHONPATH": str(Path(quizgen.__file__).parents[1]),
        variable: value,
    }
    out, status = pexpect.run(
        f"{sys.executable} -m quizgen changes",
        cwd=author.folder,
        env=environment,
        withexitstatus=True,
    )
    assert status == EXIT_OK
    assert (b"\x1b[31m[-Tokyo-]\x1b[0m\x1b[32m{+Edo+}\x1b[0m" in out) is colored
    assert (b"[-Tokyo-]{+Edo+}" in out) is not colored


def test_markdown_is_for_release_notes(author: Author) -> None:
    author.build()
    author.edit("capitals/asia.yaml", ("Tokyo\n", "Edo\n"))
    run = author.quizgen("changes", "--format", "markdown")
    assert (run.code, run.err) == (EXIT_OK, "")
    assert "~~Tokyo~~ **Edo**" in run.out
    assert "\x1b" not in run.out


# -- revisions and locks ---------------------------------------------------------------------------


def test_between_revisions(author: Author) -> None:
    author.build()
    author.commit("v1")
    edit_everything(author)
    author.build()
    author.commit("v2")
    author.edit("capitals/europe.yaml", ("Seville", "Málaga"))
    author.forget_packages()
    between = author.changes("--since", "v1", "--until", "v2")
    assert kinds(between) == EVERYTHING
    assert all(note["compared"] for note in between["notes"].values())
    assert kinds(author.changes("--since", "v1")) == EVERYTHING | {"europe/spain": "changed"}
    assert kinds(author.changes("--since", "v2")) == {"europe/spain": "changed"}
    assert kinds(author.changes("--until", "v2")) == {}
    assert kinds(author.changes("--since", "v1", "--until", "v1")) == {}


def test_a_revision_is_found_from_anywhere_in_the_repository(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    author.build()
    author.commit("v1")
    edit_everything(author)
    author.commit("v2")
    monkeypatch.chdir("decks/capitals")
    for path in (".", "asia.yaml", str(author.folder / "decks")):
        assert kinds(author.changes(path, "--since", "v1")) == EVERYTHING
        assert kinds(author.changes(path, "--since", "v1", "--until", "v2")) == EVERYTHING


def test_a_topic_that_is_gone_is_told(author: Author) -> None:
    author.write("decks/rivers.yaml", ALONE)
    author.build()
    author.commit("v1")
    for name in ("rivers.yaml", "rivers.lock"):
        (author.folder / "decks" / name).unlink()
    run = author.quizgen("changes", "--since", "v1")
    assert "2 gone" in run.out
    assert "decks/rivers.lock was the lock of this topic, which is gone" in run.out
    assert "gone" not in author.quizgen("changes", "decks/capitals", "--since", "v1").out


def test_mistakes_at_a_revision_are_placed_in_the_repository(author: Author) -> None:
    author.edit("capitals/asia.yaml", ("answer: Tokyo", "anwser: Tokyo"))
    author.commit("bad")
    author.edit("capitals/asia.yaml", ("anwser: Tokyo", "answer: Tokyo"))
    run = author.quizgen("changes", "--until", "bad")
    assert (run.code, run.out) == (EXIT_MISTAKES, "")
    assert run.err.startswith("decks/capitals/asia.yaml:7:5: error[unknown-field]")
    assert run.err.endswith("these are the banks at bad\n")
    # Nothing can be corrected in the past.
    assert "quizgen can correct" not in run.err
    author.edit("capitals/asia.yaml", ("answer: Tokyo", "anwser: Tokyo"))
    assert "quizgen can correct 1 of these" in author.quizgen("changes").err


def test_two_locks(author: Author) -> None:
    """Names only; a note whose type changed is known by its name."""
    author.build()
    lock = author.folder / "decks/capitals/quizgen.lock"
    lock.rename(author.folder / "old.lock")
    lock.write_bytes((author.folder / "old.lock").read_bytes())
    edit_everything(author)
    author.build()
    run = author.quizgen("changes", "--locks", "old.lock", lock, "--format", "json")
    assert run.code == EXIT_OK
    (topic,) = json.loads(run.out)["topics"]
    assert {note["name"]: note["kind"] for note in topic["notes"]} == EVERYTHING | {
        "asia/nepal": "changed",
        "asia/burma": "changed",
    }
    assert topic["import"] == {"new": 2, "updated": 3, "duplicate": 2}


# -- what goes wrong -------------------------------------------------------------------------------


def test_mistakes_are_reported_as_by_validate(author: Author) -> None:
    author.edit("capitals/asia.yaml", ("answer: Tokyo", "anwser: Tokyo"))
    run = author.quizgen("changes")
    assert (run.code, run.out) == (EXIT_MISTAKES, "")
    assert run.err == author.quizgen("validate").err


def test_mistakes_of_now_are_not_taken_for_those_of_a_revision(author: Author) -> None:
    author.commit("v1")
    author.edit("capitals/asia.yaml", ("answer: Tokyo", "anwser: Tokyo"))
    run = author.quizgen("changes", "--since", "v1")
    assert (run.code, run.out) == (EXIT_MISTAKES, "")
    assert run.err == author.quizgen("validate").err


def test_a_vanished_question_is_a_mistake(author: Author) -> None:
    author.build()
    author.edit("capitals/asia.yaml", ("id: japan", "id: nippon"))
    run = author.quizgen("changes")
    assert run.code == EXIT_MISTAKES
    assert "vanished-id" in run.err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--since", ""], "--since is empty, expected a revision"),
        (["--since", "HEAD", "--until", ""], "--until is empty, expected a revision"),
        (["--since", "nope"], "git knows no revision “nope”"),
        (["--since", "HEAD", "--until", "--all"], "git knows no revision “--all”"),
        (["--since", "\x1b[31mHEAD"], "git knows no revision “␛[31mHEAD”"),
        (["nothing"], "there is no such file or folder"),
        (["nothing", "--until", "HEAD"], "there is no such file or folder"),
        (["--locks", "old.lock", "gone.lock"], "does not exist"),
        (
            ["--locks", "decks/capitals/asia.yaml", "decks/capitals/quizgen.lock"],
            "is not a lock file",
        ),
        (["--locks", "rivers.lock", "decks/capitals/quizgen.lock"], "belong to different topics"),
        (["decks", "--locks", "rivers.lock", "rivers.lock"], "without PATH"),
        (["--format", "html"], "is not one of"),
    ],
)
def test_wrong_usage_exits_with_2(author: Author, arguments: list[str], complaint: str) -> None:
    author.build()
    author.commit()
    author.write("old.lock", "quizgen lock 1 0123456789abcdef\n")
    author.write("rivers.lock", "quizgen lock 1 4u0t2m8q1x7k4c9z6b3n\n")
    run = author.quizgen("changes", *arguments)
    assert (run.code, run.out) == (EXIT_USAGE, "")
    assert complaint in run.err


def test_outside_of_a_repository(
    tmp_path_factory: pytest.TempPathFactory, quizgen: Quizgen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Revisions need git; the last build does not."""
    folder = tmp_path_factory.mktemp("no-repository")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    monkeypatch.chdir(folder)
    (folder / "rivers.yaml").write_text(ALONE)
    assert quizgen("changes", ".").code == EXIT_OK
    run = quizgen("changes", ".", "--since", "HEAD")
    assert run.code == EXIT_USAGE
    assert "not a git repository" in run.err
    monkeypatch.setenv("PATH", str(folder))
    assert quizgen("changes", ".").code == EXIT_OK
    run = quizgen("changes", ".", "--since", "HEAD")
    assert run.code == EXIT_USAGE
    assert "git was not found" in run.err


def test_a_damaged_lock_at_a_revision_exits_with_2(author: Author) -> None:
    author.build()
    lock = author.folder / "decks/capitals/quizgen.lock"
    sound = lock.read_text()
    lock.write_text(sound + "nonsense\n")
    author.commit("bad")
    lock.write_text(sound)
    run = author.quizgen("changes", "--since", "bad")
    assert run.code == EXIT_USAGE
    assert "the lock decks/capitals/quizgen.lock at “bad” is damaged" in run.err


# -- real Anki -------------------------------------------------------------------------------------


@contextmanager
def collection(folder: Path) -> Iterator[Callable[[Path], dict[str, int]]]:
    """A learner's collection: a function that imports a package, and says what Anki made of it."""
    folder.mkdir()
    opened = anki.collection.Collection(str(folder / "collection.anki2"))

    def load(package: Path) -> dict[str, int]:
        request = anki.collection.ImportAnkiPackageRequest(
            package_path=str(package), options=anki.collection.ImportAnkiPackageOptions()
        )
        log = opened.import_anki_package(request).log
        assert not [*log.conflicting, *log.missing_notetype, *log.missing_deck]
        return {
            "new": len(log.new), "updated": len(log.updated), "duplicate": len(log.duplicate)
        }  # fmt: skip

    try:
        yield load
    finally:
        opened.close()


def nothing(author: Author) -> None:
    pass


def rename_bank(author: Author) -> None:
    author.edit("capitals/europe.yaml", ("bank: europe", "bank: west\nwas: [europe]"))


def retitle_bank(author: Author) -> None:
    author.edit("capitals/europe.yaml", ("title: Europe", "title: The West"))


def retitle_topic(author: Author) -> None:
    author.edit("capitals/source.yaml", ("title: Capitals", "title: Cities"))


def reorder(author: Author) -> None:
    text = (author.folder / "decks/capitals/europe.yaml").read_text()
    head, france, spain = text.split("  - id: ")
    author.write("decks/capitals/europe.yaml", "  - id: ".join((head, spain, france)))


def move_to_another_bank(author: Author) -> None:
    japan = "  - id: japan\n    type: card\n    stem: What is the capital of Japan?\n"
    japan += "    answer: Tokyo\n    facts: [a]\n"
    author.edit("capitals/asia.yaml", (japan, ""))
    moved = japan.replace("id: japan\n", "id: japan\n    was: [asia/japan]\n")
    author.edit("capitals/europe.yaml", ("questions:\n", f"questions:\n{moved}"))


def type_within_its_note_type(author: Author) -> None:
    options = "options: [right: Seoul, Busan, Incheon]"
    author.edit("capitals/asia.yaml", ("type: choice", "type: multi"), (options, options))


def cite(author: Author) -> None:
    author.edit("capitals/source.yaml", ("dated: in 2024", "dated: in 2025"))


EDITS = [
    nothing, edit_everything, rename_bank, retitle_bank, retitle_topic, reorder,
    move_to_another_bank, type_within_its_note_type, cite,
]  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_real_anki_counts_the_same(
    author: Author, tmp_path: Path, edit: Callable[[Author], None]
) -> None:
    first = author.changes()["import"]
    with collection(tmp_path / "learner") as load:
        assert load(author.build()) == first
        edit(author)
        announced = author.changes()
        told = [note["import"] for note in announced["notes"].values()]
        assert told.count("updated") == announced["import"]["updated"]
        assert load(author.build()) == announced["import"]


def test_real_anki_counts_the_same_across_releases(author: Author, tmp_path: Path) -> None:
    """A learner may skip a release, and a note may be changed back in between."""
    with collection(tmp_path / "learner") as load:
        load(author.build())
        author.commit("v1")
        author.edit("capitals/asia.yaml", ("Tokyo\n", "Edo\n"))
        author.build()
        author.commit("v2")
        author.edit("capitals/asia.yaml", ("Edo\n", "Tokyo\n"))
        author.edit("capitals/europe.yaml", ("Seville", "Málaga"))
        author.build()
        author.commit("v3")
        reorder(author)
        announced = author.changes("--since", "v1", "--until", "v3")
        assert announced["import"] == {"new": 0, "updated": 2, "duplicate": 4}
        assert kinds(announced) == {"europe/spain": "changed", "asia/japan": "unchanged"}
        assert author.changes("--since", "v1")["import"] == announced["import"]
        assert load(author.build()) == announced["import"]
    run = author.quizgen("changes", "--since", "v1")
    assert "updated with nothing new to see: 1 note" in run.out
