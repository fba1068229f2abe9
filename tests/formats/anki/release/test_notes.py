"""What learners are given is dated by what the lock says that they have."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import Run
from quizgen.formats.anki.notetypes import CHOICE, TYPED
from quizgen.formats.anki.release.inputs import read_lock
from quizgen.formats.anki.release.lock import Entry
from quizgen.formats.anki.release.notes import Release, guid
from quizgen.model.values import Namespace
from updates.author import Author, contents
from updates.story import check_story

NOW = 1_780_000_000


def released(author: Author, now: int) -> dict[str, Entry]:
    """What learners would be given at the second ``now``, by name."""
    (source,) = author.sources()
    release = Release(source.topic, source.ledger, now)
    given = [pair for bank in source.topic.banks for pair in release.notes(bank)]
    assert release.entries == [entry for _, entry in given]
    assert all(rendered.guid == entry.guid for rendered, entry in given)
    return {entry.name: entry for entry in release.entries}


def test_a_guid_is_made_of_names_that_never_change() -> None:
    """Another one would cost every learner all reviews of the note."""
    namespace = Namespace("7qk2m5xw9d3r8t4v")
    assert guid(namespace, "rivers/longest", CHOICE) == "3OJ7ao0rSQwiCgkL"
    others = {
        guid(namespace, "rivers/longest", CHOICE),
        guid(namespace, "rivers/longest", TYPED),
        guid(namespace, "rivers/delta", CHOICE),
        guid(Namespace("8qk2m5xw9d3r8t4v"), "rivers/longest", CHOICE),
    }
    assert len(others) == 4


def test_only_what_reads_otherwise_gets_a_later_second(tmp_path: Path) -> None:
    """So that Anki leaves the other notes, and the tags that learners gave them, alone."""
    author = Author.of(tmp_path)
    author.release(NOW)
    before = released(author, NOW + 60)
    assert {entry.second for entry in before.values()} == {NOW}
    author.edit("rivers.yaml", "A delta", "A Delta")
    after = released(author, NOW + 60)
    assert {name for name, entry in after.items() if entry != before[name]} == {"rivers/delta"}
    assert after["rivers/delta"].second == NOW + 60


@pytest.mark.parametrize("later", [0, -1_000_000], ids=["the same second", "a clock set back"])
def test_an_edit_is_later_than_what_it_replaces(later: int, tmp_path: Path) -> None:
    """Whatever the clock says: learners would not get it otherwise."""
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "A delta", "A Delta")
    assert released(author, NOW + later)["rivers/delta"].second == NOW + 1


def test_a_new_note_is_made_about_now_and_has_room_for_its_cards(tmp_path: Path) -> None:
    """Anki shows its id as the time when it was made; its cards take the ids behind it."""
    author = Author.of(tmp_path)
    ids = sorted(entry.note_id for entry in released(author, NOW).values())
    assert all(later - sooner == 32 for sooner, later in pairwise(ids))
    assert NOW * 1000 - 1000 < ids[0] <= ids[-1] <= NOW * 1000
    author.release(NOW)
    with author.questions("rivers.yaml") as parts:
        parts.insert(0, "new\n    type: card\n    stem: A\n    answer: B")
    assert released(author, NOW)["rivers/new"].note_id == ids[-1] + 32


def test_ids_that_two_branches_gave_out_are_told_apart(tmp_path: Path) -> None:
    """Locks merge line by line, so that two new notes may have one id: one of them gets another.

    Learners know notes by their guids, and lose nothing by it.
    """
    author = Author.of(tmp_path)
    before = contents(author.release(NOW))
    lock, _, _ = read_lock(author.lock)
    entries = sorted(lock.entries.values(), key=lambda entry: entry.name)
    ids = {entry.note_id for entry in entries}
    text = author.lock.read_text(encoding="utf-8")
    for entry, note_id in zip(
        entries[1:3], (entries[0].note_id, entries[0].note_id + 1), strict=True
    ):
        text = text.replace(f" {entry.note_id}\n", f" {note_id}\n")
    author.lock.write_text(text, encoding="utf-8")
    assert contents(author.release(NOW)) == before
    lock, _, _ = read_lock(author.lock)
    given = sorted(entry.note_id for entry in lock.entries.values())
    assert all(later - sooner >= 32 for sooner, later in pairwise(given))
    assert len(ids & set(given)) == 7


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
