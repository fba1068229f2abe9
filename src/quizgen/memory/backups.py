"""Copies of a history next to it: which are made, and how long each is kept.

A copy is made on the first use of a day and before the tables of the file change.  The seven newest
days are kept, and before them one day of each of four weeks.  A copy is a history like any other:
who puts it in the place of the file goes on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from quizgen.memory.database import Connection, explained
from quizgen.system import temporary
from quizgen.system.replacement import Replacement

DAYS, WEEKS = 7, 4
"""How many days, and before them weeks, have a copy."""

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(-before-format-\d+)?\.db")


def backup_folder(path: Path) -> Path:
    """Return the folder of the copies of the history at ``path``."""
    return path.with_name(f"{path.stem}-backups")


def backups(path: Path) -> list[Path]:
    """Return the copies of the history at ``path``, the newest first."""
    with suppress(OSError):
        found = [each for each in backup_folder(path).iterdir() if _NAME.fullmatch(each.name)]
        return sorted(found, key=_newest, reverse=True)
    return []


def has_backup(path: Path, day: int) -> bool:
    """Return whether the history at ``path`` has a copy of ``day``, in days since 1970."""
    return (backup_folder(path) / f"{_date(day)}.db").exists()


def make_backup(database: Connection, path: Path, day: int, suffix: str = "") -> Path:
    """Copy the history, which is at ``path``, and remove the copies that are too old.

    Raises :class:`~quizgen.memory.database.Unusable` or :class:`OSError`.
    """
    folder = backup_folder(path)
    folder.mkdir(0o700, exist_ok=True)
    temporary.clear([folder])
    place = folder / f"{_date(day)}{suffix}.db"
    with Replacement() as files:
        with files.writing(place, durable=True) as unfinished:
            with explained(unfinished):
                database.execute("VACUUM INTO ?", (str(unfinished),))
            unfinished.chmod(0o600)
        files.finish([place])
    for old in outdated(backups(path)):
        old.unlink(missing_ok=True)
    return place


def outdated(copies: Iterable[Path]) -> list[Path]:
    """Return those of ``copies`` that are no longer kept."""
    days = sorted({_day(copy) for copy in copies}, reverse=True)
    kept = set(days[:DAYS])
    weeks: dict[tuple[int, int], date] = {}
    for day in days[DAYS:]:
        weeks.setdefault(day.isocalendar()[:2], day)
    kept |= set(list(weeks.values())[:WEEKS])
    return [copy for copy in copies if _day(copy) not in kept]


def _newest(copy: Path) -> tuple[date, str]:
    """Return what sorts copies by their age; one before a change of the tables is the older one."""
    return _day(copy), copy.name.removesuffix(".db")[:10] + ("1" if len(copy.name) == 13 else "0")


def _day(copy: Path) -> date:
    return date.fromisoformat(copy.name[:10])


def _date(day: int) -> date:
    return date(1970, 1, 1) + timedelta(days=day)
