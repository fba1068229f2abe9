"""``quizgen validate``: every mistake of every file in one run, and what the exit code says."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quizgen.reports import FORMATS
from samples import HEAD, NAMESPACE, SOURCE, bank, fact

if TYPE_CHECKING:
    from conftest import Run

GOOD = f"{HEAD}questions:\n  - {{id: japan, type: card, stem: Capital?, answer: Tokyo}}\n"


def test_sound_banks_exit_with_0(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """Exits with 0 if the banks are sound; the last line says how much was read."""
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD)
    assert quizgen("validate", path) == (0, "", "1 file, 1 question: no mistakes\n")


def test_a_mistake_exits_with_1(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """The place, the code, the sentence, the line with what is meant underlined, and a hint."""
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD.replace("answer", "anwser"))
    run = quizgen("validate", path)
    assert run.code == 1
    assert run.err.splitlines() == [
        f"{path}:5:45: error[unknown-field] found the field “anwser”, expected “answer”",
        "   5 |   - {id: japan, type: card, stem: Capital?, anwser: Tokyo}",
        "     |                                             ^^^^^^",
        "    hint: write “answer: …”",
        "quizgen can correct 1 of these: run “quizgen fix”, which shows what it changes",
        "1 file: 1 error",
    ]


def test_a_warning_exits_with_0(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """A warning does not stop a build."""
    (tmp_path / "source.yaml").write_text(SOURCE + fact("asked") + fact("forgotten"))
    question = "id: a, type: card, stem: Capital?, answer: Tokyo, facts: [asked]"
    (tmp_path / "asia.yaml").write_text(bank(question))
    run = quizgen("validate", tmp_path)
    assert run.code == 0
    assert "warning[uncited-fact]" in run.err
    assert run.err.endswith("2 files, 1 question: 1 warning\n")


def test_a_path_without_anything_exits_with_2(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """Exits with 2 if a path cannot be read."""
    path = tmp_path / "nowhere.yaml"
    run = quizgen("validate", path)
    assert run.code == 2
    assert f"{path}: error[missing-path] there is no such file or folder" in run.err


def test_who_is_in_another_folder_is_told_to_go_to_their_own(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = quizgen("validate")
    assert run.code == 2
    assert "hint: first go into the folder that has “decks” in it (“cd …”)" in run.err


def test_an_empty_path_exits_with_2(quizgen: Callable[..., Run]) -> None:
    """What a variable of a shell gives that was never set is not the folder one stands in."""
    run = quizgen("validate", "")
    assert run.code == 2
    assert "found an empty path, expected a file or a folder" in run.err


def test_a_folder_without_yaml_exits_with_2(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """A folder in which there is nothing to read is a path that cannot be read."""
    (tmp_path / "notes.txt").write_text("bank: none")
    (tmp_path / ".hidden.yaml").write_text(GOOD)
    run = quizgen("validate", tmp_path)
    assert run.code == 2
    assert f"{tmp_path}: error[no-banks]" in run.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file"
)
def test_a_file_that_may_not_be_read_exits_with_2(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """Exits with 2 if a path cannot be read."""
    path = tmp_path / "bank.yaml"
    path.write_text(GOOD)
    path.chmod(0)
    run = quizgen("validate", path)
    assert run.code == 2
    assert f"{path}: error[unreadable] cannot be read: permission denied" in run.err


def test_a_file_that_fails_to_be_read_exits_with_2(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exits with 2 if a path cannot be read, and the other paths are still read."""
    bad, good = tmp_path / "bad.yaml", tmp_path / "good.yaml"
    bad.write_text(GOOD)
    good.write_text(GOOD.replace("answer", "anwser"))
    take = os.open

    def refuse(path: Any, *args: Any, **more: Any) -> int:
        if path == str(bad):
            raise PermissionError(13, "Permission denied", path)
        return take(path, *args, **more)

    monkeypatch.setattr(os, "open", refuse)
    run = quizgen("validate", bad, good)
    assert run.code == 2
    assert f"{bad}: error[unreadable] cannot be read: permission denied" in run.err
    assert "unknown-field" in run.err


