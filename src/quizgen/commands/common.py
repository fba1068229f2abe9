"""What the commands share: the paths they take, and how what was loaded is reported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from msgspec import Struct
from msgspec.structs import replace

from quizgen.cli import EXIT_MISTAKES, EXIT_OK, EXIT_USAGE
from quizgen.system.output import Exact, say

if TYPE_CHECKING:
    from quizgen.formats.anki.release.inputs import TopicInput
    from quizgen.model.diagnostics import Diagnostic
    from quizgen.reading.library import Library

DEFAULT_PATH = "decks"


class View(Struct, frozen=True):
    """Which diagnostics a command shows, and how."""

    form: str = "text"
    """A format of :data:`quizgen.reports.FORMATS`."""
    select: frozenset[str] = frozenset()
    """The codes and severities that are shown; all where there is none."""
    ignore: frozenset[str] = frozenset()
    """The codes and severities that are not."""
    strict: bool = False
    """Whether a warning or a piece of advice fails, too."""
    past: bool = False
    """Whether the files are those of an earlier time, in which nothing can be corrected."""

    def shows(self, one: Diagnostic) -> bool:
        """Return whether ``one`` is shown, and counts."""
        named = {one.code, str(one.severity)}
        return not (named & self.ignore) and (not self.select or bool(named & self.select))


EVERYTHING = View()
"""What a command shows unless its user says otherwise."""

_loaded: list[Library] = []
"""What commands have loaded, kept so that nothing of it is freed before the process ends."""


def paths_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the argument ``[PATH]...``."""
    return click.argument(
        "paths", nargs=-1, metavar="[PATH]...", type=click.Path(), callback=_named
    )(function)


def unwound_by_signals(function: Callable[..., int]) -> Callable[..., int]:
    """Make of a command one that a signal unwinds, so that it leaves nothing unfinished."""

    @wraps(function)
    def command(*arguments: Any, **options: Any) -> int:
        from quizgen.system.signals import exit_on_signal  # which takes time

        with exit_on_signal():
            return function(*arguments, **options)

    return command


def _named(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty path, as a variable of a shell may be that was never set."""
    if "" in paths:
        raise click.BadParameter("found an empty path, expected a file or a folder")
    if not paths:
        refuse_way_out(Path(DEFAULT_PATH))
    return paths


def format_option(
    formats: Sequence[str], help_: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--format``, which is one of ``formats``, and the first if left out.

    The command is called with ``form``.
    """
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=help_,
    )


