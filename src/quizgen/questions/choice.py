"""``choice``: the learner picks the one right option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import Form, Pick
from quizgen.model.markup import Markup
from quizgen.model.question import Picture, Question, StatedValue
from quizgen.model.values import parse_stated_value
from quizgen.questions.options import (
    HINTS,
    MEANT,
    MISSING,
    OptionEntry,
    check_options,
    right_hint,
    routed_pictures,
)


class Choice(Question, frozen=True, kw_only=True):
    """Two to twelve options, one of them right; ``shuffle: false`` keeps them as written."""

    type: ClassVar[str] = "choice"
    CALLED: ClassVar[tuple[str, ...]] = ("single choice", "mc", "mcq", "radio", "pick one")
    MEANT: ClassVar[dict[str, str]] = MEANT
    MISSING: ClassVar[dict[str, str]] = MISSING
    EXAMPLE: ClassVar[str] = """\
# Type “choice”: learners pick the one right option
id: longest-river-in-france
type: choice
stem: Which river is the longest in France?
options:
  - The Rhône
  - right: The Loire  # “right:” marks the right option
  - The Seine
  - text: The Garonne
    feedback: It is little more than half as long.  # for learners who pick this option
# shuffle: false  # keeps the options in this order
explanation: The Loire runs for about 1,000 kilometers.
"""
    HINTS: ClassVar[dict[str, str]] = HINTS

    stem: Markup
    """What is asked."""
    options: tuple[OptionEntry, ...]
    """Two to twelve options, one of them right."""
    shuffle: bool = True
    """`false` keeps the options as written, as for figures from small to large."""

    def check(self) -> Iterator[Problem]:
        yield from check_options(self.options)
        keys = [n for n, entry in enumerate(self.options) if entry.right is not None]
        if not keys:
            yield Problem(
                "no-right-option",
                "no option is marked as right, expected one",
                ("options",),
                right_hint(self.options, one=True),
                on_key=True,
            )
        for number in keys[1:]:
            yield Problem(
                "two-right-options",
                f"found a second right option; the first is option {keys[0] + 1}",
                ("options", number, "right"),
                "write this option without “right:” if it is wrong; if several are right, write "
                "“type: multi”",
                on_key=True,
            )

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        for number, entry in enumerate(self.options):
            if not isinstance(entry.right, str):
                continue
            if claim := parse_stated_value(to_plain(entry.right)):
                yield ("options", number, "right"), claim

    def pictures(self) -> Iterator[tuple[Route, Picture]]:
        return routed_pictures(self.options)

    def form(self) -> Form:
        options = tuple(entry.option() for entry in self.options)
        return Pick(self.stem, options, many=False, shuffle=self.shuffle)
