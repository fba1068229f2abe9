"""What became of each note from one lock to another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.changes import Change, Import, Kind
from quizgen.changes.comparison import compare_locks
from quizgen.lock import Entry, Lock


def entry(name: str, guid: str = "", digest: str = "0", second: int = 1) -> Entry:
    return Entry(f"bank/{name}", guid or name, digest, second, 1)


def locked(*entries: Entry) -> Lock:
    return Lock("0123456789abcdef", {each.name: each for each in entries})


def test_two_locks_tell_what_became_of_each_note() -> None:
    old = locked(
        entry("same"),
        entry("edited"),
        entry("old-name", "guid"),
        entry("retyped", "one"),
        entry("dropped"),
        entry("reverted"),
        entry("swapped", "first"),
        entry("both", "two-names"),
    )
    new = locked(
        entry("same"),
        entry("edited", digest="1", second=2),
        entry("new-name", "guid"),
        entry("retyped", "another"),
        entry("added"),
        entry("reverted", second=3),
        entry("moved", "first"),
        entry("swapped", "second"),  # a new question under the name of one that was renamed
        entry("other", "two-names", digest="1", second=2),
    )
    changes = compare_locks(old, new).changes
    found = {
        change.name.removeprefix("bank/"): (change.kind, change.imported, change.formerly)
        for change in changes
    }
    assert {change.name for change in changes if not change.compared} == {
        "bank/edited",
        "bank/other",
    }
    assert found == {
        "same": (Kind.UNCHANGED, Import.DUPLICATE, ""),
        "edited": (Kind.CHANGED, Import.UPDATED, ""),
        "new-name": (Kind.RENAMED, Import.DUPLICATE, "bank/old-name"),
        "retyped": (Kind.RETYPED, Import.NEW, ""),
        "added": (Kind.NEW, Import.NEW, ""),
        "dropped": (Kind.GONE, Import.NOTHING, ""),
        "reverted": (Kind.UNCHANGED, Import.UPDATED, ""),
        "moved": (Kind.RENAMED, Import.DUPLICATE, "bank/swapped"),
        "swapped": (Kind.NEW, Import.NEW, ""),
        "other": (Kind.CHANGED, Import.UPDATED, "bank/both"),
    }


CARD, SHORT = entry("japan", "a card"), entry("japan", "a short answer")
RETYPED = {
    # what is built and what was, in the old lock and in the new one; what Anki makes of it
    "to another type": (([CARD], []), ([SHORT], [CARD]), Import.NEW),
    "and back": (([SHORT], [CARD]), ([CARD], [SHORT]), Import.DUPLICATE),
    "and back, edited": (
        ([SHORT], [CARD]),
        ([entry("japan", "a card", digest="1", second=2)], [SHORT]),
        Import.UPDATED,
    ),
    "and back, without the other": (([SHORT], [CARD]), ([CARD], []), Import.DUPLICATE),
}


@pytest.mark.parametrize("name", RETYPED)
def test_a_lock_remembers_notes_of_another_type(name: str) -> None:
    """Which learners may have: neither is new again nor is the other one gone."""
    *locks, imported = RETYPED[name]
    old, new = (
        Lock(
            entries={each.name: each for each in built},
            former={each.guid: each for each in former},
        )
        for built, former in locks
    )
    assert compare_locks(old, new).changes == (Change("bank/japan", Kind.RETYPED, imported),)


@pytest.mark.parametrize("renamed", ["with its type", "before"])
def test_back_under_another_name_is_one_change(renamed: str) -> None:
    """A note that is not built keeps the name that it had last."""
    short = SHORT if renamed == "with its type" else entry("nippon", SHORT.guid)
    old = Lock(entries={short.name: short}, former={CARD.guid: CARD})
    back = entry("nippon", CARD.guid)
    assert compare_locks(old, locked(back)).changes == (
        Change("bank/nippon", Kind.RETYPED, Import.DUPLICATE),
    )


def test_a_note_of_another_type_that_is_not_built_is_no_change() -> None:
    """It was told when it went."""
    other = entry("korea")
    old = Lock(entries={other.name: other}, former={CARD.guid: CARD})
    assert compare_locks(old, old).changes == (
        Change("bank/korea", Kind.UNCHANGED, Import.DUPLICATE),
    )


_entries = st.lists(
    st.builds(
        entry, st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), st.sampled_from("01"),
        st.integers(1, 3),
    ),
    unique_by=(lambda each: each.name, lambda each: each.guid),
)  # fmt: skip


@given(_entries, _entries)
def test_counts_add_up(old: list[Entry], new: list[Entry]) -> None:
    """Every note of the new lock is one of new, updated and duplicate, and of one kind."""
    topic = compare_locks(locked(*old), locked(*new))
    counts, imports = topic.counts(), topic.imports()
    assert sum(imports.values()) == len(new)
    assert sum(counts.values()) - counts[Kind.GONE] == len(new)
    assert imports[Import.NEW] == counts[Kind.NEW] + counts[Kind.RETYPED]
    assert counts[Kind.GONE] + counts[Kind.RETYPED] == len(
        {each.guid for each in old} - {each.guid for each in new}
    )
    told = sum(len(alike) for _, groups in topic.told() for alike in groups)
    assert told == sum(counts.values()) - counts[Kind.UNCHANGED]


@given(_entries)
def test_nothing_changes_between_a_lock_and_itself(entries: list[Entry]) -> None:
    topic = compare_locks(locked(*entries), locked(*entries))
    assert list(topic.told()) == []
    assert topic.imports()[Import.DUPLICATE] == len(entries)
