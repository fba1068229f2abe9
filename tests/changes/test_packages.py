"""Packages as witnesses: what is damaged has no notes, and stops nothing."""

from __future__ import annotations

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from quizgen.changes.packages import notes
from samples import HEAD


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
