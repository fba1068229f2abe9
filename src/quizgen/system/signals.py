"""What a signal does while a command is at work, and that it does again afterwards what it did.

A signal to end undoes what is unfinished, whatever is going on, and then unwinds it: temporary
files go away, and a terminal gets its modes back.  Whoever ignores a signal, as ``nohup`` does,
goes on ignoring it.  Only the main thread may say what a signal does; in any other, nothing
changes.
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

_TO_END = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if hasattr(signal, name)
]
"""Not every system has all of them."""

_undo: list[Callable[[], object]] = []


def undo_first(undo: Callable[[], object]) -> None:
    """Let a signal to end call ``undo`` before anything else.

    The exception that the signal raises may come up where nobody lets it pass: within a callback of
    a library, or while an earlier exception is being dealt with.
    """
    _undo.append(undo)


def exit_on_signal() -> AbstractContextManager[None]:
    """Raise :class:`SystemExit`, with the exit code of shells, at a signal to end, within it.

    Ctrl-C raises :class:`KeyboardInterrupt`, as ever.
    """

    def leave(number: int, _: FrameType | None) -> NoReturn:
        for undo in _undo:
            undo()
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    return handled(dict.fromkeys(_TO_END, leave))


@contextmanager
def held_back() -> Iterator[None]:
    """Hold a signal to end back until this ends; keep it short."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TO_END)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def handled(handlers: Mapping[signal.Signals, Handler]) -> Iterator[None]:
    """Put ``handlers`` in place until this ends, but for signals that are ignored."""
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
