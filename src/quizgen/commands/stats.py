"""``quizgen stats``: what a learner's history says of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_OK
from quizgen.commands import asking
from quizgen.commands.common import (
    DEFAULT_PATH,
    format_option,
    load_and_report,
    paths_argument,
    unwound_by_signals,
)
from quizgen.commands.data import data_option, history_path, now
from quizgen.model.blocks import to_line
from quizgen.model.forms import GAP, Blanks
from quizgen.system import output as screen
from quizgen.system.output import Exact, say

if TYPE_CHECKING:
    from quizgen.memory.folding import CardState
    from quizgen.memory.store import Review, Store
    from quizgen.model.bank import QuestionKey
    from quizgen.quiz.items import Candidate
    from quizgen.statistics.figures import About, Figures

PAGE = "output/stats.html"


@click.command()
@paths_argument
@asking.filter_options
@click.option(
    "--days", type=click.IntRange(min=1), metavar="DAYS", help="Count only the last DAYS days."
)
@format_option(("text", "json", "html"), "Print text or JSON, or write a page.")
@click.option("-o", "--output", metavar="FILE", help=f"Write the page to FILE ({PAGE}).")
@data_option
@unwound_by_signals
def command(
    *,
    paths: tuple[str, ...],
    narrowed: asking.Narrowed,
    days: int | None,
    form: str,
    output: str | None,
    data: str | None,
) -> int:
    """Show how well you know the banks at PATH (a file or folder; decks if left out).

    How many answers were right, by bank, tag, type and difficulty; how much you knew when it was
    due, and how much the schedule expected; what is due in the next 30 days; how many days in a row
    you learned; and what is hardest for you.  A day of rest in seven does not end a row.

    The options that choose the questions work as in quizgen quiz.  Without banks, all that is
    stored counts, and nothing can be said by bank.
    """
    if output is not None and form != "html":
        raise click.UsageError("--output needs --format html")
    candidates: list[Candidate] = []
    if paths or Path(DEFAULT_PATH).exists():
        library, code = load_and_report(paths, quiet=True)
        if code != EXIT_OK:
            return code
        candidates = asking.candidates_of(library, narrowed)
    only = bool(paths) or narrowed.is_given
    found = _figures(candidates, history_path(data), days, only=only)
    figures, today = found
    if form == "json":
        import msgspec

        say(Exact(msgspec.json.encode(figures).decode()))
    elif form == "html":
        from quizgen.statistics import page

        path = Path(output or PAGE)
        page.write(figures, today, path)
        say(f"wrote {path}", err=True)
    else:
        from quizgen.quiz.terminal import look_of
        from quizgen.statistics import text

        _, stdout = screen.standard_streams()
        screen.put_lines(stdout, text.lines(figures, today, look_of(stdout, os.environ)))
    return EXIT_OK


def _figures(
    candidates: list[Candidate], path: Path, days: int | None, *, only: bool
) -> tuple[Figures, int]:
    """Return the figures, and the day that they are of; of ``candidates`` alone where ``only``."""
    from quizgen.memory.store import open_store
    from quizgen.statistics.figures import figures

    about = {candidate.key: _about(candidate) for candidate in candidates}
    with open_store(path if path.exists() else None) as store:
        today = store.today(now())
        since = None if days is None else today - days + 1
        reviews = _of(store.reviews(since), about, only=only)
        return figures(reviews, _coming(store, about, only=only), about, today), today


def _of(
    reviews: Iterator[Review], about: dict[QuestionKey, About], *, only: bool
) -> Iterator[Review]:
    from quizgen.memory.identity import question_of

    return (one for one in reviews if not only or question_of(one.key) in about)


def _coming(
    store: Store, about: dict[QuestionKey, About], *, only: bool
) -> Iterator[tuple[QuestionKey, CardState]]:
    """Yield the cards that will come again: those of the banks, if there are any."""
    from quizgen.memory.identity import question_of

    for key, card in store.states(suspended=False):
        if question_of(key) in about or not (only or about):
            yield key, card


def _about(candidate: Candidate) -> About:
    from quizgen.statistics.figures import About

    question, form = candidate.question, candidate.question.form()
    stem = to_line(form.whole if isinstance(form, Blanks) else form.prompt).replace(GAP, "[…]")
    return About(
        stem,
        candidate.bank.title,
        question.type,
        tuple(dict.fromkeys(asking.tags_of(candidate))),
        question.difficulty or "",
    )
