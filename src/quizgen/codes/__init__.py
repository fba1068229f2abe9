"""Every code that a diagnostic may have, and its page: what is wrong, why, and how to correct it.

The page of a rule is the docstring of its module; each other code has a file ``CODE.md`` here.
``quizgen explain`` shows the pages, and ``docs/diagnostics.md`` has a copy of all of them.  A user
who names codes may name several by what they begin with: ``bad`` stands for ``bad-id``,
``bad-date`` and so on.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quizgen.model.diagnostics import Severity
from quizgen.model.suggestions import Suggestions
from quizgen.rules import ADVICE, RULES

_SUFFIX = ".md"
_PAGES = Path(__file__).parent


@cache
def names() -> tuple[str, ...]:
    """Return every code, in alphabetical order."""
    written = {page.stem for page in _PAGES.glob(f"*{_SUFFIX}")}
    return tuple(sorted(written | {rule.CODE for rule in (*RULES, *ADVICE)}))


def page(name: str) -> str:
    """Return the page of the code ``name``, in Markdown.

    Raises :class:`KeyError` for a code that there is not.
    """
    for rule in (*RULES, *ADVICE):
        if name == rule.CODE:
            from inspect import cleandoc  # which takes time

            return cleandoc(getattr(rule, "__doc__", None) or "")
    if name not in names():
        raise KeyError(name)
    return (_PAGES / f"{name}{_SUFFIX}").read_text(encoding="utf-8").strip()


def matching(pattern: str) -> list[str]:
    """Return the codes that ``pattern`` names: a code, or the first words of several."""
    pattern = pattern.strip().lower().removesuffix("*").removesuffix("-")
    return [code for code in names() if code == pattern or code.startswith(f"{pattern}-")]


def nearest(name: str) -> str:
    """Return the code, or the severity, that ``name`` most likely means, or nothing."""
    return Suggestions([*names(), *Severity]).nearest(name)
