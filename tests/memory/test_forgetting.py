"""What is to be forgotten is gone, and does not come back."""

from __future__ import annotations

from pathlib import Path

from memory.support import DAY, NOON, answer, card, greenwich
from memory.test_transfer import carry
from quizgen.memory.backups import backups
from quizgen.memory.events import Shown
from quizgen.memory.forgetting import banks, forget
from quizgen.memory.identity import Card
from quizgen.memory.store import open_store
from quizgen.memory.upkeep import rebuild

SECRET = "what nobody should read"
SPACE = "n" * 20


def of_bank(bank: str) -> Card:
    one = card(bank)
    key = type(one.key)(one.key.namespace, f"{bank}/q")
    return type(one)(key, one.form, one.asked, one.answer)


def fill(path: Path) -> None:
    """Answer and flag a question of each of two banks, on two days."""
    with open_store(path, zone=greenwich) as store:
        for at in (NOON, NOON + DAY):
            items = [Shown(SPACE, "rivers/q"), Shown(SPACE, "seas/q")]
            session = store.start("quiz", items, at=at)
            for bank in ("rivers", "seas"):
                answer(store, session, of_bank(bank), at=at)
                store.flag(of_bank(bank).key, f"{SECRET} of {bank}", at=at, session=session)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_everything_goes_from_the_file_and_from_the_copies(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path)
    aside = tmp_path / "history-damaged-2024-10-04.db"
    aside.write_text(SECRET)
    assert len(backups(path)) == 1
    assert SECRET.encode() in bytes_of(tmp_path)
    with open_store(path) as store:
        assert forget(store.database, path, None, at=NOON + 2 * DAY) == 10
    assert backups(path) == []
    assert not aside.exists()
    assert SECRET.encode() not in bytes_of(tmp_path)
    assert b"rivers" not in bytes_of(tmp_path)


def test_an_import_does_not_bring_it_back_and_what_comes_later_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path)
    with (
        open_store(path, zone=greenwich) as store,
        open_store(tmp_path / "other.db", zone=greenwich) as other,
    ):
        carry(store, other)
        forget(store.database, path, None, at=NOON + 2 * DAY)
        merged = carry(other, store)
        assert (merged.added, merged.forgotten) == (0, 10)
        later = other.start("quiz", [], at=NOON + 3 * DAY)
        answer(other, later, of_bank("rivers"), at=NOON + 3 * DAY)
        assert carry(other, store).added == 2
        assert len(list(store.reviews())) == 1


def test_one_bank_goes_and_the_other_stays(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    fill(path)
    with open_store(path, zone=greenwich) as store, open_store(None, zone=greenwich) as other:
        carry(store, other)
        assert banks(store.database) == {(SPACE, "rivers"): 4, (SPACE, "seas"): 4}
        assert forget(store.database, path, [(SPACE, "rivers")], at=NOON + 2 * DAY) == 4
        assert banks(store.database) == {(SPACE, "seas"): 4}
        assert {one.key.origin for one in store.reviews()} == {"seas/q"}
        assert rebuild(store.database) == 0
        saved = store.unfinished()
        assert saved is not None
        assert saved.items == (Shown("", ""), Shown(SPACE, "seas/q"))
        assert b"rivers" not in bytes_of(tmp_path)
        assert carry(other, store).forgotten == 4
        assert banks(store.database) == {(SPACE, "seas"): 4}
