"""``multi``: the learner picks every right option, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import Form, Pick
from quizgen.model.markup import Markup
from quizgen.model.question import Picture, Question
from quizgen.questions.options import (
    HINTS,
    MEANT,
    MISSING,
    OptionEntry,
    check_options,
    right_hint,
    routed_pictures,
)


class Multi(Question, frozen=True, kw_only=True):
    """Two to twelve options, at least one of them right; all of these are to be picked."""

    type: ClassVar[str] = "multi"
    CALLED: ClassVar[tuple[str, ...]] = (
        "multiple",
        "multiple answer",
        "multiple answers",
        "multiple response",
        "multiselect",
        "checkbox",
        "checkboxes",
        "select all",
    )
    MEANT: ClassVar[dict[str, str]] = MEANT
    MISSING: ClassVar[dict[str, str]] = MISSING
    EXAMPLE: ClassVar[str] = """\
# Type “multi”: learners pick every right option, and no other
id: rivers-into-the-black-sea
type: multi
stem: Which of these rivers flow into the Black Sea?
options:
  - right: The Danube
  - right: The Dnieper
  - The Volga
  - The Rhine
# how_many: true  # says that two are right
# shuffle: false  # keeps the options in this order
explanation: The Volga flows into the Caspian Sea, and the Rhine into the North Sea.
"""
    HINTS: ClassVar[dict[str, str]] = HINTS

    stem: Markup
    """What is asked."""
    options: tuple[OptionEntry, ...]
    """Two to twelve options, one or more of them right."""
    shuffle: bool = True
    """`false` keeps the options as written."""
    how_many: bool = False
    """`true` tells learners how many options are right."""

    def check(self) -> Iterator[Problem]:
        yield from check_options(self.options)
        if all(entry.right is None for entry in self.options):
            yield Problem(
                "no-right-option",
                "no option is marked as right, expected at least one",
                ("options",),
                right_hint(self.options, one=False),
                on_key=True,
            )

    def pictures(self) -> Iterator[tuple[Route, Picture]]:
        return routed_pictures(self.options)

    def form(self) -> Form:
        options = tuple(entry.option() for entry in self.options)
        return Pick(self.stem, options, many=True, shuffle=self.shuffle, how_many=self.how_many)
