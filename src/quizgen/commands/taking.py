"""How a session is taken from the command line: on a screen, with a history, and gone on with."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from quizgen.cli import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK
from quizgen.commands import asking
from quizgen.commands.common import DEFAULT_PATH, load_and_report
from quizgen.commands.data import now, open_history
from quizgen.languages import counted, join, phrase, quote
from quizgen.quiz.items import vocabulary_of
from quizgen.quiz.session import Ending, Policy, Session
from quizgen.quiz.terms import Terms

if TYPE_CHECKING:
    from quizgen.grading import Vocabulary
    from quizgen.memory.store import Store
    from quizgen.quiz.keeping import Keeping
    from quizgen.reading.library import Library


_NOTHING_LEFT = "there is nothing to go on with: the last session was finished"


class Plan(Struct, frozen=True):
    """How a session is taken: what a history stores of it to go on with it."""

    mode: str
    """The command: quiz, review or exam."""
    again: str
    """The command that has the same again."""
    paths: tuple[str, ...]
    terms: Terms
    confidence: bool = False
    needed: int | None = None
    """How many of a hundred must be right in an exam."""
    minutes: float | None = None
    seed: int = 0
    lead: str = ""
    """What is said at the end before that command, in English."""

    @property
    def policy(self) -> Policy:
        """When a learner is told how their answers were."""
        return Policy.AFTER_EACH if self.needed is None else Policy.AT_THE_END


class Taken(Struct, frozen=True):
    """How it went."""

    session: Session
    code: int


def plan(mode: str, again: str, wanted: asking.Wanted, seed: int, lead: str = "") -> Plan:
    """Return how a session of ``mode`` is taken that is ``wanted`` so."""
    paths = tuple(os.path.abspath(path) for path in wanted.paths or (DEFAULT_PATH,))
    return Plan(mode, again, paths, wanted.terms, wanted.confidence, seed=seed, lead=str(lead))


def open_store(wanted: asking.Wanted) -> Store | None:
    """Return the history, or nothing where none is wanted."""
    return None if wanted.no_history else open_history(wanted.data)


def need_store(wanted: asking.Wanted, option: str) -> Store:
    """Return the history, which ``option`` needs."""
    store = open_store(wanted)
    if store is None:
        raise click.UsageError(f"{option} needs your history: leave out --no-history")
    return store


def take(
    session: Session,
    how: Plan,
    wanted: asking.Wanted,
    store: Store | None,
    opening: Iterable[str] = (),
) -> Taken:
    """Ask the questions of ``session``, and tell ``store`` what comes of it."""
    if store is not None and session.items:
        from quizgen.quiz import keeping  # which needs the history

        first_use = store.is_empty()
        settings = msgspec.to_builtins(how)
        keeper = keeping.start(store, session, how.mode, settings, now, how.terms)
        opening = (*opening, *_unstored(session), *store.notices)
        return _run(session, how, wanted, keeper, opening, first_use)
    return _run(session, how, wanted, None, opening)


def resume(wanted: asking.Wanted) -> int:
    """Go on with the last session that was not finished."""
    from quizgen.quiz import keeping, pages

    store = need_store(wanted, "--resume")
    saved = store.unfinished()
    if saved is None:
        raise click.UsageError(_NOTHING_LEFT)
    how = msgspec.convert(saved.settings, Plan)
    library, code = load_and_report(wanted.paths or how.paths, quiet=True)
    if code != EXIT_OK:
        return code
    left_open = not saved.paused
    # Another window may have gone on with it until now, and no further.
    saved = store.resume(saved.id, at=now())
    if saved.ending is not None:
        raise click.UsageError(_NOTHING_LEFT)
    session, keeper = keeping.resume(
        store,
        saved,
        asking.candidates_of(library, asking.Wanted(())),
        now,
        vocabulary=vocabulary(library),
        policy=how.policy,
        minutes=how.minutes,
        terms=how.terms,
    )
    gone = len(saved.items) - len(session.items)
    opening: list[str] = [
        phrase("Going on after {n} of {all}.", n=len(session.outcomes), all=len(session.items))
    ]
    if left_open:
        opening.append(phrase("If it is open in another window, too, it ends there."))
    if session.deadline is not None:
        left = pages.time_left(max(0, session.deadline - now()))
        opening.append(
            phrase("{left}; the time while it was interrupted does not count.", left=left)
        )
    opening += store.notices
    if gone:
        opening.append(
            counted(
                "{n} of its questions is no longer in the banks.",
                "{n} of its questions are no longer in the banks.",
                gone,
            )
        )
    return _run(session, how, wanted, keeper, opening).code


def vocabulary(library: Library) -> Vocabulary:
    """Return the vocabulary of all banks of ``library``."""
    return vocabulary_of(bank for topic in library.topics for bank in topic.banks)


def _run(
    session: Session,
    how: Plan,
    wanted: asking.Wanted,
    keeper: Keeping | None,
    opening: Iterable[str],
    first_use: bool = False,
) -> Taken:
    # Imported late: what asks nothing, and the help, do without.
    from quizgen.quiz import loop
    from quizgen.quiz.summary import Exam

    exam = None if how.needed is None else Exam(how.needed, asking.GROUPS)
    manner = loop.Manner(
        first_use=first_use,
        ask_confidence=how.confidence,
        opening=tuple(opening),
        again=join("\n", [phrase(how.lead), how.again]) if how.lead else how.again,
        resume="quizgen quiz --resume" if keeper is not None else "",
        exam=exam,
        lang=wanted.lang or "",
    )
    screen = asking.open_screen(wanted)
    if keeper is None:
        session = loop.run(session, screen, now, manner)
    else:
        session = loop.run(session, screen, now, manner, keeper)
    code = EXIT_OK
    if exam is not None and not exam.is_passed(session):
        code = EXIT_FAILED
    if session.ending in (Ending.INTERRUPTED, Ending.TAKEN_OVER):
        code = EXIT_INTERRUPTED
    return Taken(session, code)


def _unstored(session: Session) -> Iterable[str]:
    """Yield what is not stored, and why."""
    titles = {
        item.candidate.bank.title for item in session.items if not item.candidate.topic.namespace
    }
    for title in sorted(titles):
        yield phrase(
            "{bank} has no namespace: what you answer there is not stored.", bank=quote(title)
        )
