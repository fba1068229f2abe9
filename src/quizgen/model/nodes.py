"""The tree that a file is read into: texts, lists and mappings, each with its place.

A record keeps the node that it was made from, so that whatever is found out about the record later
can be reported where it is written.  How a text becomes a tree is known to
:mod:`quizgen.reading.yamltree`.  A tree has no cycles, so its nodes are nothing for the garbage
collector to go through (``gc=False``).
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from quizgen.model.diagnostics import Mark


class Place(NamedTuple):
    """A mark of our own."""

    line: int
    column: int


class Scalar(Struct, gc=False):
    """A scalar: its characters and where it begins."""

    text: str
    mark: Mark


class Sequence(Struct, gc=False):
    """A list."""

    items: list[Node]
    mark: Mark


class Mapping(Struct, gc=False):
    """A mapping from the texts of fields to values, and to where the fields begin."""

    entries: dict[str, Node]
    keys: dict[str, Mark]
    mark: Mark
    repeated: tuple[Mark, ...] = ()
    """Where fields are that are there already; they are reported, and not in the entries."""
    _names: tuple[str, ...] = ()

    def key(self, name: str) -> Scalar:
        """Return the field ``name`` as it was written."""
        return Scalar(name, self.keys[name])

    def name(self, index: int) -> str | None:
        """Return the field at ``index`` in the order of the file, or ``None`` behind the last."""
        if not self._names:  # all at once: to step to each of many would take its square
            self._names = tuple(self.entries)
        return self._names[index] if 0 <= index < len(self._names) else None


Node = Scalar | Sequence | Mapping
