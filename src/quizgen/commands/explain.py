"""``quizgen explain``: the page of a code, as ``docs/diagnostics.md`` has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from quizgen.cli import EXIT_OK
from quizgen.commands import offers
from quizgen.system.output import Exact, say

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
    """Yield the lines of a page without its Markdown, the examples indented.

    A paragraph is one line, which :func:`~quizgen.system.output.say` fits to the terminal.
    """
    inside = False
    for lines in _paragraphs(page):
        if lines[0].startswith("```"):
            inside = not inside
            words = lines[0].removeprefix("```").split()
            if said := [_KINDS[word] for word in words if word in _KINDS]:
                yield from (*said, "")
        elif inside:
            yield Exact(f"    {lines[0]}" if lines[0] else "")
        else:
            yield _without_marks(" ".join(line.strip() for line in lines))


def _paragraphs(page: str) -> Iterator[list[str]]:
    """Yield the lines of ``page``, those of a paragraph or of an item of a list together."""
    inside = False
    paragraph: list[str] = []
    for line in page.split("\n"):
        is_fence = line.startswith("```")
        begins = not line or inside or is_fence or line.startswith("- ")
        if paragraph and begins:
            yield paragraph
            paragraph = []
        inside = inside != is_fence
        if not line or inside or is_fence:
            yield [line]
        else:
            paragraph.append(line)
    if paragraph:
        yield paragraph


def _without_marks(paragraph: str) -> str:
    """Return ``paragraph`` without links and emphasis, and with quotes around what is typed."""
    paragraph = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", paragraph)
    paragraph = re.sub(r"\*(\w[^*`]*)\*", r"\1", paragraph)
    return re.sub(r"`([^`]*)`", r"“\1”", paragraph)
