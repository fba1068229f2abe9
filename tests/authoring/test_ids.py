"""Ids for what has none: from its words, unlike any other, and the rest of the file stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bank_writer import write as write_bank
from quizgen.authoring.ids import propose, write
from quizgen.authoring.insertion import NoPlace
from quizgen.model.values import parse_id
from quizgen.reading.records import BankFile
from strategies import banks

PATH = Path("rivers.yaml")
WORDS = {
    "Which river is the longest in France?": "river-longest-france",
    "What is this?": "what-is-this",
    r"How does *kinetic energy* depend on \(v^2\)?": "kinetic-energy-depend",
    "Wie heißt die größte Stadt Österreichs?": "wie-heisst-die-grosste-stadt",
    "[[Napoleon]] was defeated at [[Waterloo::place]] in June 1815.": "defeated-june-1815",
    "日本の首都は？": "question-1",
    "…": "question-1",
    "one two three four five six seven": "one-two-three-four-five",
}


@pytest.mark.parametrize("words", WORDS)
def test_an_id_says_what_is_asked(words: str) -> None:
    text = f"bank: b\nquestions:\n  - type: card\n    stem: '{words}'\n"
    (proposal,) = propose(text, PATH)
    assert proposal.id == WORDS[words]
    parse_id(proposal.id)


FILES = {
    "a list": (
        "questions:\n  # one\n  - type: card  # it\n    stem: Seine?\n\n"
        "  - stem: Seine?\nbank: b\n",
        "questions:\n  # one\n  - id: seine\n    type: card  # it\n    stem: Seine?\n\n"
        "  - id: seine-2\n    stem: Seine?\nbank: b\n",
    ),
    "dashes at the margin, windows": (
        "bank: b\r\nquestions:\r\n- stem: Seine?\r\n",
        "bank: b\r\nquestions:\r\n- id: seine\r\n  stem: Seine?\r\n",
    ),
    "braces": (
        "bank: b\nquestions: [{stem: A seine?}, {stem: Rhine?, id: x}, {stem: Rhine?}]\n",
        "bank: b\nquestions: [{id: seine, stem: A seine?}, {stem: Rhine?, id: x}, "
        "{id: rhine, stem: Rhine?}]\n",
    ),
    "an empty id": (
        "bank: b\nquestions:\n  - id:  # none\n    stem: Seine?\n  - id:\n    stem: Rhine?\n",
        "bank: b\nquestions:\n  - id: seine  # none\n    stem: Seine?\n"
        "  - id: rhine\n    stem: Rhine?\n",
    ),
    "ids that are or were": (
        "bank: b\nquestions:\n  - stem: Seine?\n  - {id: seine, was: [seine-2], stem: Rhine?}\n",
        "bank: b\nquestions:\n  - id: seine-3\n    stem: Seine?\n"
        "  - {id: seine, was: [seine-2], stem: Rhine?}\n",
    ),
    "a bank": ("\ufefftitle: Rivers\n", "\ufeffbank: rivers\ntitle: Rivers\n"),
    "an id that is spelled otherwise": (
        "bank: b\nquestions:\n  - ID: x\n    stem: Seine?\n",
        "bank: b\nquestions:\n  - ID: x\n    stem: Seine?\n",
    ),
    "no questions": ("bank: b\nquestions: some\n", "bank: b\nquestions: some\n"),
}


@pytest.mark.parametrize("name", FILES)
def test_it_is_put_first_and_the_rest_stays(name: str) -> None:
    before, after = FILES[name]
    assert write(before, propose(before, PATH)) == after
    assert propose(after, PATH) == []


def test_a_topic_and_its_facts_have_ids_too(tmp_path: Path) -> None:
    path = tmp_path / "Mount Everest" / "source.yaml"
    text = "title: Everest\nfacts:\n  - statement: The height is 8,849 meters.\n    says: x\n"
    assert [one.id for one in propose(text, path)] == ["mount-everest", "height-8-849-meters"]


def test_what_was_given_to_learners_is_taken() -> None:
    text = "bank: b\nquestions:\n  - stem: Seine?\n"
    assert [one.id for one in propose(text, PATH, ["seine"])] == ["seine-2"]


@pytest.mark.parametrize("text", ["bank: 'x\n", "- a\n", ""])
def test_a_file_that_cannot_be_read_gets_none(text: str) -> None:
    with pytest.raises(NoPlace):
        propose(text, PATH)


@given(banks, st.data())
def test_ids_that_are_taken_away_come_back_as_others_of_the_same_bank(
    bank: BankFile, data: st.DataObject
) -> None:
    """Whatever its texts: only lines of ids differ."""
    whole = write_bank(bank)
    lines = whole.splitlines(keepends=True)
    places = [n for n, line in enumerate(lines) if re.match(r"  - id: \S+$", line)]
    for number in data.draw(st.sets(st.sampled_from(places), min_size=1)):
        following = lines[number + 1]
        assert following.startswith("    type: ")
        lines[number : number + 2] = ["", f"  - {following.strip()}\n"]
    text = "".join(lines)
    changed = write(text, propose(text, PATH))
    without = r"^(  - id: \S+\n    )(?=type:)"
    assert re.sub(without, "  - ", changed, flags=re.MULTILINE) == re.sub(
        without, "  - ", whole, flags=re.MULTILINE
    )
    found = re.findall(r"^  - id: (\S+)$", changed, re.MULTILINE)
    assert len(set(found)) == len(found) == len(bank.questions)
