"""``number``: the learner types a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model import values
from quizgen.model.diagnostics import Route
from quizgen.model.forms import ExpectedNumber, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import Decimal, Qualifier, Tolerance


class Number(Question, frozen=True, kw_only=True):
    """A figure with its unit, the word that says how exact it is, and how near is right."""

    type: ClassVar[str] = "number"
    CALLED: ClassVar[tuple[str, ...]] = ("numeric", "numerical", "integer", "figure", "calculation")
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("answers", "a", "solution", "correct", "value", "number"), "answer"),
        **dict.fromkeys(("units",), "unit"),
        **dict.fromkeys(("margin", "error", "precision", "within"), "tolerance"),
    }
    EXAMPLE: ClassVar[str] = """\
# Type “number”: learners type a figure
id: height-of-everest
type: number
stem: How high is Mount Everest?
answer: 8,849
unit: meters
# qualifier: about
tolerance: 10  # how far off is still right; 1% is a share of the answer
explanation: In 2020 Nepal and China announced 8,848.86 meters above sea level.
"""

    stem: Markup
    """What is asked."""
    answer: Decimal
    """The number, such as `10,000` or `3.5`."""
    unit: str = ""
    """Its unit, shown next to the number."""
    qualifier: Qualifier | None = None
    """How exact the number is: `about`, `over`, `under`, `at least`, `at most`, `nearly` or `up
    to`.
    """
    tolerance: Tolerance | None = None
    """How far off is still right: a difference (`500`) or a share (`5%`); left out, only the number
    itself is.
    """

    @property
    def figure(self) -> values.Number:
        """The figure that is asked."""
        return values.Number(
            self.answer.value, self.answer.written, self.unit, self.qualifier or ""
        )

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        yield ("answer",), self.figure

    def form(self) -> Form:
        return TypeIn(self.stem, ExpectedNumber(self.figure, self.tolerance))
