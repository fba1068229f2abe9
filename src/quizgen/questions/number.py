"""``number``: the learner types a figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model import values
from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import ExpectedNumber, ExpectedRange, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.ranges import Amount, NumberRange
from quizgen.model.values import Decimal, Qualifier, Tolerance
from quizgen.questions.ranges import check_range


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
    answer: Amount
    """The number, such as `10,000`, `3.5`, `1/3` or `6.022e23`; or a range, such as `60 to 100`."""
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

    within: bool = False
    """`true`: any number from one end of the range to the other is right, too."""

    def check(self) -> Iterator[Problem]:
        ranged = isinstance(self.answer, NumberRange)
        if self.within or (ranged and self.tolerance):
            yield from check_range(ranged, self.within, "tolerance" if self.tolerance else "")

    def _figure(self, answer: Decimal) -> values.Number:
        return values.Number(answer.value, answer.written, self.unit, self.qualifier or "")

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        if not isinstance(self.answer, NumberRange):
            yield ("answer",), self._figure(self.answer)

    def form(self) -> Form:
        answer = self.answer
        if not isinstance(answer, NumberRange):
            return TypeIn(self.stem, ExpectedNumber(self._figure(answer), self.tolerance))
        low, high = (ExpectedNumber(self._figure(end)) for end in (answer.low, answer.high))
        parts = (self.qualifier, answer.written, self.unit)
        shown = " ".join(part for part in parts if part)
        return TypeIn(self.stem, ExpectedRange(low, high, shown, self.within))
