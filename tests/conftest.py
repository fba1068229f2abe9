"""What the tests share: banks made of texts, the command line, and how properties are searched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from quizgen.cli import main
from quizgen.model.diagnostics import Severity
from quizgen.reading import yamltree
from quizgen.reading.library import Library, load
from quizgen.reading.yamltree import Document, parse
from samples import HEAD

if TYPE_CHECKING:
    from browser import Browser

# Every run tries the same examples, so that a red build is red again when it is repeated.  Beside
# that, "make search" looks for new ones, with a seed that it prints; whoever hunts for more sets
# HYPOTHESIS_PROFILE=hunt.
_COMMON = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("default", _COMMON, max_examples=30, derandomize=True)
settings.register_profile("search", _COMMON, max_examples=20, derandomize=False)
settings.register_profile("hunt", _COMMON, max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite what the goldens expect; then review"
    )


class Run(NamedTuple):
    """What a command gave."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def own_history(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a history of its own, which is made when something is stored."""
    name = f"history-of-{next(_HISTORIES)}"
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path_factory.getbasetemp() / name))


_HISTORIES = count()


@pytest.fixture
def load_text(tmp_path: Path) -> Callable[..., Library]:
    """Write a text to a file and load it: ``load_text(text, name="bank.yaml")``."""

    def load_one(text: str | bytes, name: str = "bank.yaml") -> Library:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load([path])

    return load_one


@pytest.fixture
def load_question(load_text: Callable[..., Library]) -> Callable[[str], Library]:
    """Load a stand-alone bank with one question, of which the keys behind ``id`` are given."""

    def load_one(keys: str) -> Library:
        lines = "".join(f"    {line}\n" for line in keys.strip("\n").splitlines())
        return load_text(f"{HEAD}questions:\n  - id: the-question\n{lines}")

    return load_one


@pytest.fixture
def advice(tmp_path: Path) -> Callable[..., list[str]]:
    """Return the codes of the advice on files: ``advice({"source.yaml": …, "dates.yaml": …})``."""

    def ask(files: dict[str, str]) -> list[str]:
        for name, text in files.items():
            path = tmp_path / "topic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        library = load([tmp_path / "topic"], advice=True)
        assert library.ok, library.diagnostics
        return [found.code for found in library.diagnostics if found.severity is Severity.ADVICE]

    return ask


@pytest.fixture
def load_topic(tmp_path: Path) -> Callable[..., Library]:
    """Write a folder of files and load it: ``load_topic({"source.yaml": …, "dates.yaml": …})``."""

    def load_folder(files: dict[str, str]) -> Library:
        for name, text in files.items():
            path = tmp_path / "topic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load([tmp_path / "topic"])

    return load_folder


@pytest.fixture
def quizgen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Run]:
    """Run the program as its entry point does: ``quizgen("validate", path)``."""

    def run(*arguments: str | Path) -> Run:
        monkeypatch.setattr("sys.argv", ["quizgen", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Run(ended.value.code, out, err)

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with an empty page."""
    from browser import CHROMIUM, Browser

    if CHROMIUM is None:
        pytest.skip("chromium is not installed: what learners see in a browser was NOT tested")
    with Browser() as browser:
        browser.open("data:text/html,<!doctype html><p>")
        yield browser


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An empty collection of Anki."""
    from anki.collection import Collection

    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    try:
        yield opened
    finally:
        opened.close()


PARSERS = [yamltree.c_parser(), yamltree.pure_parser()]


@pytest.fixture(params=PARSERS, ids=["libyaml", "python"])
def read(request: pytest.FixtureRequest) -> Callable[[str], Document]:
    """Read a text as a tree, with one parser and the other."""
    if request.param is None:
        pytest.skip("PyYAML was built without libyaml")

    def read_one(text: str) -> Document:
        return parse(text, request.param)

    return read_one
