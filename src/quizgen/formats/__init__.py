"""The formats that topics are written in, one file each.

To add a format, write a class of :class:`Format` in a file of its own and name it in
:data:`FORMATS`: ``quizgen build --format`` then offers it.  A format sees questions as forms and
never imports question types.

Anki is no such format.  What it writes updates what learners have, which takes a memory of every
release: see :mod:`quizgen.formats.anki.release.building`.  A format here is given a topic and a
path, and so cannot touch a lock file.
"""

from __future__ import annotations

from abc import abstractmethod
from importlib import import_module
from pathlib import Path
from typing import ClassVar, cast

from msgspec import Struct, field
from msgspec.structs import replace

from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic
from quizgen.model.record import AbstractStructMeta

FORMATS = {"csv": "quizgen.formats.csv.Csv"}
"""Every format with its class."""


class Refused(Exception):
    """What is to be built must not be: ``diagnostics`` say why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


class Written(Struct, frozen=True):
    """A file that was written, and what it holds."""

    path: Path
    questions: int
    """The questions that went in, which must be all of the topic."""
    counts: dict[str, int] = field(default_factory=dict)
    """What else to tell of it, by noun: ``{"card": 11}``."""
    left_out: dict[str, int] = field(default_factory=dict)
    """The fields that the format has no place for, and how many questions have each."""
    size: int = 0
    """In bytes."""
    unchanged: bool = False
    """It was there already."""

    def moved(self, path: Path) -> Written:
        """Return the same, at another path."""
        return replace(self, path=path)


class Format(Struct, frozen=True, metaclass=AbstractStructMeta):
    """A format that needs nothing but the topic, one file for each.

    The fields of a subclass, which all have a default, are the format's options.
    """

    SUFFIX: ClassVar[str]
    """What the names of its files end in, dot included."""

    @abstractmethod
    def write(self, topic: Topic, path: Path) -> Written:
        """Write all questions of ``topic`` to ``path``, which does not exist yet.

        It need not tell the size.  Raises :class:`OSError` where the path cannot be written.
        """


def find_format(name: str) -> type[Format]:
    """Return the format called ``name``, a key of :data:`FORMATS`."""
    module, _, class_name = FORMATS[name].rpartition(".")
    return cast(type[Format], getattr(import_module(module), class_name))
