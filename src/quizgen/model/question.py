"""What every question is, whatever its type: the envelope around a form.

Outputs import this module and :mod:`quizgen.model.forms`, never :mod:`quizgen.questions`: a
question tells them its id, its explanation, its sources, and through :meth:`Question.form` what
the learner is asked to do.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from enum import StrEnum
from typing import ClassVar, Literal, NewType

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

__all__ = [
    "Difficulty",
    "Medium",
    "Passage",
    "PassageMedium",
    "Picture",
    "Question",
    "Reason",
    "Side",
    "StatedValue",
    "TypeName",
]


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


class PictureOrSound(Struct, frozen=True, kw_only=True):
    """A picture or a sound, and the words for who cannot see or hear it."""

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

    image: MediaName | None = None
    """A picture: `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`, `.svg` or `.avif`."""
    audio: MediaName | None = None
    """A sound: `.mp3`, `.ogg`, `.opus`, `.wav`, `.m4a` or `.flac`."""
    alt: str
    """What learners who cannot see or hear it need in order to answer; do not give the answer
    away."""
    credit: Markup | None = None
    """Who made it, and under which license you use it; shown small on the back."""

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
        other, others = ("image", IMAGES) if self.image is None else ("audio", AUDIO)
        instead = f"write “{other}: …”" if suffix(self.name) in others else ""
        yield from check_type(self.name, "audio" if self.image is None else "image", instead)


def check_type(
    name: MediaName, key: Literal["image", "audio"], instead: str = ""
) -> Iterator[Problem]:
    """Yield that a file is of no type that Anki shows or plays; ``instead`` is a better hint."""
    types = IMAGES if key == "image" else AUDIO
    if suffix(name) not in types:
        yield Problem(
            "unknown-media-type",
            f"found {quoted(name)}, expected a file that ends in one of "
            f"{', '.join(f'.{one}' for one in types)}",
            (key,),
            instead or "save it as one of these",
        )


class Medium(PictureOrSound, frozen=True, kw_only=True):
    """A picture or a sound of a question."""

    EXAMPLE: ClassVar[str] = """\
image: loire.jpg
# audio: loire.mp3
alt: A wide river with sandbanks, seen from a bridge
credit: Photograph by *A. Traveler*, CC BY 4.0
side: back
"""

    side: Side = Side.FRONT
    """`front` (if left out): with the stem; `back`: with the explanation."""


class PassageMedium(PictureOrSound, frozen=True, kw_only=True):
    """A picture or a sound of a passage."""

    EXAMPLE: ClassVar[str] = """\
image: gauge.png
# audio: gauge.mp3
alt: The level of the water on each day of a week; it is highest on the fourth
credit: Drawing by *A. Surveyor*, CC BY 4.0
"""
    HINTS: ClassVar[dict[str, str]] = {
        "side": "delete this field: a passage is shown before the stem, and again with the answer"
    }


class Picture(Struct, frozen=True, kw_only=True):
    """A picture that is an option, and the words for who cannot see it."""

    MEANT: ClassVar[dict[str, str]] = PictureOrSound.MEANT
    MISSING: ClassVar[dict[str, str]] = {
        "image": "add “image: …”, the name of a file in the folder “media”",
        "alt": "add “alt: …”, which says in words what learners need who cannot see it",
    }
    EXAMPLE: ClassVar[str] = """\
image: kingfisher.webp
alt: A small bird with a blue back and an orange breast
credit: Photograph by *A. Walker*, CC BY 4.0
"""

    image: MediaName
    """A picture: `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`, `.svg` or `.avif`."""
    alt: str
    """What it shows, in words: learners who cannot see it read this, and so does the terminal."""
    credit: Markup | None = None
    """Who made it, and under which license you use it; shown small on the back."""

    def check(self) -> Iterator[Problem]:
        """Yield whether it is of a type that Anki shows."""
        yield from check_type(self.image, "image")


class Passage(Struct, frozen=True, kw_only=True):
    """A text, a picture or a sound that several questions of a bank are about."""

    SHORTHAND: ClassVar[str] = "text"
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("passage", "stem", "content", "body", "case"), "text"),
        **dict.fromkeys(("credit", "reference", "citation", "author"), "source"),
    }
    HINTS: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("image", "picture", "audio", "sound"),
            "write “- image: …” or “- audio: …” and “alt: …” below “media:”",
        ),
        "id": "delete this field; the id of a passage is the name above it",
    }
    EXAMPLE: ClassVar[str] = """\
text: |-
  The level of the river rose on three days, and fell on the fourth.

  On the fifth day it rose again.
media:
  - image: gauge.png
    alt: The level of the water on each day of a week; it is highest on the fourth
source: A report on the flood, https://example.org/flood
"""

    text: Markup | None = None
    """What learners read before they answer."""
    media: tuple[PassageMedium, ...] = ()
    """Pictures and sounds, a list."""
    source: Markup | None = None
    """A line that says where it is from, shown below it."""

    def check(self) -> Iterator[Problem]:
        """Yield that there is nothing to read, to see or to hear."""
        if self.text is None and not self.media:
            yield Problem(
                "empty-passage",
                "this passage has neither “text” nor “media”",
                hint="add “text: …”, or a picture or a sound below “media:”",
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
            "write “media:” instead, below it “- image: map.png”, indented by two spaces more, "
            "with the name of your file in “media”, and below “image” in the same column "
            "“alt: …”, what the picture shows in words",
        ),
        **dict.fromkeys(
            ("audio", "sound", "mp3"),
            "write “media:” instead, below it “- audio: call.mp3”, indented by two spaces more, "
            "with the name of your file in “media”, and below “audio” in the same column "
            "“alt: …”, what learners hear in words",
        ),
        **dict.fromkeys(
            ("points", "score", "weight", "marks", "time", "time_limit", "timeout"),
            "delete this field; quizgen gives no points and sets no time",
        ),
        "feedback": "write it under one option, or write “explanation: …” for the whole question",
    }
    MISSING: ClassVar[dict[str, str]] = {
        "id": "add “id: …”, a short name such as “longest-river” that you never change; when the "
        "rest is corrected, “quizgen ids” writes all that are missing into the files",
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
passage: flood
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
    passage: Id | None = None
    """The id of a passage of the bank, which learners read before the stem."""
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

    def pictures(self) -> Iterator[tuple[Route, Picture]]:
        """Yield the pictures that are parts of what is asked, each with its route."""
        yield from ()

    def used_media(self) -> Iterator[tuple[Route, MediaName]]:
        """Yield the name of each file that it shows or plays, with the route to the name.

        Those of its passage are the passage's.
        """
        for number, medium in enumerate(self.media):
            yield ("media", number, "audio" if medium.image is None else "image"), medium.name
        for route, picture in self.pictures():
            yield (*route, "image"), picture.image

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        """Yield the figures and dates that its key states, to be held against the cited facts."""
        yield from ()
