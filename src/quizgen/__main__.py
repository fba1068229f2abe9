"""``quizgen`` and ``python -m quizgen``: the program as a process of its own.

What a command makes lives until it ends, so nothing is done to free it: not while it runs, where
the search for cycles would cost a quarter of the time of a large bank, nor at the end, where taking
a large bank apart piece by piece would cost a twentieth.
"""

from __future__ import annotations

import gc
import os
import sys


def run() -> None:
    """Run the command line, and end the process."""
    gc.disable()
    from quizgen.cli import main

    try:
        main()
    except SystemExit as ended:
        if not isinstance(ended.code, int) or not _flushed():
            raise
        os._exit(ended.code)


def _flushed() -> bool:
    """Whether all output is out; where it cannot be, Python says so as it ends."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # as it is where a process was started without it
                stream.flush()
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    run()
