"""What the two kinds of files hold: a ``source.yaml``, and a bank.

Their fields are the keys that an author may write; :mod:`quizgen.reading.reader` follows their
annotations.
"""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct, field

from quizgen.model.bank import Fact, Source
from quizgen.model.markup import Markup
from quizgen.model.question import Difficulty, Passage, Question, TypeName
from quizgen.model.record import Record
from quizgen.model.values import Id, Language, Namespace, Tag, Title


class TopicFile(Record, frozen=True, kw_only=True):
    """What ``source.yaml`` holds."""

    EXAMPLE: ClassVar[str] = """\
topic: everest
title: Mount Everest
description: What the course says about the highest mountain.
namespace: 2m7xq4c9t0w5k8h3v6zb
lang: en
banks: [heights, climbers]
tag_root: everest
"""

    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("id", "bank"), "topic"),
        **dict.fromkeys(("order", "bank_order"), "banks"),
        **dict.fromkeys(("root", "tag"), "tag_root"),
        **dict.fromkeys(("name", "heading"), "title"),
        **dict.fromkeys(("fact", "statements"), "facts"),
        **dict.fromkeys(("about", "summary"), "description"),
        **dict.fromkeys(("sources", "text", "article"), "source"),
    }
    HINTS: ClassVar[dict[str, str]] = {
        "questions": "move the questions to a file of their own next to source.yaml, such as "
        "“rivers.yaml”, below “bank: …”, “title: …” and “questions:”",
    }
    MISSING: ClassVar[dict[str, str]] = {
        "topic": "add “topic: …”, the id of this topic, such as “rivers”",
        "title": "add “title: …”, the name of the deck that learners see",
        "namespace": "run “quizgen namespace”, add what it prints as “namespace: …”, and never "
        "change it",
        "source": "add “source:” with “title: …”, “dated: …” and “as_of: …” below it",
    }

    topic: Id
    """The topic's id."""
    title: Title
    """What learners see, and the name of the deck."""
    namespace: Namespace
    """A random token; `quizgen namespace` prints one."""
    source: Source
    """The text that the questions are drawn from."""
    description: Markup | None = None
    """A sentence or two about the deck."""
    lang: Language | None = None
    """The language of its banks, as in `fr`."""
    banks: tuple[Id, ...] = ()
    """Ids of its banks, in the order in which learners meet them; the others follow, by the names
    of their files.
    """
    tag_root: Tag | None = None
    """The tag above all tags of the deck in Anki; left out, it is the topic's id."""
    facts: tuple[Fact, ...] = ()
    """What the source states, a list."""


class Defaults(Struct, frozen=True, kw_only=True):
    """What a bank says once, for every question that does not say it itself."""

    EXAMPLE: ClassVar[str] = """\
type: choice
difficulty: easy
tags: [rivers]
source: Any atlas
shuffle: false
"""

    type: TypeName | None = None
    """The type of the questions without a `type`."""
    difficulty: Difficulty | None = None
    """`easy`, `medium` or `hard`, for the questions without a `difficulty`."""
    tags: tuple[Tag, ...] = ()
    """The tags of the questions without `tags`."""
    source: Markup | None = None
    """The source of the questions without a `source`."""
    shuffle: bool | None = None
    """`false` keeps the options as written, in the questions without `shuffle`."""


class BankFile(Record, frozen=True, kw_only=True):
    """What a bank's file holds."""

    EXAMPLE: ClassVar[str] = """\
bank: rivers
title: Rivers
description: The rivers of Europe, and where they flow.
namespace: 5v0t2m8q1x7k4c9z6b3n
lang: en
tags: [geography]
defaults:
  type: choice
passages:
  flood: The level of the river rose on three days, and fell on the fourth.
was: [rivers-of-europe]
"""

    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("id", "deck", "quiz"), "bank"),
        **dict.fromkeys(("name", "heading"), "title"),
        **dict.fromkeys(("question", "items", "cards", "quiz_questions"), "questions"),
        **dict.fromkeys(("about", "summary"), "description"),
        "tag": "tags",
        **dict.fromkeys(("passage", "stimuli", "cases", "texts"), "passages"),
    }
    MISSING: ClassVar[dict[str, str]] = {
        "bank": "add “bank: {file}” as the first line: an id of this bank, here made from the "
        "name of the file, which you never change",
        "title": "add “title: …”, the name of the deck that learners see",
        "questions": "add “questions:”, and below it the questions; “quizgen new question choice” "
        "prints one, which you can paste as it is and change",
    }

    bank: Id
    """The bank's id; no other bank has it."""
    title: Title
    """What learners see, and the name of the deck."""
    questions: tuple[Question, ...]
    """A list of questions, at least one."""
    description: Markup | None = None
    """A sentence or two about the deck."""
    namespace: Namespace | None = None
    """A random token, which a standalone bank needs before it is built; not allowed in a bank of a
    topic.
    """
    defaults: Defaults | None = None
    """What goes for every question that does not say it itself."""
    passages: dict[Id, Passage] = field(default_factory=dict)
    """Texts, pictures and sounds that several questions are about, each below its id."""
    lang: Language | None = None
    """The language of its questions, as in `fr`; left out, it is the topic's."""
    tags: tuple[Tag, ...] = ()
    """Tags that every question of the bank gets; not `leech` or `marked`, which Anki gives
    itself."""
    was: tuple[Id, ...] = ()
    """Former ids of the bank, the oldest first."""
