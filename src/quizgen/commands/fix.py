"""``quizgen fix``: what is certainly wrong is put right, once its user has seen and allowed it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK, EXIT_USAGE
from quizgen.commands.common import DEFAULT_PATH, paths_argument, unwound_by_signals
from quizgen.commands.editing import agrees
from quizgen.system.output import Exact, is_interactive, say

if TYPE_CHECKING:
    from quizgen.authoring.repairs import Repaired
    from quizgen.reading.library import Library


@click.command()
@paths_argument
@click.option("--yes", "-y", is_flag=True, help="Write the changes without asking.")
@unwound_by_signals
def command(*, paths: tuple[str, ...], yes: bool) -> int:
    """Correct the mistakes in the banks at PATH that have only one correction (decks if left out).

    Shows every change, and asks before it writes.  Comments and layout stay, and no question
    changes its meaning.  What needs your decision is left to you.

    Exits with 0 if no error is left, 1 if one is or nothing was written, 2 if a path cannot be
    read.
    """
    from quizgen.authoring.repairs import repair
    from quizgen.reading.library import load

    where = paths or (DEFAULT_PATH,)
    library = load(where)
    if library.unreadable:
        from quizgen.commands.common import report

        report(library.faults, {})
        return EXIT_USAGE
    repaired, after = repair(library, where)
    if not repaired:
        say("quizgen fix: there is nothing to correct without you")
        return _left(library)
    for one in repaired:
        say(*map(Exact, _difference(one)))
    if not yes and not _allowed(repaired):
        return EXIT_MISTAKES
    if not _write(repaired, library):
        return EXIT_MISTAKES
    return _left(after)


def _difference(one: Repaired) -> Iterator[str]:
    from difflib import unified_diff

    from quizgen.model.lines import split_lines

    lines = unified_diff(
        split_lines(one.before), split_lines(one.after), one.path, one.path, n=1, lineterm=""
    )
    yield from lines


def _allowed(repaired: list[Repaired]) -> bool:
    """Ask whether to write; where nobody can answer, say how to."""
    from quizgen.model.phrases import count

    mistakes = count(sum(one.corrected for one in repaired), "mistake")
    files = count(len(repaired), "file")
    if not is_interactive():
        say(f"nothing was written; “quizgen fix --yes” corrects {mistakes} in {files}", err=True)
        return False
    if not agrees(f"Correct {mistakes} in {files}?"):
        say("nothing was written")
        return False
    return True


def _write(repaired: list[Repaired], library: Library) -> bool:
    """Write all files, or none; nothing, if one of them was written to since it was read."""
    from quizgen.system.replacement import Replacement

    touched = [
        str(path)
        for topic in library.loaded.topics
        for path in topic.files.seen
        if str(path) in {one.path for one in repaired} and topic.files.touched(path)
    ]
    if touched:
        say(f"nothing was written: {touched[0]} has changed; run “quizgen fix” again", err=True)
        return False
    places = {Path(os.path.realpath(one.path)): one.after for one in repaired}
    with Replacement() as files:
        for place, text in places.items():
            with files.writing(place, durable=True) as path:
                path.write_bytes(text.encode("utf-8"))
                shutil.copymode(place, path)
        files.finish(places)
    return True


def _left(library: Library) -> int:
    """Say what is left to correct, and return the exit code that it amounts to."""
    from quizgen.model.diagnostics import Severity
    from quizgen.model.phrases import count

    errors = sum(one.severity is Severity.ERROR for one in library.diagnostics)
    if not errors:
        return EXIT_OK
    say(f"{count(errors, 'error')} left: run “quizgen validate”", err=True)
    return EXIT_MISTAKES
