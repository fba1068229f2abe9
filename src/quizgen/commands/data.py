"""Which history a command uses: the options for that, and the file that they amount to."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from quizgen.memory.store import Store


def data_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the option ``--data``, which names the history: a folder or a file."""
    return click.option(
        "--data",
        metavar="PATH",
        callback=_not_empty,
        help="Use the history in this folder, or this file (else QUIZGEN_DATA, or your own).",
    )(function)


def history_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the options ``--data`` and ``--no-history`` of a command that asks questions."""
    without = click.option("--no-history", is_flag=True, help="Store nothing of this.")
    return data_option(without(function))


def history_path(data: str | None) -> Path:
    """Return the path of the history that ``--data`` names."""
    from quizgen.memory import location

    return location.history_path(data, os.environ)


def open_history(data: str | None) -> Store:
    """Return the history that ``--data`` names; it is closed when the command ends.

    Raises :class:`~quizgen.memory.database.Unusable`, an :class:`OSError` with a hint, which the
    command line shows.
    """
    from quizgen.memory.store import open_store

    store = open_store(history_path(data))
    click.get_current_context().call_on_close(store.close)
    return store


def now() -> int:
    """Return the time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def _not_empty(_: click.Context, __: click.Parameter, data: str | None) -> str | None:
    if data == "":
        raise click.BadParameter("found an empty path, expected a folder or a file")
    return data
