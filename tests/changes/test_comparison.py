"""What became of each note from one lock to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.changes import Import, Kind
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
    found = {
        change.name.removeprefix("bank/"): (change.kind, change.imported, change.formerly)
        for change in compare_locks(old, new).changes
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
