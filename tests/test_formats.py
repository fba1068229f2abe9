"""What holds for every format: all topics are written whole or none is, and no lock is touched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import quizgen as quizgen_package
from formats import format_samples
from formats.format_samples import Names
from quizgen.formats import FORMATS, Format, Written, find_format
from quizgen.formats.builder import build
from quizgen.reading.library import Library, load
from samples import ALONE, make
from updates.author import Author

SOURCE = Path(quizgen_package.__file__).parents[1]
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


def written_at(path: Path) -> tuple[int, int]:
    """Which file it is, and when it was written; when it was read does not matter."""
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_the_same_banks_give_the_same_bytes(form: Format, folder: Path, tmp_path: Path) -> None:
    """So what has not changed is left alone, with its time."""
    output = tmp_path / "output"
    first = built(folder, form, output)
    before = {file.path: written_at(file.path) for file in first}
    assert not any(file.unchanged for file in first)
    assert all(file.unchanged for file in built(folder, form, output))
    assert {file.path: written_at(file.path) for file in first} == before


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


# -- what a format cannot harm ---------------------------------------------------------------------


def quizgen(*arguments: str | Path, source: Path = SOURCE) -> str:
    """Run ``quizgen`` of the code in ``source`` as a process of its own; it must succeed."""
    run = subprocess.run(
        [sys.executable, "-m", "quizgen", *map(str, arguments)],
        env={"PYTHONPATH": str(source), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_learners_do_not_notice_that_another_format_was_built(name: str, tmp_path: Path) -> None:
    """Anki, the format, a gap put in front, Anki: byte for byte what it is without the format.

    A lock that the format had emptied would have the gaps numbered anew, and reviews would stand
    under the wrong gap.
    """
    authors = [Author.of(tmp_path / folder) for folder in ("with", "without")]
    for author in authors:
        author.release(NOW)
        if author is authors[0]:
            quizgen("build", author.folder, "--format", name, "-o", author.output)
        author.edit("planets.yaml", "A year of Mars", "In [[2024::year]], a year of Mars")
        author.release(NOW + 60)
    after, expected = (everything(author.folder.parent) for author in authors)
    added = f"output/atlas{find_format(name).SUFFIX}"
    assert {file: after[file] for file in after if file != added} == expected
    assert any(b" 3:" in content for file, content in after.items() if file.endswith(".lock"))


def test_a_format_is_one_file_and_one_line(tmp_path: Path) -> None:
    """Written and named in a copy of the code, it is offered, and writes what it says."""
    source = tmp_path / "src"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(format_samples.__file__, source / "quizgen" / "formats" / "names.py")
    table = source / "quizgen" / "formats" / "__init__.py"
    text = table.read_text(encoding="utf-8")
    line = 'FORMATS = {"names": "quizgen.formats.names.Names", '
    assert text.count("FORMATS = {") == 1, "name the format where CONTRIBUTING.md says"
    table.write_text(text.replace("FORMATS = {", line), encoding="utf-8")

    banks = Author.of(tmp_path).folder
    assert "names" in quizgen("build", "--help", source=source)
    told = quizgen("build", banks, "--format", "names", "-o", tmp_path / "out", source=source)
    assert told.startswith(f"{tmp_path / 'out' / 'atlas.names'}: 9 questions")
    names = (tmp_path / "out" / "atlas.names").read_text(encoding="utf-8").split("\n")
    assert (len(names), names[0]) == (9, "planets/largest")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["banks", "out", "src"]
