"""What a topic is made of: its source, the facts that the source states, and its banks.

The fields of these records are the keys that an author may write; :mod:`quizgen.reading.reader`
follows their annotations.  How they come from files, and what must hold between them, is known to
:mod:`quizgen.reading.library`.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Literal

from msgspec import Struct, field

from quizgen.languages import Phrase, phrase
from quizgen.model.diagnostics import Problem
from quizgen.model.markup import Markup
from quizgen.model.media import MediaFile
from quizgen.model.question import Passage, Question
from quizgen.model.record import Record
from quizgen.model.urls import Url
from quizgen.model.values import (
    Decimal,
    FileName,
    Id,
    Language,
    MediaName,
    Namespace,
    Number,
    PartialDate,
    Qualifier,
    StatedValue,
    Tag,
    Title,
)


class Kind(StrEnum):
    """What a fact is about."""

    DATE = "date"
    FIGURE = "figure"
    ACTOR = "actor"
    EVENT = "event"
    COMPARISON = "comparison"
    ASSESSMENT = "assessment"


class Standing(StrEnum):
    """How a statement stands in its source: a card shows it, so that a forecast is not learnt as a
    fact.
    """

    REPORTED = "reported"
    ESTIMATE = "estimate"
    EXPECTATION = "expectation"
    DENIAL = "denial"
    JUDGMENT = "judgment"

    @property
    def words(self) -> Phrase:
        """What a learner reads of it."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.REPORTED: phrase("Reported"),
    Standing.ESTIMATE: phrase("Estimate"),
    Standing.EXPECTATION: phrase("Expectation"),
    Standing.DENIAL: phrase("Denial"),
    Standing.JUDGMENT: phrase("Judgment"),
}


class Source(Struct, frozen=True, kw_only=True):
    """The text that a topic is drawn from."""

    EXAMPLE: ClassVar[str] = """\
title: How high is Mount Everest?
author: Geography course, unit 3  # or delete this line
# publisher: The school
# url: https://example.org/everest
dated: January 2021  # when it was written, in words
as_of: 2021-01  # the time that it speaks of: 2021, 2021-01 or 2021-01-15
# dating: The text names no year; it speaks of the announcement as last month's.
# review_by: 2027-09  # “quizgen stale” lists the topic from then on
# text: article.txt  # the text itself, next to this file: facts are looked up in it
# text_hash: 5d41402a 7d793037  # what the text was; “quizgen validate” says what to write
"""

    title: str
    """Title of the text."""
    dated: str
    """When it was written, in words."""
    as_of: PartialDate
    """The time that it speaks of: `2021`, `2021-01` or `2021-01-15`."""
    dating: Markup | None = None
    """How its date is known, if the text does not say."""
    author: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    url: Url | None = None
    """Where to read it: an address that begins with `https://`, `http://` or `mailto:`."""
    review_by: PartialDate | None = None
    """When you want to look at the topic again; `quizgen stale` lists it from then on."""
    text: FileName | None = None
    """The file with the text itself, next to `source.yaml`: each fact is looked up in it. Others
    need not have it.
    """
    text_hash: str | None = None
    """What the text was when the facts were written; `quizgen validate` says what to write."""


class Value(Struct, frozen=True, kw_only=True):
    """What a fact comes down to: a figure, or a date."""

    ONE_OF: ClassVar[tuple[str, ...]] = ("number", "date")
    EXAMPLE: ClassVar[str] = """\
number: 8,849
unit: meters
qualifier: about
# date: 2020-12-08
"""

    number: Decimal | None = None
    """A figure, such as `10,000` or `3.5`."""
    unit: str = ""
    """What the number counts or measures."""
    qualifier: Qualifier | None = None
    """How exact the number is: `about`, `over`, `under`, `at least`, `at most`, `nearly` or `up
    to`.
    """
    date: PartialDate | None = None
    """A date: `2020-12-08`, `2020-12` or `2020`."""

    def check(self) -> Iterator[Problem]:
        if (self.number is None) == (self.date is None):
            yield Problem(
                "fact-value",
                f"expected “number” or “date”, found {'neither' if self.date is None else 'both'}",
                hint="add one of them" if self.date is None else "delete one of them",
            )
        elif self.date is not None and (self.unit or self.qualifier):
            key = "unit" if self.unit else "qualifier"
            yield Problem(
                "fact-value",
                f"found “{key}” with a date; only a number has a {key}",
                (key,),
                f"delete “{key}”",
                on_key=True,
            )

    @property
    def stated(self) -> StatedValue:
        """The figure or the date."""
        if self.date is not None:
            return self.date
        assert self.number is not None
        return Number(self.number.value, self.number.written, self.unit, self.qualifier or "")


