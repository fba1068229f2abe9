"""``quizgen preview``: a page for a browser with every card."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import click

from quizgen.commands.common import (
    load_and_report,
    name_languages,
    output_option,
    paths_argument,
    unwound_by_signals,
)
from quizgen.system import temporary
from quizgen.system.files import is_link, open_regular
from quizgen.system.output import say
from quizgen.system.replacement import Replacement

DEFAULT_OUTPUT = "output/preview.html"


@click.command()
@paths_argument
@output_option(DEFAULT_OUTPUT, "FILE", "The page to write.", click.Path(dir_okay=False))
@unwound_by_signals
def command(paths: tuple[str, ...], output: Path) -> int:
    """Write a page that shows the cards of PATH (a file or folder; decks if left out).

    The page shows both sides of every card as Anki will, in light and night, with search and
    filters, and prints every answer.  It is one file that needs no network.

    A mistake in a bank is reported as by “quizgen validate”: the page shows what is sound, and says
    what was found.  Exits with 1 then.
    """
    if not _may_be_replaced(output):
        raise click.UsageError(
            f"{output} already exists and is not an HTML page; choose another name with -o"
        )
    library, code = load_and_report(paths, quiet=True)
    if library.unreadable:
        say(f"nothing was written; {output} is unchanged", err=True)
        return code
    from quizgen.commands.progress import Progress
    from quizgen.formats.anki import preview
    from quizgen.formats.anki.preview import findings
    from quizgen.model.phrases import count

    found = findings.of(library.loaded, library.diagnostics, library.texts)
    temporary.clear([output.parent], time.time())
    with Replacement() as files, Progress(library.questions, "questions") as progress:
        files.make_folder(output.parent)
        written = preview.write(library.topics, output, progress.advance, found)
    counts = (
        count(written.questions, "question"),
        count(written.cards, "card"),
        f"{written.size / 1000:,.0f} kB",
    )
    say(f"{written.path}: {', '.join(counts)}")
    name_languages(library)
    if written.left_out:
        say(f"{count(written.left_out, 'question')} left out because of mistakes", err=True)
    return code


def _may_be_replaced(output: Path) -> bool:
    """Tell whether a page may take the place of what is there: a bank is no page."""
    try:
        status = os.lstat(output)
    except FileNotFoundError:
        return True
    if is_link(status):  # what it leads to stays
        return True
    if not stat.S_ISREG(status.st_mode):
        return False
    with open_regular(output) as file:
        begin = file.read(200)
    return not begin or begin.lstrip().lower().startswith(b"<!doctype html")
