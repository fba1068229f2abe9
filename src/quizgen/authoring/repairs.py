"""What is certainly wrong, put right: the repairs of diagnostics, made in the texts of banks.

A repair changes a few characters of a line, so comments, spaces and line ends stay.  What comes of
all of them is read again before anything is written: each mistake must be gone, nothing new may be
wrong where a repair was made, and every question that was sound must say what it said.  A repair
that fails is left to its author.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from msgspec import Struct

from quizgen.model.diagnostics import Diagnostic, Edit, Severity
from quizgen.model.lines import changed
from quizgen.model.question import Question
from quizgen.reading.library import Library, load

MOST_TRIES = 100
"""How often banks are read to see what becomes of them: a stranger's may have any mistakes."""

_SAME = ("duplicate-", "equal-", "taken-")
"""How the codes begin of what is wrong where two things have become one."""

Paths = Iterable[str | os.PathLike[str]]


class Repaired(Struct, frozen=True):
    """A file with its mistakes put right, as far as that is certain."""

    path: str
    before: str
    after: str
    corrected: int
    """How many mistakes were put right."""


def repair(library: Library, paths: Paths) -> tuple[list[Repaired], Library]:
    """Return the files of ``library``, loaded from ``paths``, that certain repairs change.

    Also returns the library that they make; nothing is written.
    """
    paths = list(paths)
    before = {file.path: file.findings.text for file in library.loaded.files if file.opened}
    texts: dict[str, str] = {}
    corrected: dict[str, int] = {}
    tries = iter(range(MOST_TRIES))
    while step := _step(library, paths, before, texts, tries):
        library, texts, done = step
        for one in done:
            corrected[one.place.path] = corrected.get(one.place.path, 0) + 1
    repaired = [
        Repaired(path, before[path], texts[path], corrected[path]) for path in sorted(texts)
    ]
    return repaired, library


def _step(
    library: Library,
    paths: Paths,
    before: dict[str, str],
    texts: dict[str, str],
    tries: Iterator[int],
) -> tuple[Library, dict[str, str], list[Diagnostic]] | None:
    """Make all repairs at once; if they fail together, those of a file, or a single one."""
    repairable = [one for one in library.diagnostics if one.repair and one.place.path in before]
    for chosen in _choices(repairable):
        if next(tries, None) is None:
            return None
        current = {**before, **texts}
        made = {
            path: changed(current[path], map(_change, _edits(chosen, path)))
            for path in dict.fromkeys(one.place.path for one in chosen)
        }
        after = load(paths, texts={**texts, **made})
        if _is_better(library, after, chosen):
            return after, {**texts, **made}, chosen
    return None


def _choices(repairable: list[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Yield what may be repaired together, the most first."""
    if repairable:
        yield repairable
    files = list(dict.fromkeys(one.place.path for one in repairable))
    if len(files) > 1:
        yield from ([one for one in repairable if one.place.path == path] for path in files)
    if len(repairable) > 1:
        yield from ([one] for one in repairable)


def _edits(chosen: Iterable[Diagnostic], path: str) -> list[Edit]:
    """Return the edits of ``chosen`` in the file at ``path``, each once."""
    edits = (edit for one in chosen for edit in one.repair)
    return [edit for edit in dict.fromkeys(edits) if edit.place.path == path]


def _change(edit: Edit) -> tuple[int, int, int, str]:
    return edit.place.line, edit.place.column, edit.place.width, edit.text


def _is_better(before: Library, after: Library, chosen: Iterable[Diagnostic]) -> bool:
    """Tell whether the mistakes ``chosen`` are gone, and nothing is wrong because of it."""
    gone = {(one.place.path, one.place.line, one.code, one.message) for one in chosen}
    lines = {(edit.place.path, edit.place.line) for one in chosen for edit in one.repair}
    known = {(one.place.path, one.code, one.message) for one in before.diagnostics}
    for one in after.diagnostics:
        place = one.place
        if (place.path, place.line, one.code, one.message) in gone:
            return False
        is_new = (place.path, one.code, one.message) not in known
        is_ours = (place.path, place.line) in lines or one.code.startswith(_SAME)
        if is_new and is_ours and one.severity is Severity.ERROR:
            return False
    return _questions(before).items() <= _questions(after).items()


def _questions(library: Library) -> dict[tuple[str, str], Question]:
    """Return every sound question of ``library``, by its file and id.

    One that was read from what is no YAML is not sound: its text may be another than the author's.
    """
    return {
        (file.path, question.id): question
        for file in library.loaded.banks
        for question in file.questions
        if question.at is None or not file.findings.is_damaged(question.at)
    }
