"""Our own decks: sound, complete, and what we build of them is what Anki gets."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import pytest
import yaml
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.formats import Written
from quizgen.formats.anki.release.building import build
from quizgen.formats.anki.release.inputs import with_locks
from quizgen.grading import Verdict, grade, key, match
from quizgen.model.bank import Bank
from quizgen.model.forms import Blanks, Expected, Form, Reveal, TypeIn
from quizgen.model.question import Question
from quizgen.quiz.items import vocabulary_of
from quizgen.reading.library import Library, load

DECKS = Path(__file__).parents[1] / "decks"
REPLIES = Path(__file__).parent / "grading" / "cases" / "decks.yaml"
"""Sensible and wrong replies to each typed answer."""
TEMPLATE_PROBLEMS = ("has a problem", "The front of this card is blank")


@pytest.fixture(scope="module")
def library() -> Library:
    return load([DECKS])


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """Our packages, built of a copy; fails where a committed lock is not current."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(DECKS, folder / "decks")
    copied = load([folder / "decks"])
    inputs, faults = with_locks(copied.topics, copied.sources)
    assert faults == []
    return build(
        inputs, folder / "output", now=int(time.time()), locked=True, advance=lambda _: None
    )


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def questions(library: Library) -> list[Question]:
    return [q for topic in library.topics for bank in topic.banks for q in bank.questions]


def test_they_are_sound_and_ask_every_fact(library: Library) -> None:
    """No mistake and no warning: so every fact of the source is asked at least once."""
    assert library.diagnostics == []
    cited = {fact for question in questions(library) for fact in question.facts}
    assert cited == {fact for topic in library.topics for fact in topic.facts}


def test_they_are_large_and_of_every_form(library: Library) -> None:
    """At least 15 questions a bank, 70 in all, and all that a learner may be asked to do."""
    (topic,) = library.topics
    assert [bank.id for bank in topic.banks] == ["actors", "comparisons", "dates", "figures"]
    assert all(len(bank.questions) >= 15 for bank in topic.banks)
    assert len(questions(library)) >= 70
    assert {type(question.form()) for question in questions(library)} == set(get_args(Form))


def test_each_question_teaches(library: Library) -> None:
    """Each cites facts, explains, and has tags and a difficulty."""
    for question in questions(library):
        assert question.facts, question.id
        assert question.explanation, question.id
        assert question.tags, question.id
        assert question.difficulty, question.id


def test_the_key_has_no_favourite_place(library: Library) -> None:
    """No position holds half of the keys that stand first to fourth."""
    places: Counter[int] = Counter()
    for question in questions(library):
        if question.type == "choice":
            options = question.form().options  # type: ignore[union-attr]
            places[[option.right for option in options].index(True)] += 1
    assert max(places.values()) < sum(places.values()) / 2


def test_their_own_keys_are_right(library: Library) -> None:
    for question in questions(library):
        form = question.form()
        assert grade(form, key(form)).verdict is Verdict.RIGHT, question.id


def test_what_people_type_is_graded_fairly(library: Library) -> None:
    """Of sensible replies at most one in twenty is wrong, and no wrong one is accepted."""
    banks = [bank for topic in library.topics for bank in topic.banks]
    expected = dict(typed_answers(banks))
    replies = yaml.load(REPLIES.read_text("utf-8"), yaml.BaseLoader)
    assert set(replies) == set(expected), "each typed answer of our decks has replies, and no other"
    vocabulary = vocabulary_of(banks)
    refused, accepted, tried = [], [], 0
    for name, kinds in replies.items():
        assert len(kinds["sensible"]) >= 10
        assert len(kinds["wrong"]) >= 10
        tried += len(kinds["sensible"])
        for reply in kinds["sensible"]:
            if match(expected[name], reply, vocabulary).verdict is Verdict.WRONG:
                refused.append((name, reply))
        for reply in kinds["wrong"]:
            if match(expected[name], reply, vocabulary).accepted:
                accepted.append((name, reply))
    assert accepted == []
    assert len(refused) * 20 <= tried, refused


def typed_answers(banks: Iterable[Bank]) -> Iterator[tuple[str, Expected]]:
    """What each typed question and each gap expects, by the id and the number of the gap."""
    for bank in banks:
        for question in bank.questions:
            form = question.form()
            if isinstance(form, TypeIn):
                yield question.id, form.expected
            elif isinstance(form, Blanks):
                for number, gap in enumerate(form.gaps, 1):
                    yield f"{question.id} {number}", gap.expected


def test_anki_gets_every_note_and_card(
    library: Library, packages: list[Written], collection: Collection
) -> None:
    """Imported into real Anki: nothing lost, nothing invented, every card renders on both sides."""
    for package in packages:
        log = collection.import_anki_package(
            ImportAnkiPackageRequest(
                package_path=str(package.path), options=ImportAnkiPackageOptions()
            )
        ).log
        assert len(log.new) == log.found_notes == package.questions
    names = {
        f"{bank.id}/{question.id}"
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
    }
    notes = [collection.get_note(note) for note in collection.find_notes("")]
    assert {note["Id"] for note in notes} == names
    cards = [collection.get_card(card) for card in collection.find_cards("")]
    assert len(cards) == sum(package.counts["card"] for package in packages)
    assert len(cards) == sum(map(cards_of, questions(library)))
    for card in cards:
        for side in (card.question(), card.answer()):
            assert not any(problem in side for problem in TEMPLATE_PROBLEMS), side
    assert not collection.get_empty_cards().notes
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert collection.card_count() == len(cards)


def cards_of(question: Question) -> int:
    """The cards that a learner gets of a question."""
    form = question.form()
    if isinstance(form, Blanks):
        return len(form.gaps)
    return 2 if isinstance(form, Reveal) and form.reverse else 1
