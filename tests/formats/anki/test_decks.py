"""Anki packages: which decks a topic becomes, and what is packed with its notes."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from formats.anki.anki_samples import BANK, TOPIC, m, sample
from quizgen.formats import Written
from quizgen.formats.anki.decks import write
from quizgen.formats.anki.release.ledger import Ledger
from quizgen.formats.anki.release.lock import Entry, Lock
from quizgen.formats.anki.release.lost_notes import find
from quizgen.formats.anki.release.notes import Release
from quizgen.model.forms import Reveal
from samples import ALONE, make, png, wav
from updates.author import SVG, Author

NOW = 1_780_000_000


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author.of(tmp_path / "author")


def decks(package: Path) -> dict[str, tuple[str, int]]:
    """The decks of ``package`` by name, with their descriptions and the number of their cards."""
    database = package.with_name("collection.anki2")
    with zipfile.ZipFile(package) as archive:
        database.write_bytes(archive.read("collection.anki2"))
    with closing(sqlite3.connect(database)) as connection:
        ((listed,),) = connection.execute("SELECT decks FROM col")
        cards = dict(connection.execute("SELECT did, count() FROM cards GROUP BY did").fetchall())
    database.unlink()
    found = {
        deck["name"]: (deck["desc"], cards.get(deck["id"], 0))
        for deck in json.loads(listed).values()
    }
    del found["Default"]
    return found


def test_a_bank_is_a_subdeck_of_its_topic(tmp_path: Path) -> None:
    """The deck of the topic itself has no cards, but what the topic is about."""
    author = Author.of(tmp_path)
    author.edit("source.yaml", "title: Atlas\n", "title: Atlas\ndescription: About *all* of it.\n")
    assert decks(author.release(NOW)) == {
        "Atlas": ("About <em>all</em> of it.", 0),
        "Atlas::Planets": ("", 6),
        "Atlas::Rivers": ("", 5),
    }


def test_a_bank_that_stands_alone_is_one_deck(tmp_path: Path) -> None:
    author = Author(make(tmp_path / "banks", {"capitals.yaml": ALONE}), tmp_path / "output")
    assert decks(author.release(NOW)) == {"Capitals": ("", 1)}


def test_retired_questions_are_a_deck_of_their_own(tmp_path: Path) -> None:
    """Which says why they are there; those of all banks are in it."""
    author = Author.of(tmp_path)
    author.edit("rivers.yaml", "reverse: true", "reverse: true\n    retired: Too easy.")
    author.edit("planets.yaml", "type: date", "type: date\n    retired: Asked elsewhere.")
    found = decks(author.release(NOW))
    about, cards = found.pop("Atlas::Withdrawn")
    assert about.startswith("These questions were withdrawn.")
    assert (cards, found) == (
        3,
        {"Atlas": ("", 0), "Atlas::Planets": ("", 5), "Atlas::Rivers": ("", 3)},
    )


def test_a_picture_of_two_banks_is_one_file(tmp_path: Path) -> None:
    author = Author.with_pictures(tmp_path)
    with zipfile.ZipFile(author.release(NOW)) as package:
        names = json.loads(package.read("media"))
        contents = {name: package.read(member) for member, name in names.items()}
    assert sorted(name.rpartition(".")[2] for name in contents) == ["png", "svg", "wav"]
    assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])


def write_v1(
    author: Author, path: Path, lock: Lock, now: int = NOW
) -> tuple[Written, tuple[Entry, ...]]:
    (source,) = author.sources()
    release = Release(source.topic, Ledger(lock), now)
    written = write(release, path, advance=lambda _: None, stamp=lambda *_: b"")
    return written, release.next_lock()


def locked(entries: Iterable[Entry], author: Author) -> Lock:
    (source,) = author.sources()
    return Lock(source.topic.namespace, {entry.name: entry for entry in entries})


def test_a_package_holds_what_is_said_of_it(author: Author, tmp_path: Path) -> None:
    """Notes, cards, size; the stamp is told of them, and stands at the end of the file."""
    (source,) = author.sources()
    path = tmp_path / "a package.apkg"
    told: list[tuple[tuple[Entry, ...], int, int]] = []

    def stamp(entries: tuple[Entry, ...], cards: int, decks: int, content: str) -> bytes:
        told.append((entries, cards, decks))
        assert len(content) == 32
        return b"the stamp"

    release = Release(source.topic, Ledger(), NOW)
    written = write(release, path, advance=lambda _: None, stamp=stamp)
    entries = release.next_lock()
    assert (written.path, written.questions) == (path, 9)
    assert written.counts == {"note": 9, "card": 11, "deck": 3}
    assert written.size == path.stat().st_size
    assert path.read_bytes().endswith(b"the stamp")
    assert told == [(entries, 11, 3)]
    assert {entry.second for entry in entries} == {NOW}
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [path]


def test_what_has_not_changed_is_given_out_again(author: Author, tmp_path: Path) -> None:
    """Byte for byte, whenever it is built."""
    first, entries = write_v1(author, tmp_path / "first", Lock())
    lock = locked(entries, author)
    second, again = write_v1(author, tmp_path / "second", lock, NOW + 1_000_000)
    assert again == entries
    assert second.path.read_bytes() == first.path.read_bytes()


def test_what_cannot_be_written_leaves_what_was_there(author: Author, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_v1(author, tmp_path / "nowhere" / "package", Lock())
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_v1(author, tmp_path / "folder", Lock())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["author", "folder"]


def test_what_learners_would_lose_is_told(author: Author, tmp_path: Path) -> None:
    """Whether it is known already what will be built or not; nothing, if all is there."""
    (source,) = author.sources()
    _, built = write_v1(author, tmp_path / "package", Lock())
    lock = locked(built, author)
    for entries in (None, built):
        assert find(source.topic, source.files, Ledger(lock), entries) == []
    banks = tuple(replace(bank, questions=bank.questions[1:]) for bank in source.topic.banks)
    dropped = {f"{bank.id}/{bank.questions[0].id}" for bank in source.topic.banks}
    left = [entry for entry in built if entry.name not in dropped]
    for entries in (None, left):
        found = find(replace(source.topic, banks=banks), source.files, Ledger(lock), entries)
        assert len(found) == len(source.topic.banks)


def test_it_tells_how_far_it_got(tmp_path: Path) -> None:
    """While it writes, and not too often; in the end, all of it."""
    questions = tuple(sample(f"q{n}", Reveal(m("?"), m("!"))) for n in range(600))
    topic = replace(TOPIC, banks=(replace(BANK, questions=questions),))
    done: list[int] = []
    release = Release(topic, Ledger(), NOW)
    write(release, tmp_path / "a.apkg", advance=done.append, stamp=lambda *_: b"")
    assert done == [256, 256, 88]
