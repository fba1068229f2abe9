"""Which files belong together, however they are named and whatever leads to them."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from golden_banks import check_goldens
from quizgen.reading.folders import discover
from quizgen.reading.library import load
from samples import ALONE, CITED, SOURCE, TOPIC, bank, codes, fact, make


class TestWhichFiles:
    """A folder with a ``source.yaml`` is a topic; every other YAML file in it, or below it up to
    the next topic, is one of its banks.  A bank outside a topic stands alone."""

    def test_a_topic_with_banks_below_it(self, tmp_path: Path) -> None:
        folder = make(
            tmp_path,
            {
                **TOPIC,
                "more/europe.yml": bank(CITED, name="europe"),
                "more/notes.txt": "[",
                ".hidden.yaml": "[",
                ".git/config.yaml": "[",
            },
        )
        library = load([folder])
        assert library.diagnostics == []
        (topic,) = library.topics
        assert topic.id == "capitals"
        assert not topic.alone
        assert [found.id for found in topic.banks] == ["asia", "europe"]
        assert (library.files, library.questions, library.ok) == (3, 2, True)

    def test_a_topic_within_a_topic(self, tmp_path: Path) -> None:
        other = SOURCE.replace("capitals", "rivers").replace("7qk2", "8qk2") + fact("tokyo")
        folder = make(
            tmp_path,
            {**TOPIC, "rivers/source.yaml": other, "rivers/nile.yaml": bank(CITED, name="nile")},
        )
        library = load([folder])
        assert library.diagnostics == []
        banks = {topic.id: [found.id for found in topic.banks] for topic in library.topics}
        assert banks == {"capitals": ["asia"], "rivers": ["nile"]}

    def test_one_bank_of_a_topic(self, tmp_path: Path) -> None:
        """A bank that is named by itself is still a bank of its topic; nothing is said of facts
        that only the banks left out may ask."""
        files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul")}
        folder = make(tmp_path, {**files, "europe.yaml": "["})
        library = load([folder / "asia.yaml"])
        assert library.diagnostics == []
        assert [found.id for found in library.topics[0].banks] == ["asia"]

    def test_the_source_names_its_topic(self, tmp_path: Path) -> None:
        """``source.yaml`` named by itself is the whole topic."""
        files = {**TOPIC, "source.yaml": SOURCE + fact("tokyo") + fact("seoul")}
        library = load([make(tmp_path, files) / "source.yaml"])
        assert codes(library) == ["uncited-fact"]
        assert library.questions == 1

    def test_each_file_is_read_once(self, tmp_path: Path) -> None:
        folder = make(tmp_path, TOPIC)
        library = load([folder, folder / "asia.yaml", folder / "source.yaml", f"{folder}/."])
        assert library.diagnostics == []
        assert (library.files, library.questions) == (2, 1)

    def test_a_link_to_a_file_is_that_file(self, tmp_path: Path) -> None:
        folder = make(tmp_path, {"a.yaml": ALONE})
        try:
            (folder / "b.yaml").symlink_to(folder / "a.yaml")
        except OSError:
            pytest.skip("this system makes no links")
        library = load([folder])
        assert library.diagnostics == []
        assert library.files == 1

    def test_a_folder_that_holds_itself_ends(self, tmp_path: Path) -> None:
        folder = make(tmp_path, {"a.yaml": ALONE})
        try:
            (folder / "self").symlink_to(folder, target_is_directory=True)
        except OSError:
            pytest.skip("this system makes no links")
        library = load([folder])
        assert library.diagnostics == []
        assert library.files == 1

    def test_folders_that_hold_each_other_end(self, tmp_path: Path) -> None:
        folder = make(tmp_path, {"a/a.yaml": ALONE, "b/hidden": ""})
        try:
            for link, target in (("a/b", "b"), ("b/a", "a"), ("b/here", "b"), ("a/there", "")):
                (folder / link).symlink_to(folder / target, target_is_directory=True)
        except OSError:
            pytest.skip("this system makes no links")
        library = load([folder])
        assert library.diagnostics == []
        assert library.files == 1

    def test_a_folder_named_like_a_bank(self, tmp_path: Path) -> None:
        library = load([make(tmp_path, {"a.yaml/b.yaml": ALONE})])
        assert library.diagnostics == []
        assert library.questions == 1


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """A folder with a topic, and a bank that stands alone."""
    files = {
        "atlas/source.yaml": SOURCE,
        "atlas/planets.yaml": bank(name="planets"),
        "atlas/rivers.yaml": bank(name="rivers"),
        "seas.yaml": ALONE,
    }
    return make(tmp_path / "decks", files)


def test_a_topic_is_one_however_its_path_is_written(
    decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a bank in a folder of its own, from above, from within and from beside."""
    (decks / "atlas" / "deep").mkdir()
    (decks / "atlas" / "rivers.yaml").rename(decks / "atlas" / "deep" / "rivers.yaml")
    for place, *paths in (
        (decks.parent, "decks"),
        (decks.parent, "decks/atlas", decks / "atlas"),
        (decks.parent, "decks/atlas/deep", "decks/atlas/planets.yaml"),
        (decks / "atlas", "."),
        (decks / "atlas" / "deep", "..", "."),
        (decks / "atlas" / "deep", "rivers.yaml", "../../atlas/planets.yaml"),
        (decks, "atlas/deep/../planets.yaml"),
    ):
        monkeypatch.chdir(place)
        found, faults = discover(map(Path, paths), whole=True)
        assert faults == [], paths
        (topic,) = (files for files in found if files.source)
        names = [os.path.abspath(path) for path in topic.files()]
        assert names == [
            str(decks / "atlas" / name)
            for name in ("source.yaml", "deep/rivers.yaml", "planets.yaml")
        ], paths


