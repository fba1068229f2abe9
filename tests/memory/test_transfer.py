"""A history as lines, and two histories that become one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory.support import DAY, NOON, answer, card, greenwich, snapshot
from quizgen.grading import Result
from quizgen.memory.database import transaction
from quizgen.memory.store import Store, open_store
from quizgen.memory.transfer import Merged, export, merge, parse


def carry(source: Store, target: Store) -> Merged:
    """Merge one history into another."""
    lines, mistakes = parse(export(source.database))
    assert mistakes == []
    with transaction(target.database):
        return merge(target.database, lines)


def facts(store: Store) -> tuple[object, ...]:
    """Return what a history knows, whatever numbers its rows have."""
    return (
        dict(store.states()),
        [(one.key, one.at, one.rating, one.predicted) for one in store.reviews()],
        store.flags(),
    )


happenings = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 20), st.sampled_from("awfu")),
    max_size=15,
)
"""On which machine, about which question, after how many days, and what."""


@given(happens=happenings)
def test_two_machines_that_merge_in_both_directions_know_the_same(
    happens: list[tuple[int, int, int, str]],
) -> None:
    with open_store(None, zone=greenwich) as one, open_store(None, zone=greenwich) as two:
        machines = (one, two)
        sessions = [store.start("review", [], at=NOON) for store in machines]
        at = NOON
        for machine, which, days, what in happens:
            at += days * DAY
            store, session, asked = machines[machine], sessions[machine], card(str(which))
            if what in "aw":
                result = Result.RIGHT if what == "a" else Result.WRONG
                answer(store, session, asked, result, at=at)
            elif what == "f":
                store.flag(asked.key, f"note {at}", at=at, session=session)
            else:
                store.undo(session, at=at)
        first, second = carry(one, two), carry(two, one)
        assert first.known == 0
        assert second.known == first.added
        assert facts(one) == facts(two)
        before = snapshot(one), snapshot(two)
        assert carry(one, two).added == carry(two, one).added == 0
        assert (snapshot(one), snapshot(two)) == before


def test_a_session_goes_on_on_another_machine(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "a.db", zone=greenwich) as one,
        open_store(tmp_path / "b.db", zone=greenwich) as two,
    ):
        answer(two, two.start("quiz", [], at=NOON), card("x"))
        session = one.start("exam", [], at=NOON + 1, settings={"seed": 7})
        answer(one, session, card("a"), at=NOON + 2)
        one.pause(session, at=NOON + 3)
        one.resume(session, at=NOON + DAY)
        one.tick(session, at=NOON + DAY + 4)
        carry(one, two)
        saved = two.unfinished()
        assert saved is not None
        assert (saved.mode, saved.settings) == ("exam", {"seed": 7})
        assert [each.key for each in saved.answers] == [card("a").key]
        assert saved.ran == 2 + 4, "the time while it was left does not count"


def test_an_event_of_a_newer_version_is_carried_on() -> None:
    with open_store(None) as one, open_store(None) as two:
        one.database.execute(
            "INSERT INTO event (uid, number, at, offset, kind, data)"
            ' VALUES (zeroblob(16), 1, 1, 0, \'dreamt\', \'{"type":"dreamt","of":"é\x7f"}\')'
        )
        assert carry(one, two).added == 1
        assert two.database.execute("SELECT kind, data FROM event").fetchall() == [
            ("dreamt", '{"type":"dreamt","of":"\\u00e9\\u007f"}')
        ]


def test_lines_are_printable_ascii() -> None:
    """Whatever a learner typed: a screen or a pipe must not change it."""
    with open_store(None, zone=greenwich) as store:
        store.flag(card().key, "é \x1b[31m \x9b \u202e 🐟", at=NOON)
        text = b"".join(export(store.database))
        assert all(byte in b"\n" or 32 <= byte < 127 for byte in text)
        with open_store(None, zone=greenwich) as other:
            carry(store, other)
            assert other.flags()[0].note == "é \x1b[31m \x9b \u202e 🐟"


HEAD = b'{"quizgen":"history","format":1}\n'
EVENT = b'{"uid":"' + b"0" * 32 + b'","number":1,"at":1,"offset":0,"what":{"type":"start",'
EVENT += b'"mode":"quiz","items":[]}}'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b"", 1, "found nothing"),
        (b"questions: []\n", 1, "this is no history"),
        (b"{}\n", 1, "this is no history"),
        (b'{"quizgen":"history","format":99}\n', 1, "a newer quizgen"),
        (HEAD + b"\xff\n", 2, "this is no event"),
        (HEAD + b"{}\n", 2, "this is no event"),
        (HEAD + EVENT + b"\n{\n", 3, "this is no event"),
        (HEAD + EVENT.replace(b'"items":[]', b'"itms":[]') + b"\n", 2, "without what it needs"),
        (HEAD + EVENT.replace(b'"at":1', b'"at":-1') + b"\n", 2, "this is no event"),
        (HEAD + EVENT.replace(b'"at":1', b'"at":9e99') + b"\n", 2, "this is no event"),
        (HEAD + EVENT.replace(b'"start"', b'"flag"') + b"\n", 2, "“flag” of no question"),
        (HEAD + EVENT[:-1] + b',"namespace":"n"}\n', 2, "expected “namespace” and “origin”"),
    ],
)
def test_what_is_no_event_is_named_with_its_line(text: bytes, line: int, message: str) -> None:
    _, mistakes = parse(text.splitlines(keepends=True))
    assert [mistake.line for mistake in mistakes] == [line]
    assert message in mistakes[0].message


def test_every_mistake_is_found() -> None:
    _, mistakes = parse([HEAD, b"x\n", EVENT + b"\n", b"y\n"])
    assert [mistake.line for mistake in mistakes] == [2, 4]
