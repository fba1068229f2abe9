"""``quizgen quiz``: practice, in which each answer is judged at once."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_OK
from quizgen.commands import asking, taking
from quizgen.commands.common import load_and_report, unwound_by_signals
from quizgen.commands.data import now
from quizgen.languages import phrase
from quizgen.quiz.items import Candidate, present
from quizgen.quiz.session import Session, begin, start
from quizgen.reading.library import Library
from quizgen.system import output

if TYPE_CHECKING:
    from quizgen.memory.store import Store


@click.command()
@asking.asked_options("quiz")
@click.option("--weak", is_flag=True, help="Ask what you know badly, the worst first.")
@click.option("--missed", is_flag=True, help="Ask what you missed in the last session.")
@click.option(
    "--aliases",
    is_flag=True,
    help="End with the YAML that would accept what you counted as right.",
)
@unwound_by_signals
def command(*, wanted: asking.Wanted, weak: bool, missed: bool, aliases: bool) -> int:
    """Take a quiz on the banks at PATH (a file or folder; decks if left out).

    --bank, --type, --tag, --difficulty and --fact may be repeated.  A question must match every
    option that you use, in any one of its values.  --tag war matches war::korea, too.

    Answers are typed, or piped in, one line each; an empty line skips.  Exits with 0 whatever the
    score, 1 if the banks have mistakes, 2 if there is nothing to ask, 130 if it is interrupted.
    """
    if wanted.resume:
        return taking.resume(wanted)
    if weak and missed:
        raise click.UsageError("found --weak and --missed, expected one of them")
    library, code = load_and_report(wanted.paths, quiet=True)
    if code != EXIT_OK:
        return code
    candidates = asking.candidates_of(library, wanted)
    seed = wanted.drawn_seed()
    again, lead = wanted.command("quiz", seed=seed), phrase("The same quiz again:")
    if weak or missed:
        option = "--weak" if weak else "--missed"
        store = taking.need_store(wanted, option)
        chosen = _weak(store, candidates) if weak else _missed(store, candidates)
        session = _of(chosen, library, wanted, seed)
        again, lead = f"quizgen quiz {option}", phrase("What is left of it:")
        how = taking.plan("quiz", again, wanted, seed, lead)
        taken = taking.take(session, how, wanted, store)
    else:
        session = start(
            candidates,
            Random(seed),
            wanted.count or asking.COUNT,
            taking.vocabulary(library),
            at=now(),
        )
        how = taking.plan("quiz", again, wanted, seed, lead)
        taken = taking.take(session, how, wanted, taking.open_store(wanted))
    if aliases:
        from quizgen.quiz import aliases as settling

        _, stdout = output.standard_streams()
        output.put_lines(stdout, ["", *settling.lines(taken.session, _paths(library))])
    return taken.code


def _of(chosen: list[Candidate], library: Library, wanted: asking.Wanted, seed: int) -> Session:
    """Return a session of ``chosen``, the first first."""
    chance, vocabulary = Random(seed), taking.vocabulary(library)
    items = [present(one, chance, vocabulary) for one in chosen[: wanted.count or asking.COUNT]]
    return begin(tuple(items), available=len(chosen), at=now())


def _weak(store: Store, candidates: list[Candidate]) -> list[Candidate]:
    from quizgen.quiz.weakness import weakest

    by_key = {candidate.key: candidate for candidate in candidates}
    chosen = [by_key[key] for key in weakest(store.reviews()) if key in by_key]
    if not chosen:
        raise click.UsageError("nothing is weak: no question was answered wrongly or slowly lately")
    return chosen


def _missed(store: Store, candidates: list[Candidate]) -> list[Candidate]:
    by_key = {candidate.key: candidate for candidate in candidates}
    last = store.last_session()
    missed = [answer.key for answer in last.answers if not answer.result.is_right] if last else []
    chosen = [by_key[key] for key in dict.fromkeys(missed) if key in by_key]
    if not chosen:
        raise click.UsageError("nothing was missed in the last session")
    return chosen


def _paths(library: Library) -> dict[tuple[str, str], str]:
    """Return the file of each bank, by the namespace of its topic and its id."""
    return {
        (str(topic.namespace), str(file.bank.id)): file.path
        for topic in library.loaded.topics
        for file in topic.banks
        if file.bank is not None
    }
