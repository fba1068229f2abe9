"""``quizgen review``: what is due today, and some that is new."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import click
from msgspec.structs import replace

from quizgen.cli import EXIT_OK
from quizgen.commands import asking, taking
from quizgen.commands.common import load_and_report, unwound_by_signals
from quizgen.commands.data import now
from quizgen.languages import Phrase, counted, phrase, quote
from quizgen.memory.identity import cards_of, is_kept
from quizgen.memory.queue import LIMITS, Limits, Queue
from quizgen.quiz.items import Candidate, present, select
from quizgen.quiz.session import begin
from quizgen.system.output import say


@click.command()
@asking.asked_options("review", "Ask at most COUNT questions (all of today if left out).")
@click.option(
    "--new",
    type=click.IntRange(min=0),
    default=LIMITS.new,
    metavar="COUNT",
    help=f"Ask at most so many new questions a day ({LIMITS.new} if left out).",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=LIMITS.most,
    metavar="COUNT",
    help=f"Ask at most so many due questions a day ({LIMITS.most} if left out).",
)
@click.option(
    "--ahead",
    type=click.IntRange(min=0),
    default=0,
    metavar="DAYS",
    help="Ask what is due in the next DAYS days, too.",
)
@click.option("--cram", is_flag=True, help="Ask anything, and leave all due dates as they are.")
@unwound_by_signals
def command(*, wanted: asking.Wanted, new: int, most: int, ahead: int, cram: bool) -> int:
    """Review what is due today in the banks at PATH (a file or folder; decks if left out).

    Each answer says when its question is asked again.  A question is due when you would soon forget
    it.  After a break the most overdue come first, and the rest waits for the next days.

    The options that choose the questions work as in quizgen quiz.  Exits with 0 whatever the
    score, 1 if the banks have mistakes, 2 if there is nothing to ask, 130 if it is interrupted.
    """
    if wanted.resume:
        return taking.resume(wanted)
    library, code = load_and_report(wanted.paths, quiet=True)
    if code != EXIT_OK:
        return code
    candidates = asking.candidates_of(library, wanted)
    store = taking.need_store(wanted, "a review")
    seed = wanted.drawn_seed()
    chance, vocabulary = Random(seed), taking.vocabulary(library)
    how = taking.plan("review", "", wanted, seed)
    if cram:
        how = replace(how, terms=replace(how.terms, scheduled=False))
        items = select(candidates, chance, wanted.count or asking.COUNT, vocabulary)
        available = len(candidates)
        opening: list[str] = [phrase("No due date changes.")]
    else:
        by_key = {candidate.key: candidate for candidate in candidates}
        cards = [
            card
            for one in candidates
            if is_kept(one.topic)
            for card in cards_of(one.topic, one.bank, one.question)
        ]
        queue = store.queue(cards, at=now(), limits=Limits(new, most, ahead))
        asked = [*(due.card for due in queue.due), *queue.new][: wanted.count]
        items = tuple(present(by_key[card.question], chance, vocabulary, card) for card in asked)
        available = len(queue.due) + len(queue.new)
        opening = [*_unstored(candidates), *_said(queue)]
        if not items:
            say(
                *map(asking.words_of(candidates, wanted).say, [phrase("Nothing is due."), *opening])
            )
            return EXIT_OK
    session = begin(items, available=available, at=now())
    return taking.take(session, how, wanted, store, opening).code


def _unstored(candidates: Iterable[Candidate]) -> Iterable[str]:
    """Yield which banks a review cannot ask, and why."""
    titles = {one.bank.title for one in candidates if not is_kept(one.topic)}
    for title in sorted(titles):
        yield phrase(
            "{bank} has no namespace, so a review cannot ask it: add one to the bank.",
            bank=quote(title),
        )


def _said(queue: Queue) -> list[Phrase]:
    """Return what a learner should know of ``queue`` besides what it asks."""
    said = []
    if queue.due or queue.new:
        said.append(phrase("{due} due, {new} new.", due=len(queue.due), new=len(queue.new)))
    if queue.waiting:
        said.append(
            counted(
                "{n} more question can wait for the next days.",
                "{n} more questions can wait for the next days.",
                queue.waiting,
            )
        )
    if queue.waiting_new:
        said.append(
            counted(
                "{n} new question left for the next days; --new asks more.",
                "{n} new questions left for the next days; --new asks more.",
                queue.waiting_new,
            )
        )
    if queue.suspended:
        said.append(
            counted(
                "{n} question suspended; quizgen history suspended lists them.",
                "{n} questions suspended; quizgen history suspended lists them.",
                queue.suspended,
            )
        )
    if not queue.due and not queue.new and queue.next_due is not None:
        said.append(
            counted(
                "The next is due in {n} day; {option} asks it now.",
                "The next is due in {n} days; {option} asks it now.",
                queue.next_due,
                option=f"--ahead {queue.next_due}",
            )
        )
    return said
