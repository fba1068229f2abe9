"""``date``: the learner types a day, a month or a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import ExpectedDate, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import PartialDate


class Date(Question, frozen=True, kw_only=True):
    """A date, asked as precisely as it is written; the year need not be typed if it is given."""

    type: ClassVar[str] = "date"
    CALLED: ClassVar[tuple[str, ...]] = ("day", "year", "month", "when")
    MEANT: ClassVar[dict[str, str]] = dict.fromkeys(
        ("answers", "a", "solution", "correct", "date", "year"), "answer"
    )
    EXAMPLE: ClassVar[str] = """\
# Type “date”: learners type a day, a month or a year, as exact as the answer
id: first-ascent-of-everest
type: date
stem: On what day of 1953 did people first stand on the top of Mount Everest?
answer: 1953-05-29  # 1953-05 would ask for the month, 1953 for the year
year_given: true  # the stem says the year, so that “May 29” is a whole answer
explanation: They were Tenzing Norgay and Edmund Hillary.
"""

    stem: Markup
    """What is asked."""
    answer: PartialDate
    """`1989-11-09` asks the day, `1989-11` the month, `1989` the year; a year has four digits, as
    in `0476`."""
    year_given: bool = False
    """`true`: the stem gives the year, so that “November 9” is a whole answer."""

    def check(self) -> Iterator[Problem]:
        if self.year_given and self.answer.month is None:
            yield Problem(
                "year-given",
                "“year_given” leaves nothing to ask here, because the answer is only a year",
                ("year_given",),
                "delete “year_given”, or write the answer with its month",
                on_key=True,
            )

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        yield ("answer",), self.answer

    def form(self) -> Form:
        return TypeIn(self.stem, ExpectedDate(self.answer, self.year_given))
