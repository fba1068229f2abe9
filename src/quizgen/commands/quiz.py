"""``quizgen quiz``: practice, in which each answer is judged at once."""

from __future__ import annotations

from random import Random

import click

from quizgen.cli import EXIT_INTERRUPTED, EXIT_OK
from quizgen.commands import asking
from quizgen.commands.common import load_and_report, unwound_by_signals
from quizgen.quiz.items import vocabulary_of
from quizgen.quiz.session import Ending, start
from quizgen.reading.library import Library
from quizgen.system import output


@click.command()
@asking.asked_options("quiz")
@click.option(
    "--aliases",
    is_flag=True,
    help="End with the YAML that would accept what you counted as right.",
)
@unwound_by_signals
def command(*, wanted: asking.Wanted, aliases: bool) -> int:
    """Take a quiz on the banks at PATH (a file or folder; decks if left out).

    --bank, --type, --tag, --difficulty and --fact may be repeated.  A question must match every
    option that you use, in any one of its values.  --tag war matches war::korea, too.

    Answers are typed, or piped in, one line each; an empty line skips.  Exits with 0 whatever the
    score, 1 if the banks have mistakes, 2 if there is nothing to ask, 130 if it is interrupted.
    """
    library, code = load_and_report(wanted.paths, quiet=True)
    if code != EXIT_OK:
        return code
    candidates = asking.candidates_of(library, wanted)
    seed = wanted.drawn_seed()
    # Imported late: a quiz that asks nothing, and the help, do without.
    from quizgen.quiz import loop

    loaded = [bank for topic in library.topics for bank in topic.banks]
    session = start(
        candidates,
        Random(seed),
        wanted.count or asking.COUNT,
        vocabulary_of(loaded),
        at=asking.now(),
    )
    again = wanted.command("quiz", seed=seed)
    manner = loop.Manner(again=f"The same quiz again:\n{again}")
    session = loop.run(session, asking.open_screen(wanted), asking.now, manner)
    if aliases:
        from quizgen.quiz import aliases as settling

        _, stdout = output.standard_streams()
        output.put_lines(stdout, ["", *settling.lines(session, _paths(library))])
    return EXIT_INTERRUPTED if session.ending is Ending.INTERRUPTED else EXIT_OK


def _paths(library: Library) -> dict[tuple[str, str], str]:
    """Return the file of each bank, by the namespace of its topic and its id."""
    return {
        (str(topic.namespace), str(file.bank.id)): file.path
        for topic in library.loaded.topics
        for file in topic.banks
        if file.bank is not None
    }
