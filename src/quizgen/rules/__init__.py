"""What must hold across questions and files: one rule a file, and all of them in one table.

A rule looks at what was loaded and gives findings, each with its place; it reads no files.  Its
module has a ``CODE``, a ``LEVEL``, ``check``, and a docstring, which is its page in
``docs/diagnostics.md``.  To add one, write its file here and name it in :data:`RULES`, or in
:data:`ADVICE` if what it finds is sound and could be better.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
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


def _rules(*names: str) -> tuple[Rule, ...]:
    return tuple(cast(Rule, import_module(f"quizgen.rules.{name}")) for name in names)


RULES: tuple[Rule, ...] = _rules(
    "duplicate_fact",
    "duplicate_id",
    "duplicate_topic",
    "duplicate_bank",
    "duplicate_namespace",
    "namespace_in_topic",
    "no_questions",
    "no_facts_here",
    "uncited_question",
    "unknown_bank",
    "unknown_fact",
    "unknown_passage",
    "unused_passage",
    "answer_disagrees",
    "uncited_fact",
    "changed_text",
    "unused_media",
    "missing_media",
    "media_outside",
    "media_too_large",
    "bad_media_file",
    "shared_lock",
    "taken_id",
    "duplicate_title",
    "thousands_point",
)
"""Every rule about mistakes, in the order in which they look.

One that looks for what nobody uses comes after those that find why it may seem so: a fact is not
called unasked where a citation is misspelled.
"""

ADVICE: tuple[Rule, ...]
"""Every rule about good questions; they are imported when they are first asked for."""

_ADVICE = (
    "longest_option",
    "shortest_option",
    "option_lengths",
    "option_positions",
    "all_or_none_option",
    "combined_options",
    "yes_no_options",
    "overlapping_options",
    "unsorted_figures",
    "absolute_option",
    "option_words",
    "echoed_word",
    "converging_options",
    "grammatical_cue",
    "negative_stem",
    "blank_inside_stem",
    "unfocused_stem",
    "relative_time",
    "missing_unit",
    "telling_hint",
    "restating_explanation",
    "double_question",
    "answer_in_stem",
    "long_answer",
    "listed_answer",
    "true_false_words",
    "give_away",
    "near_double",
    "mixed_standings",
    "unasked_fact",
    "unpinned_text",
    "unsupported_fact",
    "match_exact",
)


@cache
def _advice() -> tuple[Rule, ...]:
    return _rules(*_ADVICE)


def __getattr__(name: str) -> tuple[Rule, ...]:
    if name != "ADVICE":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return _advice()


def check(loaded: Loaded, known: Iterable[Diagnostic], *, advice: bool = False) -> list[Diagnostic]:
    """Return what all rules find in ``loaded``, of which ``known`` was found before.

    Only with ``advice`` do the rules look that say how a sound question could be better.
    """
    loaded.faulty.update(one.place.path for one in known if one.severity is Severity.ERROR)
    found = []
    for rule in (*RULES, *(_advice() if advice else ())):
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
