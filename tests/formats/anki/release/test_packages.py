"""Packages as witnesses: what is not as quizgen wrote it has no notes, and stops nothing.

The hostile packages are made for real: with a stamp that is forged, as a stranger can, so that the
limits behind it are tried as well.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from struct import pack, pack_into

import pytest
from msgspec.structs import replace

from conftest import Run
from quizgen.formats.anki.archive import Archive
from quizgen.formats.anki.release.inputs import read_lock
from quizgen.formats.anki.release.packages import BuiltPackage
from quizgen.formats.anki.release.stamp import Stamp
from quizgen.formats.anki.schema import DATABASE, TABLES
from quizgen.model.diagnostics import Severity
from samples import HEAD
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000
STAMP = Stamp("0.1.0+00000000", "atlas", "0" * 32, "0" * 32, "0" * 32, 9, 11, 3)


def refused(path: Path) -> str:
    """Why the package is not read; it has no notes then, and is warned of once."""
    package = BuiltPackage(path)
    package.check()
    assert package.entries() == package.entries() == []
    (fault,) = package.faults
    assert (fault.code, fault.severity, fault.place.path) == (
        "foreign-package",
        Severity.WARNING,
        str(path),
    )
    return fault.message


def test_where_no_package_is_nothing_is_said(tmp_path: Path) -> None:
    package = BuiltPackage(tmp_path / "none.apkg")
    package.check()
    assert (package.notes({"guid"}), package.faults) == ([], [])


def test_a_package_has_the_notes_that_its_lock_is_of(tmp_path: Path) -> None:
    """To the letter, and those only that are asked for."""
    author = Author.of(tmp_path)
    package = BuiltPackage(author.release(NOW))
    lock, _, _ = read_lock(author.lock)
    digests = {entry.guid: entry.digest for entry in lock.entries.values()}
    assert {note.guid: note.digest() for note in package.notes(digests)} == digests
    one = min(digests)
    assert [note.guid for note in package.notes({one, "another"})] == [one]
    assert package.faults == []


# -- what has no stamp of ours ---------------------------------------------------------------------


def zipped(method: int = zipfile.ZIP_DEFLATED, name: str = DATABASE, size: int = 1000) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as package:
        package.writestr(name, b"x" * size)
    return file.getvalue()


def changed(package: bytes, offset: int, form: str, value: int) -> bytes:
    """``package`` with another ``value`` in both headers of its member."""
    data = bytearray(package)
    pack_into(form, data, offset, value)
    pack_into(form, data, data.rindex(b"PK\1\2") + offset + 2, value)
    return bytes(data)


FOREIGN = {
    "empty": b"",
    "cut short": b"PK\3\4 no zip",
    "a bank": HEAD.encode(),
    "of another program": zipped(),
    "LZMA": zipped(zipfile.ZIP_LZMA),
    "bzip2": zipped(zipfile.ZIP_BZIP2),
    "encrypted": changed(zipped(), 6, "<H", 1),
    "an unknown method": changed(zipped(), 8, "<H", 93),
    "a name that is no UTF-8": zipped(name="collection.anki\xff").replace(b"\xc3\xbf", b"\xff\xff"),
    "a name that leads out": zipped(name="../../collection.anki2"),
    "a stamp and nothing else": bytes(STAMP),
}


@pytest.mark.parametrize("stamped", [False, True], ids=["", "with a stamp"])
@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_what_quizgen_did_not_write_is_not_read(
    content: bytes, stamped: bool, tmp_path: Path
) -> None:
    """Nor is it if the stamp of a package of ours was put at its end."""
    path = tmp_path / "atlas.apkg"
    path.write_bytes(content + bytes(STAMP) * stamped)
    assert "is not as quizgen wrote it" in refused(path)


def test_a_package_that_was_changed_is_not_read(tmp_path: Path) -> None:
    """One bit is enough."""
    path = Author.of(tmp_path).release(NOW)
    content = bytearray(path.read_bytes())
    content[500] ^= 1
    path.write_bytes(content)
    assert "is not as quizgen wrote it" in refused(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "atlas.apkg")
    refused(tmp_path / "atlas.apkg")


def test_a_folder_is_no_package(tmp_path: Path) -> None:
    refused(tmp_path)


# -- what has a stamp that was forged --------------------------------------------------------------


def stamped(head: bytes) -> bytes:
    """``head``, what goes before the end of a zip, with that end and a stamp that fits."""
    content = hashlib.sha256(head).hexdigest()[:32]
    comment = bytes(replace(STAMP, content=content))
    return head + pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 0, 0, len(comment)) + comment


def forged(path: Path, database: Path | bytes) -> Path:
    """A package with a stamp that fits, laid out as ours, with any database."""
    content = database if isinstance(database, bytes) else database.read_bytes()
    with path.open("w+b") as file:
        archive = Archive(file)
        archive.add(DATABASE, io.BytesIO(content))
        archive.finish(lambda hashed: bytes(replace(STAMP, content=hashed)))
    return path


def member(size: int, deflated: bytes, crc: int, *, since: int = 20, extra: bytes = b"") -> bytes:
    """The first member of a package, with a header that may lie."""
    name = DATABASE.encode()
    head = pack(
        "<4s5H3L2H",
        b"PK\3\4",
        *(since, 1 << 11, 8, 0, 33),
        *(crc, len(deflated) if not extra else 2**32 - 1, size, len(name), len(extra)),
    )
    return head + name + extra + deflated


def deflate(content: bytes) -> bytes:
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return deflating.compress(content) + deflating.flush()


def bomb(size: int) -> bytes:
    """``size`` zeros, deflated: one block that stands by itself, again and again."""
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = deflating.compress(bytes(2**20)) + deflating.flush(zlib.Z_FULL_FLUSH)
    return block * (size // 2**20) + deflate(b"")


LIARS = {
    "3 GB in 3 MB": lambda: member(3 * 2**30, bomb(3 * 2**30), 0),
    "3 GB that are called 1,000 bytes": lambda: member(1000, bomb(3 * 2**30), 0),
    "less than it says": lambda: member(1000, deflate(b"x" * 999), zlib.crc32(b"x" * 999)),
    "another checksum": lambda: member(1000, deflate(b"x" * 1000), 0),
    "damaged": lambda: member(1000, b"\xff" * 100, 0),
    "cut short": lambda: member(1000, deflate(os.urandom(1000)), 0)[:-200],
    "something behind": lambda: member(5, deflate(b"x" * 5) + b"more", zlib.crc32(b"x" * 5)),
    "64 bits that lie": lambda: member(
        2**32 - 1, b"", 0, since=45, extra=pack("<2H2Q", 1, 16, 2**63, 2**63)
    ),
    "64 bits of another length": lambda: member(
        2**32 - 1, b"", 0, since=45, extra=pack("<2HQ", 1, 8, 2**63)
    ),
    "an extra field of nothing": lambda: member(5, deflate(b"x" * 5), 0, extra=b"\0" * 9),
    "a header that ends": lambda: b"PK\3\4",
    "no header": lambda: b"x" * 100,
    "another one first": lambda: zipped(name="media"),
    "two of one name": lambda: zipped() + zipped(),
}


@pytest.mark.parametrize("head", LIARS.values(), ids=LIARS)
def test_a_header_is_not_believed(head: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "atlas.apkg"
    path.write_bytes(stamped(head()))
    refused(path)


SCHEMA = "".join(f"{statement};" for statement in TABLES.values())
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i nid, i ord FROM n"
)
SCHEMAS = {
    "no tables": "CREATE TABLE x (y)",
    "a view that never ends": SCHEMA + f"DROP TABLE cards; CREATE VIEW cards AS {ENDLESS};",
    "a view besides": SCHEMA + f"CREATE VIEW other AS {ENDLESS};",
    "a trigger": SCHEMA + "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;",
    "a table that is made of nothing": SCHEMA
    + "DROP TABLE cards; CREATE VIRTUAL TABLE cards USING fts5(nid, ord);",
    "a column that is worked out": SCHEMA.replace("ord integer NOT NULL", "ord AS (nid * 2)"),
    "an index": SCHEMA + "CREATE INDEX i ON notes (hex(zeroblob(100000000)));",
    "another column": SCHEMA.replace("ord integer", "ord text"),
    "a table besides": SCHEMA + "CREATE TABLE x (y);",
    "a table that is missing": SCHEMA + "DROP TABLE graves;",
}


def made(path: Path, *scripts: str) -> Path:
    with closing(sqlite3.connect(path)) as database:
        for script in scripts:
            database.executescript(script)
    return path


@pytest.mark.parametrize("script", SCHEMAS.values(), ids=SCHEMAS)
def test_a_database_has_our_tables_and_nothing_else(script: str, tmp_path: Path) -> None:
    database = made(tmp_path / DATABASE, script)
    assert "has other tables" in refused(forged(tmp_path / "atlas.apkg", database))


NOTE = "INSERT INTO notes VALUES (1, 'guid', 1, 1, 0, {tags}, {fields}, 0, 0, 0, '')"
CARD = "INSERT INTO cards VALUES (1, {nid}, 1, {ord}, 0,0,0,0,0,0,0,0,0,0,0,0,0,'')"
OPTIONS = "INSERT INTO col VALUES (1,0,0,0,11,0,0,0,{conf},'{{}}','{{}}','{{}}','{{}}')"
VALUES = {
    "options that are no JSON": OPTIONS.format(conf="'{'"),
    "options that are a list": OPTIONS.format(conf="'[]'"),
    "options nested too deep": OPTIONS.format(conf="printf('%.*c', 100000, '[')"),
    "options of bytes": OPTIONS.format(conf="x'ff'"),
    "remarks that are a text": OPTIONS.format(conf="""'{"quizgen": "x"}'"""),
    "a remark that is a number": OPTIONS.format(conf="""'{"quizgen": [1]}'"""),
    "a remark that is no line of a lock": OPTIONS.format(conf="""'{"quizgen": ["x"]}'"""),
    "fields of bytes": NOTE.format(tags="''", fields="x'ff'"),
    "tags of bytes": NOTE.format(tags="x'00'", fields="''"),
    "a text that is no UTF-8": NOTE.format(tags="''", fields="CAST(x'ff' AS TEXT)"),
    "a note of 2 MB": NOTE.format(tags="''", fields="printf('%.*c', 2000000, 'x')"),
    "a card without a place": CARD.format(nid=1, ord="'one'"),
    "a card of no note": CARD.format(nid="1.5", ord=0),
}


@pytest.mark.parametrize("script", VALUES.values(), ids=VALUES)
def test_values_of_another_kind_are_refused(script: str, tmp_path: Path) -> None:
    database = made(tmp_path / DATABASE, SCHEMA, script)
    refused(forged(tmp_path / "atlas.apkg", database))


def test_a_database_that_is_damaged_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"SQLite format 3\0", b"x" * 5000, os.urandom(50_000)):
        refused(forged(tmp_path / "atlas.apkg", content))


def test_a_name_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    """SQLite puts it into its message, which Python then cannot read."""
    path = made(tmp_path / DATABASE, SCHEMA)
    content = path.read_bytes().replace(b"tablegravesgraves", b"tablegrav\xbbsgraves")
    assert "cannot be read" in refused(forged(tmp_path / "atlas.apkg", content))


def test_a_tree_that_leads_to_itself_is_left(tmp_path: Path) -> None:
    """Inner pages whose every child is one page: 4 levels of 100 children have 100 million rows."""
    page = 4096
    path = made(tmp_path / DATABASE, f"PRAGMA page_size = {page};", SCHEMA)
    with closing(sqlite3.connect(path)) as database:
        rows = ((n, 1, 1, 0) for n in range(1, 30_000))
        database.executemany(
            "INSERT INTO cards VALUES (?,?,?,?,0,0,0,0,0,0,0,0,0,0,0,0,0,'')", rows
        )
        database.commit()
        ((root,),) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'cards'")
    content = bytearray(path.read_bytes())
    inner = (root - 1) * page
    assert content[inner] == 5  # an inner page of a table
    cells = int.from_bytes(content[inner + 3 : inner + 5], "big")
    for _ in range(4):  # the levels above: copies of the root whose children are the level below
        copy = bytearray(content[inner : inner + page])
        content += copy
        below = len(content) // page
        for cell in range(cells):
            at = inner + int.from_bytes(
                content[inner + 12 + 2 * cell : inner + 14 + 2 * cell], "big"
            )
            content[at : at + 4] = below.to_bytes(4, "big")
        content[inner + 8 : inner + 12] = below.to_bytes(4, "big")
    content[28:32] = (len(content) // page).to_bytes(4, "big")
    assert "interrupted" in refused(forged(tmp_path / "atlas.apkg", bytes(content)))


# -- the command -----------------------------------------------------------------------------------


def test_changes_warns_and_goes_on(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """With the hashes of the lock, as if there were no package."""
    author = Author.of(tmp_path)
    author.release(NOW)
    author.edit("rivers.yaml", "A delta", "A Delta")
    package = author.output / "atlas.apkg"
    shown = quizgen("changes", author.folder, "-o", author.output)
    assert (shown.code, shown.err) == (0, "")
    assert "Delta" in shown.out
    package.unlink()
    absent = quizgen("changes", author.folder, "-o", author.output)
    hostile = made(tmp_path / "x", SCHEMA, f"DROP TABLE cards; CREATE VIEW cards AS {ENDLESS};")
    forged(package, hostile)
    warned = quizgen("changes", author.folder, "-o", author.output)
    assert (warned.code, warned.out) == (0, absent.out)
    assert warned.err.startswith(
        f"{package}: warning[foreign-package] this package has other tables"
    )
    assert "Traceback" not in warned.err


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    package = BuiltPackage(Author.of(tmp_path / "author").release(NOW))
    package.notes({"guid"})
    refused(forged(tmp_path / "atlas.apkg", b"x" * 5000))
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_table_whose_name_is_no_text(tmp_path: Path) -> None:
    """Names in a database may be any bytes."""
    database = tmp_path / "collection.anki2"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE abcdefgh (x)")
        connection.commit()
    database.write_bytes(database.read_bytes().replace(b"abcdefgh", b"abc\xff\xfefgh"))
    refused(forged(tmp_path / "atlas.apkg", database))


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
