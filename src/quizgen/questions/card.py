"""``card``: learners recall the answer, see it, and grade themselves."""

from __future__ import annotations

from typing import ClassVar

from quizgen.model.forms import Form, Reveal
from quizgen.model.markup import Markup
from quizgen.model.question import Question


class Card(Question, frozen=True, kw_only=True):
    """A front and a back; ``reverse`` asks from the back to the front as well."""

    type: ClassVar[str] = "card"
    CALLED: ClassVar[tuple[str, ...]] = ("flashcard", "flash card", "basic", "front back", "recall")
    MEANT: ClassVar[dict[str, str]] = dict.fromkeys(("back", "a", "solution", "answers"), "answer")
    EXAMPLE: ClassVar[str] = """\
# Type “card”: learners recall the answer, see it, and grade themselves
id: what-is-an-oasis
type: card
stem: What is an oasis?
answer: A place in a desert where water lets plants grow
# reverse: true  # asks from the answer back to the stem as well
explanation: The water comes from a spring, a well or a river.
"""

    stem: Markup
    """What is asked."""
    answer: Markup
    """The back of the card."""
    reverse: bool = False
    """`true`: asked from the answer back to the stem as well; use it only if both read well."""

    def form(self) -> Form:
        return Reveal(self.stem, self.answer, self.reverse)
