"""``quizgen doctor``: whether a history is sound, and what can be saved of one that is not."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import DEFAULT_PATH, load_and_report, paths_argument
from quizgen.commands.data import data_option, history_path, now
from quizgen.system.output import say

if TYPE_CHECKING:
    from quizgen.memory.database import Damaged
    from quizgen.memory.upkeep import Findings


@click.command()
@paths_argument
@data_option
def command(paths: tuple[str, ...], data: str | None) -> int:
    """Check your history of answers, and save what can be read of a damaged one.

    What is due is worked out again from all that you answered, and corrected where it differs.
    Questions that are in none of the banks at PATH (decks if left out, where there is such a
    folder) are counted; what you know of them is kept.

    Exits with 0 if all was right, and with 1 if something had to be corrected.
    """
    from quizgen.memory.database import Damaged, connect, explained
    from quizgen.memory.upkeep import examine

    path = history_path(data)
    if not path.exists():
        say(f"there is no history at {path} yet: answer a question with “quizgen quiz”")
        return EXIT_OK
    try:
        with closing(connect(path)) as database:
            findings = examine(database, path, at=now())
            if findings.faults:
                raise Damaged(f"the history is damaged ({findings.faults[0]})", path, "")
            _describe(path, findings)
            if paths or Path(DEFAULT_PATH).is_dir():
                with explained(path):
                    _vanished(paths, [*database.execute("SELECT namespace, origin FROM question")])
    except Damaged as error:
        return _save(path, error)
    return EXIT_MISTAKES if findings.different or findings.in_future else EXIT_OK


def _describe(path: Path, findings: Findings) -> None:
    from quizgen.memory.backups import backup_folder, backups
    from quizgen.memory.database import VERSION
    from quizgen.model.phrases import count

    kilobytes = path.stat().st_size / 1000
    say(
        f"{path}: {kilobytes:,.0f}\N{NO-BREAK SPACE}kB, format {VERSION}",
        f"{count(findings.events, 'event')} in {count(findings.sessions, 'session')}; "
        f"{count(findings.questions, 'question')}, {count(findings.cards, 'card')}",
    )
    copies = backups(path)
    if copies:
        days = ", ".join(copy.stem for copy in copies)
        say(f"copies in {backup_folder(path)}: {days}")
    else:
        say("there is no copy yet: the first use of a day makes one")
    say("the file is sound")
    if findings.different:
        say(
            f"what follows from the events was wrong for "
            f"{count(findings.different, 'question')}, and was corrected"
        )
    else:
        say("what is due follows from the events")
    if findings.unknown:
        say(f"{count(findings.unknown, 'event')} of a newer quizgen: kept, and not understood here")
    if findings.in_future:
        say(
            f"{count(findings.in_future, 'event')} later than now: check the clock of this computer"
        )


def _vanished(paths: tuple[str, ...], stored: list[tuple[str, str]]) -> None:
    """Say how many of the ``stored`` questions are in none of the banks at ``paths``."""
    from quizgen.model.phrases import count

    library, code = load_and_report(paths, quiet=True)
    if code != EXIT_OK:
        return
    there = {
        (str(topic.namespace), bank.origin(question))
        for topic in library.topics
        for bank in topic.banks
        for question in bank.questions
    }
    gone = [key for key in stored if key not in there]
    if gone:
        where = " ".join(paths or (DEFAULT_PATH,))
        say(f"not in {where}, and kept: {count(len(gone), 'question')} of this history")


def _save(path: Path, error: Damaged) -> int:
    """Put a damaged history aside, and say what was saved of it."""
    from quizgen.memory.upkeep import save
    from quizgen.model.phrases import count

    say(f"{path}: {error.message}", err=True)
    saved = save(path, time.strftime("%Y-%m-%d"))
    say(f"the damaged file was put aside as {saved.aside}")
    if saved.backup is not None:
        say(f"taken from the copy {saved.backup}: {count(saved.from_backup, 'event')}")
    say(f"read from the damaged file: {count(saved.from_damaged, 'event')}")
    say(f"the history at {path} goes on with these")
    return EXIT_MISTAKES
