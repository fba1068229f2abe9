"""``short``: the learner types a word or a few."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Problem, Route, Severity
from quizgen.model.forms import ExpectedWords, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import Exactness, parse_stated_value, quoted, skeleton

MOST_WORDS = 8
"""Words of a stem that learners may be expected to type."""
_ASKS = ("?", "\uff1f", "\u061f", "\u037e", "…", "___")
"""What a stem ends in that asks."""


class Short(Question, frozen=True, kw_only=True):
    """The answer that is shown, others that are as right, near ones that are wrong, and doubtful
    ones that a learner is asked about.
    """

    type: ClassVar[str] = "short"
    CALLED: ClassVar[tuple[str, ...]] = (
        "short answer",
        "shortanswer",
        "text",
        "typed",
        "free text",
        "open",
        "word",
    )
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(
            ("answers", "a", "solution", "correct", "correct_answer", "right"), "answer"
        ),
        **dict.fromkeys(("accepted", "also", "alternatives", "synonyms", "variants"), "accept"),
        **dict.fromkeys(("rejected", "wrong", "not"), "reject"),
    }
    EXAMPLE: ClassVar[str] = """\
# Type “short”: learners type one or more words
id: mouth-of-the-rhone
type: short
stem: Into which sea does the Rhône flow?
answer: the Mediterranean
accept: [Mediterranean Sea]  # other answers that are as right
# match: case  # case and accents count, and nothing is a slip; exact: signs count, too
# ask: [the Gulf of Lion]  # answers about which the quiz asks the learner
# reject: [the Adriatic]  # near misses that are always wrong
# If the stem is a word or a few, add “reverse: true”: then learners type either side
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

    match: Exactness | None = None
    """`exact`: case, accents and signs count; `case`: case and accents count. Nothing is a slip
    then.
    """
    reverse: bool = False
    """`true`: asked from the answer back to the stem as well, which is typed then; use it only if
    both read well.
    """

    def check(self) -> Iterator[Problem]:
        right = {text.strip() for text in (self.answer, *self.accept)}
        for number, text in enumerate(self.reject):
            if text.strip() in right:
                yield Problem(
                    "accepted-and-rejected",
                    f"{quoted(text)} is both accepted and rejected",
                    ("reject", number),
                    "delete it here; it is the answer"
                    if text.strip() == self.answer.strip()
                    else "delete it here or under “accept”, and an empty list with its field",
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

        if self.match is None and self.reject:
            yield from self._forgiven()
        if self.reverse:
            yield from self._check_reverse()

    def _check_reverse(self) -> Iterator[Problem]:
        """Yield what speaks against typing the stem."""
        said = _typed(self.stem)
        if "\n" in said or "\\(" in said or "\\[" in said:
            yield Problem(
                "untyped-stem",
                "with “reverse”, learners type the stem, and nobody types "
                f"{'several lines' if chr(10) in said else 'a formula'}",
                ("stem",),
                "delete “reverse”\nwrite a stem of a word or a few\nwrite “type: card”, so that "
                "learners recall both sides",
            )
        elif said.endswith(_ASKS) or len(said.split()) > MOST_WORDS:
            yield Problem(
                "untyped-stem",
                "with “reverse”, learners type the stem, and this one is "
                f"{'a question' if said.endswith(_ASKS) else f'longer than {MOST_WORDS} words'}",
                ("stem",),
                "delete “reverse”\nwrite a stem of a word or a few, such as “the bread”",
                Severity.WARNING,
            )

    def _forgiven(self) -> Iterator[Problem]:
        """Propose to compare to the letter where a rejected answer needs it."""
        rights = {skeleton(text): text for text in reversed((self.answer, *self.accept))}
        for number, text in enumerate(self.reject):
            right = rights.get(skeleton(text))
            if right is not None and right != text.strip():
                yield Problem(
                    "match-exact",
                    f"{quoted(text)} differs from {quoted(right)} only in case, accents or signs, "
                    "which are mostly forgiven",
                    ("reject", number),
                    "if they count, write “match: exact”\n"
                    "if only case and accents count, write “match: case”",
                    Severity.ADVICE,
                )
                return

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        if claim := parse_stated_value(self.answer):
            yield ("answer",), claim

    def form(self) -> Form:
        expected = ExpectedWords(self.answer, self.accept, self.reject, self.ask, self.match)
        if not self.reverse:
            return TypeIn(self.stem, expected)
        return TypeIn(self.stem, expected, ExpectedWords(_typed(self.stem), match=self.match))


def _typed(stem: Markup) -> str:
    """Return ``stem`` as learners type it."""
    return to_plain(stem).strip()
