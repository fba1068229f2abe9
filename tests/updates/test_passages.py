"""Passages, and short questions asked both ways, in the real Anki: they come with an update, and
whoever has the deck keeps every review."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from updates.author import Author
from updates.learner import Learner, Log

NOW = int(time.time()) - 1000
TEXT = "The Nile is longer than the Congo."
ABOUT = ("rivers/longest", "rivers/delta")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    return Author.of(tmp_path / "author")


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    with Learner(tmp_path / "learner") as learner:
        yield learner


def write_passage(author: Author) -> None:
    """Give two questions a passage, one of which is asked both ways."""
    author.edit("rivers.yaml", "questions:\n", f"passages:\n  nile: {TEXT}\nquestions:\n")
    for name in ("longest", "delta"):
        author.edit("rivers.yaml", f"  - id: {name}\n", f"  - id: {name}\n    passage: nile\n")


def test_a_passage_arrives_and_is_edited(author: Author, learner: Learner) -> None:
    learner.import_(author.release(NOW))
    assert learner.review() > 0
    before = learner.state()
    write_passage(author)
    assert learner.import_(author.release(NOW + 60)) == Log(0, 2, 7)
    after = learner.state()
    assert {guid: note.cards for guid, note in before.items()} == {
        guid: note.cards for guid, note in after.items()
    }
    assert [note.name for guid, note in after.items() if note.fields != before[guid].fields] == [
        note.name for note in after.values() if note.name in ABOUT
    ]
    for number in learner.cards():
        card = learner.collection.get_card(number)
        about = card.note()["Id"] in ABOUT
        assert (TEXT in card.question(), TEXT in card.answer()) == (about, about)
        folded = re.search(
            r"<details[^>]*><summary[^>]*>Passage</summary>(.*?)</details>", card.answer()
        )
        assert (folded is not None and TEXT in folded[1]) is about
        assert "<details" not in re.sub(r"<details[^>]*qg-hint.*?</details>", "", card.question())
    author.edit("rivers.yaml", TEXT, f"{TEXT} It is 6,650 km long.")
    assert learner.import_(author.release(NOW + 120)) == Log(0, 2, 7)
    learner.check()


def test_a_typed_question_gets_a_second_card(author: Author, learner: Learner) -> None:
    """Its first card keeps all, and no other note changes."""
    author.edit("rivers.yaml", "Which river flows through Paris?", "the river of *Paris*")
    learner.import_(author.release(NOW))
    assert learner.review() > 0
    before = learner.state()
    author.edit("rivers.yaml", "answer: The Seine\n", "answer: The Seine\n    reverse: true\n")
    assert learner.import_(author.release(NOW + 60)) == Log(0, 1, 8)
    after = learner.state()
    for guid, note in before.items():
        both = note.name == "rivers/river-of-paris"
        assert [*after[guid].cards] == ([0, 1] if both else [*note.cards])
        assert {ordinal: after[guid].cards[ordinal] for ordinal in note.cards} == note.cards
    first, second = map(learner.collection.get_card, learner.cards("rivers/river-of-paris"))
    assert "the river of <em>Paris</em>" in first.question()
    assert "The Seine" in second.question()
    assert "the river" not in second.question()
    assert "[[type:Reverse]]" in second.question()
    assert "the river of <em>Paris</em>" in second.answer()
    assert second.note()["Reverse"] == "the river of Paris"
    author.edit("rivers.yaml", "    reverse: true\n    accept", "    accept")
    assert learner.import_(author.release(NOW + 120)) == Log(0, 1, 8)
    assert len(learner.cards("rivers/river-of-paris")) == 2  # empty, and kept, as all cards are
    learner.check(empty=1)
