"""``quizgen explain``: the page of a code, as ``docs/diagnostics.md`` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from quizgen.cli import EXIT_OK
from quizgen.commands import offers
from quizgen.system.output import say

_KINDS = {"wrong": "Wrong:", "right": "Right:"}


@click.command()
@click.argument("names", metavar="[CODE]...", nargs=-1, shell_complete=offers.codes)
def command(names: tuple[str, ...]) -> int:
    """Say what a code such as missing-field means, and how to correct the mistake.

    CODE is what a message shows in brackets, or the first words of several, such as duplicate.
    Without it, all codes are listed.
    """
    from quizgen import codes

    if not names:
        say(*codes.names())
        return EXIT_OK
    wanted = list(dict.fromkeys(code for name in names for code in _named(name)))
    for number, code in enumerate(wanted):
        say(*([""] if number else []), code, "", *_plain(codes.page(code)))
    return EXIT_OK


def _named(name: str) -> list[str]:
    from quizgen import codes

    name = name.strip("[]")  # as a message shows it
    found = [name] if name in codes.names() else codes.matching(name)
    if not found:
        near = codes.nearest(name)
        meant = f"; did you mean “{near}”?" if near else "; “quizgen explain” lists all codes"
        raise click.UsageError(f"there is no code “{name}”{meant}")
    return found


def _plain(page: str) -> Iterator[str]:
    """Yield the lines of a page without its Markdown, the examples indented."""
    inside = False
    for line in page.split("\n"):
        if line.startswith("```"):
            inside = not inside
            words = line.removeprefix("```").split()
            if said := [_KINDS[word] for word in words if word in _KINDS]:
                yield from (*said, "")
        elif inside:
            yield f"    {line}" if line else ""
        else:
            yield re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).replace("`", "")
