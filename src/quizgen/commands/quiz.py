"""``quizgen quiz``: which questions are asked, and what comes out of it."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from random import Random, SystemRandom

import click

from quizgen.cli import EXIT_INTERRUPTED, EXIT_OK
from quizgen.commands.common import load_and_report, paths_argument, unwound_by_signals
from quizgen.model.values import quoted
from quizgen.quiz.items import Candidate, vocabulary_of
from quizgen.quiz.session import Ending, start
from quizgen.reading.library import Library
from quizgen.system import output

COUNT = 10
"""Questions of a quiz, unless it is said how many: some five minutes."""
SEEDS = 10_000
"""Seeds that are drawn: few enough to be typed again, many enough to be another every time."""


@click.command()
@paths_argument
@click.option(
    "-n",
    "--count",
    type=click.IntRange(min=1),
    metavar="COUNT",
    help="Ask COUNT questions (10 if left out).",
)
@click.option("--bank", "banks", multiple=True, metavar="ID", help="Ask from this bank only.")
@click.option("--type", "types", multiple=True, metavar="TYPE", help="Ask only this type.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Ask only questions with this tag."
)
@click.option(
    "--difficulty",
    "difficulties",
    multiple=True,
    metavar="LEVEL",
    help="Ask only easy, medium or hard questions.",
)
@click.option("--seed", type=int, metavar="N", help="Repeat the quiz that had this seed.")
@click.option(
    "--aliases",
    is_flag=True,
    help="End with the YAML that would accept what you counted as right.",
)
@click.option("--plain", is_flag=True, help="Words only: no color, no single keys.")
@unwound_by_signals
def command(
    *,
    paths: tuple[str, ...],
    count: int | None,
    banks: tuple[str, ...],
    types: tuple[str, ...],
    tags: tuple[str, ...],
    difficulties: tuple[str, ...],
    seed: int | None,
    aliases: bool,
    plain: bool,
) -> int:
    """Take a quiz on the banks at PATH (a file or folder; decks if left out).

    --bank, --type, --tag and --difficulty may be repeated.  A question must match every option that
    you use, in any one of its values.  --tag war matches war::korea, too.

    Answers are typed, or piped in, one line each; an empty line skips.  Exits with 0 whatever the
    score, 1 if the banks have mistakes, 2 if there is nothing to ask, 130 if it is interrupted.
    """
    library, code = load_and_report(paths, quiet=True)
    if code != EXIT_OK:
        return code
    wanted = {"bank": banks, "type": types, "tag": tags, "difficulty": difficulties}
    candidates = choose(_candidates(library), wanted)
    if seed is None:
        seed = SystemRandom().randrange(SEEDS)
    # Imported late: a quiz that asks nothing, and the help, do without.
    from quizgen.quiz import loop, terminal

    loaded = [bank for topic in library.topics for bank in topic.banks]
    session = start(candidates, Random(seed), count or COUNT, vocabulary_of(loaded), at=_now())
    stdin, stdout = output.standard_streams()
    console = terminal.open_console(stdin, stdout, os.environ, plain)
    again = _repeat_command(paths, count, wanted, seed)
    manner = loop.Manner(again=f"The same quiz again:\n{again}")
    session = loop.run(session, console, _now, manner)
    if aliases:
        from quizgen.quiz import aliases as settling

        output.put_lines(stdout, ["", *settling.lines(session, _paths(library))])
    return EXIT_INTERRUPTED if session.ending is Ending.INTERRUPTED else EXIT_OK


def choose(
    candidates: Sequence[Candidate], wanted: Mapping[str, Collection[str]]
) -> list[Candidate]:
    """Return those of ``candidates`` that have, for each option in ``wanted``, one of its values.

    The options are the keys of :data:`_NAMES`; one without values leaves all.  Raises
    :class:`click.UsageError` for a value that no candidate has, and where none is left.
    """
    chosen = list(candidates)
    for option, values in wanted.items():
        if values:
            names = _NAMES[option]
            _known(option, values, candidates, names)
            chosen = [
                candidate for candidate in chosen if not set(values).isdisjoint(names(candidate))
            ]
    if not chosen:
        given = [f"--{option}" for option, values in wanted.items() if values]
        raise click.UsageError(
            f"no question matches {' and '.join(given)} together"
            if candidates
            else "there is no question to ask"
        )
    return chosen


def _paths(library: Library) -> dict[tuple[str, str], str]:
    """Return the file of each bank, by the namespace of its topic and its id."""
    return {
        (str(topic.namespace), str(file.bank.id)): file.path
        for topic in library.loaded.topics
        for file in topic.banks
        if file.bank is not None
    }


def _now() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def _repeat_command(
    paths: Sequence[str], count: int | None, wanted: Mapping[str, Collection[str]], seed: int
) -> str:
    """Return the command that asks the same questions in the same order."""
    words = ["quizgen", "quiz"]
    if count is not None:
        words += ["-n", str(count)]
    for option, values in wanted.items():
        for value in values:
            words += [f"--{option}", value]
    dashes = ["--"] if any(path.startswith("-") for path in paths) else []
    return shlex.join([*words, "--seed", str(seed), *dashes, *paths])


def _candidates(library: Library) -> list[Candidate]:
    """Return every question that is still asked."""
    return [
        Candidate(topic, bank, question)
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
        if question.retired is None
    ]


def _tags(candidate: Candidate) -> list[str]:
    """Return the tags of a question, its bank's too, each with those above it."""
    return [
        "::".join(parts[: length + 1])
        for tag in (*candidate.bank.tags, *candidate.question.tags)
        for parts in [tag.split("::")]
        for length in range(len(parts))
    ]


_NAMES: dict[str, Callable[[Candidate], Collection[str]]] = {
    "bank": lambda candidate: (candidate.bank.id,),
    "type": lambda candidate: (candidate.question.type,),
    "tag": _tags,
    "difficulty": lambda candidate: (
        (candidate.question.difficulty,) if candidate.question.difficulty else ()
    ),
}
"""What the values of each option are held against."""


def _known(
    option: str,
    wanted: Iterable[str],
    candidates: Iterable[Candidate],
    names: Callable[[Candidate], Iterable[str]],
) -> None:
    """Refuse a name that nothing has, with those that there are."""
    known = sorted({name for candidate in candidates for name in names(candidate)})
    for name in wanted:
        if name not in known:
            from quizgen.model.suggestions import did_you_mean

            hint = did_you_mean(name, known)
            raise click.UsageError(
                f"no question has the {option} {quoted(name)}"
                + (f"; {hint}" if hint else "")
                + (f"; there are: {', '.join(known)}" if known else "")
            )
