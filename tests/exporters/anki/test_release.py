"""What learners were given is known by the lock, and what they would lose is told in time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from quizgen.builder import Refused, read_lock
from quizgen.diagnostics import Diagnostic
from quizgen.exporters.anki.release import check
from updates.author import Author, contents

NOW = 1_780_000_000


def faults(author: Author) -> list[Diagnostic]:
    """What would vanish if the banks were released."""
    (source,) = author.sources()
    return check(source.topic, source.lock)


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


def test_what_vanished_is_asked_for_by_the_name_that_mends_it(tmp_path: Path) -> None:
    """The hint names the id that learners know the note by, as it must be written there."""
    author = Author.of(tmp_path)
    author.edit("rivers.yaml", "bank: rivers", "bank: streams\nwas: [rivers]")
    author.edit("rivers.yaml", "id: delta", "id: mouth\n    was: [delta]")
    author.release(NOW)
    with author.questions("rivers.yaml") as parts:
        moved = parts.pop(0)  # longest
        parts.pop(1)  # mouth
    with author.questions("planets.yaml") as parts:
        parts.append(moved.replace("longest", "longest-river", 1))
    hints = {fault.message: fault.hint for fault in faults(author)}
    assert [message.split("“")[1].split("”")[0] for message in hints] == [
        "streams/longest",
        "streams/mouth",
    ]
    first, second = hints.values()
    assert "“was: [rivers/longest]”" in first
    assert "“was: […, streams/mouth]”" in second
    author.edit("planets.yaml", "longest-river\n", "longest-river\n    was: [rivers/longest]\n")
    assert [fault.message for fault in faults(author)] == list(hints)[1:]
    with pytest.raises(Refused) as refused:
        author.release(NOW)
    assert [fault.code for fault in refused.value.diagnostics] == ["vanished-id"]
