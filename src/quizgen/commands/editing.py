"""What the commands share that write banks: they ask, read a text, and write texts together."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import click

from quizgen.system.output import read_line, say


def ask(prompt: str, default: str, check: Callable[[str], str]) -> str:
    """Return what is answered to ``prompt``, as ``check`` reads it.

    ``default`` stands for an empty line.  What ``check`` refuses with a :class:`ValueError` is
    asked again.  To be called only where somebody can be asked.
    """
    while True:
        try:
            typed = read_line(f"{prompt} [{default}]: " if default else f"{prompt}: ").strip()
        except EOFError:
            raise click.Abort from None
        try:
            return check(typed or default)
        except ValueError as error:
            say(*(str(part) for part in error.args if part))


def agrees(question: str) -> bool:
    """Return whether ``question`` is answered with yes, as an empty line does.

    To be called only where somebody can be asked.
    """
    return ask(f"{question} y or n", "y", str).lower() in ("y", "yes")


def read_text(path: Path) -> str:
    """Return the text of the file at ``path``, its line ends as they are."""
    from quizgen.model.diagnostics import Diagnostic
    from quizgen.reading.encoding import decode

    text = decode(str(path), path.read_bytes())
    if isinstance(text, Diagnostic):
        raise click.UsageError(f"{path}: {text.message}; {text.hint}")
    return text


def refuse_existing(path: Path) -> None:
    """Refuse to write a file at ``path`` if there is anything."""
    if os.path.lexists(path):
        raise click.UsageError(f"{path} already exists; choose another name")


def write_texts(texts: Mapping[Path, str], *, new: bool = False) -> None:
    """Write all files of ``texts``, or none; with ``new``, nothing may be there yet."""
    write_bytes({path: text.encode() for path, text in texts.items()}, new=new)


def write_bytes(
    contents: Mapping[Path, bytes], *, new: bool = False, executable: Collection[Path] = ()
) -> None:
    """Write all files of ``contents``, or none, as :func:`write_texts` does.

    Those that are ``executable`` can be run.
    """
    from quizgen.system.replacement import Replacement

    for path in contents:
        if path.is_symlink() and not new:
            raise click.UsageError(f"{path} is a link; give the file that it leads to")
    with Replacement() as files:
        for path, data in contents.items():
            files.make_folder(path.parent)
            with files.writing(path) as place:
                place.write_bytes(data)
                if path.exists():
                    place.chmod(path.stat().st_mode)
                if path in executable:
                    place.chmod(place.stat().st_mode | 0o111)
        if new:
            for path in contents:
                refuse_existing(path)
        files.finish(contents)
