"""``quizgen changes``: what learners will see when they import this build over the last one."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_OK
from quizgen.commands.build import DEFAULT_OUTPUT
from quizgen.commands.common import (
    DEFAULT_PATH,
    View,
    format_option,
    load_with_locks,
    output_option,
    paths_argument,
    report,
    unwound_by_signals,
)
from quizgen.system import temporary
from quizgen.system.output import Exact, is_terminal, say

if TYPE_CHECKING:
    from quizgen.formats.anki.release.changes import Changes, TopicChanges
    from quizgen.formats.anki.release.changes.comparison import Baseline
    from quizgen.formats.anki.release.inputs import TopicInput
    from quizgen.formats.anki.release.lock import Lock
    from quizgen.formats.anki.release.packages import BuiltPackage
    from quizgen.model.diagnostics import Diagnostic
    from quizgen.system.git import Repository

NOW = "the current banks"
PAST = View(past=True)


@click.command()
@paths_argument
@click.option("--since", metavar="REV", help="Compare with what was built at a git revision.")
@click.option("--until", metavar="REV", help="Take the banks as they were at a git revision.")
@click.option(
    "--locks",
    nargs=2,
    metavar="OLD NEW",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare two lock files; they show names only.",
)
@format_option(("text", "markdown", "json"), "How to print them.")
@output_option(DEFAULT_OUTPUT, "DIR", "The folder of the last build.", click.Path(file_okay=False))
@unwound_by_signals
def command(
    *,
    paths: tuple[str, ...],
    since: str | None,
    until: str | None,
    locks: tuple[Path, Path] | None,
    form: str,
    output: Path,
) -> int:
    """Show what learners will see when they import a build of the banks at PATH (decks if left
    out) over the last one.

    The lock file next to the banks records the last build.  The old texts come from the package in
    DIR, or from git; without either, changes are named but not shown.

    Exits with 0 whatever changed, 1 if the banks have mistakes, 2 if a revision or a lock cannot be
    read.
    """
    from quizgen.system.git import GitError

    for option, revision in (("since", since), ("until", until)):
        if revision == "":  # of a variable that was never set, most likely
            raise click.UsageError(f"--{option} is empty, expected a revision")
    if locks and (paths or since or until):
        raise click.UsageError("--locks compares two files, without PATH, --since or --until")
    temporary.clear([], time.time())
    changes: Changes | None
    try:
        if locks:
            changes, code = _between_locks(*locks), EXIT_OK
        elif since or until:
            changes, code = _between_revisions(paths, since or until or "", until, output)
        else:
            changes, code = _since_last_build(paths, output)
    except GitError as error:
        said = f"{error}; {error.hint}" if error.hint else str(error)
        raise click.UsageError(said) from None
    if changes is not None:
        _print(changes, form)
    return code


def _print(changes: Changes, form: str) -> None:
    if form == "json":
        from quizgen.reports import changes_json

        say(*map(Exact, changes_json.render(changes).split("\n")))
        return
    if form == "markdown":
        from quizgen.reports import changes_markdown

        say(*map(Exact, changes_markdown.render(changes)))
    else:
        from quizgen.reports import changes_text

        say(*changes_text.render(changes, color=_has_color()))


def _has_color() -> bool:
    terminal = os.environ.get("TERM", "") not in ("", "dumb")
    return is_terminal() and terminal and not os.environ.get("NO_COLOR")


def _between_locks(old: Path, new: Path) -> Changes:
    from quizgen.formats.anki.release.changes import Changes
    from quizgen.formats.anki.release.changes.comparison import compare_locks

    before, after = _lock(old), _lock(new)
    if before.namespace != after.namespace:
        raise click.UsageError(
            "the two lock files belong to different topics: their namespaces differ"
        )
    return Changes(str(old), str(new), (compare_locks(before, after),))


def _lock(path: Path) -> Lock:
    from quizgen.formats.anki.release.inputs import read_lock

    lock, text, faults = read_lock(path)
    if faults:
        report(faults, {str(path): text})
        raise click.UsageError(f"{path} is not a lock file, or is damaged")
    return lock


def _since_last_build(paths: tuple[str, ...], output: Path) -> tuple[Changes | None, int]:
    from quizgen.formats.anki.release.building import prepare
    from quizgen.formats.anki.release.changes import Changes
    from quizgen.formats.anki.release.changes.comparison import last_build

    library, sources, code = load_with_locks(paths, quiet=True)
    if code != EXIT_OK:
        return None, code
    warnings = prepare(sources, output, int(time.time()))
    topics = _compare(sources, output, last_build, warnings)
    report(warnings, library.texts)
    return Changes("the last build", NOW, tuple(topics)), EXIT_OK


def _between_revisions(
    paths: tuple[str, ...], since: str, until: str | None, output: Path
) -> tuple[Changes | None, int]:
    from quizgen.formats.anki.release.building import prepare
    from quizgen.formats.anki.release.changes import Changes
    from quizgen.formats.anki.release.changes.comparison import Revision
    from quizgen.formats.anki.release.history import read
    from quizgen.system.git import Repository

    listed = [Path(path) for path in paths or (DEFAULT_PATH,)]
    repository = Repository.of(listed[0])
    places = [repository.repo_path(path) for path in listed]
    old = Revision(repository, since)
    if until is None:
        library, sources, code = load_with_locks(paths, quiet=True)
    else:
        with _tree(repository, until, places):
            library, sources, code = load_with_locks(tuple(places), quiet=True, view=PAST)
        history = read(repository, [repository.commit(until)])
        for source in sources:
            source.ledger.add(history.entries(source.topic.namespace, source.lock_text))
    if code != EXIT_OK:
        if until is not None:
            say(f"these are the banks at {until}", err=True)
        return None, code
    warnings = prepare(sources, output, int(time.time())) if until is None else []

    def baseline(source: TopicInput, package: BuiltPackage) -> Baseline:
        lock = source.files.lock
        place = lock.as_posix() if until is not None else repository.repo_path(lock)
        return old.before(source, place, package)

    topics = _compare(sources, output, baseline, warnings)
    report(warnings, library.texts)
    topics += old.gone({source.topic.namespace for source in sources}, places)
    new = NOW if until is None else f"the banks at {until}"
    return Changes(f"the last build at {since}", new, tuple(topics)), EXIT_OK


@contextlib.contextmanager
def _tree(repository: Repository, revision: str, places: Iterable[str]) -> Iterator[None]:
    """Put the banks and locks at ``places`` of ``revision`` into the current folder, within it.

    So mistakes are reported at places as they are called in the repository.
    """
    files = repository.banks(repository.commit(revision), places)
    with temporary.temporary_folder() as folder:
        repository.extract(files, Path(folder))
        with contextlib.chdir(folder):
            yield


def _compare(
    sources: Iterable[TopicInput],
    output: Path,
    baseline: Callable[[TopicInput, BuiltPackage], Baseline],
    warnings: list[Diagnostic],
) -> list[TopicChanges]:
    """Tell what became of each topic; ``warnings`` get those of packages in ``output``."""
    from quizgen.formats.anki.release.building import package_path
    from quizgen.formats.anki.release.changes.comparison import compare
    from quizgen.formats.anki.release.packages import BuiltPackage

    now = int(time.time())
    topics = []
    for source in sources:
        package = BuiltPackage(package_path(source.topic.id, output))
        package.check()
        topics.append(compare(source, baseline(source, package), now))
        warnings += [fault for fault in package.faults if fault not in warnings]
    return topics
