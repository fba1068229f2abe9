"""Files that are replaced together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.system.replacement import Replacement


def write(files: Replacement, place: Path, text: str) -> None:
    with files.writing(place) as path:
        path.write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_all_take_their_places(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with Replacement() as files:
        for name in ("a", "b"):
            write(files, tmp_path / name, "new")
        assert (tmp_path / "a").read_text() == "old"
        files.finish([tmp_path / "a", tmp_path / "b"])
    assert contents(tmp_path) == {"a": "new", "b": "new"}


def test_what_stops_it_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Not even a folder is left that was made for it."""

    def stopped() -> None:
        with Replacement() as files:
            files.make_folder(tmp_path / "deep" / "deeper")
            write(files, tmp_path / "a", "new")
            write(files, tmp_path / "deep" / "deeper" / "b", "new")
            raise KeyboardInterrupt

    (tmp_path / "a").write_text("old")
    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert contents(tmp_path) == {"a": "old"}


def test_what_is_not_named_at_the_end_is_left_alone(tmp_path: Path) -> None:
    with Replacement() as files:
        write(files, tmp_path / "a", "new")
        files.finish([])
    assert contents(tmp_path) == {}


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(IsADirectoryError) as raised, Replacement() as files:
        write(files, tmp_path / "a", "new")
    assert raised.value.filename == str(tmp_path / "a")


def test_errors_name_the_place(tmp_path: Path) -> None:
    """Nobody knows the hidden name under which a file is written."""
    place = tmp_path / "nowhere" / "a"
    with pytest.raises(FileNotFoundError) as raised, Replacement() as files:
        write(files, place, "new")
    assert raised.value.filename == str(place)
    with (
        pytest.raises(FileNotFoundError) as other,
        Replacement() as files,
        files.writing(tmp_path / "a"),
    ):
        (tmp_path / "picture").read_bytes()
    assert other.value.filename == str(tmp_path / "picture")


@pytest.mark.parametrize("target", ["precious", "nothing"])
def test_a_link_is_replaced_and_what_it_leads_to_stays(target: str, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "a").symlink_to(target)
    with Replacement() as files:
        write(files, tmp_path / "a", "new")
        files.finish([tmp_path / "a"])
    assert contents(tmp_path) == {"a": "new", "precious": "precious"}
    assert not (tmp_path / "a").is_symlink()


def test_a_name_may_be_as_long_as_the_system_lets_it(tmp_path: Path) -> None:
    name = "n" * 255
    with Replacement() as files:
        write(files, tmp_path / name, "new")
        files.finish([tmp_path / name])
    assert contents(tmp_path) == {name: "new"}


def test_an_empty_folder_that_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    with Replacement() as files:
        files.make_folder(tmp_path / "old" / "new")
    assert list(tmp_path.rglob("*")) == [tmp_path / "old"]
