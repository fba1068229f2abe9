"""The quiz in a pipe, as a process of its own.

The transcripts are what ``quizgen quiz --seed 1`` says to each file of lines; after a change that
is meant, ``pytest --update-goldens`` writes them anew.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from quiz.support import ALL_TYPES, ROOT, all_types, command, environment, spelled
from quizgen.grading import key

TRANSCRIPTS = sorted((Path(__file__).parent / "transcripts").glob("*.in"))


def quiz(
    lines: bytes | str, *arguments: object, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    data = lines.encode() if isinstance(lines, str) else lines
    return subprocess.run(
        command(*arguments),
        input=data,
        capture_output=True,
        env=environment(**variables),
        cwd=ROOT,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("lines", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcripts(lines: Path, pytestconfig: pytest.Config) -> None:
    done = quiz(lines.read_bytes(), "--seed", 1, ALL_TYPES.relative_to(ROOT))
    assert (done.returncode, done.stderr) == (0, b"")
    transcript = lines.with_suffix(".out")
    if pytestconfig.getoption("--update-goldens"):
        transcript.write_bytes(done.stdout)
    assert done.stdout.decode() == transcript.read_text("utf-8")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_right(seed: int) -> None:
    items = all_types(seed).items
    lines = [line for item in items for line in spelled(item, key(item.form))]
    said = quiz("\n".join(lines), "--seed", seed, ALL_TYPES).stdout.decode()
    assert "10 of 10 right, 100%" in said
    assert "Missed" not in said


def test_each_question_takes_as_many_lines_as_are_told() -> None:
    lines = sum(len(spelled(item, key(item.form))) for item in all_types(1).items)
    assert lines == 12, "two for the card, two for the gaps, one for each of the others"
    said = quiz("\n" * lines, "--seed", 1, ALL_TYPES).stdout.decode()
    assert "0 of 10 right, 0% · 10 skipped\n" in said


def test_bytes_that_are_no_text_and_control_characters_come_back_harmless() -> None:
    said = quiz(b"\xff\x1b[31m\x07\n:q\n", "--seed", 1, ALL_TYPES).stdout
    assert b"\x1b" not in said
    assert b"\x07" not in said
    assert "Wrong" in said.decode()


def test_a_pipe_that_cannot_carry_our_signs_gets_others() -> None:
    done = quiz("f\n", "--seed", 1, "--type", "truefalse", ALL_TYPES, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "x Wrong" in done.stdout.decode("ascii")


@pytest.mark.parametrize("variables", [{}, {"TERM": "xterm-256color"}, {"COLUMNS": "30"}])
def test_no_escape_sequences(variables: dict[str, str]) -> None:
    said = quiz("\n" * 20, "--seed", 1, ALL_TYPES, **variables).stdout
    assert b"\x1b" not in said
    assert max(len(line) for line in said.decode().splitlines()) < int(variables.get("COLUMNS", 80))


def test_a_reader_that_has_had_enough_ends_the_quiz() -> None:
    script = f"yes | {' '.join(command('--seed', 1, ALL_TYPES))} | head -1"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environment(), check=False, timeout=60
    )
    assert done.stdout == b"10 questions from 1 bank\n"
    assert done.stderr == b""


def test_lines_that_never_say_anything_come_to_an_end() -> None:
    script = f"yes 'nothing of the kind' | {' '.join(command('--seed', 1, ALL_TYPES))}"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environment(), check=False, timeout=60
    )
    assert "0 of 10 right, 0% · 6 skipped" in done.stdout.decode()


def test_no_input_at_all_ends_the_quiz() -> None:
    script = f"{' '.join(command('--seed', 1, ALL_TYPES))} <&-"
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, env=environment(), check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Nothing answered." in done.stdout.decode()


def test_heavy_libraries_are_not_loaded() -> None:
    code = (
        "import sys; from quizgen.cli import main\n"
        "sys.argv[1:] = ['quiz', '--no-history', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run(
        [*command()[:1], "-c", code, str(ALL_TYPES)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        check=True,
        timeout=60,
    )
    loaded = set(done.stdout.decode().splitlines()[-1].split())
    assert not loaded & {"rich", "genanki", "readline", "shutil", "sqlite3"}
