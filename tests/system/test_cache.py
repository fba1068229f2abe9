"""The cache of the user: what was kept is there again, and whatever else is there is not taken.

That nobody can poison a history that is kept is proven in ``test_history.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.system import cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "quizgen"


def test_what_was_kept_is_there_again(folder: Path) -> None:
    assert cache.load("name") is None
    cache.store("name", b"content")
    assert cache.load("name") == b"content"
    assert cache.load("other") is None
    cache.store("name", b"later")
    assert cache.load("name") == b"later"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.iterdir()] == ["name"]


def test_what_is_too_large_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_LARGEST", 40)
    cache.store("small", b"12345678")
    cache.store("large", b"123456789")
    assert (cache.load("small"), cache.load("large")) == (b"12345678", None)


def test_only_the_newest_files_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_MOST_FILES", 3)
    for number in range(9):
        cache.store(str(number), b"")
    assert len(list(folder.iterdir())) == 3
    assert cache.load("8") == b""


@pytest.mark.parametrize("where", ["a file", "a link", "relative", "nowhere"])
def test_where_nothing_can_be_kept_nothing_is(
    where: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a word: all that it costs is time."""
    folder.parent.mkdir()
    if where == "a file":
        folder.write_bytes(b"")
    elif where == "a link":
        folder.symlink_to(tmp_path)
    else:
        path = "cache" if where == "relative" else "/dev/null/cache"
        monkeypatch.setenv("XDG_CACHE_HOME", path)
        monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    cache.store("name", b"content")
    assert cache.load("name") is None
    assert sorted(tmp_path.rglob("*")) == before
