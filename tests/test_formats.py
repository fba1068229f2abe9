"""What holds for every format: a topic is written whole or not at all, and as the lock says."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.formats import FORMATS, Exporter, Written, exporter
from quizgen.formats.anki.release.lock import Entry, Lock
from updates.author import Author

NOW = 1_780_000_000


@pytest.fixture(params=FORMATS)
def form(request: pytest.FixtureRequest) -> Exporter:
    return exporter(request.param)


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author.of(tmp_path / "author")


def locked(written: Written, namespace: str) -> Lock:
    return Lock(namespace, {entry.name: entry for entry in written.entries})


def test_a_package_holds_what_is_said_of_it(form: Exporter, author: Author, tmp_path: Path) -> None:
    """Notes, cards, size; the stamp is told of them, and stands at the end of the file."""
    (source,) = author.sources()
    path = tmp_path / f"a package{form.SUFFIX}"
    told: list[tuple[tuple[Entry, ...], int, int]] = []

    def stamp(entries: tuple[Entry, ...], cards: int, decks: int) -> bytes:
        told.append((entries, cards, decks))
        return b"the stamp"

    written = form.write(
        source.topic, path, lock=Lock(), now=NOW, advance=lambda _: None, stamp=stamp
    )
    assert (written.path, written.notes, written.cards) == (path, 9, 11)
    assert written.size == path.stat().st_size
    assert path.read_bytes().endswith(b"the stamp")
    assert told == [(written.entries, written.cards, written.decks)]
    assert {entry.second for entry in written.entries} == {NOW}
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [path]


def write(form: Exporter, author: Author, path: Path, lock: Lock, now: int = NOW) -> Written:
    (source,) = author.sources()
    return form.write(
        source.topic, path, lock=lock, now=now, advance=lambda _: None, stamp=lambda *_: b""
    )


def test_what_has_not_changed_is_given_out_again(
    form: Exporter, author: Author, tmp_path: Path
) -> None:
    """Byte for byte, whenever it is built."""
    (source,) = author.sources()
    first = write(form, author, tmp_path / "first", Lock())
    lock = locked(first, source.topic.namespace)
    second = write(form, author, tmp_path / "second", lock, NOW + 1_000_000)
    assert second.entries == first.entries
    assert second.path.read_bytes() == first.path.read_bytes()


def test_what_cannot_be_written_leaves_what_was_there(
    form: Exporter, author: Author, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write(form, author, tmp_path / "nowhere" / "package", Lock())
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write(form, author, tmp_path / "folder", Lock())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["author", "folder"]


def test_what_learners_would_lose_is_told(form: Exporter, author: Author, tmp_path: Path) -> None:
    """Whether it is known already what will be built or not; nothing, if all is there."""
    (source,) = author.sources()
    written = write(form, author, tmp_path / "package", Lock())
    lock = locked(written, source.topic.namespace)
    for entries in (None, written.entries):
        assert form.check(source.topic, lock, entries) == []
    banks = tuple(replace(bank, questions=bank.questions[1:]) for bank in source.topic.banks)
    left = [
        entry
        for entry in written.entries
        if entry.name not in {f"{bank.id}/{bank.questions[0].id}" for bank in source.topic.banks}
    ]
    for entries in (None, left):
        found = form.check(replace(source.topic, banks=banks), lock, entries)
        assert len(found) == len(source.topic.banks)