def test_a_source_where_one_stands_is_not_that_of_a_bank_elsewhere(
    decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bank beside the folder of a topic stands alone, though it is named from within."""
    monkeypatch.chdir(decks / "atlas")
    (found,), _ = discover([Path("../seas.yaml")])
    assert found.source is None


def test_a_lock_lies_beside_what_it_is_of(decks: Path) -> None:
    """That of a topic beside its source, that of a bank alone under the bank's own name."""
    topics, _ = discover([decks])
    locks = {topic.lock.relative_to(decks).as_posix() for topic in topics}
    assert locks == {"atlas/quizgen.lock", "seas.lock"}


def test_a_write_to_a_file_is_noticed(decks: Path) -> None:
    """From when the files were found; one that is gone counts, and so does one that is new."""
    (topic,), _ = discover([decks / "atlas"])
    planets, rivers, later = (
        decks / "atlas" / name for name in ("planets.yaml", "rivers.yaml", "x")
    )
    assert topic.untouched()
    planets.write_text("longer than it was" * 9)
    assert not topic.untouched()
    rivers.unlink()
    later.touch()
    assert [topic.touched(path) for path in (planets, rivers, later)] == [True, True, True]
    assert not topic.touched(decks / "atlas" / "source.yaml")


def close(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let no folder called ``name`` be listed; the permissions of one would not stop root."""
    scandir = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if os.path.basename(path) == name:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_may_not_be_read_is_told(
    decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the other paths are still read."""
    close(monkeypatch, "atlas")
    (topic,), (fault,) = discover([decks / "atlas", decks / "seas.yaml"])
    assert topic.banks == [decks / "seas.yaml"]
    assert (fault.code, fault.place.path) == ("unreadable", str(decks / "atlas"))
    assert "permission denied" in fault.message


@pytest.mark.parametrize(
    "named", [["source.yaml"], ["asia.yaml"], ["", "source.yaml"]], ids=" and ".join
)
def test_a_topic_below_which_a_folder_may_not_be_read_is_not_whole(
    named: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no bank seems to ask may be asked there; that it is closed is told once."""
    source = SOURCE + fact("tokyo") + fact("seoul")
    folder = make(tmp_path, {**TOPIC, "source.yaml": source, "closed/europe.yaml": ""})
    close(monkeypatch, "closed")
    library = load([folder / name for name in named], whole=True)
    assert [(found.code, found.place.path) for found in library.diagnostics] == [
        ("unreadable", str(folder / "closed"))
    ]
    assert library.unreadable


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    """It is no bank, but somebody meant it for one."""
    folder = make(tmp_path, {"a.yaml": ALONE})
    try:
        (folder / "b.yaml").symlink_to(folder / "nothing.yaml")
    except OSError:
        pytest.skip("this system makes no links")
    library = load([folder])
    assert codes(library) == ["unreadable"]
    assert library.questions == 1


def test_folders_may_lie_as_deep_as_they_can(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder = folder / "f"
    make(folder, {"capitals.yaml": ALONE})
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 150)
    try:
        ((topic,), faults) = discover([tmp_path])
    finally:
        sys.setrecursionlimit(limit)
    assert faults == []
    assert topic.banks == [folder / "capitals.yaml"]


def test_the_work_grows_with_the_banks_that_are_named_and_no_faster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each bank of a topic costs the same number of calls of the system."""
    calls = 0
    for name in ("stat", "lstat", "scandir", "readlink"):
        function = getattr(os, name)

        def counted(*given: Any, call: Any = function, **more: Any) -> Any:
            nonlocal calls
            calls += 1
            return call(*given, **more)

        monkeypatch.setattr(os, name, counted)
    (tmp_path / "source.yaml").touch()
    paths, each = [], []
    for number in range(400):
        paths.append(tmp_path / f"b{number}.yaml")
        paths[-1].touch()
        if number in (99, 199, 399):
            calls = 0
            (topic,), _ = discover(paths)
            assert len(topic.banks) == number + 1
            each.append(calls / (number + 1))
    assert max(each) < 1.2 * min(each) + 2, f"calls for each bank, of 100, 200 and 400: {each}"


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
