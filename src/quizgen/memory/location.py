"""Where a history is, unless a learner says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "QUIZGEN_DATA"
"""The environment variable that names the folder, or the file."""
NAME = "history.db"

_SUFFIXES = (".db", ".sqlite", ".sqlite3")


def history_path(given: str | None, environment: Mapping[str, str]) -> Path:
    """Return the path of the history.

    ``given`` is what the learner says, or else what :data:`VARIABLE` says in ``environment``: a
    folder, or a file if it is one or ends in ``.db`` or ``.sqlite``.  Without both, it is in the
    folder that the system has for what a program keeps for its user.
    """
    named = given or environment.get(VARIABLE)
    if named:
        path = Path(named).expanduser()
        is_file = path.is_file() or (path.suffix in _SUFFIXES and not path.is_dir())
        return path if is_file else path / NAME
    from platformdirs import user_data_path

    folder: Path = user_data_path("quizgen", appauthor=False)
    return folder / NAME
