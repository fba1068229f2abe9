"""What the commands share: the paths they take, and how what was loaded is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK, EXIT_USAGE

if TYPE_CHECKING:
    from quizgen.formats.builder import Source
    from quizgen.model.diagnostics import Diagnostic
    from quizgen.reading.library import Library

DEFAULT_PATH = "decks"

_loaded: list[Library] = []
"""What commands have loaded, kept so that nothing of it is freed before the process ends."""


def paths_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The argument ``[PATH]...``."""
    return click.argument(
        "paths", nargs=-1, metavar="[PATH]...", type=click.Path(), callback=_named
    )(function)


def _named(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """``paths``, none of which is empty, as a variable of a shell may be that was never set."""
    if "" in paths:
        raise click.BadParameter("found an empty path, expected a file or a folder")
    return paths


def output_option(
    default: str, metavar: str, help_: str, kind: click.Path
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--output``, which is a :class:`~pathlib.Path` of this ``kind``."""
    return click.option(
        "-o",
        "--output",
        metavar=metavar,
        default=default,
        show_default=True,
        type=kind,
        callback=_path,
        help=help_,
    )


def _path(_: click.Context, __: click.Parameter, path: str) -> Path:
    if not path:
        raise click.BadParameter("found an empty path, expected where to write")
    return Path(path)


def report(diagnostics: Iterable[Diagnostic], texts: dict[str, str]) -> None:
    """Print ``diagnostics`` on standard error."""
    from quizgen.reports import text

    for line in text.lines(diagnostics, texts):
        click.echo(line, err=True)


def load_reported(paths: tuple[str, ...], *, quiet: bool = False) -> tuple[Library, int]:
    """What is at ``paths``, its mistakes printed, and the exit code they amount to.

    ``quiet`` leaves out the summary where there is nothing to report.
    """
    library = _load(paths)
    return library, _reported(library, quiet)


def load_release(
    paths: tuple[str, ...], *, quiet: bool = False, whole: bool = True, check: bool = True
) -> tuple[Library, list[Source], int]:
    """The same, with each topic's lock, and its mistakes and what it is at odds with too.

    With ``whole``, a topic of which only a part is named is loaded with all its banks.  Without
    ``check``, what learners would lose is left to the build to find, which sees it anyway.
    """
    library = _load(paths, whole=whole)
    roots = [path for path in map(Path, paths or (DEFAULT_PATH,)) if path.is_dir()]
    sources = _with_locks(library, roots, check, dated=whole)
    return library, sources, _reported(library, quiet)


def _load(paths: tuple[str, ...], *, whole: bool = False) -> Library:
    from quizgen.reading.library import load

    # What is loaded lives until the process ends: taking it apart when the command is done would
    # only cost time.
    library = load(paths or (DEFAULT_PATH,), whole=whole)
    _loaded.append(library)
    return library


def _with_locks(library: Library, roots: Sequence[Path], check: bool, dated: bool) -> list[Source]:
    """The topics below ``roots`` with their locks; the library is told of the locks' mistakes.

    ``dated`` if the locks are to date notes: then they know which of these went back.
    """
    from quizgen.formats import exporter
    from quizgen.formats.builder import Source, left_behind, read_lock

    sound = library.ok
    sources = []
    for topic, files in zip(library.topics, library.sources, strict=True):
        lock, text, faults = read_lock(files.lock)
        if not text:
            faults += left_behind(topic, files, roots)
        if dated and not faults:
            from quizgen.formats.anki.release.history import remember

            remember(lock, files.lock)
        if check and not faults and sound and files.whole and lock.entries:
            faults = exporter("anki").check(topic, lock)
        library.diagnostics += faults
        if faults:
            library.texts[str(files.lock)] = text
        sources.append(Source(topic, files, lock, text))
    return sources


def _reported(library: Library, quiet: bool) -> int:
    from quizgen.reports import text

    report(library.diagnostics, library.texts)
    if library.diagnostics or not quiet:
        line = text.summary(library.diagnostics, library.files, library.questions)
        click.echo(line, err=True)
    if library.unreadable:
        return EXIT_USAGE
    return EXIT_OK if library.ok else EXIT_MISTAKES
