"""Which questions ``quizgen quiz`` asks, and how it says that there are none."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import cli

ROOT = Path(__file__).parents[2]
BANK = ROOT / "tests" / "quiz" / "banks" / "all-types.yaml"
DECKS = ROOT / "decks"


def quiz(*arguments: object, lines: str = "") -> Result:
    result = CliRunner().invoke(cli, ["quiz", "--no-history", *map(str, arguments)], input=lines)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def code(*arguments: object) -> int:
    """The exit code; in standalone mode click prints usage errors and exits itself."""
    returned = CliRunner().invoke(
        cli, ["quiz", "--no-history", *map(str, arguments)], input="", standalone_mode=False
    )
    return int(returned.return_value or 0)


def test_ten_are_asked_by_default() -> None:
    """And it is said how to ask more."""
    assert quiz(BANK).stdout.startswith("10 questions from 1 bank\n\n")
    said = quiz(DECKS).stdout
    assert re.match(r"10 questions from 5 banks\nThere are (\d+); -n \1 asks them all.\n", said)
    assert "1/10" in said


@pytest.mark.parametrize(("count", "first"), [(1, "1/1 "), (3, "1/3 "), (99, "1/10 ")])
def test_so_many_are_asked(count: int, first: str) -> None:
    assert first in quiz("-n", count, BANK).stdout


@pytest.mark.parametrize("count", [0, -1, "x", "1.5"])
def test_a_count_must_be_at_least_one(count: object) -> None:
    result = quiz("-n", count, BANK)
    assert result.exit_code == 2
    assert "--count" in result.stderr


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (["--type", "short"], 1),
        (["--type", "short", "--type", "card"], 2),
        (["--bank", "all-types"], 10),
        (["--tag", "sample"], 10),
        (["--tag", "figures"], 1),
        (["--tag", "figures::armies"], 1),
        (["--tag", "figures", "--tag", "sample"], 10),
        (["--difficulty", "easy"], 1),
        (["--tag", "figures", "--type", "number", "--bank", "all-types"], 1),
    ],
)
def test_what_is_asked(options: list[str], asked: int) -> None:
    assert f"1/{asked} " in quiz(*options, BANK).stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--bank", "all-tipes"], ["the bank “all-tipes”", "did you mean “all-types”?"]),
        (["--bank", "zzz"], ["the bank “zzz”; ", "there are: all-types"]),
        (["--type", "chioce"], ["the type “chioce”", "“choice”", "card, choice, cloze, date"]),
        (["--tag", "smaple"], ["the tag “smaple”", "“sample”", "figures, figures::armies, sample"]),
        (["--type", "short", "--type", "zzz"], ["the type “zzz”"]),
        (["--difficulty", "eazy"], ["the difficulty “eazy”", "did you mean “easy”?"]),
        (
            ["--type", "short", "--tag", "figures"],
            ["no question matches", "--type and --tag together"],
        ),
    ],
)
def test_what_nothing_has_is_refused(options: list[str], says: list[str]) -> None:
    result = quiz(*options, BANK)
    assert result.exit_code == 2
    assert result.stdout == ""
    said = " ".join(result.stderr.split())
    assert all(part in said for part in says), said


def test_a_seed_makes_the_same_quiz_again() -> None:
    lines = "\n" * 40
    first, again = (quiz("--seed", 7, "-n", 20, DECKS, lines=lines).stdout for _ in range(2))
    assert first == again
    assert first != quiz("--seed", 8, "-n", 20, DECKS, lines=lines).stdout


@pytest.mark.parametrize(
    "options", [[], ["-n", "5"], ["--type", "choice", "--bank", "dates", "--difficulty", "easy"]]
)
def test_the_command_that_is_told_makes_the_same_quiz_again(options: list[str]) -> None:
    first = quiz(*options, DECKS, lines="\n" * 300).stdout
    told = first.partition("The same quiz again:\n")[2]
    program, command, *arguments = shlex.split(told)
    assert (program, command) == ("quizgen", "quiz")
    assert quiz(*arguments, lines="\n" * 300).stdout == first


def test_mistakes_are_reported_and_nothing_is_asked(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(BANK.read_text("utf-8").replace("type: card", "type: crad"), "utf-8")
    result = quiz(bank)
    assert "1/10" not in result.stdout
    assert "crad" in result.stderr
    assert code(bank) == 1
    assert code(tmp_path / "nowhere") == 2


def test_nobody_is_asked_what_is_retired(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    text = BANK.read_text("utf-8")
    bank.write_text(text.replace("    type: short\n", "    type: short\n    retired: Old.\n"))
    assert "1/9 " in quiz(bank).stdout
    assert quiz("--type", "short", bank).exit_code == 2


def test_aliases_come_last() -> None:
    said = quiz("--aliases", "--seed", 1, "--type", "short", BANK, lines="vi\n:r\n").stdout
    assert f"# {BANK}:" in said
    assert said.endswith('    accept: [":quit", "vi"]\n')
    assert quiz("--aliases", BANK).stdout.endswith("on the learner's word.\n")


def test_the_score_is_by_bank() -> None:
    said = quiz("-n", 8, "--seed", 1, DECKS, lines="\n" * 20).stdout
    scores = re.findall(r"^  [A-Z][\w ]*?  +0/(\d)$", said, re.MULTILINE)
    assert len(scores) > 3
    assert sum(map(int, scores)) == 8


def test_the_help_names_every_option() -> None:
    said = quiz("--help").stdout
    for option in (
        "-n, --count",
        "--bank",
        "--type",
        "--tag",
        "--difficulty",
        "--seed",
        "--aliases",
    ):
        assert option in said
