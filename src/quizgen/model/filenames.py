"""What the files of banks are called.

Which of them belong together is known to :mod:`quizgen.reading.folders`.
"""

from __future__ import annotations

SOURCE_FILE = "source.yaml"
"""The file that makes its folder a topic."""
LOCK_FILE = "quizgen.lock"
"""The lock of a topic; that of a standalone bank has the bank's name and :data:`LOCK_SUFFIX`."""
LOCK_SUFFIX = ".lock"
SUFFIXES = (".yaml", ".yml")
"""Of banks."""
