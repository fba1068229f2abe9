"""``quizgen validate``: every mistake of every file, in one run."""

from __future__ import annotations

import click

from quizgen.commands.common import load_with_locks, paths_argument


@click.command()
@paths_argument
def command(paths: tuple[str, ...]) -> int:
    """Find every mistake in the banks at PATH (a file or folder; decks if left out).

    Exits with 0 if they are sound, 1 if there are mistakes, 2 if a path cannot be read.
    """
    *_, code = load_with_locks(paths, whole=False)
    return code
