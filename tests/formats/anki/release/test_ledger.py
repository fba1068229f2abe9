"""What learners may have, as its witnesses tell it, and the second that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Entry, Lock
from updates.story import check_story

GUID = "A" * 16


def entry(digest: str, second: int, **others: object) -> Entry:
    return Entry("seas/one", GUID, digest * 32, second, 1, **others)  # type: ignore[arg-type]


def lock(*entries: Entry) -> Lock:
    return Lock(
        "0123456789abcdef",
        {each.name: each for each in entries if not (each.retyped or each.ungiven)},
        {each.guid: each for each in entries if each.retyped or each.ungiven},
    )


_states = st.builds(entry, st.sampled_from("abc"), st.integers(1, 9))
_pasts = st.lists(_states, max_size=5)


@given(st.none() | _states, _pasts, st.sampled_from("abc"), st.integers(0, 12))
def test_a_note_is_later_than_every_other_content(
    last: Entry | None, past: list[Entry], digest: str, now: int
) -> None:
    """So every learner gets it, or has it; the lock's second is kept where it is late enough."""
    ledger = Ledger.of(lock(last) if last else Lock(), past)
    content = digest * 32
    second = ledger.second(GUID, content, now)
    known = [*past, *([last] if last else [])]
    assert all(second > each.second for each in known if each.digest != content)
    assert all(second >= each.second for each in known)
    if second not in [each.second for each in known if each.digest == content]:
        assert second >= now
    if last and last.digest == content and not ledger.is_outdated(GUID):
        assert second == last.second
    if not last:
        assert all(second > each.second for each in known)


@given(st.none() | _states, _pasts, st.sampled_from("abc"))
def test_a_second_build_changes_nothing(last: Entry | None, past: list[Entry], digest: str) -> None:
    ledger = Ledger.of(lock(last) if last else Lock(), past)
    built = entry(digest, ledger.second(GUID, digest * 32, 5))
    again = Ledger.of(lock(built), [*past, *([last] if last else [])])
    assert again.is_current()
    assert again.second(GUID, digest * 32, 9) == built.second
    assert again.newest() == {GUID: built}


def test_what_the_lock_does_not_know_is_forgotten() -> None:
    """The newest line of it; of one second, that which says that it was built."""
    past = [entry("a", 1), entry("b", 3), entry("b", 3, retyped=True), entry("c", 2)]
    assert Ledger.of(Lock(), past).forgotten() == [entry("b", 3)]
    assert not Ledger.of(Lock(), past).is_current()
    assert Ledger.of(lock(entry("a", 4)), past).forgotten() == []


def test_what_nobody_was_given_is_neither_forgotten_nor_had() -> None:
    own = entry("a", 4, ungiven=True)
    ledger = Ledger.of(lock(own), [entry("a", 4)])
    assert (ledger.forgotten(), ledger.newest(), ledger.is_current()) == ([], {}, True)


def test_a_number_that_any_witness_knows_is_not_free() -> None:
    past = [entry("a", 1, gaps="1:000000aa,2:000000bb"), entry("b", 2, gaps="3:000000cc")]
    ledger = Ledger.of(lock(entry("a", 3, gaps="1:000000aa")), past)
    assert ledger.gap_numberings() == {GUID: "1:000000aa,~3:000000cc,~2:000000bb"}


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
