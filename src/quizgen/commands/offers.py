"""What a shell is offered as the value of an option: banks, tags, codes and types that there are.

A command names one of these functions where it declares an option; none is called unless a shell
asks (:mod:`quizgen.commands.completion`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from quizgen.commands.common import DEFAULT_PATH

Complete = Callable[[click.Context, click.Parameter, str], list[str]]


def names_of(option: str) -> Complete:
    """Return what completes the values of ``option``, by which questions are chosen."""

    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
        from quizgen.commands.asking import FILTERS, every_candidate
        from quizgen.reading.library import load

        library = load(ctx.params.get("paths") or (DEFAULT_PATH,))
        names = {name for one in every_candidate(library) for name in FILTERS[option](one)}
        return _beginning(names, typed)

    return complete


def codes(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the codes of mistakes that begin with what is ``typed``; several after commas."""
    from quizgen import codes as pages

    before, comma, last = typed.rpartition(",")
    return [f"{before}{comma}{name}" for name in _beginning(pages.names(), last)]


def types(_: click.Context, __: click.Parameter, typed: str) -> list[str]:
    """Return the question types that begin with what is ``typed``."""
    from quizgen.questions import TYPES

    return [name for name in TYPES if name.startswith(typed)]


def _beginning(names: Iterable[str], typed: str) -> list[str]:
    return sorted(name for name in names if name.startswith(typed))
