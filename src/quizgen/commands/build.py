"""``quizgen build``: one Anki package for each topic."""

from __future__ import annotations

import time
from pathlib import Path

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import load_reported, paths_argument
from quizgen.commands.progress import Progress
from quizgen.exporters import Written, exporter
from quizgen.lock import Lock
from quizgen.reports.text import count

DEFAULT_OUTPUT = "output"


@click.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default=DEFAULT_OUTPUT,
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.",
)
def command(paths: tuple[str, ...], output: Path) -> int:
    """Build an Anki package for each topic at PATH (a file or folder; decks if left out).

    A mistake in a bank is reported as by “quizgen validate”, and nothing is written.
    """
    library, code = load_reported(paths, quiet=True)
    if code != EXIT_OK:
        click.echo(f"nothing was built; {output} is as it was", err=True)
        return code
    anki = exporter("anki")
    output.mkdir(parents=True, exist_ok=True)
    now = int(time.time())
    with Progress(library.questions, "questions") as progress:
        written = [
            anki.write(
                topic,
                output / f"{topic.id}{anki.SUFFIX}",
                lock=Lock(),
                now=now,
                advance=progress.advance,
            )
            for topic in library.topics
        ]
    for package in written:
        click.echo(_line(package))
    return EXIT_OK


def _line(package: Written) -> str:
    counts = (
        count(package.notes, "note"),
        count(package.cards, "card"),
        count(package.decks, "deck"),
        f"{package.size / 1000:,.0f} kB",
    )
    return f"{package.path}: {', '.join(counts)}"
