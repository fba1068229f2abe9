"""``quizgen ids``: it shows what it writes, and changes nothing that is there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizgen.reading.library import load
from samples import HEAD, SOURCE, codes, make

if TYPE_CHECKING:
    from conftest import Run

BANK = f"""\
{HEAD}questions:
  - type: card  # mine
    stem: What is the capital of Japan?
    answer: Tokyo
  - {{id: france, type: card, stem: Of France?, answer: Paris}}
"""
WITH_ID = BANK.replace("  - type: card  # mine", "  - id: capital-japan\n    type: card  # mine")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_it_shows_and_writes_what_was_missing(quizgen: Callable[..., Run]) -> None:
    make(Path(), {"decks/a.yaml": BANK})
    run = quizgen("ids")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "decks/a.yaml:5: id: capital-japan  # “What is the capital of Japan?”",
        "wrote 1 id; never change an id once learners have the deck",
    ]
    assert Path("decks/a.yaml").read_text() == WITH_ID
    assert codes(load(["decks"])) == []
    again = quizgen("ids", "decks/a.yaml")
    assert (again.code, again.out) == (0, "nothing lacks an id\n")
    assert Path("decks/a.yaml").read_text() == WITH_ID


def test_a_dry_run_writes_nothing(quizgen: Callable[..., Run]) -> None:
    make(Path(), {"decks/a.yaml": BANK})
    run = quizgen("ids", "--dry-run")
    assert "capital-japan" in run.out
    assert run.out.endswith("nothing was written\n")
    assert Path("decks/a.yaml").read_text() == BANK


def test_a_topic_gets_all_its_ids(quizgen: Callable[..., Run]) -> None:
    files = {
        "decks/t/source.yaml": SOURCE
        + "  - {paragraph: 1, kind: event, statement: A fall., says: x, standing: reported}\n",
        "decks/t/a.yaml": "bank: a\ntitle: A\nquestions:\n"
        "  - {type: card, stem: What fell?, answer: It, facts: [fall]}\n",
    }
    make(Path(), files)
    assert quizgen("ids").code == 0
    assert codes(load(["decks"])) == []


def test_an_id_that_learners_had_is_not_given_again(quizgen: Callable[..., Run]) -> None:
    make(Path(), {"a.yaml": WITH_ID})
    assert quizgen("build", "a.yaml").code == 0
    Path("a.yaml").write_text(BANK)
    assert "id: capital-japan-2" in quizgen("ids", "a.yaml").out


def test_one_file_that_cannot_be_read_stops_it_all(quizgen: Callable[..., Run]) -> None:
    make(Path(), {"decks/a.yaml": BANK, "decks/b.yaml": "bank: 'x\n"})
    run = quizgen("ids")
    assert run.code == 2
    assert "decks/b.yaml: the file cannot be read; run “quizgen validate decks/b.yaml”" in run.err
    assert Path("decks/a.yaml").read_text() == BANK
    assert quizgen("ids", "nowhere").code == 2


@pytest.mark.parametrize(("answer", "written"), [("y", WITH_ID), ("n", BANK)])
def test_it_asks_in_a_terminal(answer: str, written: str) -> None:
    import pexpect

    make(Path(), {"a.yaml": BANK})
    child = pexpect.spawn(
        sys.executable, ["-m", "quizgen", "ids", "a.yaml"], encoding="utf-8", timeout=30
    )
    child.expect(r"Write 1 id\? y or n \[y\]: ")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert Path("a.yaml").read_text() == written
