"""The lock file: what is written is read, and what is damaged is told line by line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import Run
from quizgen.formats.anki.release.lock import Entry, Lock, dump, parse
from quizgen.model.diagnostics import Span
from strategies import ids, namespaces
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000
NAMESPACE = "3h7d9xk2m5qw8t4v6z0r"
ONE = f"rivers/delta {'A' * 16} {'0' * 32} {NOW} 1780000000000\n"
OTHER = f"rivers/longest {'B' * 16} {'1' * 32} {NOW} 1780000000032\n"
HEAD = f"quizgen lock 1 {NAMESPACE}\n"

_guids = st.text("abcXYZ019-_", min_size=16, max_size=16)
_gaps = st.builds(
    "{}{}:{}".format,
    st.sampled_from(["", "~"]),
    st.integers(1, 20),
    st.text("0123456789abcdef", min_size=8, max_size=8),
)
_entries = st.lists(
    st.builds(
        Entry,
        name=st.builds("{}/{}".format, ids, ids),
        guid=_guids,
        digest=st.text("0123456789abcdef", min_size=32, max_size=32),
        second=st.integers(0, 2**32 - 2**20 - 1),
        note_id=st.integers(1, 9 * 10**13 - 1),
        gaps=st.lists(
            _gaps, max_size=3, unique_by=lambda gap: gap.lstrip("~").partition(":")[0]
        ).map(",".join),
        retyped=st.booleans(),
    ),
    max_size=6,
    unique_by=(lambda entry: entry.name, lambda entry: entry.guid),
)


@given(namespaces, _entries, st.randoms())
def test_what_is_written_is_read(namespace: str, entries: list[Entry], chance: Random) -> None:
    """Each entry at its line, in the order of the names, whatever order they come in."""
    entries = [
        replace(each, ungiven=not each.retyped and chance.random() < 0.2) for each in entries
    ]
    text = dump(namespace, entries)
    chance.shuffle(entries)
    assert dump(namespace, entries) == text
    lock, faults = parse(text, "lock")
    assert faults == []
    built = {each.name: each for each in entries if not (each.retyped or each.ungiven)}
    former = {each.guid: each for each in entries if each.retyped or each.ungiven}
    assert lock == Lock(namespace, built, former, lock.lines)
    assert [*lock.entries] == sorted(lock.entries)
    lines = text.split("\n")
    assert all(lines[lock.lines[entry.name] - 1] == str(entry) for entry in built.values())
    assert lock.by_guid() == {entry.guid: entry for entry in entries}


DAMAGE = {
    "an empty file": ("", [("damaged-lock", 1)]),
    "another file": ("bank: seas\n", [("damaged-lock", 1)]),
    "a line cut short": (HEAD + ONE[:-20], [("damaged-lock", 2)]),
    "a line that is empty": (f"{HEAD}\n{ONE}", [("damaged-lock", 2)]),
    "a space too many": (HEAD + ONE.replace(" ", "  ", 1) + OTHER, [("damaged-lock", 2)]),
    "a name twice": (HEAD + ONE + ONE.replace("A", "C"), [("damaged-lock", 3)]),
    "a guid twice": (HEAD + ONE + OTHER.replace("B", "A"), [("damaged-lock", 3)]),
    "a note that is built and is not": (HEAD + ONE + f"~{ONE}", [("damaged-lock", 3)]),
    "gaps that are none": (HEAD + ONE[:-1] + " 1:x\n", [("damaged-lock", 2)]),
    "a gap twice": (HEAD + ONE[:-1] + f" 1:{'0' * 8},~1:{'1' * 8}\n", [("damaged-lock", 2)]),
    "a gap beyond all": (HEAD + ONE[:-1] + f" 21:{'0' * 8}\n", [("damaged-lock", 2)]),
    "a first line with a space behind": (f"{HEAD[:-1]} \n{ONE}", [("damaged-lock", 1)]),
    "two lines": (f"{HEAD}x\n{ONE}y\n", [("damaged-lock", 2), ("damaged-lock", 4)]),
    "a merge": (
        f"{HEAD}<<<<<<< ours\n{ONE}=======\n{ONE.replace('A', 'C')}>>>>>>> theirs\n{OTHER}",
        [("conflicted-lock", 2)],
    ),
    "a merge that shows its base": (
        f"{HEAD}<<<<<<< ours\n{ONE}||||||| base\n{ONE}=======\n{ONE}>>>>>>> theirs\n",
        [("conflicted-lock", 2)],
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_at_its_line(name: str) -> None:
    """And how to get out of it without losing a review."""
    text, expected = DAMAGE[name]
    _, faults = parse(text, "a.lock")
    assert [(fault.code, fault.place.line) for fault in faults] == expected
    assert {fault.place.path for fault in faults} == {"a.lock"}
    assert all("no learner loses a review" in fault.hint for fault in faults)


def _locks(*names: str) -> str:
    entries = [Entry(name, f"{name:A>16}".replace("/", "_"), "0" * 32, NOW, 1) for name in names]
    return dump(NAMESPACE, entries)


NAMES = [f"b/{name}" for name in "acegikmo"]


@given(st.sets(st.integers(1, 16), min_size=1, max_size=15))
def test_every_line_that_is_lost_is_missed(lost: set[int]) -> None:
    """Whichever they are, and however many: a note's, or one of the roll.

    Only who takes away both lines of a note takes it away.
    """
    lines = _locks(*NAMES).splitlines(keepends=True)
    assert len(lines) == 18
    del lines[9]  # the bare “=”
    kept = [line for number, line in enumerate(lines) if number not in lost]
    _, faults = parse("".join(kept), "a.lock")
    in_pairs = all((number + 8 if number <= 8 else number - 8) in lost for number in lost)
    no_roll = lost >= set(range(1, 9))  # as an older quizgen wrote it
    assert bool(faults) is not (in_pairs or no_roll)
    assert {fault.code for fault in faults} <= {"incomplete-lock"}
    assert all(1 < fault.place.line <= len(kept) for fault in faults)


@pytest.mark.parametrize("end", range(2, 18))
def test_a_file_that_was_cut_short_is_missed(end: int) -> None:
    lines = _locks(*NAMES).splitlines(keepends=True)
    _, faults = parse("".join(lines[:end]), "a.lock")
    assert [fault.code for fault in faults] == ["incomplete-lock"]
    assert "lines are missing" in faults[0].message


@given(
    st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1),
    st.sets(st.sampled_from("abcdefghijklmnop")),
    st.sets(st.sampled_from("abcdefghijklmnop")),
)
@settings(max_examples=30)
def test_what_git_merges_is_sound(base: set[str], one: set[str], other: set[str]) -> None:
    """Two sides that add notes: the merge has them all, or is a conflict where the notes are too.

    So the roll brings no conflict that the notes by themselves would not have.
    """

    def merge(*sides: str) -> tuple[int, str]:
        with TemporaryDirectory() as folder:
            paths = [Path(folder, name) for name in ("one", "base", "other")]
            for path, text in zip(paths, sides, strict=True):
                path.write_text(text)
            run = subprocess.run(
                ["git", "merge-file", "-p", *paths], capture_output=True, text=True, check=False
            )
        return run.returncode, run.stdout

    sides = [sorted(f"b/{name}" for name in base | more) for more in (one, set(), other)]
    conflicts, merged = merge(*(_locks(*names) for names in sides))
    plain, _ = merge(*("".join(f"{name}\n" for name in names) for names in sides))
    assert bool(conflicts) == bool(plain)
    if not conflicts:
        lock, faults = parse(merged, "a.lock")
        assert faults == []
        assert [*lock.entries] == sorted({*sides[0], *sides[2]})


@pytest.mark.parametrize("sign", ["-", "- "])
def test_a_note_that_nobody_was_given_is_marked_by_hand(sign: str) -> None:
    """Its line of the roll may stay until the next build; a space after the sign is natural."""
    text = _locks(*NAMES[:2]).replace("\nb/c", f"\n{sign}b/c")
    lock, faults = parse(text, "a.lock")
    assert faults == []
    assert ([*lock.entries], [each.name for each in lock.not_built.values()]) == (["b/a"], ["b/c"])
    built = dump(NAMESPACE, lock.by_guid().values())
    assert built.count("= ") == 1
    assert parse(built, "a.lock") == (replace_lines(lock, built), [])


def replace_lines(lock: Lock, text: str) -> Lock:
    """The same lock, with the places that its notes have in ``text``."""
    lines = text.splitlines()
    numbers = {name: lines.index(str(entry)) + 1 for name, entry in lock.entries.items()}
    return Lock(lock.namespace, lock.entries, lock.not_built, numbers)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "found “”, expected the first line of a lock"),
        ("bank: seas\n", "found “bank: seas”, expected the first line of a lock"),
        (f"{HEAD}bank: seas\n", "found “bank: seas”, expected a note"),
        (f"{HEAD}{ONE}{ONE}", "found “rivers/delta” twice, expected each note once"),
        (
            f"{HEAD}=======\n<<<<<<< ours\n",
            "found the marks of an unresolved merge, expected notes",
        ),
    ],
)
def test_damage_is_told_from_what_was_expected(text: str, message: str) -> None:
    """A lock has nothing of which a part could be meant: the mark stands where its line begins."""
    _, (fault,) = parse(text, "a.lock")
    assert fault.message == message
    assert (fault.place.column, fault.place.width) == (1, 1)


def test_what_is_sound_of_a_damaged_lock_is_read() -> None:
    lock, _ = parse(f"{HEAD}x\n{ONE}{OTHER}", "lock")
    assert (lock.namespace, [*lock.entries]) == (NAMESPACE, ["rivers/delta", "rivers/longest"])


def test_a_lock_of_a_later_format_is_no_damage() -> None:
    """Whoever deleted it, as damage is mended, would lose what only a newer quizgen can read."""
    _, (fault,) = parse(HEAD.replace("1", "2", 1) + ONE, "a.lock")
    assert (fault.code, fault.place) == ("newer-lock", Span("a.lock", 1, 1))
    assert fault.message == "found a lock of the format 2, expected 1"
    assert "delete" not in fault.hint


@pytest.mark.parametrize("number", ["4294967295", "4294967296", "9999999999"])
def test_a_second_that_no_package_can_hold_is_damage(number: str, tmp_path: Path) -> None:
    """Nor one that could not grow, nor such an id: a build would stop, with no line to mend."""
    author = Author.of(tmp_path)
    author.release(NOW)
    text = author.lock.read_text(encoding="utf-8")
    lock, good = parse(text, "lock")
    assert good == []
    assert dump(lock.namespace, lock.entries.values()) == text
    for wrong in (
        text.replace(f" {NOW} ", f" {number} ", 1),
        text[:-2].rpartition(" ")[0] + " 0\n",
        text[:-2].rpartition(" ")[0] + " 99999999999990\n",
    ):
        _, (fault,) = parse(wrong, "lock")
        assert fault.code == "damaged-lock"


@pytest.mark.parametrize("sign", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
def test_damage_is_told_at_a_line_of_the_file(sign: str) -> None:
    """A lock has the lines that an editor shows, of which these signs end none."""
    _, faults = parse(f"{HEAD}x{sign}y\n", "a.lock")
    assert [fault.place.line for fault in faults] == [2]


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
