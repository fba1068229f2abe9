"""Which process goes on with a session: the one that began it, or took it up, last.

Two windows may have the same session open.  There is no lock that a process which was killed could
leave behind: whoever takes a session up has it, and the window that had it before stores nothing
more of it.  That is checked where an event is written, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.memory.database import Connection


class TakenOver(Exception):
    """Another process took the session up; nothing was stored."""


def check(database: Connection, session: int, held: int) -> None:
    """Raise :class:`TakenOver` if ``session`` was taken up after the event ``held``.

    That is the event with which this process began the session, or took it up.
    """
    later = database.execute(
        "SELECT 1 FROM event WHERE session = ? AND kind = 'resume' AND id > ?", (session, held)
    ).fetchone()
    if later is not None:
        raise TakenOver
