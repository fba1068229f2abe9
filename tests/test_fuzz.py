"""A small share of ``make fuzz``, with another seed each time; and that it would notice a fault."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from fuzz import checks
from fuzz.inputs import KINDS, make
from quizgen.formats.anki.schema import DATABASE

RUN = Path(__file__).parent / "fuzz" / "run.py"
PATIENCE = 120.0


def test_some_inputs_that_nobody_would_write() -> None:
    run = subprocess.run(
        [sys.executable, RUN, "--count", "600", "--jobs", "1", "--seconds", "20"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.match(r"seed \d+\n", run.stdout)
    assert run.stdout.endswith(": 0 faults\n")


def test_an_input_is_made_again_from_its_seed_and_number() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(DATABASE, bytes(100))
    made = [make(1, number, out.getvalue()) for number in range(100)]
    assert {given.kind for given in made} == set(KINDS)
    assert made == [make(1, number, out.getvalue()) for number in range(100)]


@pytest.mark.parametrize(
    "field",
    [
        "<script>x</script>", "<img src=x>", "<b onclick=x>", "<a href='javascript:x'>y</a>",
        "<!-- x -->", "[latex]x", "{{type:x}}", "[sound:x.mp3]", "<span style='x'>y</span>",
        "<div class='answer'>",
    ],
)  # fmt: skip
def test_a_foreign_element_would_be_noticed(field: str) -> None:
    assert list(checks._field(field))


@pytest.mark.parametrize("char", ["\x1b", "\u202e", "\x9b", "\x85", "\r"])
def test_what_a_terminal_obeys_would_be_noticed(char: str) -> None:
    assert checks.OBEYED.search(f"a{char}b")
    assert not checks.OBEYED.search("a\nb é 日本 😀")
