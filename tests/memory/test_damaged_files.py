"""Histories, and what was exported of them, with random damage: told, put aside, never a crash.

``make history-proof`` tries more (DAMAGED, SEED).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from random import Random

import pytest

from memory.support import DAY, NOON, answer, card, greenwich, snapshot
from quizgen.grading import Result, Typed
from quizgen.memory.database import Damaged, Unusable, connect, explained, transaction
from quizgen.memory.store import open_store
from quizgen.memory.transfer import export, merge, parse
from quizgen.memory.upkeep import examine, save

DAMAGED = int(os.environ.get("DAMAGED", "16"))
SEED = int(os.environ.get("SEED", "1"))
CARDS = [card(str(number)) for number in range(30)]
LATER = NOON + 99 * DAY

Damage = Callable[[bytearray, Random], None]


def flip(data: bytearray, chance: Random) -> None:
    """Change some bytes."""
    for _ in range(chance.choice([1, 3, 30])):
        data[chance.randrange(len(data))] = chance.randrange(256)


def change_words(data: bytearray, chance: Random) -> None:
    """Change bytes of what the program has to understand."""
    words = (b'"type"', b"answer", b"wrong", b"rating", b'"place"', b"bank/", b"1:", b"settle")
    for _ in range(3):
        word = chance.choice(words)
        at = data.find(word, chance.randrange(len(data)))
        if at >= 0:
            data[at + chance.randrange(len(word))] = chance.randrange(256)


def wipe(data: bytearray, chance: Random) -> None:
    """Fill a part with zeros, as a file system does after a loss of power."""
    begin, size = chance.randrange(len(data)), chance.choice([16, 400, 4096])
    data[begin : begin + size] = bytes(len(data[begin : begin + size]))


def cut(data: bytearray, chance: Random) -> None:
    """Leave out the end."""
    del data[chance.randrange(len(data)) :]


DAMAGES: tuple[Damage, ...] = (flip, change_words, wipe, cut)


@cache
def sound(folder: Path) -> tuple[bytes, bytes]:
    """Return a history, and what is exported of it."""
    path = folder / "sound.db"
    with open_store(path, zone=greenwich) as store:
        session = store.start("quiz", [], at=NOON)
        for number in range(120):
            one, at = CARDS[number % 30], NOON + number * DAY // 4
            wrong = Result.WRONG
            stored = store.answer(session, number, [(one, wrong)], wrong, Typed(("x",)), at=at)
            if number % 9 == 0:
                store.settle(stored.event, Result.APPEALED, [Result.APPEALED], counts=True, at=at)
            if number % 10 == 0:
                store.flag(one.key, "see the map", at=at, session=session)
        exported = b"".join(export(store.database))
    return path.read_bytes(), exported


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module share."""
    return tmp_path_factory.mktemp("sound")


def use(path: Path) -> None:
    """Do with a history what a quiz does."""
    with open_store(path, zone=greenwich) as store:
        store.unfinished()
        store.last_session()
        store.queue(CARDS, at=LATER)
        list(store.reviews())
        list(store.states())
        store.flags()
        session = store.start("quiz", [], at=LATER)
        answer(store, session, CARDS[3], at=LATER)
        store.undo(session, at=LATER)
        list(export(store.database))


def heal(path: Path) -> None:
    """Do with a history what the doctor does."""
    try:
        with closing(connect(path)) as database:
            faults = examine(database, path, at=LATER).faults
    except Damaged as error:
        faults = [str(error)]
    if faults:
        damaged = path.read_bytes()
        assert save(path, "today").aside.read_bytes() == damaged
    with closing(connect(path)) as database:
        findings = examine(database, path, at=LATER)
        assert (findings.faults, findings.different) == ([], 0)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_history_is_told_and_healed(damage: Damage, folder: Path, tmp_path: Path) -> None:
    history, _ = sound(folder)
    for number in range(DAMAGED // len(DAMAGES)):
        chance, data = Random(f"{SEED} {number}"), bytearray(history)
        damage(data, chance)
        path = tmp_path / f"{number}.db"
        path.write_bytes(data)
        with suppress(Unusable):
            use(path)
        heal(path)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_lines_are_told_or_do_no_harm(damage: Damage, folder: Path) -> None:
    _, exported = sound(folder)
    told = 0
    for number in range(DAMAGED // len(DAMAGES)):
        chance, data = Random(f"{SEED} {number}"), bytearray(exported)
        damage(data, chance)
        lines, mistakes = parse(bytes(data).splitlines(keepends=True))
        told += bool(mistakes)
        with open_store(None, zone=greenwich) as store:
            with explained(None), transaction(store.database):
                merge(store.database, lines)
            before = snapshot(store)
            findings = examine(store.database, None, at=LATER)
            assert (findings.faults, findings.different) == ([], 0)
            assert snapshot(store) == before
    assert told
