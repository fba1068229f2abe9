"""What may happen to a history, as it is stored: one event for each thing that a learner did.

Events are only ever added.  What follows from them (what is due, what was right) can be worked out
again at any time: :mod:`quizgen.memory.folding` knows how.  A later version of quizgen may know
events that this one does not: they are kept and mean nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta, Struct

from quizgen.grading import Confidence, Reply, Result
from quizgen.memory.schedule import LEAST_RETENTION, MOST_RETENTION, RETENTION, Rating

_MOST = 2**53
"""What JSON can hold everywhere."""


class Shown(Struct, frozen=True):
    """A question of a session, as it is presented there."""

    namespace: str
    """Empty for a question of which nothing is stored."""
    origin: str
    part: str = ""
    """The gap or side that is asked, where it is not the whole question."""
    shown: tuple[int, ...] = ()
    """The order of its options or items."""


class Rated(Struct, frozen=True, omit_defaults=True):
    """What an answer says about one card."""

    rating: Rating
    result: Result
    asked: str
    """The hash of what was asked (:class:`~quizgen.memory.identity.Card`)."""
    answer: str
    """The hash of what would have been right."""
    part: str = ""


class Started(Struct, frozen=True, omit_defaults=True, tag="start"):
    """A session began."""

    mode: str
    """The command: quiz, review or exam."""
    items: tuple[Shown, ...]
    """All that it asks, in order."""
    settings: Mapping[str, Any] = {}
    """What else the command needs to go on with it."""


class Answered(Struct, frozen=True, omit_defaults=True, tag="answer"):
    """A question was answered, or skipped where there is no reply."""

    place: Annotated[int, Meta(ge=0, le=_MOST)]
    """Of the question in its session, counted from 0."""
    result: Result
    cards: tuple[Rated, ...]
    reply: Reply | None = None
    took: Annotated[int, Meta(ge=0, le=_MOST)] = 0
    """How many milliseconds the question was before the learner."""
    confidence: Confidence | None = None
    hinted: bool = False
    retention: Annotated[float, Meta(ge=LEAST_RETENTION, le=MOST_RETENTION)] = RETENTION
    scheduled: bool = True
    """Whether it counts for what is due: not where somebody crams."""


class Settled(Struct, frozen=True, omit_defaults=True, tag="settle"):
    """The learner had the last word on an answer, which is the target."""

    counts: bool
    """What they said: whether the answer counts."""
    result: Result
    cards: tuple[Rated, ...]
    """All cards of the answer, as they are rated now."""
    appeal: bool = False
    """They were not asked."""


class Undone(Struct, frozen=True, tag="undo"):
    """The target never happened; nor did what settled it."""


class Flagged(Struct, frozen=True, omit_defaults=True, tag="flag"):
    """The learner has something to say to the author of a question."""

    note: str = ""


class Unflagged(Struct, frozen=True, tag="unflag"):
    """What was said is settled."""


class Suspended(Struct, frozen=True, tag="suspend"):
    """A question is not to be asked by a review until this is taken back."""


class Unsuspended(Struct, frozen=True, tag="unsuspend"):
    """A question is to be asked again."""


class Buried(Struct, frozen=True, tag="bury"):
    """A question is not to be asked by a review until the next day."""


class Resumed(Struct, frozen=True, tag="resume"):
    """A session was taken up again, and goes on in the process that did so."""


class Paused(Struct, frozen=True, tag="pause"):
    """A session was left, and may be taken up again."""


class Ticked(Struct, frozen=True, tag="tick"):
    """A session with a limit of time was going on just then."""


class Finished(Struct, frozen=True, omit_defaults=True, tag="finish"):
    """A session came to its end, and cannot be resumed."""

    ending: str = "finished"


What = (
    Started
    | Answered
    | Settled
    | Undone
    | Flagged
    | Unflagged
    | Suspended
    | Unsuspended
    | Buried
    | Resumed
    | Paused
    | Ticked
    | Finished
)

KINDS = {str(kind.__struct_config__.tag): kind for kind in get_args(What)}
"""Every kind of event, by its name."""

OF_SESSIONS = (Started, Resumed, Paused, Ticked, Finished)
"""What happens to a whole session; all else happens to a question."""

UNDOABLE = (Answered, Flagged, Unflagged, Suspended, Unsuspended, Buried)
"""What one key undoes."""


class Event(Struct, frozen=True):
    """Something that happened, as a file of history has it."""

    id: int
    """The order in which it came into this file."""
    at: int
    """When, in milliseconds since 1970, UTC."""
    offset: int
    """What the learner's clock was ahead of UTC, in minutes."""
    number: int
    """The order in which it came into the file that it was written to first."""
    uid: bytes
    """What it is known by in every file."""
    what: What | None
    """``None`` where only a later version knows it."""
    session: int | None = None
    """The event that began its session."""
    target: int | None = None
    """The event that it is about."""

    @property
    def order(self) -> tuple[int, int, bytes]:
        """What sorts events as they happened, in every file that has them."""
        return self.at, self.number, self.uid


def encode(what: What) -> tuple[str, str]:
    """Return the kind of ``what``, and its JSON."""
    return str(type(what).__struct_config__.tag), _ENCODER.encode(what).decode()


def decode(data: str | bytes) -> What | None:
    """Return what :func:`encode` made JSON of; ``None`` where this version does not know it.

    Raises :class:`msgspec.DecodeError` for what is not JSON.
    """
    try:
        what: What = _DECODER.decode(data)
    except msgspec.ValidationError:
        return None
    if isinstance(what, Answered | Settled):
        parts = [card.part for card in what.cards]
        return what if 0 < len(parts) == len(set(parts)) else None
    return what


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(What)