class Fact(Record, frozen=True, kw_only=True):
    """One statement of the source, in the topic's own words."""

    EXAMPLE: ClassVar[str] = """\
id: announced  # questions cite the fact by this id
paragraph: 1  # of the source
kind: event  # or date, figure, actor, comparison, assessment
statement: Nepal and China announced a new height of Mount Everest.
says: the course notes  # who says so; the card shows it
standing: reported  # or estimate, expectation, denial, judgment; the card shows it
# value: {date: 2020-12-08}
"""

    id: Id
    """What questions cite it by; no other fact of the topic has it."""
    paragraph: int
    """The paragraph of the source, counted from 1."""
    kind: Kind
    """What it is about: `date`, `figure`, `actor`, `event`, `comparison` or `assessment`."""
    statement: Markup
    """What the source says."""
    says: str
    """Who says so; the card shows it."""
    standing: Standing
    """`reported`, `estimate`, `expectation`, `denial` or `judgment`; the card shows it, so that
    nobody learns a forecast as a fact.
    """
    value: Value | None = None
    """The figure or date that the statement comes down to."""


LanguageSide = Literal["stem", "answer"]
"""The sides of a question that may be in different languages."""


class Bank(Record, frozen=True, kw_only=True):
    """The questions of one file."""

    id: Id
    title: Title
    lang: Language | None = None
    description: Markup | None = None
    tags: tuple[Tag, ...] = ()
    questions: tuple[Question, ...] = ()
    passages: dict[Id, Passage] = field(default_factory=dict)
    """What several of its questions are about, by the ids that they name it by."""
    was: tuple[Id, ...] = ()
    """Its former ids, the oldest first."""
    media: dict[MediaName, MediaFile] = field(default_factory=dict)
    """The files of the pictures and sounds of its questions and passages."""

    def passage(self, question: Question) -> Passage | None:
        """Return the passage that ``question`` is about, if it is about one."""
        return None if question.passage is None else self.passages.get(question.passage)

    def used_media(self, question: Question) -> Iterator[MediaName]:
        """Yield the name of each file that ``question`` and its passage show or play."""
        yield from (name for _, name in question.used_media())
        passage = self.passage(question)
        yield from (medium.name for medium in (passage.media if passage is not None else ()))

    def origin(self, question: Question) -> str:
        """Return ``bank/question``, by the first ids of both: a learner's note is known by it."""
        name = question.was[0] if question.was else question.id
        return name if "/" in name else f"{self.was[0] if self.was else self.id}/{name}"


class QuestionKey(Struct, frozen=True, order=True):
    """What a question, or a part of it, is known by for ever: as in Anki, so in a quiz.

    A note's guid in Anki is made of the same namespace and origin.
    """

    namespace: Namespace
    origin: str
    """``bank/question``, by the first ids that both had (:meth:`Bank.origin`)."""
    part: str = ""
    """Which gap, or which side, where a question has several."""

    def __str__(self) -> str:
        name = f"{self.namespace}/{self.origin}"
        return f"{name}/{self.part}" if self.part else name


class Topic(Struct, frozen=True, kw_only=True):
    """What is built into one package: the banks of a folder, or one bank that stands alone."""

    id: Id
    title: Title
    namespace: Namespace
    """Empty in a draft: a standalone bank that has none yet, and cannot be released."""
    lang: Language | None = None
    description: Markup | None = None
    source: Source | None = None
    facts: dict[Id, Fact] = field(default_factory=dict)
    banks: tuple[Bank, ...] = ()
    """In the order in which learners meet them."""
    in_order: bool = False
    """An author gave the banks their order."""
    tag_root: Tag | None = None
    """The tag above all tags of its notes; left out, it is the id."""
    alone: bool = False
    """The topic is a single stand-alone bank, whose deck is not a subdeck."""
    bank_paths: dict[Id, str] = field(default_factory=dict)
    """The file of each bank, by its id."""
    lock_path: Path | None = None
    """Where the lock of what learners were given of it lies."""

    def key(self, bank: Bank, question: Question) -> QuestionKey:
        """Return what ``question`` of ``bank`` is known by for ever."""
        return QuestionKey(self.namespace, bank.origin(question))

    def language_of(self, bank: Bank) -> Language | None:
        """Return the language in which a learner is asked the questions of ``bank``.

        A question may have texts in others, as those of a course in a foreign language have.
        """
        return bank.lang or self.lang

    def language(self, bank: Bank, question: Question, side: LanguageSide) -> Language | None:
        """Return the language of a side of ``question``, or ``None`` where nobody said one."""
        own = question.lang
        of_side = None if own is None else own.stem if side == "stem" else own.answer
        return of_side or (own and own.all) or self.language_of(bank)

    @property
    def media(self) -> dict[str, Path]:
        """The pictures and sounds of all its questions, each once, by their names in Anki."""
        files = (file for bank in self.banks for file in bank.media.values())
        return {file.stored: file.path for file in files}
