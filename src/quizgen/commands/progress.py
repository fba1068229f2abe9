"""A progress bar for work that takes longer than a second, on a terminal only."""

from __future__ import annotations

import os
import shutil
import time
from types import TracebackType

from quizgen.system.output import is_terminal, redraw

PATIENCE = 1.0
"""Seconds before the bar appears."""
EVERY = 0.1
"""Seconds between two drawings."""


class Progress:
    """Counts units of work, and shows them once they take long.  Used as a context."""

    def __init__(self, total: int, unit: str, waited: float = 0.0) -> None:
        """Begin at none; ``waited`` is how many seconds the user has been waiting already."""
        self.total = total
        self.unit = unit
        self.done = 0
        self._patience = PATIENCE - waited
        self._started = time.monotonic()
        self._drawn = 0.0
        self._shows = is_terminal(err=True) and os.environ.get("TERM", "") not in ("", "dumb")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            redraw("")

    def advance(self, units: int) -> None:
        """Count ``units`` more as done."""
        self.done += units
        if not self._shows:
            return
        now = time.monotonic()
        if now - self._started > self._patience and now - self._drawn > EVERY:
            self._drawn = now
            self._draw(now - self._started)

    def _draw(self, seconds: float) -> None:
        share = self.done / self.total if self.total else 1.0
        text = f" {share:4.0%}  {self.done:,} {self.unit}, {self.done / seconds:,.0f}/s"
        room = max(0, min(40, shutil.get_terminal_size().columns - len(text) - 3))
        filled = round(room * min(share, 1.0))
        bar = f"[{'#' * filled}{'-' * (room - filled)}]" if room else ""
        redraw(f"{bar}{text}")
