"""``quizgen preview``: a page for a browser with every card."""

from __future__ import annotations

from pathlib import Path

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import load_reported, paths_argument

DEFAULT_OUTPUT = "output/preview.html"


@click.command()
@paths_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=DEFAULT_OUTPUT,
    show_default=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write.",
)
def command(paths: tuple[str, ...], output: Path) -> int:
    """Write a page that shows the cards of PATH (a file or folder; decks if left out).

    The page shows both sides of every card as Anki will, in light and night, with search and
    filters.  It is one file that needs no network.  A mistake in a bank is reported as by “quizgen
    validate”, and nothing is written.
    """
    library, code = load_reported(paths, quiet=True)
    if code != EXIT_OK:
        click.echo(f"nothing was written; {output} is as it was", err=True)
        return code
    from quizgen.commands.progress import Progress
    from quizgen.exporters.anki import preview
    from quizgen.reports.text import count

    output.parent.mkdir(parents=True, exist_ok=True)
    with Progress(library.questions, "questions") as progress:
        written = preview.write(library.topics, output, progress.advance)
    counts = (
        count(written.questions, "question"),
        count(written.cards, "card"),
        f"{written.size / 1000:,.0f} kB",
    )
    click.echo(f"{written.path}: {', '.join(counts)}")
    return EXIT_OK
