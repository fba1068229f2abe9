"""What the commands share: the paths they take, and how what was loaded is reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK, EXIT_USAGE
from quizgen.library import Library, load
from quizgen.reports import text

DEFAULT_PATH = "decks"


def paths_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument ``[PATH]...``."""
    return click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())(function)


def load_reported(paths: tuple[str, ...], *, quiet: bool = False) -> tuple[Library, int]:
    """What is at ``paths``, its mistakes printed, and the exit code they amount to.

    ``quiet`` leaves out the summary where there is nothing to report.
    """
    library = load(paths or (DEFAULT_PATH,))
    for line in text.lines(library.diagnostics, library.texts):
        click.echo(line, err=True)
    if library.diagnostics or not quiet:
        line = text.summary(library.diagnostics, library.files, library.questions)
        click.echo(line, err=True)
    if library.unreadable:
        return library, EXIT_USAGE
    return library, EXIT_OK if library.ok else EXIT_MISTAKES
