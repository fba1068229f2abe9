"""``quizgen flags``: what learners had to say about questions, with file and line."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import load_and_report, paths_argument
from quizgen.commands.data import data_option, history_path, now
from quizgen.system.output import say

if TYPE_CHECKING:
    from quizgen.model.bank import QuestionKey
    from quizgen.model.diagnostics import Span
    from quizgen.reading.library import Library


@click.command()
@paths_argument
@click.option(
    "--clear", "cleared", multiple=True, metavar="BANK/ID", help="Say that this one is settled."
)
@data_option
def command(paths: tuple[str, ...], cleared: tuple[str, ...], data: str | None) -> int:
    """List the questions at PATH (a file or folder; decks if left out) that you flagged.

    Each comes with its file, its line and your note.  --clear may be repeated.
    """
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
        flags = store.flags()
        for name in cleared:
            found = [flag for flag in flags if name_of(flag.key, places) == name]
            if not found:
                raise click.UsageError(f"no question “{name}” is flagged")
            for flag in found:
                store.unflag(flag.key, at=now())
        flags = store.flags()
    here = [flag for flag in flags if flag.key in places]
    for flag in sorted(here, key=lambda flag: str(places[flag.key][0])):
        place, name = places[flag.key]
        day = time.strftime("%Y-%m-%d", time.localtime(flag.at / 1000))
        say(f"{place}: {name}: {flag.note or 'flagged without a note'} ({day})")
    elsewhere = len(flags) - len(here)
    more = f", and {elsewhere:,} on questions that are not here" if elsewhere else ""
    say(f"{count(len(here), 'flag')}{more}", err=True)
    return EXIT_OK


def name_of(key: QuestionKey, places: Mapping[QuestionKey, tuple[Span, str]]) -> str:
    """Return what a question is called: by the ids that it has now, or by those that it had."""
    return places[key][1] if key in places else key.origin


def places_of(library: Library) -> dict[QuestionKey, tuple[Span, str]]:
    """Return the place and the name of each question, by its key."""
    from quizgen.model.bank import QuestionKey

    return {
        QuestionKey(topic.namespace, file.bank.origin(question)): (
            file.place(question.at),
            f"{file.bank.id}/{question.id}",
        )
        for topic in library.loaded.topics
        for file in topic.banks
        if file.bank is not None and topic.namespace is not None
        for question in file.bank.questions
        if question.at is not None
    }
