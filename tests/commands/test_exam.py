"""``quizgen exam``: what is told, when, and the exit code."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.support import ALL_TYPES, all_types, spelled
from quizgen.cli import cli
from quizgen.commands.exam import Duration
from quizgen.grading import key

VERDICTS = ("Right", "Wrong", "answer:", "✓", "✗", "0 right")


def exam(*arguments: object, lines: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(
        cli, ["exam", "--no-history", *map(str, arguments)], input=lines, standalone_mode=False
    )
    assert result.exception is None, result.output
    return int(result.return_value or 0), result.output


def right_lines(count: int = 10) -> str:
    """The lines that answer so many questions of the bank of all types rightly."""
    items = all_types(1).items
    lines = [
        line
        for number, item in enumerate(items)
        for line in (spelled(item, key(item.form)) if number < count else [":s"])
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("right", "needed", "code"), [(10, 70, 0), (7, 70, 0), (6, 70, 3), (6, 60, 0), (0, 0, 0)]
)
def test_the_exit_code_says_whether_it_was_passed(right: int, needed: int, code: int) -> None:
    done, said = exam("--seed", 1, "--pass", needed, ALL_TYPES, lines=right_lines(right))
    assert done == code
    word = "Failed" if code else "Passed"
    assert f"{word}: {right} of 10 right, {right * 10}% · {needed}% needed" in said


def test_nothing_is_told_before_the_end() -> None:
    _, said = exam("--seed", 1, ALL_TYPES, lines=":b\n:r\n" + "x\n" * 3 + right_lines(3))
    before, _, after = said.partition("Failed")
    body = before.partition("Nothing is told until the end.")[2]
    assert not [word for word in VERDICTS if word in body.removesuffix("✗ ")]
    assert body.count("An exam says how your answers were at its end.") == 2
    assert "Missed" in after


def test_the_score_is_by_bank_tag_type_and_difficulty() -> None:
    """Of all that is on the paper, answered or not."""
    _, said = exam("--seed", 1, ALL_TYPES, lines=right_lines()[:20])
    for heading in ("By bank", "By tag", "By type", "By difficulty"):
        assert f"\n{heading}\n" in said
    assert "\n  hard    0/1\n" in said
    assert "/10" in said.partition("By bank")[2].partition("By tag")[0]


def test_what_was_missed_is_shown_next_to_what_is_right() -> None:
    _, said = exam("--seed", 1, "--type", "short", ALL_TYPES, lines="vim\n")
    assert "     ✗ you: vim\n     ✓ answer: :q\n" in said
    _, said = exam("--seed", 1, "--type", "short", ALL_TYPES, lines=":s\n")
    assert "     ✗ you: skipped\n" in said


def test_a_seed_repeats_the_paper() -> None:
    options = ("-n", 4, "--time", "20m", "--pass", 50, ALL_TYPES)
    _, first = exam(*options, lines="\n" * 20)
    program, command, *arguments = shlex.split(first.partition("The same paper again:\n")[2])
    assert (program, command) == ("quizgen", "exam")
    assert exam(*arguments, lines="\n" * 20)[1] == first


def test_time_ends_it() -> None:
    done, said = exam("--seed", 1, "--time", "1s", ALL_TYPES, lines="x\n")
    assert done == 3
    assert "9 not answered" in said


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20m", 20), ("1h", 60), ("1h30m", 90), ("90s", 1.5), ("1h 5m", 65), ("20MIN", 20)],
)
def test_times(text: str, minutes: float) -> None:
    assert Duration().convert(text, None, None) == minutes


@pytest.mark.parametrize("text", ["", "20", "m", "0m", "25h", "-1m", "1.5h", "twenty", "2O m"])
def test_what_is_no_time(text: str) -> None:
    result = CliRunner().invoke(cli, ["exam", "--time", text, str(ALL_TYPES)])
    assert result.exit_code == 2
    assert "such as 20m or 1h30m" in " ".join(result.output.split())


def test_mistakes_are_reported_and_nothing_is_asked(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(ALL_TYPES.read_text("utf-8").replace("type: card", "type: crad"), "utf-8")
    done, said = exam(bank)
    assert done == 1
    assert "1/10" not in said
