"""``quizgen init``: a repository in which everything works at once, with the real git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

import quizgen as package
from quizgen.authoring.course import FILES
from quizgen.reading.library import load
from samples import ALONE, codes, make

if TYPE_CHECKING:
    from conftest import Run

SOURCE = ["--quizgen", "https://example.org/a/quizgen"]


@pytest.fixture
def course(tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in a repository, with its first commit and its first release."""
    monkeypatch.chdir(tmp_path)
    run = quizgen("init", "geo", *SOURCE, "--title", "Geography")
    assert run.code == 0
    monkeypatch.chdir(tmp_path / "geo")
    steps = re.findall(r"^  \d\. (?:cd geo && )?(.*)$", run.out, re.MULTILINE)
    assert "quizgen build" in steps
    bin_ = make(
        tmp_path / "bin", {"quizgen": f'#!/bin/sh\nexec {sys.executable} -m quizgen "$@"\n'}
    )
    (bin_ / "quizgen").chmod(0o755)
    shell("\n".join(steps))
    shell("git tag v1")
    there = quizgen("init", *SOURCE)
    assert "quizgen build" not in there.out, "the banks are built"
    return tmp_path / "geo"


def shell(script: str, *, code: int = 0, **variables: str) -> str:
    """What ``script`` prints, as bash runs a step of a workflow."""
    author = dict.fromkeys(
        [f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")], "a"
    )
    run = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        env={
            "PATH": f"{Path.cwd().parent / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(Path(package.__file__).parents[1]),
            "HOME": str(Path.cwd().parent),
            **author,
            **variables,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == code, run.stdout
    return run.stdout


def step(name: str) -> str:
    """What a step of the workflow runs."""
    workflow = yaml.safe_load(Path(".github/workflows/decks.yaml").read_text(encoding="utf-8"))
    (found,) = {
        one["run"] for job in workflow["jobs"].values() for one in job["steps"]
        if one.get("name") == name
    }  # fmt: skip
    return str(found)


@pytest.mark.usefixtures("course")
def test_the_steps_of_the_workflow_work() -> None:
    """Those that find mistakes, build, and write what has changed; at the first and second tag."""
    assert codes(load(["decks"])) == []
    for name in ("Find mistakes", "Build"):
        shell(step(name))
    notes = "Write what has changed for learners"
    shell(step(notes), GITHUB_REF_NAME="v1")
    assert Path("notes.md").read_text() == "The first release.\n"
    bank = Path("decks/example.yaml")
    bank.write_text(bank.read_text().replace("about 1,000", "more than 1,000"))
    assert "error[" in shell(step("Build"), code=1)
    shell("quizgen build && git add decks && git commit -q -m 'Correct it' && git tag v2")
    shell(step("Build"))
    shell(step(notes), GITHUB_REF_NAME="v2")
    assert "more than" in Path("notes.md").read_text()


@pytest.mark.usefixtures("course")
def test_the_hook_stops_a_commit_with_mistakes() -> None:
    bank = Path("decks/example.yaml")
    bank.write_text(bank.read_text().replace("stem:", "question:"))
    assert "error[" in shell("git commit -q -a -m 'Break it'", code=1)
    assert shell("git status --short") == " M decks/example.yaml\n"


@pytest.mark.usefixtures("course")
def test_the_hook_says_what_to_do_where_quizgen_is_not_installed() -> None:
    """Such as in an editor that was opened before quizgen was installed."""
    (Path.cwd().parent / "bin" / "quizgen").unlink()
    bank = Path("decks/example.yaml")
    bank.write_text(bank.read_text() + "\n")
    told = shell("PATH=/usr/bin:/bin git commit -q -a -m 'Add a line'", code=1)
    assert "quizgen was not found" in told
    assert "git commit --no-verify" in told
    shell("PATH=/usr/bin:/bin git commit -q -a -m 'Add a line' --no-verify")


@pytest.mark.usefixtures("course")
def test_what_is_built_stays_out_of_the_repository() -> None:
    listed = shell("git ls-files").splitlines()
    assert {*FILES, "decks/example.lock", ".quizgen/bank.schema.json"} <= set(listed)
    assert not any(path.startswith("output") for path in listed)
    assert shell("git status --short") == ""


def test_what_is_there_is_left_as_it_is(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path, {"README.md": "mine\n", "decks/capitals.yaml": ALONE}))
    run = quizgen("init", *SOURCE)
    assert (run.code, run.err) == (0, "")
    assert "README.md: is already there, left as it is" in run.out
    assert Path("README.md").read_text() == "mine\n"
    assert [path.name for path in Path("decks").iterdir()] == ["capitals.yaml"]
    assert "“quizgen new bank NAME” writes a bank.\n" in run.out
    assert "example" not in run.out
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert quizgen("init", *SOURCE, "--title", "Other").code == 0
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


def test_a_wheel_comes_into_the_repository(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the workflow has it."""
    monkeypatch.chdir(tmp_path)
    wheel = Path("dist/quizgen-0.1.0-py3-none-any.whl")
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK")
    assert quizgen("init", "geo", "--quizgen", wheel).code == 0
    assert Path("geo/.quizgen", wheel.name).read_bytes() == b"PK"
    assert (
        f"QUIZGEN: './.quizgen/{wheel.name}'"
        in Path("geo/.github/workflows/decks.yaml").read_text()
    )


def test_a_version_comes_with_a_warning(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = quizgen("init", "geo", "--quizgen", "0.1.0")
    assert run.code == 0
    assert "installs “quizgen==0.1.0” from the package index" in run.out


REFUSED = {
    "no source": ([], "the option --quizgen is missing; give a wheel"),
    "nothing for a source": (["--quizgen", ""], "the option --quizgen is missing"),
    "a name": (["--quizgen", "quizgen"], "found “quizgen”, expected where quizgen comes from"),
    "no such wheel": (["--quizgen", "a.whl"], "a.whl: there is no such file"),
    "a title of two lines": ([*SOURCE, "--title", "a\nb"], "expected one line"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_missing_is_said_and_nothing_is_written(
    name: str, tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never guesses where quizgen comes from."""
    monkeypatch.chdir(tmp_path)
    arguments, said = REFUSED[name]
    run = quizgen("init", "geo", *arguments)
    assert run.code == 2
    assert said in re.sub(r"\s+", " ", run.err)
    assert list(Path().iterdir()) == []
