"""``quizgen stale``: what its author wanted to look at again, on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import load_and_report, paths_argument
from quizgen.commands.data import now
from quizgen.system.output import say

if TYPE_CHECKING:
    from quizgen.model.diagnostics import Span
    from quizgen.model.values import PartialDate
    from quizgen.reading.library import Library
    from quizgen.reading.loading import LoadedBank, LoadedSource


def _day(_: click.Context, __: click.Parameter, text: str | None) -> PartialDate:
    """Return the day that ``text`` is, or today, which is the same day as in a quiz."""
    from quizgen.model.values import PartialDate

    if text is None:
        from quizgen.memory.schedule import date_of, day_of, local_offset

        at = now()
        today = date_of(day_of(at, local_offset(at)))
        return PartialDate(today.year, today.month, today.day)
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise click.BadParameter(f"{error.args[0]}; {error.args[1]}") from None


@click.command()
@paths_argument
@click.option(
    "--on", metavar="DATE", callback=_day, help="The day to ask about, as in 2027-01-31; or today."
)
def command(paths: tuple[str, ...], on: PartialDate) -> int:
    """List the questions and topics at PATH (a file or folder; decks if left out) to review.

    They are those whose “review_by” has come.  Exits with 1 if there are any.
    """
    from quizgen.model.phrases import count

    library, code = load_and_report(paths, quiet=True)
    if code != EXIT_OK:
        return code
    found = sorted(due(library, on), key=lambda one: _key(one[0]))
    for review_by, place, what in found:
        say(f"{place}: {what}, to be reviewed by {review_by}")
    say(f"{count(len(found), 'thing')} to review on {on}", err=True)
    return EXIT_MISTAKES if found else EXIT_OK


def due(library: Library, on: PartialDate) -> Iterator[tuple[PartialDate, Span, str]]:
    """Yield what is due ``on`` a day: its date, its place, and what it is called.

    A month or a year is due from its first day on.  Withdrawn questions are not asked, so they are
    not due.
    """
    for topic in library.loaded.topics:
        if topic.source is not None:
            yield from _due_source(topic.source, on)
        for bank in topic.banks:
            yield from _due_questions(bank, on)


def _due_source(file: LoadedSource, on: PartialDate) -> Iterator[tuple[PartialDate, Span, str]]:
    record = file.record
    if record is None or record.at is None or record.source.review_by is None:
        return
    by = record.source.review_by
    if _key(by) <= _key(on):
        place = file.place(record.at, "source", "review_by")
        yield by, place, f"the topic “{record.topic}” as of {record.source.as_of}"


def _due_questions(file: LoadedBank, on: PartialDate) -> Iterator[tuple[PartialDate, Span, str]]:
    for question in file.questions:
        by = question.review_by
        if by is None or question.at is None or question.retired is not None:
            continue
        if _key(by) <= _key(on):
            dated = "" if question.as_of is None else f" as of {question.as_of}"
            yield by, file.place(question.at, "review_by"), f"“{question.id}”{dated}"


def _key(date: PartialDate) -> tuple[int, int, int]:
    """Return the first day of ``date``, to compare with."""
    return (date.year, date.month or 1, date.day or 1)
