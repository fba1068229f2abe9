"""What the two kinds of files hold: a ``source.yaml``, and a bank.

Their fields are the keys that an author may write; :mod:`quizgen.reading.reader` follows their
annotations.
"""

from __future__ import annotations

from quizgen.model.bank import Fact, Source
from quizgen.model.markup import Markup
from quizgen.model.question import Question
from quizgen.model.record import Record
from quizgen.model.values import Id, Namespace, Tag, Title


class TopicFile(Record, frozen=True, kw_only=True):
    """What ``source.yaml`` holds."""

    topic: Id
    title: Title
    namespace: Namespace
    source: Source
    description: Markup | None = None
    facts: tuple[Fact, ...] = ()


class BankFile(Record, frozen=True, kw_only=True):
    """What a bank's file holds."""

    bank: Id
    title: Title
    questions: tuple[Question, ...]
    description: Markup | None = None
    namespace: Namespace | None = None
    tags: tuple[Tag, ...] = ()
    was: tuple[Id, ...] = ()
