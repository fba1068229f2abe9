"""``quizgen validate``: every mistake of every file, in one run."""

from __future__ import annotations

from collections.abc import Iterator

import click

from quizgen.commands import offers
from quizgen.commands.common import View, format_option, load_with_locks, paths_argument
from quizgen.model.diagnostics import Severity
from quizgen.reports import FORMATS


def _codes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> frozenset[str]:
    """Return the codes and severities that an option names: several, parted by commas."""
    return frozenset(code for names in given for name in names.split(",") for code in _named(name))


def _named(name: str) -> Iterator[str]:
    name = name.strip().strip("[]")  # as a message shows it
    if name in list(Severity):
        yield name
        return
    from quizgen import codes  # which reads a folder

    found = codes.matching(name) if name else []
    if not found:
        near = codes.nearest(name)
        meant = f"did you mean “{near}”?" if near else "“quizgen explain” lists all codes"
        raise click.BadParameter(f"there is no code “{name}”; {meant}")
    yield from found


@click.command()
@paths_argument
@format_option(FORMATS, "How to print the mistakes.")
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    callback=_codes,
    shell_complete=offers.codes,
    help="Show only these: codes, first words of codes, or error, warning, advice.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODES",
    callback=_codes,
    shell_complete=offers.codes,
    help="Do not show these.",
)
@click.option("--strict", is_flag=True, help="Fail for warnings and advice, too.")
def command(
    *,
    paths: tuple[str, ...],
    form: str,
    select: frozenset[str],
    ignore: frozenset[str],
    strict: bool,
) -> int:
    """Find every mistake in the banks at PATH (a file or folder; decks if left out).

    Exits with 0 if they are sound, 1 if there are mistakes, 2 if a path cannot be read.
    What --ignore leaves out does not count; “quizgen build” refuses every error all the same.
    """
    view = View(form=form, select=select, ignore=ignore, strict=strict)
    *_, code = load_with_locks(paths, whole=False, view=view, warnings=True, advice=True)
    return code
