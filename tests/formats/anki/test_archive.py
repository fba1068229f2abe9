"""Zip files: what an independent reader finds in them, however they were deflated."""

from __future__ import annotations

import io
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.formats.anki import archive
from quizgen.formats.anki.archive import Archive, NotOurs, content_hash, first_member

CHUNK = 2**18
TEXT = b"the quick brown fox jumps over the lazy dog; " * 3000
NOISE = random.Random(1).randbytes(3 * CHUNK)


@contextmanager
def deflated_by(library: str) -> Iterator[None]:
    """Where ``isal`` can be imported, or cannot."""
    with patch.dict(sys.modules, {} if library == "isal" else {"isal": None}):
        yield


@pytest.fixture(
    autouse=True,
    params=[
        pytest.param("isal", marks=pytest.mark.skipif(not find_spec("isal"), reason="no isal")),
        "zlib",
    ],
)
def library(request: pytest.FixtureRequest) -> Iterator[str]:
    """All must hold for both that deflate."""
    with deflated_by(request.param):
        yield request.param


def packed(members: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    target = Archive(file)
    for name, content in members.items():
        target.add(name, io.BytesIO(content))
    target.finish(lambda _: comment)
    return file.getvalue()


def check(data: bytes, members: Mapping[str, bytes], comment: bytes = b"") -> zipfile.ZipFile:
    """See that ``zipfile`` reads what was written, all of which is checked by its CRC, too."""
    found = zipfile.ZipFile(io.BytesIO(data))
    assert found.testzip() is None
    assert {name: found.read(name) for name in found.namelist()} == members
    assert found.namelist() == [*members]
    assert found.comment == comment
    return found


NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
CONTENTS = st.binary() | st.builds(bytes.__mul__, st.binary(max_size=20), st.integers(0, 50_000))


@given(
    st.dictionaries(NAMES, CONTENTS, max_size=5),
    st.binary().filter(lambda comment: b"PK\5\6" not in comment),
)
def test_what_is_written_is_read(members: dict[str, bytes], comment: bytes) -> None:
    """Any members, and any comment: it is the end of the file."""
    data = packed(members, comment)
    check(data, members, comment)
    assert data.endswith(comment)


@pytest.mark.parametrize("content", [TEXT, NOISE], ids=["text", "noise"])
@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_members_of_any_size_are_read(content: bytes, size: int) -> None:
    """Chunks leave no seam, and no end is forgotten."""
    member = (content * (size // len(content) + 1))[:size]
    check(packed({"a": member, "b": b"next"}), {"a": member, "b": b"next"})


def test_members_tell_nothing_of_their_origin() -> None:
    """Only what must be there is, the same on all systems, and it is smaller than it was."""
    (member,) = check(packed({"é": TEXT}), {"é": TEXT}).infolist()
    assert member.date_time == (1980, 1, 1, 0, 0, 0)
    assert (member.create_system, member.external_attr) == (3, 0o100644 << 16)
    assert (member.compress_type, member.extract_version) == (zipfile.ZIP_DEFLATED, 20)
    assert (member.flag_bits, member.extra, member.comment) == (1 << 11, b"", b"")
    assert member.compress_size < member.file_size / 20


def test_the_same_members_give_the_same_bytes() -> None:
    """Archive by archive, in one process."""
    members = {"a": TEXT, "b": NOISE}
    assert packed(members, b"same") == packed(members, b"same")


def test_isal_deflates_where_it_is_installed(library: str) -> None:
    """Without it, the bytes are those of zlib's first level."""
    zlib_made = zlib.compressobj(1, zlib.DEFLATED, -15)
    plain = zlib_made.compress(TEXT) + zlib_made.flush()
    assert (plain in packed({"a": TEXT})) == (library == "zlib")


def local_header(data: bytes, member: zipfile.ZipInfo) -> tuple[tuple[int, ...], bytes, bytes]:
    """The numbers, the name and the extra field before a member, that ``zipfile`` does not read."""
    start = member.header_offset
    signature, *numbers, name, extra = struct.unpack_from("<4s5H3L2H", data, start)
    assert signature == b"PK\3\4"
    end = start + 30 + name
    return tuple(numbers), data[start + 30 : end], data[end : end + extra]


def test_the_header_before_a_member_says_what_the_directory_says() -> None:
    """Some readers see only the one, some only the other."""
    members = {"a": TEXT, "é": NOISE}
    data = packed(members)
    for member in check(data, members).infolist():
        sizes = member.compress_size, member.file_size
        kind = 20, 1 << 11, zipfile.ZIP_DEFLATED, 0, 33
        name = member.filename.encode()
        assert local_header(data, member) == ((*kind, member.CRC, *sizes), name, b"")


def test_a_comment_that_no_reader_would_find_is_refused() -> None:
    """One that is too long, or seems to begin with the end of a directory."""
    check(packed({}, b"x" * 65_535), {}, b"x" * 65_535)
    for comment in (b"x" * 65_536, b"stamp PK\5\6"):
        with pytest.raises(ValueError, match="the comment"):
            packed({}, comment)


# What takes 64 bits


def test_large_members_and_far_ones_take_64_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit of a hundred bytes stands for that of 4 GiB."""
    monkeypatch.setattr(archive, "_WIDE_FROM", 100)
    members = {"near": b"small", "large": NOISE, "far": b"small", "large and far": NOISE}
    data = packed(members, b"comment")
    found = {member.filename: member for member in check(data, members, b"comment").infolist()}
    marks = 2**32 - 1, 2**32 - 1
    for name, member in found.items():
        numbers, _, extra = local_header(data, member)
        sizes = member.file_size, member.compress_size
        if "large" in name:
            assert (numbers[0], numbers[-2:]) == (45, marks)
            assert extra == struct.pack("<2H2Q", 1, 16, *sizes)
        else:
            assert (numbers[0], numbers[-2:], extra) == (20, sizes[::-1], b"")
    far = struct.pack("<2HQ", 1, 8, found["far"].header_offset)
    assert [found[name].extra for name in ("near", "far")] == [b"", far]
    assert [found[name].extract_version for name in found] == [20, 45, 45, 45]
    at = data.rfind(b"PK\1\2")
    assert data[at + 42 : at + 46] == b"\xff" * 4
    at = data.rfind(b"PK\6\6")
    assert struct.unpack_from("<Q", data, at + 4) == (56 - 12,)
    assert struct.unpack_from("<4sLQL", data, at + 56) == (b"PK\6\7", 0, at, 1)
    end = struct.unpack("<4s4H2LH", data[-29:-7])
    assert end == (b"PK\5\6", 0, 0, 4, 4, *marks, 7)


def test_a_member_that_deflating_makes_large_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be made smaller gets a little longer."""
    monkeypatch.setattr(archive, "_WIDE_FROM", 100)
    members = {"a": NOISE[:99]}
    (member,) = check(packed(members), members).infolist()
    assert member.compress_size > 99
    assert len(local_header(packed(members), member)[2]) == 20


@pytest.mark.parametrize("count", [65_534, 65_535])
def test_any_number_of_members_is_read(count: int) -> None:
    """From 65,535 on, it takes 64 bits: the number is what stands for a larger one."""
    members = {str(number): b"" for number in range(count)}
    data = packed(members)
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [*members]
    assert (b"PK\6\7" in data) == (count >= 65_535)


class Growing(io.BytesIO):
    """A file that has more when it is read than when it was measured."""

    def seek(self, offset: int, whence: int = 0) -> int:
        return min(super().seek(offset, whence), 10)


def test_a_member_that_outgrows_its_header_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no room left in the header for its size."""
    monkeypatch.setattr(archive, "_WIDE_FROM", 1000)
    target = Archive(io.BytesIO())
    target.add("a", Growing(b"x" * 999))
    with pytest.raises(OSError, match="b grew while it was read"):
        target.add("b", Growing(b"x" * 1000))


# What is read again


@given(CONTENTS, st.binary(max_size=100).filter(lambda comment: b"PK\5\6" not in comment))
def test_the_first_member_is_read_as_it_was(content: bytes, comment: bytes) -> None:
    """And the hash is the one that the comment was told."""
    file, told = io.BytesIO(), []
    target = Archive(file)
    target.add("é", io.BytesIO(content))
    target.add("b", io.BytesIO(TEXT))
    target.finish(lambda hashed: told.append(hashed) or comment)
    assert b"".join(first_member(file, "é", len(content))) == content
    assert told == [content_hash(file, comment)]
    for name, limit in (("é", len(content) - 1), ("b", len(content)), ("", len(content))):
        with pytest.raises(NotOurs):
            list(first_member(file, name, limit))


def test_a_first_member_of_64_bits_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_WIDE_FROM", 100)
    file = io.BytesIO(packed({"a": NOISE}))
    assert b"".join(first_member(file, "a", len(NOISE))) == NOISE


def test_no_more_is_read_than_a_member_may_have() -> None:
    """A header that lies about its size is found out before the rest is unpacked."""
    data = bytearray(packed({"a": bytes(50 * CHUNK)}))
    data[22:26] = struct.pack("<L", 10)
    pieces = []
    with pytest.raises(NotOurs):
        pieces += first_member(io.BytesIO(data), "a", 100)
    assert pieces == []
