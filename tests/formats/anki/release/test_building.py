"""What a release writes, and when: the same bytes for the same banks, all packages or none."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol

import pytest

from quizgen.formats.anki.release import building
from quizgen.reading.folders import discover
from samples import png
from updates.author import V1, Author, contents
from updates.story import check_story

NOW = 1_780_000_000
ALONE = """\
bank: seas
title: Seas
namespace: 3h7d9xk2m5qw8t4v6z0r
questions:
  - id: largest
    type: short
    stem: Which sea is the largest?
    answer: The Philippine Sea
"""
Status = dict[str, tuple[int, int, bytes]]


class Run(Protocol):
    code: int
    out: str
    err: str


Build = Callable[..., Run]


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """A folder with a topic, and a bank that stands alone."""
    folder = tmp_path / "decks"
    shutil.copytree(V1, folder / "atlas")
    (folder / "seas.yaml").write_text(ALONE, encoding="utf-8")
    return folder


@pytest.fixture
def build(
    quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, decks: Path, tmp_path: Path
) -> Build:
    """Run ``quizgen build`` at the second ``now``."""

    def run(*arguments: str | Path, now: int = NOW, path: Path = decks) -> Run:
        clock = SimpleNamespace(time=lambda: float(now), monotonic=time.monotonic)
        monkeypatch.setattr("quizgen.commands.build.time", clock)
        return quizgen("build", path, "-o", path.parent / "output", *arguments)

    return run


def status(folder: Path) -> Status:
    """Every file below ``folder`` with its inode, its time and its bytes."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_ino,
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (_, _, content) in status(folder).items()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


# -- the same bytes ----------------------------------------------------------------------------


def test_the_same_banks_and_lock_give_the_same_bytes(
    build: Build, decks: Path, tmp_path: Path
) -> None:
    """Neither the folder nor the time of a build shows in a package or a lock."""
    assert build().code == 0
    first = bytes_of(tmp_path)
    assert sorted(first) == [
        "decks/atlas/planets.yaml",
        "decks/atlas/quizgen.lock",
        "decks/atlas/rivers.yaml",
        "decks/atlas/source.yaml",
        "decks/seas.lock",
        "decks/seas.yaml",
        "output/atlas.apkg",
        "output/seas.apkg",
    ]
    elsewhere = tmp_path / "else where"
    shutil.copytree(decks, elsewhere / "decks")
    assert build(path=elsewhere / "decks", now=NOW + 1_000_000).code == 0
    assert build("--force", now=NOW - 1_000_000).code == 0
    assert bytes_of(elsewhere) == first
    shutil.rmtree(elsewhere)
    assert bytes_of(tmp_path) == first


def test_the_same_pictures_and_sounds_give_the_same_bytes(tmp_path: Path) -> None:
    """In the folder of a colleague, too."""
    author = Author.with_pictures(tmp_path / "author")
    other = author.copy(tmp_path / "other")
    assert author.release(NOW).read_bytes() == other.release(NOW).read_bytes()


def test_a_new_lock_is_dated_by_the_time_of_the_build(build: Build, tmp_path: Path) -> None:
    """What nobody has been given yet is as old as the build that gives it out first."""
    build(now=NOW)
    given = contents(tmp_path / "output" / "atlas.apkg")
    assert {note.second for note in given.values()} == {NOW}


@pytest.mark.parametrize(("seconds", "told"), [(60, 0), (61, 2)])
def test_a_lock_ahead_of_the_clock_is_told_beyond_a_minute(
    build: Build, seconds: int, told: int
) -> None:
    """Clocks that are set over a network differ by less."""
    assert build(now=NOW).code == 0
    run = build(now=NOW - seconds)
    assert run.err.count("warning[future-lock]") == told


# -- nothing to do -----------------------------------------------------------------------------


def test_a_clock_beyond_the_dates_of_anki_is_refused(build: Build, tmp_path: Path) -> None:
    """Anki keeps seconds in 32 bits: what is dated later, it cannot import."""
    before = status(tmp_path)
    run = build(now=2**32)
    assert (run.code, run.err.count("error[late-clock]")) == (1, 1)
    assert status(tmp_path) == before


def test_what_has_not_changed_is_not_written(build: Build, tmp_path: Path) -> None:
    """Files keep their times and inodes, and the command says “unchanged”."""
    built = build()
    before = status(tmp_path)
    again = build(now=NOW + 60)
    assert status(tmp_path) == before
    assert (again.code, again.err) == (0, "")
    assert again.out == "".join(f"{line} (unchanged)\n" for line in built.out.splitlines())


