"""What several rules share: names written twice, cited facts, media that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen.model.diagnostics import Finding, Problem, Span
from quizgen.model.nodes import Mapping, Scalar, Sequence
from quizgen.model.values import MediaName, quoted
from quizgen.reading.loading import Loaded, LoadedBank, LoadedFile, MediaListing, home

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
    )


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
    for question in file.questions:
        for number, medium in enumerate(question.media):
            problem = problems.get(medium.name)
            if problem is not None and question.at is not None:
                key = "audio" if medium.image is None else "image"
                place = file.place(question.at, "media", number, key)
                yield UnusableMedium(medium.name, place, problem, listing)
