"""What holds for every format: all topics are written whole or none is, and no lock is touched."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from formats.format_samples import Names
from quizgen.formats import FORMATS, Format, Written, find_format
from quizgen.formats.builder import build
from quizgen.reading.library import Library, load
from samples import ALONE, make
from updates.author import Author

DECKS = Path(__file__).parents[1] / "decks"
NOW = 1_780_000_000


@pytest.fixture(params=["names", *FORMATS])
def form(request: pytest.FixtureRequest) -> Format:
    return Names() if request.param == "names" else find_format(request.param)()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A topic that was released, and a bank that stands alone."""
    author = Author.of(tmp_path / "topics")
    author.release(NOW)
    shutil.rmtree(author.output)
    make(author.folder.parent / "alone", {"capitals.yaml": ALONE})
    return author.folder.parent


def loaded(folder: Path) -> Library:
    library = load([folder])
    assert library.diagnostics == []
    return library


def built(folder: Path, form: Format, output: Path) -> list[Written]:
    return build(loaded(folder).topics, form, output, advance=lambda _: None)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_each_topic_becomes_a_file_with_all_its_questions(
    form: Format, folder: Path, tmp_path: Path
) -> None:
    """And nothing but these files is there afterwards that was not there before: no lock."""
    before = everything(tmp_path)
    written = built(folder, form, tmp_path / "output")
    assert [(file.path.name, file.questions) for file in written] == [
        (f"capitals{form.SUFFIX}", 1),
        (f"atlas{form.SUFFIX}", 9),
    ]
    assert [file.size for file in written] == [file.path.stat().st_size for file in written]
    after = everything(tmp_path)
    assert after.keys() - before.keys() == {f"output/{file.path.name}" for file in written}
    assert {name: after[name] for name in before} == before


def test_the_same_banks_give_the_same_bytes(form: Format, folder: Path, tmp_path: Path) -> None:
    """So what has not changed is left alone, with its time."""
    output = tmp_path / "output"
    first = built(folder, form, output)
    before = {file.path: file.path.stat() for file in first}
    assert not any(file.unchanged for file in first)
    assert all(file.unchanged for file in built(folder, form, output))
    assert {file.path: file.path.stat() for file in first} == before


def test_our_own_decks_can_be_written(form: Format, tmp_path: Path) -> None:
    """They have a question of every type, with all that a question can have."""
    (written,) = built(DECKS, form, tmp_path)
    assert written.questions >= 70


def test_what_cannot_be_written_leaves_all_as_it_was(
    form: Format, folder: Path, tmp_path: Path
) -> None:
    """The topic that comes first is not written either, nor is a folder left."""
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "output" / f"atlas{form.SUFFIX}").mkdir(parents=True)
    before = everything(tmp_path)
    for output in (tmp_path / "file", tmp_path / "output", tmp_path / "file" / "deep"):
        with pytest.raises(OSError, match=r"file|atlas"):
            built(folder, form, output)
        assert everything(tmp_path) == before