def output_option(
    default: str, metavar: str, help_: str, kind: click.Path
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option ``--output``, which is a :class:`~pathlib.Path` of this ``kind``."""
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


def _path(ctx: click.Context, parameter: click.Parameter, path: str) -> Path:
    if not path:
        raise click.BadParameter("found an empty path, expected where to write")
    if ctx.get_parameter_source(parameter.name or "") is ParameterSource.DEFAULT:
        assert isinstance(parameter.type, click.Path)
        refuse_way_out(Path(path) if parameter.type.dir_okay else Path(path).parent)
    return Path(path)


def refuse_way_out(folder: Path) -> None:
    """Refuse ``folder``, which the user did not name, where a link leads out of this folder."""
    from quizgen.system.files import leads_out

    if leads_out(folder):
        raise click.UsageError(
            f"“{folder}” is a link that leads out of this folder: name the folder that you mean."
        )


def report(diagnostics: Iterable[Diagnostic], texts: dict[str, str]) -> None:
    """Print ``diagnostics`` on standard error."""
    from quizgen.reports import text

    say(*text.lines(diagnostics, texts), err=True)


def load_and_report(
    paths: tuple[str, ...], *, quiet: bool = False, whole: bool = False, warnings: bool = False
) -> tuple[Library, int]:
    """Load what is at ``paths``, print its mistakes, and return the exit code they amount to.

    ``quiet`` leaves out the summary where there is nothing to report.  With ``whole``, a topic of
    which only a part is named is loaded with all its banks.  Without ``warnings``, only errors are
    printed: the rest is the business of the commands that check banks.
    """
    library = _load(paths, whole=whole)
    if not warnings:
        _leave_errors(library)
    return library, _reported(library, quiet)


def load_with_locks(
    paths: tuple[str, ...],
    *,
    quiet: bool = False,
    whole: bool = True,
    check: bool = True,
    need_history: bool = False,
    need_namespace: bool = False,
    view: View = EVERYTHING,
    warnings: bool = False,
    advice: bool = False,
) -> tuple[Library, list[TopicInput], int]:
    """Do the same for a release to Anki: load each topic's lock, and print its mistakes too.

    Without ``check``, what learners would lose is left to the build to find, which sees it anyway.
    With ``need_history``, it is a mistake where the history of a lock cannot be read, and with
    ``need_namespace``, a standalone bank without one.  ``view`` says what is printed of them, and
    counts.  What is wrong with a lock is always printed.  With ``advice``, what could be better is
    found too.
    """
    from quizgen.formats.anki.release.history import Histories
    from quizgen.formats.anki.release.inputs import with_locks
    from quizgen.model.diagnostics import Severity, in_order

    histories = Histories(Severity.ERROR if need_history else Severity.WARNING)
    library = _load(paths, whole=whole, advice=advice)
    if not warnings:
        _leave_errors(library)
    roots = [path for path in map(Path, paths or (DEFAULT_PATH,)) if path.is_dir()]
    inputs, faults = with_locks(
        library.topics,
        library.sources,
        roots,
        histories=histories if whole else None,
        check=check and library.ok,
        propose=new_namespace if need_namespace else None,
    )
    library.diagnostics = in_order(library.diagnostics + faults)
    library.texts.update({str(each.files.lock): each.lock_text for each in inputs})
    places = {fault.place.path for fault in faults}
    library.texts.update(
        {file.path: file.text for file in library.loaded.files if file.path in places}
    )
    return library, inputs, _reported(library, quiet, view)


def name_languages(library: Library) -> None:
    """Say in which languages of the banks quizgen has no words: what it says itself is English."""
    from quizgen.languages import catalogue

    tags = {topic.language_of(bank) for topic in library.topics for bank in topic.banks}
    for tag in sorted(tag for tag in tags if tag is not None and catalogue(tag) is None):
        said = f"quizgen has no words in “{tag}”: what cards and quiz say themselves is in English"
        say(said, err=True)


def new_namespace() -> str:
    """Return a namespace that no other topic in the world has."""
    from quizgen.commands.namespace import draw

    return draw()


def _load(paths: tuple[str, ...], *, whole: bool = False, advice: bool = False) -> Library:
    from quizgen.reading.library import load

    # What is loaded lives until the process ends: taking it apart when the command is done would
    # only cost time.
    library = load(paths or (DEFAULT_PATH,), whole=whole, advice=advice)
    _loaded.append(library)
    return library


def _leave_errors(library: Library) -> None:
    """Forget what is no error in the banks of ``library``."""
    from quizgen.model.diagnostics import Severity

    errors = [one for one in library.diagnostics if one.severity is Severity.ERROR]
    library.diagnostics = errors


def _reported(library: Library, quiet: bool, view: View = EVERYTHING) -> int:
    """Print what ``view`` shows of ``library``, and return the exit code that it amounts to."""
    from quizgen import reports
    from quizgen.model.diagnostics import Severity

    shown = [one for one in library.diagnostics if view.shows(one)]
    if view.past:
        shown = [replace(one, repair=()) for one in shown]
    paths = tuple(file.path for file in library.loaded.files if file.opened)
    if shown or not quiet:
        report = reports.Report(shown, library.texts, paths, library.questions)
        lines = reports.render(view.form, report)
        if view.form == "text":
            say(*lines, err=True)
        else:
            say(*map(Exact, lines))
    if library.unreadable:
        return EXIT_USAGE
    fails = any(view.strict or one.severity is Severity.ERROR for one in shown)
    return EXIT_MISTAKES if fails else EXIT_OK
