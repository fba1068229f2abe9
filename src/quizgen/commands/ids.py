"""``quizgen ids``: an id for every question, fact and file that has none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.common import DEFAULT_PATH, paths_argument, unwound_by_signals
from quizgen.commands.editing import agrees, read_text, write_texts
from quizgen.system.output import is_interactive, say

if TYPE_CHECKING:
    from quizgen.authoring.ids import Proposal
    from quizgen.reading.folders import TopicFiles


@click.command()
@paths_argument
@click.option("--dry-run", is_flag=True, help="Show the ids, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Write them without asking.")
@unwound_by_signals
def command(paths: tuple[str, ...], *, dry_run: bool, yes: bool) -> int:
    """Write an id for each question and fact that has none, in the banks at PATH (a file or folder;
    decks if left out).

    An id comes from the words of the question, and is unlike any other that the bank has or had.
    Everything else in the file stays as it is.  An id that is there is never changed: learners'
    reviews are tied to it.
    """
    from quizgen.authoring import ids
    from quizgen.authoring.insertion import NoPlace
    from quizgen.reading.folders import discover

    topics, faults = discover(map(Path, paths or (DEFAULT_PATH,)))
    if faults:
        raise click.UsageError(f"{faults[0].place}: {faults[0].message}")
    texts: dict[Path, str] = {}
    count = 0
    for topic in topics:
        for file in topic.files():
            if file in topic.media:
                continue
            text = _text(topic, file)
            try:
                found = ids.propose(text, file, _given(topic))
                changed = ids.write(text, found)
            except NoPlace as error:
                raise click.UsageError(f"{file}: {error}; run “quizgen validate {file}”") from None
            if found:
                texts[file] = changed
                count += len(found)
                _show(file, found)
    _write(texts, count, dry_run=dry_run, ask_first=is_interactive() and not yes)
    return EXIT_OK


def _text(topic: TopicFiles, file: Path) -> str:
    """Return the text of ``file``, unless a link leads out of what the user named."""
    topic.tree.read(file)
    return read_text(file)


def _given(topic: TopicFiles) -> Iterable[str]:
    """Return the ids that learners have questions of, those that were deleted included."""
    from quizgen.formats.anki.release.inputs import read_lock

    lock, _, _ = read_lock(topic.lock, topic.tree)
    return [entry.name.rpartition("/")[2] for entry in lock.by_guid().values()]


def _show(file: Path, found: Iterable[Proposal]) -> None:
    from quizgen.model.values import quoted

    for one in found:
        words = f"  # {quoted(one.words)}" if one.words else ""
        say(f"{file}:{one.line}: {one.field}: {one.id}{words}")


def _write(texts: dict[Path, str], number: int, *, dry_run: bool, ask_first: bool) -> None:
    from quizgen.model.phrases import count

    if not texts:
        say("nothing lacks an id")
        return
    ids = count(number, "id")
    if dry_run or (ask_first and not agrees(f"Write {ids}?")):
        say("nothing was written")
        return
    write_texts(texts)
    say(f"wrote {ids}; never change an id once learners have the deck")
