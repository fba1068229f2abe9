"""What a signal does while a command is at work, and that it does again afterwards what it did.

A signal to end unwinds what is going on, as Ctrl-C does: unfinished files go away, and a terminal
gets its modes back.  Whoever ignores one, as ``nohup`` does, goes on ignoring it.  Only the main
thread may say what a signal does; in any other, nothing changes.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import NoReturn

Handler = Callable[[int, FrameType | None], object]

_TO_END = ("SIGTERM", "SIGHUP", "SIGQUIT")
"""Not every system has all of them."""


def exit_on_signal() -> AbstractContextManager[None]:
    """Within it, a signal to end raises :class:`SystemExit`, with the exit code of shells."""

    def leave(number: int, _: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    numbers = (getattr(signal, name, None) for name in _TO_END)
    return handled({number: leave for number in numbers if number is not None})


@contextmanager
def handled(handlers: Mapping[signal.Signals, Handler]) -> Iterator[None]:
    """``handlers`` are in place until this ends, but for signals that are ignored."""
    replaced = {}
    if threading.current_thread() is threading.main_thread():
        replaced = {
            number: signal.signal(number, handler)
            for number, handler in handlers.items()
            if signal.getsignal(number) not in (signal.SIG_IGN, None)
        }
    try:
        yield
    finally:
        for number, handler in replaced.items():
            signal.signal(number, handler)
