"""``quizgen build``: one Anki package for each topic."""

from __future__ import annotations

import time
from pathlib import Path

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import (
    DEFAULT_PATH,
    load_release,
    output_option,
    paths_argument,
    report,
)
from quizgen.formats import FORMATS, Written, exporter
from quizgen.system.signals import ended_tidily

DEFAULT_OUTPUT = "output"


@click.command()
@paths_argument
@output_option(DEFAULT_OUTPUT, "DIR", "The folder to write to.", click.Path(file_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="anki",
    show_default=True,
    help="What to build.",
)
@click.option("--locked", is_flag=True, help="Fail if a lock is not current (for CI).")
@click.option("--force", is_flag=True, help="Build even what has not changed.")
def command(*, paths: tuple[str, ...], output: Path, form: str, locked: bool, force: bool) -> int:
    """Build an Anki package for each topic at PATH (a file or folder; decks if left out).

    A mistake in a bank is reported as by “quizgen validate”, and nothing is written.  Beside the
    banks a lock is kept of what learners were given: commit it.
    """
    began = time.monotonic()
    # Imported late: what has not changed is found to be so without reading YAML.
    from quizgen.formats import builder
    from quizgen.reading.folders import discover

    if not force:
        topics, faults = discover(map(Path, paths or (DEFAULT_PATH,)), whole=True)
        if topics and not faults and (there := builder.up_to_date(topics, output, exporter(form))):
            for package in there:
                click.echo(_line(package))
            return EXIT_OK
    from quizgen.commands.progress import Progress

    library, sources, code = load_release(paths, quiet=True, check=False)
    if code != EXIT_OK:
        click.echo(f"nothing was built; {output} is as it was", err=True)
        return code
    waited = time.monotonic() - began
    try:
        with ended_tidily(), Progress(library.questions, "questions", waited) as progress:
            written = builder.build(
                sources,
                exporter(form),
                output,
                now=int(time.time()),
                locked=locked,
                advance=progress.advance,
            )
    except builder.Refused as refused:
        texts = {str(source.files.lock): source.lock_text for source in sources}
        report(refused.diagnostics, texts)
        click.echo(f"nothing was built; {output} is as it was", err=True)
        return EXIT_MISTAKES
    except OSError:
        click.echo(f"nothing was built; {output} is as it was", err=True)
        raise
    for package in written:
        click.echo(_line(package))
    return EXIT_OK


def _line(package: Written) -> str:
    from quizgen.reports.text import count

    counts = (
        count(package.notes, "note"),
        count(package.cards, "card"),
        count(package.decks, "deck"),
        f"{package.size / 1000:,.0f} kB",
    )
    return f"{package.path}: {', '.join(counts)}{' (unchanged)' * package.unchanged}"
