"""What every question is, whatever its type: the envelope around a form.

Outputs import this module and :mod:`quizgen.model.forms`, never :mod:`quizgen.questions`: a
question tells them its id, its explanation, its sources, and through :meth:`Question.form` what
the learner is asked to do.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, NewType

from msgspec import Struct, field

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import Form
from quizgen.model.markup import Markup
from quizgen.model.media import AUDIO, IMAGES, suffix
from quizgen.model.record import AbstractStructMeta, Record
from quizgen.model.values import (
    FormerId,
    Id,
    Language,
    MediaName,
    PartialDate,
    StatedValue,
    Tag,
    quoted,
)

__all__ = ["Difficulty", "Medium", "Question", "Reason", "Side", "StatedValue", "TypeName"]


Reason = NewType("Reason", Markup)
"""Why a question was withdrawn."""

TypeName = NewType("TypeName", str)
"""The name of a question type, as it is written after ``type``."""

IgnoreReason = NewType("IgnoreReason", str)
"""Why a warning or a piece of advice does not hold for a question."""

_NO_REASON = ("false", "true", "no", "yes", "off", "on", "null", "none", "~", "0", "1", "")


def parse_reason(text: str) -> Reason:
    """Read ``text`` as a reason, which a mere yes or no is not: other formats have one there."""
    reason = text.strip()
    if reason.lower() in _NO_REASON:
        raise ValueError(
            f"found {quoted(reason) if reason else 'nothing'}, expected the reason why the "
            "question was withdrawn",
            "give the reason in words; to keep asking the question, delete “retired”",
        )
    return Reason(Markup(reason))


def parse_ignore_reason(text: str) -> IgnoreReason:
    """Read ``text`` as a reason, which a mere yes or no is not."""
    reason = text.strip()
    if reason.lower() in _NO_REASON:
        raise ValueError(
            f"found {quoted(reason) if reason else 'nothing'}, expected a reason in words",
            "say why it does not matter here, for those who read the question next",
        )
    return IgnoreReason(reason)


class Difficulty(StrEnum):
    """How hard the author thinks that a question is."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @classmethod
    def order(cls, name: str) -> tuple[int, str]:
        """Return what names are sorted by, so that levels of difficulty are from easy to hard."""
        levels = [level.value for level in cls]
        return (levels.index(name) if name in levels else 0, name)


class Side(StrEnum):
    """When a picture or a sound is there."""

    FRONT = "front"
    BACK = "back"


class Medium(Struct, frozen=True, kw_only=True):
    """A picture or a sound of a question, and the words for who cannot see or hear it."""

    ONE_OF: ClassVar[tuple[str, ...]] = ("image", "audio")
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("picture", "img", "photo", "file", "src", "path"), "image"),
        **dict.fromkeys(("sound", "mp3"), "audio"),
        **dict.fromkeys(("description", "alt_text", "caption", "text"), "alt"),
        **dict.fromkeys(("license", "author", "copyright", "attribution"), "credit"),
    }
    MISSING: ClassVar[dict[str, str]] = {
        "alt": "add “alt: …”, which says in words what learners need who cannot see or hear it"
    }
    EXAMPLE: ClassVar[str] = """\
image: loire.jpg
# audio: loire.mp3
alt: A wide river with sandbanks, seen from a bridge
credit: Photograph by *A. Traveler*, CC BY 4.0
side: back
"""

    image: MediaName | None = None
    """A picture: `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`, `.svg` or `.avif`."""
    audio: MediaName | None = None
    """A sound: `.mp3`, `.ogg`, `.opus`, `.wav`, `.m4a` or `.flac`."""
    alt: str
    """What learners who cannot see or hear it need in order to answer; do not give the answer
    away."""
    credit: Markup | None = None
    """Who made it, and under which license you use it; shown small on the back."""
    side: Side = Side.FRONT
    """`front` (if left out): with the stem; `back`: with the explanation."""

    @property
    def name(self) -> MediaName:
        """Its file."""
        name = self.audio if self.image is None else self.image
        assert name is not None
        return name

    def check(self) -> Iterator[Problem]:
        """Yield whether it is one of both, and of a type that Anki shows or plays."""
        if (self.image is None) == (self.audio is None):
            found = "neither" if self.image is None else "both"
            yield Problem(
                "medium-kind",
                f"found {found} of “image” and “audio”, expected one",
                hint="add “image: …” for a picture or “audio: …” for a sound"
                if self.image is None
                else "make two entries of it",
            )
            return
        key, types = ("audio", AUDIO) if self.image is None else ("image", IMAGES)
        other, others = ("image", IMAGES) if self.image is None else ("audio", AUDIO)
        if suffix(self.name) not in types:
            yield Problem(
                "unknown-media-type",
                f"found {quoted(self.name)}, expected a file that ends in one of "
                f"{', '.join(f'.{one}' for one in types)}",
                (key,),
                f"write “{other}: …”" if suffix(self.name) in others else "save it as one of these",
            )


