"""``quizgen history``: a history as a file to carry, and how to be rid of one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import load_and_report, paths_argument
from quizgen.commands.data import data_option, history_path, now
from quizgen.system import output
from quizgen.system.output import Exact, say

if TYPE_CHECKING:
    from quizgen.memory.database import Connection
    from quizgen.memory.transfer import Line


@click.group()
def command() -> None:
    """Carry your history to another computer, merge two, forget, or see what is suspended."""


@command.command("export", short_help="Write your history as lines of JSON.")
@click.option("-o", "--output", "target", metavar="FILE", help="Write to FILE, not to the screen.")
@data_option
def export_command(target: str | None, data: str | None) -> int:
    """Write your history as lines of JSON, each an event.

    “quizgen history import” reads them on another computer.
    """
    from quizgen.memory.transfer import export
    from quizgen.system.replacement import Replacement

    with _existing(data) as (database, _):
        if target is None:
            for line in export(database):
                say(Exact(line.decode().removesuffix("\n")))
            return EXIT_OK
        place = Path(target)
        with Replacement() as files:
            files.make_folder(place.parent)
            with files.writing(place, durable=True) as path, path.open("wb") as file:
                file.writelines(export(database))
            files.finish([place])
    say(f"wrote {place}", err=True)
    return EXIT_OK


@command.command("import", short_help="Merge what another computer exported.")
@click.argument("sources", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@data_option
def import_command(sources: tuple[str, ...], data: str | None) -> int:
    """Put what “quizgen history export” wrote on another computer into your history.

    What is in both is there once.  If a line of a file is wrong, nothing is imported.
    """
    from quizgen.memory.database import connect, explained, transaction
    from quizgen.memory.transfer import merge
    from quizgen.model.phrases import count

    read = [_read(source) for source in sources]
    if None in read:
        say("nothing was imported", err=True)
        return EXIT_MISTAKES
    path = history_path(data)
    with closing(connect(path)) as database, explained(path):
        for source, lines in zip(sources, read, strict=True):
            with transaction(database):
                merged = merge(database, lines or ())
            parts = [f"{count(merged.added, 'event')} added", f"{merged.known:,} known before"]
            if merged.forgotten:
                parts.append(f"{merged.forgotten:,} left out, because you had them forgotten")
            say(f"{source}: {', '.join(parts)}")
    return EXIT_OK


@command.command("suspended", short_help="List what you suspended, or ask it again.")
@paths_argument
@click.option("--ask", "asked", multiple=True, metavar="BANK/ID", help="Ask this question again.")
@data_option
def suspended_command(paths: tuple[str, ...], asked: tuple[str, ...], data: str | None) -> int:
    """List the questions at PATH (a file or folder; decks if left out) that are never asked.

    They are those that you suspended.  --ask may be repeated.
    """
    from quizgen.commands.flags import name_of, places_of
    from quizgen.memory.store import open_store
    from quizgen.model.phrases import count

    path = history_path(data)
    if not path.exists():
        raise click.UsageError(f"there is no history at {path}")
    library, code = load_and_report(paths, quiet=True)
    if code != EXIT_OK:
        return code
    places = places_of(library)
    with open_store(path) as store:
        for name in asked:
            found = [key for key in store.suspended() if name_of(key, places) == name]
            if not found:
                raise click.UsageError(f"no question “{name}” is suspended")
            for key in found:
                store.unsuspend(key, at=now())
        left = store.suspended()
    here = sorted((str(places[key][0]), places[key][1]) for key in left if key in places)
    say(*(f"{place}: {name}" for place, name in here))
    elsewhere = len(left) - len(here)
    more = f", and {elsewhere:,} elsewhere" if elsewhere else ""
    say(f"{count(len(here), 'question')} suspended{more}", err=True)
    return EXIT_OK


@command.command("forget", short_help="Delete all of it, or a bank, for good.")
@click.option("--bank", "banks", multiple=True, metavar="ID", help="Forget this bank only.")
@data_option
def forget_command(banks: tuple[str, ...], data: str | None) -> int:
    """Delete your history, or that of a bank, for good, with all its copies.

    You are asked twice.  What was deleted does not come back by an import.
    """
    from quizgen.memory.backups import backup_folder
    from quizgen.memory.forgetting import forget
    from quizgen.model.phrases import count

    with _existing(data) as (database, path):
        scopes, events = _scopes(database, path, banks)
        what = f"of {' and '.join(f'“{bank}”' for bank in banks)} " if banks else ""
        say(
            f"{count(events, 'event')} {what}in {path} will be deleted for good, "
            f"and every copy in {backup_folder(path)} with them."
        )
        if not (_agrees("Delete them? (yes or no) ", "yes") and _agrees(_AGAIN, "forget")):
            say("nothing was deleted")
            return EXIT_OK
        deleted = forget(database, path, scopes, at=now())
    say(f"{count(deleted, 'event')} deleted, with all copies")
    return EXIT_OK


_AGAIN = "There is no way back. Type the word “forget” to delete them: "


@contextmanager
def _existing(data: str | None) -> Iterator[tuple[Connection, Path]]:
    """Give the history that there is, and its path; refuse to make one."""
    from quizgen.memory.database import connect, explained

    path = history_path(data)
    if not path.exists():
        raise click.UsageError(f"there is no history at {path}")
    with closing(connect(path)) as database, explained(path):
        yield database, path


def _scopes(
    database: Connection, path: Path, names: Sequence[str]
) -> tuple[list[tuple[str, str]] | None, int]:
    """Return what is to be forgotten, and how many events that are."""
    from quizgen.memory.forgetting import banks
    from quizgen.model.suggestions import did_you_mean

    if not names:
        (events,) = database.execute("SELECT count(*) FROM event").fetchone()
        return None, events
    there = banks(database)
    known = sorted({bank for _, bank in there})
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or f"it has {', '.join(known) or 'no bank'}"
            raise click.UsageError(f"the history at {path} has no bank “{name}”; {hint}")
    scopes = [scope for scope in there if scope[1] in names]
    return scopes, sum(there[scope] for scope in scopes)


def _agrees(question: str, word: str) -> bool:
    try:
        return output.read_line(question).strip().casefold() == word
    except EOFError:
        say("")
        return False


def _read(source: str) -> list[Line] | None:
    """Return the events of a file, or say what is wrong with it."""
    from quizgen.memory.transfer import parse

    if source == "-":
        lines, mistakes = parse(sys.stdin.buffer)
    else:
        with Path(source).open("rb") as file:
            lines, mistakes = parse(file)
    for mistake in mistakes:
        say(f"{source}:{mistake.line}:1: error[bad-history] {mistake.message}", err=True)
    return None if mistakes else lines
