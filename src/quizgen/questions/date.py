"""``date``: the learner types a day, a month or a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import ExpectedDate, ExpectedRange, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.ranges import DateRange, When
from quizgen.questions.ranges import check_range


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
    answer: When
    """`1989-11-09` asks the day, `1989-11` the month, `1989` the year; also `44 BC`, `1920s`, `19th
    century`, and `1914 to 1918`.
    """
    year_given: bool = False
    """`true`: the stem gives the year, so that “November 9” is a whole answer."""
    within: bool = False
    """`true`: any date from one end of the range to the other is right, too."""

    def check(self) -> Iterator[Problem]:
        if not (self.year_given or self.within):
            return
        answer = self.answer
        ends = (answer.low, answer.high) if isinstance(answer, DateRange) else (answer,)
        if self.year_given and any(end.month is None for end in ends):
            yield Problem(
                "year-given",
                "“year_given” leaves nothing to ask here, because the answer is only a year",
                ("year_given",),
                "delete “year_given”, or write the answer with its month",
                on_key=True,
            )
        yield from check_range(isinstance(answer, DateRange), self.within)

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        if not isinstance(self.answer, DateRange):
            yield ("answer",), self.answer

    def form(self) -> Form:
        answer, given = self.answer, self.year_given
        if not isinstance(answer, DateRange):
            return TypeIn(self.stem, ExpectedDate(answer, given))
        low, high = ExpectedDate(answer.low, given), ExpectedDate(answer.high, given)
        return TypeIn(self.stem, ExpectedRange(low, high, answer.words, self.within))
