"""``truefalse``: the learner says whether a statement is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.languages import phrase
from quizgen.model.diagnostics import Problem, Severity
from quizgen.model.forms import Form, Option, Pick
from quizgen.model.markup import Markup
from quizgen.model.question import Question


class TrueFalse(Question, frozen=True, kw_only=True):
    """A statement, and whether it is true; the explanation says why."""

    type: ClassVar[str] = "truefalse"
    CALLED: ClassVar[tuple[str, ...]] = (
        "true false",
        "true or false",
        "tf",
        "bool",
        "boolean",
        "yes no",
        "statement",
    )
    MEANT: ClassVar[dict[str, str]] = dict.fromkeys(
        ("answers", "a", "solution", "correct", "is_true", "true"), "answer"
    )
    MISSING: ClassVar[dict[str, str]] = {"answer": "add “answer: true” or “answer: false”"}
    EXAMPLE: ClassVar[str] = """\
# Type “truefalse”: learners say whether the stem is true
id: direction-of-the-nile
type: truefalse
stem: The Nile flows from south to north.
answer: true  # or false
explanation: It ends in the Mediterranean Sea, north of its springs.
"""

    stem: Markup
    """What is asked."""
    answer: bool
    """`true` or `false`."""

    def check(self) -> Iterator[Problem]:
        if self.explanation is None:
            yield Problem(
                "no-explanation",
                "the explanation is missing; “true” or “false” on its own teaches nothing",
                hint="add “explanation: …” and say why",
                severity=Severity.WARNING,
            )

    def form(self) -> Form:
        options = (
            Option(Markup(phrase("True")), self.answer),
            Option(Markup(phrase("False")), not self.answer),
        )
        return Pick(self.stem, options, many=False, shuffle=False)
