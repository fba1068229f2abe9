"""The formats that topics are written in, one module (or package) each.

A format is a module with what :class:`Exporter` asks for; it is imported when it is used.  To add
one, write its file here and name it in :data:`FORMATS`.  A format sees questions as forms and never
imports question types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic

if TYPE_CHECKING:
    from quizgen.formats.anki.release.lock import Entry, Lock

FORMATS = {"anki": "quizgen.formats.anki.decks"}
"""Every format with its module."""


class Written(Struct, frozen=True):
    """What a package holds."""

    path: Path
    notes: int
    cards: int
    decks: int
    size: int
    """In bytes."""
    entries: tuple[Entry, ...] = ()
    """What learners are given by it, for the next lock."""
    unchanged: bool = False
    """It was there already."""

    def moved(self, path: Path) -> Written:
        """The same, at another path."""
        return replace(self, path=path)


Stamp = Callable[["tuple[Entry, ...]", int, int], bytes]
"""What to write at the end of a package, by its entries and the numbers of cards and decks."""


class Exporter(Protocol):
    """What the module of a format offers."""

    SUFFIX: str
    REVISION: str
    """Another one where the same questions are written otherwise."""

    def write(
        self,
        topic: Topic,
        path: Path,
        *,
        lock: Lock,
        now: int,
        advance: Callable[[int], None],
        stamp: Stamp,
    ) -> Written:
        """Write ``topic`` to ``path``, which is replaced only when all is written.

        ``lock`` says what learners were given last, ``now`` is the time in seconds since 1970;
        ``advance`` is told how many questions were written since it was last called.  Raises
        :class:`OSError` where the path cannot be written.
        """
        ...

    def check(
        self, topic: Topic, lock: Lock, entries: Iterable[Entry] | None = None
    ) -> list[Diagnostic]:
        """What learners of the release that ``lock`` knows would lose by this one."""
        ...


def exporter(name: str) -> Exporter:
    """The format called ``name``, a key of :data:`FORMATS`."""
    return cast(Exporter, import_module(FORMATS[name]))
