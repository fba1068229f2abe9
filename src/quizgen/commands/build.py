"""``quizgen build``: a file for each topic, an Anki package unless another format is named."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli import EXIT_MISTAKES, EXIT_OK
from quizgen.commands.common import (
    DEFAULT_PATH,
    load_and_report,
    load_with_locks,
    name_languages,
    output_option,
    paths_argument,
    report,
    unwound_by_signals,
)
from quizgen.formats import FORMATS, Format, Refused, Written, find_format
from quizgen.system import temporary
from quizgen.system.output import is_interactive, say

if TYPE_CHECKING:
    from quizgen.commands.progress import Progress
    from quizgen.model.diagnostics import Diagnostic, Span

ANKI = "anki"
"""The format whose packages are released, with locks, and which is none of :data:`FORMATS`."""
DEFAULT_OUTPUT = "output"
SEPARATORS = {",": ",", ";": ";", "tab": "\t"}


@click.command()
@paths_argument
@output_option(DEFAULT_OUTPUT, "DIR", "The folder to write to.", click.Path(file_okay=False))
@click.option(
    "--format",
    "format_name",
    type=click.Choice([ANKI, *FORMATS]),
    default=ANKI,
    show_default=True,
    help="What to build.",
)
@click.option(
    "--separator",
    type=click.Choice([*SEPARATORS]),
    help="What is between two cells of a csv file, instead of a comma.",
)
@click.option("--locked", is_flag=True, help="Fail if a lock file is out of date (for CI).")
@click.option(
    "--without-history",
    is_flag=True,
    help="With --locked, accept that git cannot show earlier lock files.",
)
@click.option("--force", is_flag=True, help="Build even what has not changed.")
@unwound_by_signals
def command(
    *,
    paths: tuple[str, ...],
    output: Path,
    format_name: str,
    separator: str | None,
    locked: bool,
    without_history: bool,
    force: bool,
) -> int:
    """Build an Anki package for each topic at PATH (a file or folder; decks if left out).

    A mistake in a bank is reported as by “quizgen validate”, and nothing is written.  A lock
    file next to the banks records what learners have: commit it.

    Any other format writes one file for each topic, with no updates and no lock file.
    """
    began = time.monotonic()
    options = {} if separator is None else {"separator": SEPARATORS[separator]}
    if format_name == ANKI:
        _refuse_options(format_name, options)
        need_history = locked and not without_history
        return _release(paths, output, locked, need_history, force, began)
    if locked or without_history:
        raise click.UsageError(
            f"--locked is for Anki packages: a {format_name} file has no lock file"
        )
    form = find_format(format_name)
    _refuse_options(format_name, options.keys() - form.__struct_fields__)
    return _build(paths, output, form(**options), began)


def _refuse_options(format_name: str, options: Iterable[str]) -> None:
    """Refuse the ``options`` that the format does not have."""
    for name in options:
        raise click.UsageError(f"--{name} is not an option of the format {format_name}")


def _release(
    paths: tuple[str, ...],
    output: Path,
    locked: bool,
    need_history: bool,
    force: bool,
    began: float,
) -> int:
    """Build Anki packages, unless those of the same files are there."""
    # Imported late: what has not changed is found to be so without reading YAML.
    from quizgen.formats.anki.release import building
    from quizgen.reading.folders import discover

    now = int(time.time())
    topics, faults = discover(map(Path, paths or (DEFAULT_PATH,)), whole=True)
    temporary.clear([output, *(topic.lock.parent for topic in topics)], now)
    if not force and topics and not faults:
        there = building.up_to_date(topics, output, now)
        if there:
            return _show(there)
    library, inputs, code = load_with_locks(
        paths,
        quiet=True,
        check=False,
        need_history=need_history,
        need_namespace=True,
        warnings=True,
    )
    if code != EXIT_OK and _namespaces_added(library.diagnostics):
        return _release(paths, output, locked, need_history, force, time.monotonic())
    if code != EXIT_OK:
        _show_nothing(output)
        return code
    report(building.prepare(inputs, output, now), library.texts)
    name_languages(library)

    def build(progress: Progress) -> list[Written]:
        advance = progress.advance
        return building.build(inputs, output, now=now, locked=locked, advance=advance)

    try:
        return _show(_written(build, output, library.questions, began))
    except Refused as refused:
        report(refused.diagnostics, {str(each.files.lock): each.lock_text for each in inputs})
        _show_nothing(output)
        return EXIT_MISTAKES


def _namespaces_added(diagnostics: list[Diagnostic]) -> bool:
    """Tell whether namespaces were all that was wrong, and the user had new ones written."""
    from quizgen.model.diagnostics import Severity

    errors = [one for one in diagnostics if one.severity is Severity.ERROR]
    if {one.code for one in errors} - {"no-namespace", "sample-namespace"} or not is_interactive():
        return False
    from quizgen.authoring.insertion import NoPlace, add_field
    from quizgen.commands.editing import agrees, read_text, write_texts

    texts: dict[Path, str] = {}
    for one in errors:
        found = re.search("“(namespace: ([a-z0-9]+))”", one.hint)
        path = Path(one.place.path)
        if found is None:
            return False
        try:
            texts[path] = (
                add_field(read_text(path), "title", found[1])
                if one.code == "no-namespace"
                else _replaced(read_text(path), one.place, found[2])
            )
        except NoPlace:
            return False
    files = ", ".join(map(str, texts))
    if not texts or not agrees(f"Write this line into {files}?"):
        return False
    write_texts(texts)
    return True


def _replaced(text: str, place: Span, new: str) -> str:
    """Return ``text`` with ``new`` instead of what is at ``place``."""
    from quizgen.model.lines import changed

    return changed(text, [(place.line, place.column, place.width, new)])


def _build(paths: tuple[str, ...], output: Path, form: Format, began: float) -> int:
    """Build files of any other format."""
    from quizgen.formats import builder

    temporary.clear([output], time.time())
    library, code = load_and_report(paths, quiet=True, whole=True, warnings=True)
    if code != EXIT_OK:
        _show_nothing(output)
        return code

    def build(progress: Progress) -> list[Written]:
        return builder.build(library.topics, form, output, advance=progress.advance)

    return _show(_written(build, output, library.questions, began))


def _written(
    build: Callable[[Progress], list[Written]], output: Path, questions: int, began: float
) -> list[Written]:
    """Return what ``build`` wrote, with a progress bar of the ``questions`` to be written."""
    from quizgen.commands.progress import Progress

    waited = time.monotonic() - began
    try:
        with Progress(questions, "questions", waited) as progress:
            return build(progress)
    except OSError:
        _show_nothing(output)
        raise


def _show_nothing(output: Path) -> None:
    say(f"nothing was built; {output} is unchanged", err=True)


def _show(written: list[Written]) -> int:
    from quizgen.model.phrases import count

    for file in written:
        counts = file.counts or {"question": file.questions}
        held = (*(count(number, noun) for noun, number in counts.items()), _size(file))
        say(f"{file.path}: {', '.join(held)}{' (unchanged)' * file.unchanged}")
        if file.left_out:
            fields = (f"“{name}” ({count(n, 'question')})" for name, n in file.left_out.items())
            say(f"{file.path}: this format has no place for {', '.join(fields)}", err=True)
    return EXIT_OK


def _size(file: Written) -> str:
    return f"{file.size / 1000:,.0f} kB"
