"""What several rules share: names written twice, cited facts, media that cannot be used."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import cast

from msgspec import Struct

from quizgen.model.diagnostics import Finding, Problem, Related, Route, Span
from quizgen.model.nodes import Mapping, Node, Scalar, Sequence
from quizgen.model.values import MediaName, quoted
from quizgen.reading.loading import (
    Loaded,
    LoadedBank,
    LoadedFile,
    LoadedSource,
    LoadedTopic,
    MediaListing,
    home,
)

PACKAGE = "; every topic and every standalone bank needs an id of its own"
"""Why a topic and a standalone bank need different ids: the package is named after the id."""

_NAMES = {"bank": "bank id", "topic": "topic id"}
"""What the value of a field is called in a message, if not by the name of the field."""

Place = tuple[LoadedFile, str]
"""A file, and a field at its top."""


def written_again(here: Place, value: str, first: Place, why: str = "", hint: str = "") -> Finding:
    """Return the finding that ``value``, written ``here``, was used ``first`` in another file."""
    file, key = here
    there = _place(*first)
    name = _NAMES.get(key, key)
    return Finding(
        _place(file, key),
        f"the {name} {quoted(value)} is already used at {there.path}:{there.line}{why}",
        hint or "give the newer one another id",
        related=(Related(there, "first used here"),),
    )


_COPY = r"copy|copie|kopie|copia|\(\d+\)|backup|\bold\b|~"
"""How the name of a copy differs from that of its original."""


def is_copy(one: LoadedFile, other: LoadedFile) -> bool:
    """Tell whether one bank is a copy of another: the id is the same, and so are the questions."""
    if not isinstance(one, LoadedBank) or not isinstance(other, LoadedBank):
        return False
    ids = [
        {
            name.text
            for item in file.entries("questions")
            if type(name := item.entries.get("id")) is Scalar
        }
        for file in (one, other)
    ]
    if one.bank is None or other.bank is None or one.bank.title != other.bank.title:
        return False
    return one.bank.id == other.bank.id and len(ids[0] & ids[1]) * 2 > max(map(len, ids))


def copied_topics(loaded: Loaded) -> dict[int, LoadedTopic]:
    """Return the topics that are copies of another, by their place among all, with that one.

    The folder was copied: the id and the namespace are the same.
    """
    if "copied topics" in loaded.shared:
        return cast("dict[int, LoadedTopic]", loaded.shared["copied topics"])
    first: dict[tuple[str, str], int] = {}
    copies: dict[int, LoadedTopic] = {}
    for number, topic in enumerate(loaded.topics):
        if topic.source is None or topic.source.record is None:
            continue
        key = (topic.source.record.topic, topic.source.record.namespace)
        other = first.setdefault(key, number)
        original = loaded.topics[other]
        if other != number and _bank_ids(topic) & _bank_ids(original):
            assert original.source is not None
            if _is_called_a_copy(original.source) and not _is_called_a_copy(topic.source):
                first[key], copies[other] = number, topic
            else:
                copies[number] = original
    loaded.shared["copied topics"] = copies
    return copies


def _bank_ids(topic: LoadedTopic) -> set[str]:
    return {file.bank.id for file in topic.banks if file.bank is not None}


def copied_topic(here: LoadedTopic, first: LoadedTopic) -> Finding:
    """Return the finding that the topic ``here`` is a copy of another."""
    assert here.source is not None
    assert first.source is not None
    return Finding(
        _place(here.source, "topic"),
        f"this topic is a copy of the one in {os.path.dirname(first.source.path) or '.'}, with the "
        "same ids",
        "if the folder was copied by mistake, delete it\nif it is to be a new topic, change "
        "“topic”, “title” and the questions, and write what “quizgen namespace” prints as "
        "“namespace”",
        related=(Related(_place(first.source, "topic"), "the original"),),
    )


def copied_bank(here: LoadedBank, first: LoadedBank) -> Finding:
    """Return the finding that one of two banks is a copy of the other, at the copy."""
    own = " and " if here.namespace is None else ", “namespace” and "
    copy, original = (first, here) if _is_called_a_copy(first) else (here, first)
    return Finding(
        _place(copy, "bank"),
        f"this file is a copy of {quoted(os.path.basename(original.path))}, with the same ids",
        "if it is a copy by mistake, delete this file; if it is to be a new bank, change “bank”, "
        f"“title”{own}the questions",
        related=(Related(_place(original, "bank"), "the original"),),
    )


def _is_called_a_copy(file: LoadedFile) -> bool:
    """Return whether the name of a bank, or of the folder of a topic, is that of a copy."""
    path = os.path.dirname(file.path) if isinstance(file, LoadedSource) else file.path
    name = os.path.splitext(os.path.basename(path))[0]
    return re.search(_COPY, name, re.IGNORECASE) is not None


def _place(file: LoadedFile, key: str) -> Span:
    assert file.root is not None
    return file.place(file.root, key)


def repeated_ids(file: LoadedFile, key: str) -> Iterator[Finding]:
    """Find each id of the records under ``key`` that an earlier one has.

    Works on the tree, so that a mistake elsewhere in a record hides no double id.
    """
    ids = [record.entries.get("id") for record in file.entries(key)]
    names = [name for name in ids if type(name) is Scalar]
    if len({name.text for name in names}) == len(names):
        return
    first: dict[str, Scalar] = {}
    for name in names:
        other = first.setdefault(name.text, name)
        if other is not name:
            yield Finding(
                file.place(name),
                f"the id {quoted(name.text)} is already used on line {other.mark.line + 1}",
                "give one of them another id; if learners have it, keep theirs",
                related=(Related(file.place(other), "first used here"),),
            )


def cited_by(question: Mapping) -> list[Scalar]:
    """Return the ids of the facts that ``question`` cites, or mentions in its explanation."""
    return [
        one
        for field in ("facts", "mentions")
        if isinstance(cited := question.entries.get(field), Sequence)
        for one in cited.items
        if type(one) is Scalar
    ]


def passage_ids(file: LoadedFile) -> list[str] | None:
    """Return the ids of the passages of a bank, of unsound ones too; nothing if they are no table.

    Works on the tree, so that a mistake in a passage does not make it unknown.
    """
    written = file.entry("passages")
    if written is None:
        return []
    return [*written.entries] if isinstance(written, Mapping) else None


class UnusableMedium(Struct, frozen=True):
    """A picture or a sound that a question names and that cannot be used."""

    name: MediaName
    place: Span
    problem: Problem
    listing: MediaListing


def unusable_media(loaded: Loaded, code: str) -> Iterator[UnusableMedium]:
    """Find each use of a medium with the problem ``code``."""
    for file in loaded.banks:
        problems = {
            name: one
            for name, one in file.media.items()
            if isinstance(one, Problem) and one.code == code
        }
        if problems:
            yield from _uses(file, problems, loaded.media[home(file.path)])


def _uses(
    file: LoadedBank, problems: dict[MediaName, Problem], listing: MediaListing
) -> Iterator[UnusableMedium]:
    assert file.root is not None
    assert file.bank is not None
    used: list[tuple[Node | None, Route, MediaName]] = [
        (question.at, route, name)
        for question in file.questions
        for route, name in question.used_media()
    ]
    for called, passage in file.bank.passages.items():
        for number, medium in enumerate(passage.media):
            key = "audio" if medium.image is None else "image"
            used.append((file.root, ("passages", called, "media", number, key), medium.name))
    for node, route, name in used:
        problem = problems.get(name)
        if problem is not None and node is not None:
            yield UnusableMedium(name, file.place(node, *route), problem, listing)
