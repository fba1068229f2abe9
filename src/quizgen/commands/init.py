"""``quizgen init``: a repository for a course."""

from __future__ import annotations

import os
from pathlib import Path

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import DEFAULT_PATH, unwound_by_signals
from quizgen.commands.editing import write_bytes
from quizgen.model.filenames import SUFFIXES
from quizgen.system.output import say

FIRST_BANK = "example"
"""The bank that a course begins with, so that there is something to check and to build."""


@click.command()
@click.argument(
    "folder", default=".", metavar="[FOLDER]", type=click.Path(file_okay=False, path_type=Path)
)
@click.option(
    "--quizgen",
    "source",
    metavar="SOURCE",
    help="Where the workflow gets quizgen: a wheel, the address of a repository, or a version.",
)
@click.option("--title", metavar="TITLE", help="The name of the course (the folder's if left out).")
@unwound_by_signals
def command(folder: Path, *, source: str | None, title: str | None) -> int:
    """Make FOLDER (this folder if left out) a repository for a course.

    It gets a folder for banks with an example, a workflow that checks every change and makes
    releases, a hook for git, settings for editors, and a page for contributors who never used git.
    A file that is there already is left as it is.
    """
    from quizgen.authoring import course, schema

    if not source:
        raise click.UsageError(f"the option --quizgen is missing; give {course.SOURCES}")
    wheel = _wheel(source)
    try:
        wanted = course.requirement(wheel.name if wheel else source)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    contents: dict[str, bytes] = {}
    if wheel is not None:
        contents[f"{schema.FOLDER}/{wheel.name}"] = wheel.read_bytes()
        wanted = f"./{schema.FOLDER}/{wheel.name}"
    texts = course.texts(_title(title, folder), wanted)
    texts |= {f"{schema.FOLDER}/{file}": text for file, text in schema.texts().items()}
    example = _first_bank(folder)
    texts |= example
    contents |= {place: text.encode() for place, text in texts.items()}
    there = [place for place in contents if os.path.lexists(folder / place)]
    new = {folder / place: data for place, data in contents.items() if place not in there}
    write_bytes(new, executable=[folder / place for place in course.EXECUTABLE])
    for place in there:
        say(f"{folder / place}: is already there, left as it is")
    for path in new:
        say(str(path))
    _say_next(folder, wanted, example=bool(example))
    return EXIT_OK


def _wheel(source: str) -> Path | None:
    """Return the wheel that ``source`` names, if it is a file here."""
    if not source.endswith(".whl") or "://" in source:
        return None
    if not os.path.isfile(source):
        raise click.UsageError(f"{source}: there is no such file; name a wheel, or its address")
    return Path(source)


def _title(title: str | None, folder: Path) -> str:
    """Return the name of the course, on one line."""
    found = title or folder.absolute().name.replace("-", " ").replace("_", " ").capitalize()
    if "\n" in found or not found.strip():
        raise click.UsageError("found a title of several lines or none, expected one line")
    return found.strip()


def _first_bank(folder: Path) -> dict[str, str]:
    """Return the bank that a course begins with, unless there is one."""
    from quizgen.authoring import scaffold, schema
    from quizgen.commands.namespace import draw
    from quizgen.model.question import Question
    from quizgen.model.values import Id, Namespace, Title
    from quizgen.questions import TYPES
    from quizgen.reading.shapes import Shapes

    decks = folder / DEFAULT_PATH
    if any(path.suffix in SUFFIXES for path in decks.rglob("*")):
        return {}
    text = scaffold.bank(
        Shapes({Question: TYPES}),
        Id(FIRST_BANK),
        Title(FIRST_BANK.capitalize()),
        [TYPES["choice"], TYPES["short"]],
        namespace=Namespace(draw()),
        schema=f"../{schema.FOLDER}/{schema.BANK_FILE}",
    )
    return {f"{DEFAULT_PATH}/{FIRST_BANK}{SUFFIXES[0]}": text}


def _say_next(folder: Path, wanted: str, *, example: bool) -> None:
    from shlex import quote

    if wanted.startswith("quizgen=="):
        say(
            f"The workflow installs “{wanted}” from the package index. Make sure that the name "
            "“quizgen” is the right one there."
        )
    here = "" if folder == Path() else f"cd {quote(str(folder))} && "
    delete = "; delete the example before your first release" if example else ""
    is_built = any((folder / DEFAULT_PATH).rglob("*.lock"))
    steps = (
        f"{here}git init -q",
        "git config core.hooksPath .githooks",
        *(() if is_built else ("quizgen build",)),
        "git add .",
        "git commit -q -m 'Begin the course'",
    )
    say(
        "Next:",
        *(f"  {number}. {step}" for number, step in enumerate(steps, 1)),
        f"“quizgen new bank NAME” writes a bank{delete}.",
    )