def test_a_copy_of_a_package_is_not_taken_for_it(build: Build, tmp_path: Path) -> None:
    """Whatever the order in which a folder lists both."""
    build()
    for name in ("a copy", "seas (1)", "zeta"):
        shutil.copy(tmp_path / "output/seas.apkg", tmp_path / f"output/{name}.apkg")
    before = status(tmp_path)
    assert "seas.apkg: " in build(now=NOW + 60).out
    assert status(tmp_path) == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte of a bank": lambda folder: edit(
        folder / "decks/atlas/rivers.yaml", "A delta", "A Delta"
    ),
    "a comment in a bank": lambda folder: edit(
        folder / "decks/atlas/rivers.yaml", "questions:", "questions:  # four"
    ),
    "the source": lambda folder: edit(folder / "decks/atlas/source.yaml", "in 2024", "in May 2024"),
    "a new bank": lambda folder: (folder / "decks/atlas/more.yaml").write_text(
        "bank: more\ntitle: More\nquestions:\n  - {id: a, type: card, stem: A, answer: B}\n"
    ),
    "a bank's file name": lambda folder: (folder / "decks/atlas/rivers.yaml").rename(
        folder / "decks/atlas/streams.yaml"
    ),
    "a date in the lock": lambda folder: edit(
        folder / "decks/seas.lock", f" {NOW} ", f" {NOW + 1} "
    ),
    "the lock is gone": lambda folder: (folder / "decks/seas.lock").unlink(),
    "a package is gone": lambda folder: (folder / "output/seas.apkg").unlink(),
    "a package is cut short": lambda folder: os.truncate(folder / "output/seas.apkg", 999),
    "a package is another's": lambda folder: shutil.copy(
        folder / "output/atlas.apkg", folder / "output/seas.apkg"
    ),
    "packages have each other's names": lambda folder: (
        (folder / "output/atlas.apkg").rename(folder / "output/x"),
        (folder / "output/seas.apkg").rename(folder / "output/atlas.apkg"),
        (folder / "output/x").rename(folder / "output/seas.apkg"),
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_has_changed_is_built(
    change: Callable[[Path], object], build: Build, tmp_path: Path
) -> None:
    """What a package is made of, or the package itself: it is made as by a build from nothing."""
    build()
    change(tmp_path)
    result = build(now=NOW + 60)
    assert result.code == 0
    assert "unchanged" not in result.out
    after = bytes_of(tmp_path)
    shutil.rmtree(tmp_path / "output")
    assert build(now=NOW + 120).code == 0
    assert bytes_of(tmp_path) == after


def test_force_builds_what_has_not_changed(build: Build, tmp_path: Path) -> None:
    """The packages are new files with the same bytes; the locks are left alone."""
    build()
    before = status(tmp_path)
    assert "unchanged" not in build("--force").out
    after = status(tmp_path)
    assert {name: entry[2] for name, entry in after.items()} == {
        name: entry[2] for name, entry in before.items()
    }
    for name, entry in before.items():
        assert (after[name] == entry) is not name.endswith(".apkg"), name


@pytest.mark.parametrize(
    "what",
    [
        "quizgen.formats.anki.release.stamp.__version__",
        "quizgen.formats.anki.release.stamp.REVISION",
    ],
)
def test_another_version_of_quizgen_builds_anew(
    what: str, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package bears the version that made it, for another may make another of the same banks."""
    build()
    monkeypatch.setattr(what, "99.0")
    assert "unchanged" not in build().out
    assert "unchanged" in build().out


def test_a_bank_that_is_saved_while_it_is_built_is_built_again(tmp_path: Path) -> None:
    """The package holds the old text then, and must not pass for one of the new."""
    author = Author.of(tmp_path)
    sources = author.sources()
    author.edit("rivers.yaml", "A delta", "A Delta")  # after it was read
    built = building.build(
        sources,
        author.output,
        now=NOW,
        locked=False,
        advance=lambda _: None,
    )
    assert len(built) == 1
    topics, _ = discover([author.folder], whole=True)
    assert building.up_to_date(topics, author.output, NOW) is None
    author.release(NOW)
    topics, _ = discover([author.folder], whole=True)
    assert building.up_to_date(topics, author.output, NOW) is not None


@pytest.mark.parametrize(
    ("file", "content"),
    [("map.png", png(40, 31)), ("new.png", png()), ("map.png", None), ("new.txt", b"text")],
    ids=["changed", "added", "removed", "of no account"],
)
def test_what_is_there_stands_until_a_picture_changes(
    file: str, content: bytes | None, tmp_path: Path
) -> None:
    """A picture that is changed, added or taken away; what is no picture is nobody's."""
    author = Author.with_pictures(tmp_path)

    def stands() -> bool:
        topics, _ = discover([author.folder], whole=True)
        return building.up_to_date(topics, author.output, NOW) is not None

    author.release(NOW)
    author.release(NOW)  # by now the lock is what it will be
    assert stands()
    path = author.folder / "media" / file
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)
    assert stands() is (file == "new.txt")


def test_a_name_that_is_not_utf8_is_a_name(build: Build, decks: Path) -> None:
    name = os.fsdecode(b"oceans-\xff.yaml")
    try:
        (decks / "seas.yaml").rename(decks / name)
    except (OSError, UnicodeError):
        pytest.skip("this system has no such names")
    assert build().code == 0
    assert "unchanged" in build().out


def test_two_builds_at_once_do_not_take_what_the_other_writes(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever ends last has the last word, and the other fails for nothing."""
    write = Path.write_text
    codes = []

    def beside(path: Path, *arguments: object, **options: object) -> int:
        if not codes:
            codes.append(0)
            with monkeypatch.context() as patch:
                patch.setattr("quizgen.system.temporary.os.getpid", lambda: 1)
                codes[0] = build().code
        return write(path, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", beside)
        codes.append(build().code)
    assert codes == [0, 0]
    assert not list(tmp_path.rglob(".*"))
    assert "unchanged" in build().out


def test_what_else_lies_in_the_output_does_not_matter(build: Build, tmp_path: Path) -> None:
    """Folders, and files that quizgen has not made, are neither read nor replaced."""
    output = tmp_path / "output"
    (output / "folder.apkg").mkdir(parents=True)
    (output / "other.apkg").write_bytes(b"no package")
    assert build().code == 0
    assert "unchanged" in build().out
    assert (output / "other.apkg").read_bytes() == b"no package"


# -- all or none -------------------------------------------------------------------------------


BROKEN: dict[str, Callable[[Path], object]] = {
    "a mistake in a bank": lambda folder: edit(
        folder / "decks/seas.yaml", "type: short", "type: shirt"
    ),
    "a vanished question": lambda folder: edit(
        folder / "decks/seas.yaml", "id: largest", "id: biggest"
    ),
    "a changed namespace": lambda folder: edit(folder / "decks/seas.yaml", "z0r", "z0s"),
    "a damaged lock": lambda folder: edit(folder / "decks/seas.lock", "seas/", "seas "),
    "a date in the lock that is no second": lambda folder: edit(
        folder / "decks/seas.lock", f" {NOW} ", " 9999999999 "
    ),
    "a folder in the way": lambda folder: (
        (folder / "output/seas.apkg").unlink(),
        (folder / "output/seas.apkg").mkdir(),
    ),
}


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN.keys())
def test_one_broken_topic_leaves_all_as_it_was(
    damage: Callable[[Path], object], build: Build, tmp_path: Path
) -> None:
    """The other topic has news, but neither its package nor its lock is written."""
    build()
    edit(tmp_path / "decks/atlas/rivers.yaml", "A delta", "A Delta")
    damage(tmp_path)
    before = status(tmp_path)
    for arguments in ((), ("--force",), ("--locked",)):
        result = build(*arguments, now=NOW + 60)
        assert result.code in (1, 2)
        assert "seas" in result.err
        assert status(tmp_path) == before


@pytest.mark.parametrize("there", [[], ["output"], ["output", "output/deep"]], ids=" and ".join)
def test_a_refused_build_leaves_the_folders_that_were_there(
    there: list[str], build: Build, tmp_path: Path
) -> None:
    """Though they are empty; those that it made go."""
    for name in there:
        (tmp_path / name).mkdir()
    before = set(tmp_path.rglob("*"))
    assert build("--locked", "-o", tmp_path / "output" / "deep" / "deeper").code == 1
    assert set(tmp_path.rglob("*")) == before


def test_a_file_that_changes_during_a_build_is_not_packed(tmp_path: Path) -> None:
    """Its name would not be that of its content, and Anki would never take another one for it."""
    author = Author.with_pictures(tmp_path)
    sources = author.sources()
    (author.folder / "media" / "map.png").write_bytes(png(50, 30))
    with pytest.raises(OSError, match="changed while it was read"):
        building.build(
            sources,
            author.output,
            now=NOW,
            locked=False,
            advance=lambda _: None,
        )
    assert not author.output.exists()
    assert not author.lock.exists()


def test_a_full_disk_leaves_all_as_it_was(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that cannot be written stops the build before anything is replaced."""
    build()
    for file, old, new in (
        ("atlas/rivers.yaml", "A delta", "A Delta"),
        ("seas.yaml", "Which", "What"),
    ):
        edit(tmp_path / "decks" / file, old, new)
    before = status(tmp_path)
    write = Path.write_text

    def full(path: Path, *arguments: object, **options: object) -> int:
        if path.name == "seas.lock":
            raise OSError(28, "No space left on device", str(path))
        return write(path, *arguments, **options)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        result = build(now=NOW + 60)
    assert (result.code, "No space left" in result.err) == (2, True)
    assert status(tmp_path) == before
    assert build(now=NOW + 60).code == 0


# -- locked ------------------------------------------------------------------------------------


def test_locked_passes_where_the_locks_are_current(build: Build, tmp_path: Path) -> None:
    """Whether the package is there or must be made, which is what CI does."""
    build()
    before = bytes_of(tmp_path)
    assert build("--locked").code == 0
    shutil.rmtree(tmp_path / "output")
    assert build("--locked", now=NOW + 60).code == 0
    assert bytes_of(tmp_path) == before


def test_locked_passes_where_version_control_made_other_ends_of_lines(
    build: Build, tmp_path: Path
) -> None:
    """And such a lock counts as unchanged, and is not written again."""
    build()
    lock = tmp_path / "decks/atlas/quizgen.lock"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    before = status(tmp_path)
    assert "unchanged" in build("--locked").out
    assert build("--locked", "--force", now=NOW + 60).code == 0
    assert status(tmp_path)["decks/atlas/quizgen.lock"] == before["decks/atlas/quizgen.lock"]


@pytest.mark.parametrize("built", [True, False])
def test_locked_names_the_notes_that_are_not_current_and_writes_nothing(
    built: bool, build: Build, tmp_path: Path
) -> None:
    """Notes that are changed, renamed or new, each in the lock's line that it has or would have."""
    build()
    rivers = tmp_path / "decks/atlas/rivers.yaml"
    edit(rivers, "A delta", "A Delta")
    edit(rivers, "id: longest", "id: longest-of-africa\n    was: [longest]")
    edit(
        tmp_path / "decks/seas.yaml",
        "questions:\n",
        "questions:\n  - {id: new, type: card, stem: A, answer: B}\n",
    )
    if not built:
        shutil.rmtree(tmp_path / "output")
    before = status(tmp_path)
    result = build("--locked", now=NOW + 60)
    assert result.code == 1
    for said in (
        "“rivers/delta” was changed",
        "“rivers/longest” is gone",
        "“rivers/longest-of-africa” is new",
        "“seas/new” is new",
    ):
        assert said in result.err
    assert "from-the-sun" not in result.err
    assert status(tmp_path) == before
    assert (tmp_path / "output").exists() is built


def test_locked_without_a_lock_asks_for_it(build: Build, decks: Path) -> None:
    """Who built without --locked, as is asked for a stale lock, would throw the old one away."""
    result = build("--locked")
    assert result.code == 1
    assert result.err.count("missing-lock") == 2
    assert "take it back as it was: git checkout HEAD -- " in result.err
    assert not list(decks.rglob("*.lock"))


@pytest.mark.parametrize("new", ["oceans.yaml", "water/oceans.yaml", "a/b/oceans.yaml"])
def test_a_bank_that_moves_without_its_lock_is_told(new: str, build: Build, decks: Path) -> None:
    """A new lock would date every note anew, and nobody would notice an id that vanished."""
    build()
    (decks / new).parent.mkdir(exist_ok=True, parents=True)
    (decks / "seas.yaml").rename(decks / new)
    before = status(decks)
    result = build()
    assert result.code == 1
    assert "seas.lock:1:1: error[moved-lock]" in result.err
    assert f"move it to {(decks / new).with_suffix('.lock')}" in result.err
    assert status(decks) == before
    (decks / "seas.lock").rename((decks / new).with_suffix(".lock"))
    assert build().code == 0


def test_a_bank_that_becomes_a_topic_where_it_is_takes_its_lock_along(
    build: Build, decks: Path
) -> None:
    """Though a bank still lies beside the old lock, it is not that bank's any more."""
    build()
    (decks / "atlas").rename(decks.parent / "elsewhere")
    source = (decks.parent / "elsewhere" / "source.yaml").read_text()
    namespace = ALONE.split("namespace: ")[1].split("\n", maxsplit=1)[0]
    old = source.split("namespace: ")[1].split("\n")[0]
    (decks / "source.yaml").write_text(source.replace(old, namespace))
    (decks / "seas.yaml").write_text(ALONE.replace(f"namespace: {namespace}\n", ""))
    result = build()
    assert result.code == 1
    assert "seas.lock:1:1: error[moved-lock]" in result.err


def test_a_lock_left_behind_is_found_from_within(
    build: Build, decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder above is none of the path that is given."""
    build()
    (decks / "water").mkdir()
    (decks / "seas.yaml").rename(decks / "water" / "seas.yaml")
    monkeypatch.chdir(decks / "water")
    result = build(path=Path("seas.yaml"))
    assert result.code == 1
    assert "error[moved-lock]" in result.err


def test_what_is_no_lock_of_the_banks_is_left_alone(build: Build, decks: Path) -> None:
    """A pipe would wait for ever, and hidden files are nobody's."""
    build()
    (decks / ".attic").mkdir()
    (decks / "seas.lock").rename(decks / ".attic" / "seas.lock")
    os.mkfifo(decks / "pipe.lock")
    assert build(path=decks).code == 0


def test_a_lock_that_git_took_back_is_not_current_though_its_package_is_there(
    build: Build, decks: Path
) -> None:
    """Whoever pulls a revert has built just these files before."""

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        subprocess.run(["git", *identity, *arguments], cwd=decks, check=True, capture_output=True)

    bank = decks / "seas.yaml"
    package = decks / "output" / "seas.apkg"
    git("init", "-q")
    assert build(path=bank).code == 0
    first = package.read_bytes()
    git("add", "seas.yaml", "seas.lock")
    git("commit", "-q", "-m", "one")
    edit(bank, "The Philippine Sea", "The Dead Sea")
    build(path=bank, now=NOW + 60)
    git("commit", "-q", "-a", "-m", "two")
    git("revert", "--no-edit", "HEAD")
    package.write_bytes(first)
    result = build("--locked", path=bank, now=NOW + 120)
    assert result.code == 1
    assert "was taken back to an earlier text" in result.err
    assert "unchanged" not in build(path=bank, now=NOW + 120).out
    assert "unchanged" in build(path=bank, now=NOW + 180).out


def test_a_copy_of_a_bank_leaves_no_lock_behind(build: Build, decks: Path, tmp_path: Path) -> None:
    """The lock of the one that is still there is where it belongs."""
    build()
    (tmp_path / "copy").mkdir()
    shutil.copy(decks / "seas.yaml", tmp_path / "copy")
    assert build(path=tmp_path / "copy").code == 0


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (20, "the lock file is out of date: “seas/q0019” is new since the last build"),
        (1020, "the lock file is out of date: 1,000 more notes differ"),
    ],
)
def test_locked_names_only_the_first_of_many_notes(
    count: int, last: str, build: Build, decks: Path
) -> None:
    """Twenty one by one; of the rest, how many they are."""
    build(path=decks / "seas.yaml")
    cards = (f"  - {{id: q{n:04}, type: card, stem: S{n}, answer: A}}\n" for n in range(count))
    (decks / "seas.yaml").write_text(ALONE + "".join(cards))
    result = build("--locked", path=decks / "seas.yaml")
    assert result.code == 1
    told = [line for line in result.err.splitlines() if "error[stale-lock]" in line]
    assert len(told) == min(count, 21)
    assert told[-1] == f"{decks / 'seas.lock'}:1:1: error[stale-lock] {last}"


def test_locked_refuses_a_lock_that_is_written_otherwise(build: Build, decks: Path) -> None:
    """The same notes in another order are not what a build would write."""
    build()
    lock = decks / "atlas/quizgen.lock"
    head, *lines = lock.read_text().splitlines(keepends=True)
    sound = lock.read_bytes()
    lock.write_text(head + "".join(reversed(lines)))
    result = build("--locked", now=NOW + 60)
    assert result.code == 1
    assert "the lock file is not as quizgen writes it" in result.err
    assert build(now=NOW + 60).code == 0
    assert lock.read_bytes() == sound


# -- a bank and its lock -----------------------------------------------------------------------


def test_a_lone_bank_keeps_its_notes_with_its_lock(
    build: Build, decks: Path, tmp_path: Path
) -> None:
    """Its file may be renamed if the lock is; without the lock, its notes are dated anew."""
    build()
    package = tmp_path / "output/seas.apkg"
    before = contents(package)
    (decks / "seas.yaml").rename(decks / "waters.yaml")
    (decks / "seas.lock").rename(decks / "waters.lock")
    assert build(now=NOW + 60).code == 0
    assert contents(package) == before
    (decks / "waters.lock").unlink()
    assert build(now=NOW + 120).code == 0
    assert contents(package).keys() == before.keys()
    assert {note.second for note in contents(package).values()} == {NOW + 120}


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
