"""``quizgen build`` as its user meets it; what is built is proven in ``test_builder.py``."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from conftest import Run

BANK = """\
bank: capitals
title: Capitals
namespace: 4f0k2m5xw9d3r8t4vq7a
questions:
  - {id: japan, type: card, stem: What is the capital of Japan?, answer: Tokyo, reverse: true}
  - {id: france, type: short, stem: What is the capital of France?, answer: Paris}
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


def test_a_bank_that_cannot_be_read_leaves_the_output_as_it_was(
    tmp_path: Path, quizgen: Callable[..., Run]
) -> None:
    """It is told like any other mistake, though the package that is there may be current."""
    topic, out = tmp_path / "decks", tmp_path / "out"
    topic.mkdir()
    (topic / "capitals.yaml").write_text(BANK)
    assert quizgen("build", topic, "-o", out).code == 0
    before = (out / "capitals.apkg").read_bytes()
    (topic / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")
    run = quizgen("build", topic, "-o", out)
    assert run.code == 2
    assert f"{topic / 'lost.yaml'}: error[unreadable]" in run.err
    assert "nothing was built" in run.err
    assert (out / "capitals.apkg").read_bytes() == before


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
