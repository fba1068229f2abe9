"""Zip files: how they are laid out, and what deflates them fastest.

``zipfile`` deflates with zlib and takes no other compressor, and that was nearly half of the time
in which a package is written.  ISA-L (the package ``isal``) makes the same format four times as
fast, on 64-bit processors of Intel's and ARM's kinds; elsewhere zlib takes its place.  CPU time
and size in the zip, for the databases of both banks of ``benchmarks/bank.py``, 10,000 notes each:

                       our own           invented
    zlib, level 1      59 ms   2.50 MB   33 ms   1.37 MB
    ISA-L, level 2     14 ms   2.42 MB    8 ms   1.44 MB
    ISA-L, level 3     24 ms   2.33 MB   18 ms   1.28 MB

The bytes depend on which of the two made them, on its version and, since ISA-L has code of its own
for each kind of processor, perhaps on that.  They depend on nothing else: dates, system and
permissions are fixed.

The layout is that of PKWARE's APPNOTE, whose sections (of 6.3.3 and later) are named below.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Iterator
from struct import calcsize, pack, unpack
from typing import IO, Protocol

from msgspec import Struct

_CHUNK = 2**18
_WIDE_FROM = 2**32 - 1
"""Sizes and offsets from here on take 64 bits, and have this in place of their 32 (4.4.1.4)."""
_MANY_FROM = 2**16 - 1
"""The like for the number of members."""

_SINCE_DEFLATE, _SINCE_ZIP64 = 20, 45
"""The versions of the format that a reader must know (4.4.3.2)."""
_UNIX = 3 << 8
"""The system whose permissions a member has (4.4.2.2)."""
_PERMISSIONS = 0o100644 << 16
_UTF8_NAME = 1 << 11
_DEFLATED = 8
_TIME, _DATE = 0, 1 << 5 | 1
"""Midnight of the first day that there is: 1 January 1980 (4.4.6)."""
_END = b"PK\5\6"
_HEADER, _WIDE_SIZES, _LAST = "<4s5H3L2H", "<2H2Q", "<4s4H2LH"


class Archive:
    """A zip file in the making; no more of a member is held than a chunk."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write to ``file``, which is empty and can be sought in."""
        self._file = file
        self._deflater = _fastest()
        self._directory = bytearray()
        self._count = 0

    def add(self, name: str, source: IO[bytes]) -> None:
        """Add all of ``source``, which can be sought in, as the member ``name``.

        The header that goes before is written once more when it is known what came after.
        """
        size = source.seek(0, os.SEEK_END)
        source.seek(0)
        # What cannot be made smaller grows a little: half of the limit is safe, and simple.
        member = _Member(name.encode(), self._file.tell(), wide=size >= _WIDE_FROM // 2)
        self._file.write(member.local_header())
        self._deflate(source, member)
        end = self._file.tell()
        self._file.seek(member.offset)
        self._file.write(member.local_header())
        self._file.seek(end)
        self._directory += member.directory_header()
        self._count += 1

    def _deflate(self, source: IO[bytes], member: _Member) -> None:
        deflating, crc32 = self._deflater.start(), self._deflater.crc32
        start = self._file.tell()
        while chunk := source.read(_CHUNK):
            member.size += len(chunk)
            member.crc = crc32(chunk, member.crc)
            self._file.write(deflating.compress(chunk))
        self._file.write(deflating.flush())
        member.deflated = self._file.tell() - start
        if not member.wide and max(member.size, member.deflated) >= _WIDE_FROM:
            raise OSError(f"the member {member.name.decode()} grew while it was read")

    def finish(self, comment: Callable[[str], bytes] | None = None) -> None:
        """Write the directory, and the ``comment`` as the last bytes of the file (4.3.16).

        ``comment`` is given the hash that :func:`content_hash` finds in the finished file, so that
        it can vouch for it.
        """
        count, size, start = self._count, len(self._directory), self._file.tell()
        self._file.write(self._directory)
        if count >= _MANY_FROM or max(size, start) >= _WIDE_FROM:
            self._file.write(_wide_end(count, size, start))
            count = min(count, _MANY_FROM)
        last = comment(_hash(self._file, self._file.tell())) if comment else b""
        if len(last) >= 2**16 or _END in last:
            raise ValueError("the comment is too long, or looks like the end of a directory")
        numbers = 0, 0, count, count, _narrow(size), _narrow(start), len(last)
        self._file.seek(0, os.SEEK_END)
        self._file.write(pack(_LAST, _END, *numbers) + last)


def content_hash(file: IO[bytes], comment: bytes) -> str:
    """Return a hash of ``file``, a zip with this ``comment``, up to the end of its directory."""
    return _hash(file, file.seek(0, os.SEEK_END) - calcsize(_LAST) - len(comment))


def _hash(file: IO[bytes], end: int) -> str:
    """Return a hash of the bytes of ``file`` before ``end``: 128 bits."""
    content = hashlib.sha256()
    file.seek(0)
    while end > 0 and (chunk := file.read(min(_CHUNK, end))):
        content.update(chunk)
        end -= len(chunk)
    return content.hexdigest()[:32]


class NotOurs(ValueError):
    """A file that :class:`Archive` did not write."""


def first_member(file: IO[bytes], name: str, limit: int) -> Iterator[bytes]:
    """Yield the content of the first member of ``file``, piece by piece.

    Nothing is believed: a member that is not called ``name``, is not laid out as :class:`Archive`
    does it, or has more than ``limit`` bytes raises :class:`NotOurs`, before more is read or held.
    """
    file.seek(0)
    member = _Member.read(file, name.encode())
    if member.size > limit:
        raise NotOurs(f"has {member.size:,} bytes of data, expected at most {limit:,}")
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    size = crc = 0
    left = member.deflated
    while left > 0 and not inflating.eof:
        packed = file.read(min(_CHUNK, left))
        left -= len(packed)
        if not packed:
            break
        while packed and not inflating.eof:
            try:
                chunk = inflating.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise NotOurs("is damaged") from error
            packed = inflating.unconsumed_tail
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            if size > member.size:
                raise NotOurs("is damaged")
            yield chunk
    if (
        not inflating.eof
        or left
        or inflating.unused_data
        or (size, crc) != (member.size, member.crc)
    ):
        raise NotOurs("is damaged")


class _Member(Struct):
    """A member, as its two headers tell of it."""

    name: bytes
    offset: int
    wide: bool
    """Whether its sizes take 64 bits."""
    crc: int = 0
    size: int = 0
    deflated: int = 0

    def local_header(self) -> bytes:
        """Return what goes before the member (4.3.7)."""
        extra = _wide(*self._wide_sizes())
        return b"PK\3\4" + self._shared(extra) + self.name + extra

    def directory_header(self) -> bytes:
        """Return what the directory says of it (4.3.12)."""
        far = [self.offset] if self.offset >= _WIDE_FROM else []
        extra = _wide(*self._wide_sizes(), *far)
        origin = pack("<4sH", b"PK\1\2", _UNIX | _SINCE_ZIP64)
        place = pack("<3H2L", 0, 0, 0, _PERMISSIONS, _narrow(self.offset))
        return origin + self._shared(extra) + place + self.name + extra

    @classmethod
    def read(cls, file: IO[bytes], name: bytes) -> _Member:
        """Return the member called ``name`` whose header is next in ``file``."""
        header = file.read(calcsize(_HEADER))
        if len(header) < calcsize(_HEADER):
            raise NotOurs("is too short")
        *_, crc, deflated, size, _, extra = unpack(_HEADER, header)
        member = cls(name, 0, bool(extra), crc, size, deflated)
        written = file.read(len(name) + extra)
        if member.wide and extra == calcsize(_WIDE_SIZES):
            _, _, member.size, member.deflated = unpack(_WIDE_SIZES, written[len(name) :])
        if header + written != member.local_header():
            raise NotOurs("begins with something else")
        return member

    def _wide_sizes(self) -> tuple[int, ...]:
        return (self.size, self.deflated) if self.wide else ()

    def _shared(self, extra: bytes) -> bytes:
        since = _SINCE_ZIP64 if extra else _SINCE_DEFLATE
        sizes = (2**32 - 1,) * 2 if self.wide else (self.deflated, self.size)
        lengths = len(self.name), len(extra)
        kind = since, _UTF8_NAME, _DEFLATED, _TIME, _DATE
        return pack("<5H3L2H", *kind, self.crc, *sizes, *lengths)


def _wide(*numbers: int) -> bytes:
    """Return the extra field of those numbers that take 64 bits (4.5.3)."""
    return pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""


def _narrow(number: int) -> int:
    return number if number < _WIDE_FROM else 2**32 - 1


def _wide_end(count: int, size: int, start: int) -> bytes:
    """Return the end of the directory in 64 bits, and where it is (4.3.14, 4.3.15)."""
    versions = _UNIX | _SINCE_ZIP64, _SINCE_ZIP64
    end = pack("<4sQ2H2L4Q", b"PK\6\6", 44, *versions, 0, 0, count, count, size, start)
    return end + pack("<4sLQL", b"PK\6\7", 0, start + size, 1)


class _Deflating(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


class _Deflater(Struct, frozen=True):
    start: Callable[[], _Deflating]
    crc32: Callable[[bytes, int], int]


def _fastest() -> _Deflater:
    try:
        from isal import isal_zlib
    except ImportError:
        return _Deflater(lambda: zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS), zlib.crc32)
    return _Deflater(
        lambda: isal_zlib.compressobj(2, isal_zlib.DEFLATED, -isal_zlib.MAX_WBITS),
        isal_zlib.crc32,
    )
