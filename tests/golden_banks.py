"""The golden banks: which there are, and what is found in each as lines of its ``.out`` file.

The tests of one module say by :func:`check_goldens` that its mistakes are told as they were.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from quizgen.questions import TYPES
from quizgen.reading.library import Library, load
from quizgen.system.terminal_text import safe

GOLDENS = Path(__file__).parent / "goldens"
BAD = sorted(path for path in (GOLDENS / "bad").iterdir() if path.suffix != ".out")
OK = sorted((GOLDENS / "ok").iterdir())

EVERY_TYPE = ", ".join(TYPES)
"""What a message says that names them all; the goldens say ``TYPES``, whatever types there are."""


def found(path: Path, library: Library) -> list[str]:
    """The lines of the ``.out`` file that ``library`` amounts to."""
    lines = []
    for diagnostic in library.diagnostics:
        at = diagnostic.place
        name = "" if path.is_file() else f"{Path(at.path).relative_to(path).as_posix()}:"
        said = diagnostic.message.replace(f"{path.parent}{os.sep}", "").replace(EVERY_TYPE, "TYPES")
        code = f"{diagnostic.severity}[{diagnostic.code}]"
        lines.append(safe(f"{name}{at.line}:{at.column} {code} {said}"))
        if diagnostic.hint:
            hint = diagnostic.hint.replace(f"{path.parent}{os.sep}", "")
            lines.append(safe(f"    hint: {hint}"))
    return lines


def expectation(path: Path) -> Path:
    """The file that says what is found in the golden bank or folder at ``path``."""
    return path.with_suffix(".out") if path.is_file() else path.with_name(f"{path.name}.out")


@cache
def _differing() -> dict[str, str]:
    """What is expected where something else is found, by the golden."""
    differing = {}
    for path in BAD:
        expected = expectation(path).read_text(encoding="utf-8")
        if found(path, load([path])) != expected.split("\n")[:-1]:
            differing[path.name] = expected
    for path in OK:
        if load([path]).diagnostics:
            differing[path.name] = ""
    return differing


def check_goldens(code: str = "") -> None:
    """Assert that each golden with the ``code``, or every one, is told as its file says."""
    differing = [name for name, text in _differing().items() if f"[{code}" in text or not text]
    assert differing == [], "see tests/test_goldens.py"
