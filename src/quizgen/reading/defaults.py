"""What a bank says once under ``defaults``, put into each question that does not say it itself.

This is done with the tree, before questions are read, so that nothing else knows of it: a question
is what it would be if its author had written every field out, and a mistake in a field that came
from ``defaults`` has its place there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from quizgen.model.nodes import Mapping, Node, Scalar, Sequence

FIELD, QUESTIONS, TYPE = "defaults", "questions", "type"


def given(root: Node | None) -> Mapping | None:
    """Return what a file gives as its defaults, if anything."""
    found = root.entries.get(FIELD) if type(root) is Mapping else None
    return found if type(found) is Mapping else None


def filled(
    root: Mapping, defaults: Mapping, fields_of: Callable[[str], Collection[str]]
) -> Mapping:
    """Return ``root``, the fields of a bank, with ``defaults`` in its questions.

    ``fields_of`` gives the fields that questions of a type have; a question gets no other.
    """
    listed = root.entries.get(QUESTIONS)
    if type(listed) is not Sequence:
        return root
    items = [
        _filled(item, defaults, fields_of) if type(item) is Mapping else item
        for item in listed.items
    ]
    entries = root.entries | {QUESTIONS: Sequence(items, listed.mark)}
    return Mapping(entries, root.keys, root.mark)


def without_type(root: Mapping) -> Mapping:
    """Return ``root`` without the questions that have no type: their default cannot be read."""
    listed = root.entries.get(QUESTIONS)
    if type(listed) is not Sequence:
        return root
    items = [item for item in listed.items if type(item) is not Mapping or TYPE in item.entries]
    entries = root.entries | {QUESTIONS: Sequence(items, listed.mark)}
    return Mapping(entries, root.keys, root.mark)


def _filled(
    question: Mapping, defaults: Mapping, fields_of: Callable[[str], Collection[str]]
) -> Mapping:
    kind = question.entries.get(TYPE, defaults.entries.get(TYPE))
    known = fields_of(kind.text if type(kind) is Scalar else "")
    new = [
        name
        for name in defaults.entries
        if name not in question.entries and (name == TYPE or name in known)
    ]
    if not new:
        return question
    return Mapping(
        question.entries | {name: defaults.entries[name] for name in new},
        question.keys | {name: defaults.keys[name] for name in new},
        question.mark,
    )
