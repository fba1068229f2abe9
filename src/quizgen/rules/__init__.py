"""What must hold across questions and files: one rule a file, and all of them in one table.

A rule looks at what was loaded and gives findings, each with its place; it reads no files.  Its
module has a ``CODE``, a ``LEVEL``, ``check``, and a docstring, which is its page in
``docs/diagnostics.md``.  To add one, write its file here and name it in :data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from quizgen.model.diagnostics import Diagnostic, Finding, Severity
from quizgen.reading.loading import Loaded


class Rule(Protocol):
    """What the module of a rule offers."""

    CODE: str
    """Its name, which is also that of its module; it never changes."""
    LEVEL: Severity
    """How much its findings matter, but for those that say otherwise."""

    def check(self, loaded: Loaded) -> Iterable[Finding]:
        """Find everything in ``loaded`` that is not as the rule says."""
        ...


RULES: tuple[Rule, ...] = tuple(
    cast(Rule, import_module(f"quizgen.rules.{name}"))
    for name in (
        "duplicate_fact",
        "duplicate_id",
        "duplicate_topic",
        "duplicate_bank",
        "duplicate_namespace",
        "namespace_in_topic",
        "no_questions",
        "no_facts_here",
        "uncited_question",
        "unknown_fact",
        "answer_disagrees",
        "uncited_fact",
        "unused_media",
        "missing_media",
        "media_outside",
        "media_too_large",
        "bad_media_file",
        "shared_lock",
        "taken_id",
        "duplicate_title",
    )
)
"""Every rule, in the order in which they look.

One that looks for what nobody uses comes after those that find why it may seem so: a fact is not
called unasked where a citation is misspelled.
"""


def check(loaded: Loaded, known: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return what all rules find in ``loaded``, of which ``known`` was found before."""
    loaded.faulty.update(one.place.path for one in known if one.severity is Severity.ERROR)
    found = []
    for rule in RULES:
        for one in rule.check(loaded):
            severity = rule.LEVEL if one.severity is None else one.severity
            if severity is Severity.ERROR:
                loaded.faulty.add(one.place.path)
            found.append(
                Diagnostic(
                    rule.CODE, one.message, one.place, one.hint, severity, one.related, one.repair
                )
            )
    return found
