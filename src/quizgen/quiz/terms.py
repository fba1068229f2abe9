"""How the answers of a session count for the schedule, as a learner wants it."""

from __future__ import annotations

from msgspec import Struct

from quizgen.memory.schedule import RETENTION


class Terms(Struct, frozen=True):
    """How answers count for the schedule."""

    retention: float = RETENTION
    """The share of questions that is still known when they are asked again."""
    easy: bool = False
    """A right and sure answer may count as easy."""
    scheduled: bool = True
    """They count for it at all."""


TERMS = Terms()