class Languages(Struct, frozen=True, kw_only=True):
    """The languages of a question: one of all its texts, or one of each side."""

    SHORTHAND: ClassVar[str] = "all"

    all: Language | None = None
    """The language of all its texts."""
    stem: Language | None = None
    """The language of what is asked, and of its hint."""
    answer: Language | None = None
    """The language of the answer, of the options and of what learners type."""


class Question(Record, frozen=True, kw_only=True, metaclass=AbstractStructMeta):
    """A question of a bank.  Its fields are the keys that an author may write."""

    type: ClassVar[str]
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("question", "prompt", "front", "q", "statement", "ask_for"), "stem"),
        **dict.fromkeys(("question_text", "text", "task"), "stem"),
        **dict.fromkeys(("explain", "rationale", "why", "explanations"), "explanation"),
        **dict.fromkeys(("tag", "category", "categories", "topic", "topics", "labels"), "tags"),
        **dict.fromkeys(("fact", "cites", "cite"), "facts"),
        **dict.fromkeys(("level", "difficulty_level"), "difficulty"),
        **dict.fromkeys(("kind", "question_type"), "type"),
        **dict.fromkeys(("name", "key", "uid", "identifier"), "id"),
        **dict.fromkeys(("sources", "reference", "citation"), "source"),
        **dict.fromkeys(("former", "former_id", "formerly", "renamed_from"), "was"),
        **dict.fromkeys(("withdrawn", "deprecated"), "retired"),
    }
    HINTS: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("image", "images", "picture", "pictures", "img", "photo"),
            "write “- image: …” and “alt: …” below “media:”",
        ),
        **dict.fromkeys(
            ("audio", "sound", "mp3"), "write “- audio: …” and “alt: …” below “media:”"
        ),
        **dict.fromkeys(
            ("points", "score", "weight", "marks", "time", "time_limit", "timeout"),
            "delete this field; quizgen gives no points and sets no time",
        ),
        "feedback": "write it under one option, or write “explanation: …” for the whole question",
    }
    MISSING: ClassVar[dict[str, str]] = {
        "id": "add “id: …”, a short name such as “longest-river” that you never change; "
        "“quizgen ids” writes one for every question",
        "stem": "add “stem: …”, which is what you ask",
    }
    EXAMPLE: ClassVar[str] = """\
id: longest-river-in-france
media:
  - image: loire.jpg
    alt: A wide river with sandbanks, seen from a bridge
explanation: The Loire runs for about 1,000 kilometers.
hint: It flows into the Atlantic.
facts: [length-of-the-loire]
mentions: [springs-of-the-loire]
source: Any atlas
tags: [rivers, europe::france]
lang: en
difficulty: easy
as_of: 2024
review_by: 2027-09
was: [rivers-of-france/longest]
retired: The question has two right answers.
ignore:
  long-answer: learners know the name as a whole
"""

    id: Id
    """The question's id, unlike any other in the bank; it never changes."""
    media: tuple[Medium, ...] = ()
    """Pictures and sounds, a list."""
    explanation: Markup | None = None
    """Why the answer is right, shown after it; `truefalse` should have one."""
    hint: Markup | None = None
    """What helps learners to find the answer; they see it if they ask for it."""
    facts: tuple[Id, ...] = ()
    """Ids of the facts that the answer rests on, as in `[height]`; needed in a topic, wrong
    elsewhere.
    """
    mentions: tuple[Id, ...] = ()
    """Ids of the facts that only the explanation mentions: the answer does not rest on them, so the
    card does not show how they stand.
    """
    source: Markup | None = None
    """A line that says where to read the answer, for a standalone bank."""
    as_of: PartialDate | None = None
    """The time at which the answer was right: `2021`, `2021-01` or `2021-01-15`; learners see
    it.
    """
    review_by: PartialDate | None = None
    """When you want to look at the question again; `quizgen stale` lists it from then on."""
    tags: tuple[Tag, ...] = ()
    """Tags, in addition to the tags of the bank."""
    lang: Languages | None = None
    """Its language, as in `fr`, or the languages of its sides, as in `{stem: en, answer: fr}`."""
    difficulty: Difficulty | None = None
    """`easy`, `medium` or `hard`; becomes a tag in Anki."""
    was: tuple[FormerId, ...] = ()
    """Former ids, the oldest first, as in `[old-name]`; `bank/id` if it was in another bank.
    """
    retired: Reason | None = None
    """Why the question was withdrawn, in words: it is no longer asked, and learners who have
    it are told.
    """
    ignore: dict[str, IgnoreReason] = field(default_factory=dict)
    """Warnings and advice that do not hold here, by their codes, each with your reason in words."""

    @abstractmethod
    def form(self) -> Form:
        """Return what the learner is asked to do."""

    def check(self) -> Iterator[Problem]:
        """Yield what is wrong with this question by itself."""
        yield from ()

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        """Yield the figures and dates that its key states, to be held against the cited facts."""
        yield from ()
