"""``quizgen exam``: nothing is told until the end, and the exit code says whether it was passed."""

from __future__ import annotations

import re
from random import Random

import click
from msgspec.structs import replace

from quizgen.cli import EXIT_OK
from quizgen.commands import asking, taking
from quizgen.commands.common import load_and_report, unwound_by_signals
from quizgen.commands.data import now
from quizgen.languages import join, phrase
from quizgen.model.values import quoted
from quizgen.quiz.session import start

PASS = 70
"""Right answers in a hundred that an exam needs, unless it is said how many."""
MOST_MINUTES = 24 * 60
_DURATION = re.compile(r"(?:(\d{1,3})h)? ?(?:(\d{1,4})(?:m|min))? ?(?:(\d{1,5})s)?", re.ASCII)


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions
    """A time such as ``20m`` or ``1h30m``, in minutes."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the minutes that ``value`` stands for."""
        if isinstance(value, float):
            return value
        text = str(value).strip().casefold()
        match = _DURATION.fullmatch(text)
        hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0,) * 3
        total = hours * 60 + minutes + seconds / 60
        if not text or not 0 < total <= MOST_MINUTES:
            self.fail(
                f"found {quoted(str(value))}, expected a time of up to 24h such as 20m or 1h30m",
                param,
                ctx,
            )
        return total


@click.command()
@asking.asked_options("exam")
@click.option("--time", "minutes", type=Duration(), help="End after this time, such as 20m.")
@click.option(
    "--pass",
    "needed",
    type=click.IntRange(0, 100),
    default=PASS,
    metavar="PERCENT",
    help=f"Pass with this many percent right ({PASS} if left out).",
)
@unwound_by_signals
def command(*, wanted: asking.Wanted, minutes: float | None, needed: int) -> int:
    """Take an exam on the banks at PATH (a file or folder; decks if left out).

    Nothing is told until the end.  What was not answered is not right.  --seed repeats a paper.

    The options that choose the questions work as in quizgen quiz.  Exits with 0 if the exam is
    passed, 3 if it is failed, 1 if the banks have mistakes, 2 if there is nothing to ask, 130 if it
    is interrupted.
    """
    if wanted.resume:
        return taking.resume(wanted)
    library, code = load_and_report(wanted.paths, quiet=True)
    if code != EXIT_OK:
        return code
    candidates = asking.candidates_of(library, wanted)
    seed = wanted.drawn_seed()
    given = [f"--time={_written(minutes)}"] if minutes is not None else []
    given += [f"--pass={needed}"] if needed != PASS else []
    again, lead = wanted.command("exam", *given, seed=seed), phrase("The same paper again:")
    how = taking.plan("exam", again, wanted, seed, lead)
    how = replace(how, needed=needed, minutes=minutes)
    session = start(
        candidates,
        Random(seed),
        wanted.count or asking.COUNT,
        taking.vocabulary(library),
        policy=how.policy,
        at=now(),
        minutes=minutes,
    )
    store = taking.open_store(wanted)
    return taking.take(session, how, wanted, store, [_rules(minutes, needed)]).code


def _rules(minutes: float | None, needed: int) -> str:
    said = [phrase("You have {time}.", time=_written(minutes))] if minutes is not None else []
    said.append(phrase("You pass with {percent}% right.", percent=needed))
    return join(" ", [*said, phrase("Nothing is told until the end.")])


def _written(minutes: float) -> str:
    """Return a time as the option takes it."""
    seconds = round(minutes * 60)
    hours, seconds = divmod(seconds, 3600)
    parts = ((hours, "h"), (seconds // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)
