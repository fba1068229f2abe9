"""What a stamp says; what a build makes of it is proven in ``test_building.py``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Run
from quizgen.formats.anki.release.stamp import Stamp, key, lock_hash, version
from quizgen.reading.folders import discover
from updates.author import Author
from updates.story import check_story

NOW = 1_780_000_000


def test_a_package_has_the_stamp_of_its_files(tmp_path: Path) -> None:
    author = Author.of(tmp_path)
    package = author.release(NOW)
    (files,), _ = discover([author.folder])
    lock = lock_hash(author.lock.read_text(encoding="utf-8"))
    stamp = Stamp.read(package)
    assert stamp == Stamp(version(), "atlas", key(files), lock, stamp.content, 9, 11, 3)


@pytest.mark.parametrize("at", [0, 40, 1000, -400])
def test_a_stamp_fits_its_package_and_no_other(at: int, tmp_path: Path) -> None:
    """One bit that is another is enough, wherever it is."""
    path = Author.of(tmp_path).release(NOW)
    stamp = Stamp.read(path)
    with path.open("rb") as package:
        assert stamp.fits(package)
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with path.open("rb") as package:
        assert Stamp.of(package) == stamp
        assert not stamp.fits(package)


def test_a_stamp_is_read_as_it_was_written(tmp_path: Path) -> None:
    hashes = "0123456789abcdef" * 2, "fedcba9876543210" * 2, "f" * 32
    stamp = Stamp("0.1.0+0123abcd", "rivers-of-asia", *hashes, 1, 22, 333)
    (tmp_path / "package").write_bytes(b"anything" * 100 + bytes(stamp))
    assert Stamp.read(tmp_path / "package") == stamp
    assert not stamp.is_current()


ODD = b"quizgen 0.1\xff a " + b" ".join([b"0" * 32] * 3) + b" 1 2 3"


@pytest.mark.parametrize("content", [b"", b"no stamp", b"quizgen 1 a 0 1 2 3", ODD, None])
def test_what_has_no_stamp(content: bytes | None, tmp_path: Path) -> None:
    """``None`` stands for no file at all."""
    if content is not None:
        (tmp_path / "package").write_bytes(content)
    assert Stamp.read(tmp_path / "package") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_has_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "package")
    assert Stamp.read(tmp_path / "package") is None


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
