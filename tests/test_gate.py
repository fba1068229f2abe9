"""No text of a bank, an option or a file name reaches the terminal as a command, in any command.

One field after the other of a bank that uses all types is made hostile: where that is a mistake,
the mistake is shown; where it is none, every command shows the bank.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from conftest import Run
from quizgen.cli import (
    COMMANDS,
    EXIT_BUG,
    EXIT_FAILED,
    EXIT_MISTAKES,
    EXIT_OK,
    EXIT_USAGE,
)
from quizgen.system.git import GitError

BANK = Path(__file__).parent / "quiz" / "banks" / "all-types.yaml"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]")
COMMANDING = "a\x1b[2J\x1b]0;title\x07\x9b31m\x1bPq\x1b\\\rb"
REORDERING = "a\u202eb\u2066c\u200fd"
HOSTILE = {"commanding": COMMANDING, "reordering": REORDERING}
Command = Callable[..., Run]


def places(node: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each text of a tree."""
    if isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from places(child, (*route, key))
    else:
        yield route


def fields() -> dict[str, tuple[str | int, ...]]:
    """The way to one text of each field of each type of question."""
    tree = yaml.safe_load(BANK.read_text("utf-8"))
    found: dict[str, tuple[str | int, ...]] = {}
    for route in places(tree):
        at = tree
        kind = ""
        for step in route:
            at = at[step]
            kind = at.get("type", kind) if isinstance(at, dict) else kind
        name = "/".join([kind, *(step for step in route if isinstance(step, str))])
        found.setdefault(name, route)
    return found


def hostile_bank(route: tuple[str | int, ...], text: str, *, key: bool = False) -> str:
    """The bank with ``text`` after what stands at ``route``, or after its key."""
    tree = yaml.safe_load(BANK.read_text("utf-8"))
    *way, last = route
    at = tree
    for step in way:
        at = at[step]
    if key:
        at[f"{last}{text}"] = at.pop(last)
    else:
        at[last] = f"{at[last]}{text}"
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=False)


def assert_safe(run: Run, *, failed_exam: bool = False) -> None:
    """Whatever the command said, a terminal obeys none of it."""
    assert run.code in (EXIT_OK, EXIT_MISTAKES, EXIT_USAGE, *[EXIT_FAILED] * failed_exam)
    found = OBEYED.search(run.out + run.err)
    assert found is None, f"{found} in {run.out + run.err!r}: print it with quizgen.system.output"


@pytest.fixture
def in_all(
    quizgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], set[int]]:
    """Show a bank by each command; the exit codes."""
    monkeypatch.chdir(tmp_path)

    def show(text: str) -> set[int]:
        Path("bank.yaml").write_text(text, "utf-8")
        run = quizgen("validate", "bank.yaml")
        assert_safe(run)
        codes = {run.code}
        if run.code == 0:
            for command in ("build", "preview", "changes", "quiz"):
                monkeypatch.setattr("sys.stdin", io.StringIO("no\n" * 30))
                run = quizgen(command, "bank.yaml")
                assert_safe(run)
                codes.add(run.code)
            for form in ("markdown", "json"):
                assert_safe(quizgen("changes", "--format", form, "bank.yaml"))
        return codes

    return show


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("field", fields())
def test_no_field_of_a_bank(field: str, kind: str, in_all: Callable[[str], set[int]]) -> None:
    assert in_all(hostile_bank(fields()[field], HOSTILE[kind])) <= {0, 1}


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_key_of_a_bank(kind: str, in_all: Callable[[str], set[int]]) -> None:
    assert in_all(hostile_bank(("title",), HOSTILE[kind], key=True)) == {1}
    assert in_all(hostile_bank(("questions", 0, "stem"), HOSTILE[kind], key=True)) == {1}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "yaml_of", ["a: {}", "a: [{}", '"{}', "*{}", "&{}", "!{} b", "%{}", "a: |{}"]
)
def test_no_broken_yaml(yaml_of: str, kind: str, in_all: Callable[[str], set[int]]) -> None:
    assert in_all(yaml_of.format(HOSTILE[kind])) == {1}


def options() -> Iterator[tuple[str, click.Parameter]]:
    """Every parameter of every command."""
    for name in COMMANDS:
        command: click.Command = import_module(f"quizgen.commands.{name}").command
        for parameter in command.params:
            if not getattr(parameter, "is_flag", False):
                yield name, parameter


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(("command", "parameter"), [*options()], ids=str)
def test_no_option(
    command: str,
    parameter: click.Parameter,
    kind: str,
    quizgen: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Right or wrong, and though a file of that name is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    text = BANK.read_text("utf-8")
    Path("bank.yaml").write_text(text, "utf-8")
    values = [HOSTILE[kind]] * (parameter.nargs if parameter.nargs > 0 else 1)
    paths = [] if isinstance(parameter, click.Argument) else ["bank.yaml"]
    named = [] if isinstance(parameter, click.Argument) else [parameter.opts[-1]]
    assert_safe(quizgen(command, *named, *values, *paths), failed_exam=command == "exam")
    if not Path(HOSTILE[kind]).exists():  # as an output folder does now
        Path(HOSTILE[kind]).write_text(text, "utf-8")
    assert_safe(quizgen(command, *named, *values, *paths), failed_exam=command == "exam")
    assert_safe(quizgen(command, f"--{HOSTILE[kind]}"))


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_name_of_a_command_a_file_or_a_folder(
    kind: str, quizgen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert_safe(quizgen(HOSTILE[kind]))
    folder = Path(HOSTILE[kind])
    folder.mkdir()
    text = BANK.read_text("utf-8")
    (folder / f"{HOSTILE[kind]}.yaml").write_text(text, "utf-8")
    (folder / "other.yaml").write_text(text.replace("type: card", "type: nothing"), "utf-8")
    for command in ("validate", "build", "preview", "changes", "quiz"):
        assert_safe(quizgen(command, "."))
        assert_safe(quizgen(command, str(folder / f"{HOSTILE[kind]}.yaml")))


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError, EXIT_USAGE),
        (GitError, EXIT_BUG),
        (ValueError, EXIT_BUG),
        (KeyError, EXIT_BUG),
    ],
)
def test_no_text_of_an_exception(
    error: type[Exception], code: int, quizgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object, **__: object) -> None:
        raise error(COMMANDING)

    monkeypatch.setattr("quizgen.reading.library.load", load)
    for debug in ("", "1"):
        monkeypatch.setenv("QUIZGEN_DEBUG", debug)
        run = quizgen("validate", "x")
        assert run.code == code
        assert OBEYED.search(run.err) is None


@pytest.mark.parametrize("variable", ["COLUMNS", "TERM", "NO_COLOR", "ACCESSIBLE", "HOME", "LANG"])
def test_no_variable(
    variable: str, in_all: Callable[[str], set[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, COMMANDING)
    assert in_all(BANK.read_text("utf-8")) == {0}
