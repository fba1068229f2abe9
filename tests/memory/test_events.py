"""What may happen, as it is stored."""

from __future__ import annotations

import pytest

from quizgen.grading import Confidence, Picked, Result, Typed
from quizgen.memory.events import (
    Answered,
    Buried,
    Finished,
    Flagged,
    Paused,
    Rated,
    Resumed,
    Settled,
    Shown,
    Started,
    Suspended,
    Ticked,
    Undone,
    Unflagged,
    Unsuspended,
    What,
    decode,
    encode,
)
from quizgen.memory.schedule import Rating

RATED = Rated(Rating.HARD, Result.SLIP, "1:a", "1:b", "gap")


@pytest.mark.parametrize(
    "what",
    [
        Started("quiz", (Shown("n", "b/q", "reverse", (1, 0)),), {"seed": 7}),
        Answered(3, Result.SLIP, (RATED,), Typed(("x",)), 4200, Confidence.SURE, True, 0.85, False),
        Answered(0, Result.RIGHT, (RATED,), Picked(frozenset({1, 2}))),
        Settled(True, Result.COUNTED, (RATED,)),
        Undone(),
        Flagged("not so"),
        Unflagged(),
        Suspended(),
        Unsuspended(),
        Buried(),
        Resumed(),
        Paused(),
        Ticked(),
        Finished("quit"),
    ],
)
def test_an_event_is_stored_as_it_is(what: What) -> None:
    kind, data = encode(what)
    assert decode(data) == what
    assert f'"type":"{kind}"' in data


def test_an_event_of_a_later_version_means_nothing() -> None:
    assert decode('{"type":"dreamt","of":"rivers"}') is None
