"""What a program may use of quizgen: load banks, build from them, and grade replies.

Everything is reached as an attribute of the package (``quizgen.load``), which imports it then:
``import quizgen`` costs nothing.  ``docs/api.md`` shows all of it.  What is not named here may
change in any release.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from weakref import WeakKeyDictionary

from msgspec.structs import replace

from quizgen.formats import FORMATS, Format, Refused, Written, find_format
from quizgen.grading import NO_VOCABULARY, Grade, Verdict, Vocabulary
from quizgen.grading import grade as grade_reply
from quizgen.grading.texts import Said, read_reply
from quizgen.model.bank import Bank, Topic
from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.model.question import Question
from quizgen.reading.library import Library
from quizgen.reading.library import load as load_paths

__all__ = [
    "Bank",
    "Diagnostic",
    "Format",
    "Grade",
    "Library",
    "Paths",
    "Question",
    "Refused",
    "Said",
    "Severity",
    "Span",
    "Topic",
    "Verdict",
    "Written",
    "build",
    "grade",
    "load",
]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file or a folder, or several."""

_vocabularies: WeakKeyDictionary[Library, Vocabulary] = WeakKeyDictionary()
"""Read once for each library, when the first reply could be a slip."""


def load(paths: Paths, *, advice: bool = False) -> Library:
    """Load the banks at ``paths``: the topics, and everything that is wrong with them.

    With ``advice``, also how sound questions could be better, as ``quizgen validate`` says.

    Nothing is printed, and nothing that a file or a folder holds raises an error: a mistake is a
    :class:`Diagnostic` of the library, and a path at which there is nothing is one, too.
    """
    return load_paths(_listed(paths), advice=advice)


def build(
    paths: Paths,
    output: str | os.PathLike[str] = "output",
    *,
    format: str | Format = "anki",  # noqa: A002  # as the option of the command is called
    locked: bool = False,
    now: int | None = None,
) -> list[Written]:
    """Write a file for each topic at ``paths`` into the folder ``output``.

    A topic of which only a part is named is built as a whole.  ``format`` is ``"anki"``, another
    name that ``quizgen build --format`` takes, or a :class:`Format` with its options.  ``locked``,
    for Anki only, refuses to write a lock file that would change.  ``now``, in seconds since 1970,
    is when the notes are said to have changed; left out, it is the present.

    Raises :class:`Refused` for mistakes in the banks and where learners would lose reviews,
    :class:`ValueError` for a format that there is not, and :class:`OSError` where something cannot
    be written.  Whatever is raised, everything in ``output`` is as it was.
    """
    library = load_paths(_listed(paths), whole=True)
    if not library.ok:
        raise Refused([one for one in library.diagnostics if one.severity is Severity.ERROR])
    if format == "anki":
        seconds = int(time.time()) if now is None else now
        return _release(library, _listed(paths), Path(output), seconds, locked)
    if locked:
        raise ValueError("“locked” is about Anki: files of other formats have no lock")
    from quizgen.formats import builder

    if isinstance(format, str):
        if format not in FORMATS:
            raise ValueError(f"found the format {format!r}, expected anki, {', '.join(FORMATS)}")
        format = find_format(format)()  # noqa: A001
    return builder.build(library.topics, format, Path(output), advance=_ignore)


def _release(
    library: Library, paths: list[Path], output: Path, now: int, locked: bool
) -> list[Written]:
    from quizgen.formats.anki.release import building
    from quizgen.formats.anki.release.inputs import with_locks

    roots = [path for path in paths if path.is_dir()]
    inputs, faults = with_locks(library.topics, library.sources, roots, propose=str)
    if faults:
        raise Refused(faults)
    return building.build(inputs, output, now=now, locked=locked, advance=_ignore)


def grade(question: Question, reply: Said, *, library: Library | None = None) -> Grade:
    """Return how ``reply`` stands to the key of ``question``.

    A reply is what was typed, a list with a text for each gap, the text of what was chosen, or a
    list or a mapping of such texts: see :func:`quizgen.grading.texts.read_reply`.  With
    ``library``, the answers to all its questions are known: typing one of them is no slip of the
    pen.

    Raises :class:`TypeError` for a reply of another kind than the question asks for, and
    :class:`ValueError` for another number of texts.  Whatever a learner may type is graded.
    """
    form = question.form()
    read = read_reply(form, reply)
    if isinstance(read, Grade):
        return _in_english(read)
    found = grade_reply(form, read, NO_VOCABULARY if library is None else _vocabulary(library))
    return _in_english(found)


def _vocabulary(library: Library) -> Vocabulary:
    vocabulary = _vocabularies.get(library)
    if vocabulary is None:
        from quizgen.quiz.items import vocabulary_of

        banks = [bank for topic in library.topics for bank in topic.banks]
        vocabulary = _vocabularies[library] = vocabulary_of(banks)
    return vocabulary


def _listed(paths: Paths) -> list[Path]:
    if isinstance(paths, str | os.PathLike):
        return [Path(paths)]
    return [Path(path) for path in paths]


def _ignore(questions: int) -> None:
    """Show no progress."""


def _in_english(grade: Grade) -> Grade:
    """Return ``grade`` with its words as plain text, which any encoder takes."""
    return replace(
        grade,
        note=str(grade.note),
        nearest=str(grade.nearest),
        question=str(grade.question),
        gaps=tuple(map(_in_english, grade.gaps)),
    )
