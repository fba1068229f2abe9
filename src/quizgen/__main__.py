"""``quizgen`` and ``python -m quizgen``: the program as a process of its own.

What a command makes lives until it ends, so nothing is done to free it: not while it runs, where
the search for cycles would cost a quarter of the time of a large bank, nor at the end, where taking
a large bank apart piece by piece would cost a twentieth.
"""

from __future__ import annotations

import gc
import os


def run() -> None:
    """Run the command line, and end the process."""
    gc.disable()
    try:
        from quizgen.cli import main
        from quizgen.system.output import flushed

        main()
    except KeyboardInterrupt:  # before a command was there to say so, or after it had
        os._exit(130)
    except SystemExit as ended:
        if not isinstance(ended.code, int) or not flushed():
            raise
        os._exit(ended.code)


if __name__ == "__main__":
    run()
