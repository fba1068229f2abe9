"""How topics become files of a format in a folder: all of them or none.

A format that is built here is given a topic and a path and no more.  What a build of Anki packages
does besides is known to :mod:`quizgen.formats.anki.release.building`.
"""

from __future__ import annotations

import filecmp
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec.structs import replace

from quizgen.formats import Format, Written
from quizgen.model.bank import Topic
from quizgen.system.replacement import Replacement


def build(
    topics: Iterable[Topic],
    form: Format,
    output: Path,
    *,
    advance: Callable[[int], None],
) -> list[Written]:
    """Write a file of the format ``form`` for each topic into ``output``.

    ``advance`` is told how many questions were written since it was last called.  A file whose
    bytes would be the same is left alone.  Raises :class:`OSError` where something cannot be
    written; all is as it was then.
    """
    written: list[Written] = []
    with Replacement() as files:
        files.make_folder(output)
        for topic in topics:
            place = output / f"{topic.id}{form.SUFFIX}"
            with files.writing(place) as path:
                file = form.write(topic, path)
                _check_complete(file, topic)
                same = place.is_file() and filecmp.cmp(path, place, shallow=False)
                written.append(replace(file, path=place, size=path.stat().st_size, unchanged=same))
            advance(file.questions)
        files.finish(file.path for file in written if not file.unchanged)
    return written


def _check_complete(file: Written, topic: Topic) -> None:
    """Refuse a file that lacks a question, or has one too many: its format has a bug."""
    questions = sum(len(bank.questions) for bank in topic.banks)
    if file.questions != questions:
        raise RuntimeError(
            f"{topic.id} has {questions:,} questions, and {file.questions:,} were written"
        )
