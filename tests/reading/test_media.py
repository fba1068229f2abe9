"""Pictures and sounds: which files are taken, and that nothing outside their folder is opened."""

from __future__ import annotations

import builtins
import io
import os
from pathlib import Path
from typing import Any

import pytest

from golden_banks import check_goldens
from quizgen.model.media import MediaFile
from quizgen.reading.library import Library, load
from quizgen.reading.media import MOST_BYTES, MediaFolder, digest
from samples import HEAD, NAMESPACE, codes, png, wav

SECRET = b"\x89PNG what lies outside"


def entry(name: str, key: str = "image", more: str = "") -> str:
    return f"      - {key}: '{name}'\n        alt: What it shows\n{more}"


def bank(*media: str, name: str = "capitals") -> str:
    """A bank that stands alone, with one question for each of ``media``."""
    questions = "".join(
        f"  - id: q{number}\n    type: card\n    stem: Which?\n    answer: This.\n"
        + (f"    media:\n{one}" if one else "")
        for number, one in enumerate(media)
    )
    return f"{HEAD.replace('capitals', name)}questions:\n{questions}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of media, beside which a bank may lie, and below which a secret does."""
    (tmp_path / "secret.png").write_bytes(SECRET)
    (tmp_path / "banks" / "media" / "maps").mkdir(parents=True)
    return tmp_path / "banks" / "media"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every path that is opened from now on, as it is in truth."""
    paths: list[str] = []

    def watch(module: Any, name: str) -> None:
        function = getattr(module, name)

        def watched(path: Any, *args: Any, **more: Any) -> Any:
            if not isinstance(path, int):
                paths.append(os.path.realpath(path))
            return function(path, *args, **more)

        monkeypatch.setattr(module, name, watched)

    watch(os, "open")
    watch(builtins, "open")
    watch(io, "open")
    return paths


def loaded(folder: Path, *media: str) -> Library:
    path = folder.parent / "bank.yaml"
    path.write_text(bank(*media), encoding="utf-8")
    return load([path])


def files(library: Library) -> dict[str, MediaFile]:
    return {str(name): file for name, file in library.topics[0].banks[0].media.items()}


class TestFiles:
    def test_a_file_is_called_by_its_content(self, folder: Path) -> None:
        for name in ("a.png", "maps/b.PNG", "c.png"):
            (folder / name).write_bytes(png(3 if name == "c.png" else 2))
        (folder / "d.jpeg").write_bytes(b"\xff\xd8\xff a photograph")
        (folder / "e.wav").write_bytes(wav())
        names = ("a.png", "maps/b.PNG", "c.png", "d.jpeg")
        library = loaded(folder, *map(entry, names), entry("e.wav", "audio"))
        assert library.diagnostics == []
        found = files(library)
        assert {name: file.path for name, file in found.items()} == {
            name: folder / name for name in (*names, "e.wav")
        }
        assert found["a.png"].stored == found["maps/b.PNG"].stored != found["c.png"].stored
        assert found["d.jpeg"].stored.endswith(".jpg")
        for file in found.values():
            assert file.stored.startswith("quizgen-")
            assert len(file.stored.partition(".")[0]) == len("quizgen-") + 16
        assert library.topics[0].media == {file.stored: file.path for file in found.values()} | {
            found["a.png"].stored: folder / "maps/b.PNG"
        }

    def test_a_name_is_found_however_its_letters_are_put_together(self, folder: Path) -> None:
        (folder / "cafe\u0301.png").write_bytes(png())
        assert codes(loaded(folder, entry("caf\u00e9.png"), entry("cafe\u0301.png"))) == []

    def test_a_large_file_is_not_read(self, folder: Path, opened: list[str]) -> None:
        with (folder / "large.png").open("wb") as file:
            file.truncate(MOST_BYTES + 1)
        (folder / "most.png").write_bytes(png())
        os.truncate(folder / "most.png", MOST_BYTES)
        opened.clear()
        library = loaded(folder, entry("large.png"), entry("most.png"))
        assert codes(library) == ["media-too-large"]
        assert not any("large.png" in path for path in opened)

    def test_one_that_cannot_be_read(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (folder / "a.png").write_bytes(png())
        take = os.open

        def refuse(path: Any, *args: Any, **more: Any) -> int:
            if str(path).endswith("a.png"):
                raise PermissionError(13, "Permission denied", path)
            return take(path, *args, **more)

        monkeypatch.setattr(os, "open", refuse)
        library = loaded(folder, entry("a.png"))
        assert codes(library) == ["bad-media-file"]
        assert "permission denied" in library.diagnostics[0].message


class TestNothingOutsideIsOpened:
    @pytest.fixture(autouse=True)
    def links(self, folder: Path) -> None:
        """Ways out of the folder, and one that stays within."""
        (folder / "inner.png").write_bytes(png())
        try:
            (folder / "out.png").symlink_to(folder.parent.parent / "secret.png")
            (folder / "up.png").symlink_to("../../secret.png")
            (folder / "again.png").symlink_to("up.png")
            (folder / "above").symlink_to("../..")
            (folder / "loop.png").symlink_to("loop.png")
            (folder / "broken.png").symlink_to("nothing.png")
            (folder / "within.png").symlink_to("inner.png")
        except OSError:
            pytest.skip("this system has no links")

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("out.png", "media-outside"),
            ("up.png", "media-outside"),
            ("again.png", "media-outside"),
            ("above/secret.png", "media-outside"),
            ("above/banks/media/inner.png", "media-outside"),
            ("loop.png", "bad-media-file"),
            ("broken.png", "bad-media-file"),
            ("../secret.png", "bad-media-name"),
            ("maps/../../../secret.png", "bad-media-name"),
            ("/etc/hostname.png", "bad-media-name"),
        ],
    )
    def test_by_no_name(self, folder: Path, opened: list[str], name: str, code: str) -> None:
        library = loaded(folder, entry(name), entry("inner.png"))
        assert [one for one in codes(library) if one != "unused-media"] == [code]
        assert (library.diagnostics[0].place.line, library.diagnostics[0].place.column) == (10, 16)
        outside = [
            path for path in opened if path.endswith("secret.png") or path.startswith("/etc")
        ]
        assert outside == []
        assert any(path.endswith("inner.png") for path in opened), "nothing was watched"

    def test_a_link_within_the_folder_is_followed(self, folder: Path) -> None:
        library = loaded(folder, entry("within.png"), entry("inner.png"))
        assert codes(library) == []
        assert len(library.topics[0].media) == 1

    def test_not_where_the_folder_itself_is_a_link(self, folder: Path, opened: list[str]) -> None:
        (folder.parent / "other").mkdir()
        elsewhere = folder.parent / "other" / "media"
        elsewhere.symlink_to(folder.parent.parent)
        library = loaded(elsewhere, entry("secret.png"))
        assert codes(library) == ["media-outside"]
        assert not any(path.endswith("secret.png") for path in opened)

    def test_not_by_a_build_that_finds_nothing_changed(
        self, folder: Path, opened: list[str]
    ) -> None:
        from quizgen.formats.anki.release.building import up_to_date
        from quizgen.reading.folders import discover

        loaded(folder, entry("inner.png"))
        topics, _ = discover([folder.parent], whole=True)
        assert sorted(path.name for path in topics[0].media) == ["inner.png", "within.png"]
        up_to_date(topics, folder, 1_780_000_000)
        assert not any(path.endswith("secret.png") for path in opened)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(folder: Path, opened: list[str]) -> None:
    os.mkfifo(folder / "pipe.png")
    assert codes(loaded(folder, entry("pipe.png"))) == ["bad-media-file"]
    assert not any(path.endswith("pipe.png") for path in opened)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_nor_is_one_that_took_the_place_of_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.png").write_bytes(png())
    listed = MediaFolder(folder)
    monkeypatch.setattr(MediaFolder, "_fault", lambda *_: None)
    (folder / "a.png").unlink()
    os.mkfifo(folder / "a.png")
    found = listed.find("a.png")
    assert not isinstance(found, MediaFile)
    assert found.code == "bad-media-file"


class TestUnused:
    @pytest.fixture
    def two(self, folder: Path) -> Path:
        """Two banks that stand alone beside one folder; a question of one of them uses a file."""
        for name in ("used.png", "spare.png", ".hidden.png", "notes.txt"):
            (folder / name).write_bytes(png())
        one = bank(entry("used.png"), name="one")
        other = bank("", name="two").replace(NAMESPACE, NAMESPACE[::-1])
        (folder.parent / "one.yaml").write_text(one)
        (folder.parent / "two.yaml").write_text(other)
        return folder.parent

    def test_a_file_that_no_question_uses(self, two: Path) -> None:
        (found,) = load([two]).diagnostics
        assert (found.code, found.severity) == ("unused-media", "warning")
        assert (found.place.path, found.place.line) == (str(two / "media" / "spare.png"), 0)

    def test_is_not_known_where_only_a_part_is_loaded(self, two: Path) -> None:
        assert load([two / "one.yaml"]).diagnostics == []
        assert codes(load([two / "one.yaml", two / "two.yaml"])) == ["unused-media"]

    def test_nor_where_a_question_could_not_be_read(self, two: Path) -> None:
        (two / "two.yaml").write_text("bank: [")
        assert "unused-media" not in codes(load([two]))

    def test_one_that_is_asked_for_and_damaged_is_not_unused(self, two: Path) -> None:
        (two / "media" / "spare.png").unlink()
        (two / "media" / "used.png").write_bytes(b"")
        assert codes(load([two])) == ["bad-media-file"]


def test_questions_without_media_ask_for_no_file(folder: Path, opened: list[str]) -> None:
    (folder / "a.png").write_bytes(png())
    opened.clear()
    assert codes(loaded(folder, "")) == ["unused-media"]
    assert not any(path.endswith("a.png") for path in opened)


def test_a_file_that_cannot_be_read_has_no_digest(folder: Path) -> None:
    """A build that looks for changes goes on: only a question that needs it makes it a mistake."""
    (folder / "a.png").write_bytes(png())
    assert len(digest(folder / "a.png")) == 64
    assert digest(folder / "none.png") == ""


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
