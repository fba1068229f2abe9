"""``quizgen build`` as its user meets it; what is built is proven in ``test_builder.py``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from conftest import Run

BANK = """\
bank: capitals
title: Capitals
namespace: 4f0k2m5xw9d3r8t4vq7a
questions:
  - {id: japan, type: card, stem: What is the capital of Japan?, answer: Tokyo, reverse: true}
  - {id: france, type: short, stem: What is the capital of France?, answer: Paris}
"""
SLOW = """\
import time
from quizgen.commands import progress
progress.PATIENCE = 0.0
progress.EVERY = 0.0
with progress.Progress(200, "questions") as bar:
    time.sleep(0.05)
    bar.advance(50)
    time.sleep(0.1)
print("done")
"""


def test_it_tells_what_it_wrote(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """It prints what it wrote: notes, cards, decks, size; and the same when nothing changed."""
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    run = quizgen("build", bank, "-o", tmp_path / "out")
    assert run.code == 0
    assert run.err == ""
    line = r"\S+capitals\.apkg: 2 notes, 3 cards, 1 deck, \d+ kB"
    assert re.fullmatch(f"{line}\n", run.out)
    again = quizgen("build", bank, "-o", tmp_path / "out")
    assert re.fullmatch(rf"{line} \(unchanged\)\n", again.out)


def test_a_mistake_leaves_the_output_as_it_was(tmp_path: Path, quizgen: Callable[..., Run]) -> None:
    """A mistake in a bank: report, exit 1, and the output stays as it was."""
    bank = tmp_path / "capitals.yaml"
    bank.write_text(BANK)
    assert quizgen("build", bank, "-o", tmp_path / "out").code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    bank.write_text(BANK.replace("short", "shrt"))
    before[bank] = bank.read_bytes()
    run = quizgen("build", bank, "-o", tmp_path / "out")
    assert run.code == 1
    assert "error[unknown-type]" in run.err
    assert f"nothing was built; {tmp_path / 'out'} is as it was" in run.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_a_link_leads_to_is_replaced_and_the_link_stays(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    bank, out, there = tmp_path / "capitals.yaml", tmp_path / "out", tmp_path / "there"
    bank.write_text(BANK)
    out.mkdir()
    there.mkdir()
    (out / "capitals.apkg").symlink_to(there / "shared.apkg")
    bank.with_suffix(".lock").symlink_to(there / "shared.lock")
    for text in (BANK, BANK.replace("Paris", "Lutetia")):
        bank.write_text(text)
        assert quizgen("build", bank, "-o", out).code == 0
        assert sorted(path.name for path in there.iterdir()) == ["shared.apkg", "shared.lock"]
        assert (out / "capitals.apkg").is_symlink()
        assert bank.with_suffix(".lock").is_symlink()
    assert "(unchanged)" in quizgen("build", bank, "-o", out).out


def test_a_long_build_shows_a_bar_on_a_terminal() -> None:
    """A progress bar with a rate, on a terminal, that leaves no trace."""
    child = pexpect.spawn(
        sys.executable, ["-c", SLOW], env={"TERM": "xterm", "PATH": ""}, dimensions=(5, 60)
    )
    screen = pyte.Screen(60, 5)
    stream = pyte.ByteStream(screen)
    child.expect(rb"/s")
    stream.feed(child.before + child.after)
    bar = screen.display[0]
    assert re.fullmatch(r"\[#+-+\]  25%  50 questions, [\d,]+/s *", bar), bar
    child.expect(pexpect.EOF)
    stream.feed(child.before)
    assert not any("questions" in line for line in screen.display)
    assert any(line.startswith("done") for line in screen.display)


def test_a_dumb_terminal_gets_no_bar() -> None:
    child = pexpect.spawn(sys.executable, ["-c", SLOW], env={"TERM": "dumb", "PATH": ""})
    child.expect(pexpect.EOF)
    assert b"questions" not in child.before
    assert b"\x1b" not in child.before
