"""Our own decks: sound, complete, and what we build of them is what Anki gets."""

from __future__ import annotations

import itertools
import re
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
from quizgen.questions.truefalse import TrueFalse
from quizgen.quiz.items import vocabulary_of
from quizgen.reading.library import Library, load
from updates.learner import Learner, Log

DECKS = Path(__file__).parents[1] / "decks"
REPLIES = Path(__file__).parent / "grading" / "cases" / "decks.yaml"
"""Sensible and wrong replies to each typed answer."""
RELEASED = Path(__file__).parent / "released" / "north-korea-russia-2024.apkg"
"""Our package as learners have it: the one before the questions were last revised."""
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
    """Return those that are asked: none that was withdrawn."""
    every = (q for topic in library.topics for bank in topic.banks for q in bank.questions)
    return [question for question in every if not question.retired]


def test_they_are_sound_and_rest_on_every_fact(library: Library) -> None:
    """No mistake and no warning, no fact without a question, no paragraph with few."""
    assert library.diagnostics == []
    (topic,) = library.topics
    assert {fact for question in questions(library) for fact in question.facts} == {*topic.facts}
    paragraphs = Counter(
        paragraph
        for question in questions(library)
        for paragraph in {topic.facts[fact].paragraph for fact in question.facts}
    )
    assert set(paragraphs) == set(range(1, 9))
    assert min(paragraphs.values()) >= 6


def test_they_are_large_and_of_every_form(library: Library) -> None:
    """At least 15 questions a bank, 90 in all, and all that a learner may be asked to do."""
    (topic,) = library.topics
    banks = ["actors", "dates", "figures", "claims", "comparisons"]
    assert [bank.id for bank in topic.banks] == banks
    asked = Counter(
        bank.id for bank in topic.banks for question in bank.questions if not question.retired
    )
    assert min(asked.values()) >= 15
    assert len(questions(library)) >= 90
    assert {type(question.form()) for question in questions(library)} == set(get_args(Form))


def test_no_question_cues_the_next(library: Library) -> None:
    """Anki deals new cards in the order of the bank: no two in a row rest on one fact."""
    for topic in library.topics:
        for bank in topic.banks:
            asked = [question for question in bank.questions if not question.retired]
            for one, other in itertools.pairwise(asked):
                assert not set(one.facts) & set(other.facts), (one.id, other.id)


def test_true_is_as_likely_as_false(library: Library) -> None:
    """Of the statements, nearly as many are true as false, and no word tells which are.

    The words are those that a guesser goes by: what admits no exception is more often false.
    """
    statements = [q for q in questions(library) if isinstance(q, TrueFalse)]
    assert abs(sum(1 if statement.answer else -1 for statement in statements)) <= 2
    words = re.compile(
        r"\b(all|already|always|certain|certainly|complete|completely|every|exact|exactly|hardly"
        r"|never|no|none|only|sure|may|might|could|likely|often|some|usually)\b",
        re.IGNORECASE,
    )
    told = Counter(statement.answer for statement in statements if words.search(statement.stem))
    assert abs(told[True] - told[False]) <= 2


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
            if question.retired:
                continue
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
    assert len(cards) == sum(
        cards_of(question)
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
    )
    for card in cards:
        for side in (card.question(), card.answer()):
            assert not any(problem in side for problem in TEMPLATE_PROBLEMS), side
    assert not collection.get_empty_cards().notes
    assert collection.fix_integrity() == ("Database rebuilt and optimized.", True)
    assert collection.card_count() == len(cards)


def test_who_has_an_earlier_package_keeps_every_review(
    library: Library, packages: list[Written], tmp_path: Path
) -> None:
    """In real Anki: what was there is updated in place, what is new is new, nothing is double."""
    (topic,), (package,) = library.topics, packages
    with Learner(tmp_path / "learner") as learner:
        assert learner.import_(RELEASED) == Log(83, 0, 0)
        assert learner.review(deck=topic.title) > 0
        before = learner.state()
        log = learner.import_(package.path)
        after = learner.state()
        learner.check()
    had = {note.name for note in before.values()}
    has = {f"{bank.id}/{question.id}" for bank in topic.banks for question in bank.questions}
    assert had <= has
    assert log.new == len(has - had)
    assert log.conflicting == 0
    assert log.updated + log.duplicate == len(had)
    assert sorted(note.name for note in after.values()) == sorted(has)
    for guid, note in before.items():
        assert after[guid].cards == note.cards, note.name


def cards_of(question: Question) -> int:
    """The cards that a learner gets of a question."""
    form = question.form()
    if isinstance(form, Blanks):
        return len(form.gaps)
    return 2 if isinstance(form, Reveal) and form.reverse else 1