def test_all_paths_are_read_in_one_run(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """Every mistake of every file, each file once, however often it is named."""
    for name, token in (("one", NAMESPACE), ("two", NAMESPACE[::-1])):
        text = GOOD.replace("capitals", name).replace(NAMESPACE, token).replace("card", "crad")
        (tmp_path / f"{name}.yaml").write_text(text)
    run = quizgen("validate", tmp_path / "two.yaml", tmp_path, tmp_path / "one.yaml")
    assert run.code == 1
    assert run.err.count("error[unknown-type]") == 2
    assert run.err.index("one.yaml") < run.err.index("two.yaml")
    assert run.err.endswith("2 files: 2 errors\n")


def test_the_decks_are_read_where_no_path_is_given(
    tmp_path: Path, quizgen: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file or folder; decks if left out."""
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / "bank.yaml").write_text(GOOD)
    monkeypatch.chdir(tmp_path)
    assert quizgen("validate").err == "1 file, 1 question: no mistakes\n"


WRONG = GOOD.replace("japan", "Japan").replace("answer: Tokyo", "answer: Tokyo, tags: ['a b']")
"""A bank with two errors: ``bad-id`` and ``bad-tag``."""


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (["--select", "bad-id"], ["bad-id"]),
        (["--select", "bad"], ["bad-id", "bad-tag"]),
        (["--select", "bad-id,bad-tag", "--ignore", "[bad-tag]"], ["bad-id"]),
        (["--ignore", "bad-id", "--ignore", "bad-tag"], []),
        (["--select", "error"], ["bad-id", "bad-tag"]),
        (["--ignore", "error"], []),
        (["--select", "warning,advice"], []),
    ],
)
def test_codes_are_selected_and_ignored(
    options: list[str], shown: list[str], tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """Those that are not shown do not count."""
    path = tmp_path / "bank.yaml"
    path.write_text(WRONG)
    run = quizgen("validate", path, "--format", "short", *options)
    assert [line.partition("[")[2].partition("]")[0] for line in run.out.splitlines()] == shown
    assert run.code == (1 if shown else 0)
    assert run.err == ""


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("name", "meant"),
    [("bad-di", "did you mean “bad-id”?"), ("", "lists all codes"), ("qq", "lists all codes")],
)
def test_an_unknown_code_exits_with_2(
    option: str, name: str, meant: str, quizgen: Callable[..., Run]
) -> None:
    run = quizgen("validate", option, name)
    assert run.code == 2
    assert f"there is no code “{name}”" in run.err
    assert meant in run.err


def test_strict_fails_for_a_warning(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    (tmp_path / "source.yaml").write_text(SOURCE + fact("asked") + fact("forgotten"))
    question = "id: a, type: card, stem: Capital?, answer: Tokyo, facts: [asked]"
    (tmp_path / "asia.yaml").write_text(bank(question))
    assert quizgen("validate", tmp_path, "--strict").code == 1
    assert quizgen("validate", tmp_path, "--strict", "--ignore", "uncited-fact").code == 0


def test_every_other_format_goes_to_standard_output(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(WRONG)
    for form in FORMATS[1:]:
        run = quizgen("validate", path, "--format", form)
        assert run.code == 1
        assert run.err == ""
        assert "bad-tag" in run.out


LONG = f"""{HEAD}questions:
  - id: roots
    type: choice
    stem: What do the roots of a plant do?
    options: [Make sugar, right: Take up water and salts from the soil, Scatter seeds]
"""


def test_advice_exits_with_0(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """What could be better is printed, and is no reason to fail."""
    path = tmp_path / "bank.yaml"
    path.write_text(LONG)
    run = quizgen("validate", path)
    assert run.code == 0
    assert "advice[longest-option] the right option has 37 characters" in run.err
    assert run.err.endswith("1 file, 1 question: 1 piece of advice\n")


def test_a_build_gives_no_advice(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    path = tmp_path / "bank.yaml"
    path.write_text(LONG)
    run = quizgen("build", path, "-o", tmp_path / "out")
    assert (run.code, run.err) == (0, "")
