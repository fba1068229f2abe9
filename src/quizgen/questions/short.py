"""``short``: the learner types a word or a few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import ExpectedWords, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import parse_stated_value, quoted


class Short(Question, frozen=True, kw_only=True):
    """The answer that is shown, others that are as right, near ones that are wrong, and doubtful
    ones that a learner is asked about.
    """

    type: ClassVar[str] = "short"
    EXAMPLE: ClassVar[str] = """\
# Type “short”: learners type one or more words
id: mouth-of-the-rhone
type: short
stem: Into which sea does the Rhône flow?
answer: the Mediterranean
accept: [Mediterranean Sea]  # other answers that are as right
# ask: [the Gulf of Lion]  # answers about which the quiz asks the learner
# reject: [the Adriatic]  # near misses that are always wrong
explanation: Its delta is west of Marseille.
"""

    stem: Markup
    """What is asked."""
    answer: str
    """The answer that is shown."""
    accept: tuple[str, ...] = ()
    """Other answers that are as right."""
    reject: tuple[str, ...] = ()
    """Near misses that are always wrong; `Co` for `CO`, too."""
    ask: tuple[str, ...] = ()
    """Answers of which only the learner can say whether they meant the right one."""

    def check(self) -> Iterator[Problem]:
        right = {text.strip() for text in (self.answer, *self.accept)}
        for number, text in enumerate(self.reject):
            if text.strip() in right:
                yield Problem(
                    "accepted-and-rejected",
                    f"{quoted(text)} is both accepted and rejected",
                    ("reject", number),
                    "delete it from one of the two lists",
                )
        settled = right | {text.strip() for text in self.reject}
        for number, text in enumerate(self.ask):
            if text.strip() in settled:
                yield Problem(
                    "settled-and-asked",
                    f"{quoted(text)} is listed under “ask”, and is already accepted or rejected",
                    ("ask", number),
                    "delete it here, or from the other list",
                )

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        if claim := parse_stated_value(self.answer):
            yield ("answer",), claim

    def form(self) -> Form:
        return TypeIn(self.stem, ExpectedWords(self.answer, self.accept, self.reject, self.ask))
