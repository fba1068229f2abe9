"""Packages as witnesses: what is damaged has no notes, and stops nothing."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from quizgen.formats.anki.release.inputs import read_lock
from quizgen.formats.anki.release.packages import notes
from samples import HEAD
from updates.author import Author


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", HEAD.encode()])
def test_a_damaged_package_has_no_notes(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.apkg").write_bytes(content)
    assert list(notes(tmp_path / "x.apkg", {"guid"})) == []
    assert list(notes(tmp_path / "none.apkg", {"guid"})) == []


@pytest.mark.parametrize("values", ["NULL, ''", "x'ff', ''", "'', NULL"])
def test_a_package_of_other_values_has_no_notes(tmp_path: Path, values: str) -> None:
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        database.executescript(
            "CREATE TABLE notes (id, guid, mid, flds, tags); CREATE TABLE cards (nid, ord);"
            f"INSERT INTO notes VALUES (1, 'guid', 1, {values}); INSERT INTO cards VALUES (1, '');"
        )
    with zipfile.ZipFile(tmp_path / "x.apkg", "w") as package:
        package.write(tmp_path / "collection.anki2", "collection.anki2")
    assert list(notes(tmp_path / "x.apkg", {"guid"})) == []


def test_a_card_whose_place_is_no_number_is_none(tmp_path: Path) -> None:
    """Its note is there with the others: here those that were its own, beside a copy."""
    author = Author.of(tmp_path)
    package = author.release(1_780_000_000)
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        database.executescript(
            "CREATE TABLE other AS SELECT * FROM cards; INSERT INTO other SELECT * FROM cards;"
            "DROP TABLE cards; ALTER TABLE other RENAME TO cards;"  # of which nothing is required
            "UPDATE cards SET ord = 'one' WHERE rowid <= (SELECT count(*) / 2 FROM cards)"
        )
        guids = {guid for (guid,) in database.execute("SELECT guid FROM notes")}
        database.commit()
    with zipfile.ZipFile(package, "w") as archive:
        archive.write(tmp_path / "collection.anki2", "collection.anki2")
    lock, _, _ = read_lock(author.lock)
    digests = {entry.guid: entry.digest for entry in lock.entries.values()}
    assert {note.guid: note.digest() for note in notes(package, guids)} == digests


@pytest.mark.parametrize(("start", "value"), [(8, 1), (10, 93)], ids=["encrypted", "packed"])
def test_a_package_that_cannot_be_unpacked_has_no_notes(
    tmp_path: Path, start: int, value: int
) -> None:
    path = tmp_path / "x.apkg"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("collection.anki2", "")
    data = bytearray(path.read_bytes())
    data[start - 2] = data[data.find(b"PK\x01\x02") + start] = value
    path.write_bytes(data)
    assert list(notes(path, {"guid"})) == []


def test_a_package_has_the_notes_that_its_lock_is_of(tmp_path: Path) -> None:
    """To the letter, and those only that are asked for."""
    author = Author.of(tmp_path)
    package = author.release(1_780_000_000)
    lock, _, _ = read_lock(author.lock)
    digests = {entry.guid: entry.digest for entry in lock.entries.values()}
    assert {note.guid: note.digest() for note in notes(package, digests)} == digests
    one = min(digests)
    assert [note.guid for note in notes(package, {one, "another"})] == [one]
