"""``quizgen coverage``: which facts of a source are asked, and which are only cited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import format_option, load_and_report, paths_argument
from quizgen.system.output import Exact, say

if TYPE_CHECKING:
    from quizgen.lint.coverage import Group

FORMATS = ("text", "html", "json")


@click.command()
@paths_argument
@format_option(FORMATS, "How to print the coverage.")
@click.option(
    "--fail-under",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 if a topic asks fewer of its facts than this.",
)
def command(paths: tuple[str, ...], form: str, fail_under: float | None) -> int:
    """Show which facts the topics at PATH (a file or folder; decks if left out) ask.

    A question asks a fact if its value, or most of what it says, is in the stem or in a right
    answer.  To cite it is not enough.
    """
    library, code = load_and_report(paths, quiet=True, whole=True)
    if code != EXIT_OK:
        return code
    from quizgen.lint.coverage import topics

    found = topics(library.loaded)
    if not found:
        raise click.UsageError("there is no topic with facts here: only a source.yaml has facts")
    lines = import_module(f"quizgen.reports.coverage_{form}").render(found)
    say(*(lines if form == "text" else map(Exact, lines)))
    low = [one for one in found if fail_under is not None and _share(one.whole) < fail_under]
    for one in low:
        say(
            f"{one.title}: {_share(one.whole):.1f} % of the facts are asked, expected at least "
            f"{fail_under:g} %",
            err=True,
        )
    return EXIT_MISTAKES if low else EXIT_OK


def _share(group: Group) -> float:
    return 100 * group.asked / len(group.facts)
