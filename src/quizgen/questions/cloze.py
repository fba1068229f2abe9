"""``cloze``: the learner fills the gaps of a text.

A gap is written ``[[key]]``, with other accepted answers behind ``|`` and a hint behind ``::``, as
in ``On October [[24|24th::day]]``.  A text without gaps asks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem, Route
from quizgen.model.forms import MOST_GAPS, Blanks, ExpectedWords, Gap
from quizgen.model.markup import Kind, Markup, pieces
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import parse_stated_value, quoted

# No two parts of it begin with one character, so that it is linear; no possessive quantifiers,
# which the Python of Debian 12, 3.11.2, gets wrong within a group.
_GAP = re.compile(r"\[\[([^\[\]]*(?:(?:\[(?!\[)|\](?!\]))[^\[\]]*)*)\]\]")


_MARKS: dict[Kind, str] = {
    "strong": "**…**",
    "emphasis": "*…*",
    "code": "`…`",
    "maths": r"\(…\)",
    "link": "[…](…)",
}
_NAMES: dict[Kind, str] = {
    "strong": "the bold text",
    "emphasis": "the italics",
    "code": "the code",
    "maths": "the formula",
    "link": "the link",
}


class Cloze(Question, frozen=True, kw_only=True):
    """A text with gaps."""

    type: ClassVar[str] = "cloze"
    EXAMPLE: ClassVar[str] = """\
# Type “cloze”: learners fill in gaps; other right answers come after “|”, a hint after “::”
id: mouth-of-the-amazon
type: cloze
text: The [[Amazon]] flows into the [[Atlantic|Atlantic Ocean::ocean]].
explanation: Its mouth is in Brazil.
"""

    text: Markup
    """The text, with one to twenty gaps."""

    def check(self) -> Iterator[Problem]:
        gaps = _GAP.findall(self.text)
        if not gaps:
            yield Problem(
                "no-gap",
                "there is no gap in the text, expected at least one",
                ("text",),
                "write what learners fill in as [[…]]",
            )
        if len(gaps) > MOST_GAPS:
            yield Problem(
                "gap-count",
                f"found {len(gaps)} gaps, expected at most {MOST_GAPS}",
                ("text",),
                "make two questions of it",
            )
        for gap in dict.fromkeys(gaps[:MOST_GAPS]):
            answers = gap.partition("::")[0].split("|")
            if not all(answer.strip() for answer in answers):
                yield Problem(
                    "empty-gap",
                    f"an answer in the gap {quoted(f'[[{gap}]]')} is empty",
                    ("text",),
                    "write the answer, or delete the “|” next to it",
                )
        if gaps and (mark := self._mark_around_gap()):
            yield Problem(
                "gap-in-mark",
                f"found a gap inside {_MARKS[mark]}",
                ("text",),
                f"end {_NAMES[mark]} before the gap, and start it again after the gap",
            )
        rest = _GAP.sub("", self.text)
        if "[[" in rest or "]]" in rest:
            yield Problem(
                "open-gap",
                (
                    "found “[[” without a closing “]]”"
                    if "[[" in rest
                    else "found “]]” without an opening “[[”"
                ),
                ("text",),
                "write each gap as [[…]]",
            )

    def _mark_around_gap(self) -> Kind | None:
        """Return the kind of the first mark that begins before a gap and ends behind it."""
        if "*" not in self.text and "`" not in self.text and "\\" not in self.text:
            return None
        text = _GAP.sub("\0", self.text)
        marks = (kind for kind, content in pieces(Markup(text)) if "\0" in content)
        return next((kind for kind in marks if kind != "text"), None)

    def stated_values(self) -> Iterator[tuple[Route, StatedValue]]:
        for gap in self.form().gaps:
            if claim := parse_stated_value(gap.shown):
                yield ("text",), claim

    def form(self) -> Blanks:
        parts: list[Markup | Gap] = []
        for number, piece in enumerate(_GAP.split(self.text)):
            if number % 2:
                written, _, hint = piece.partition("::")
                shown, *accept = (answer.strip() for answer in written.split("|"))
                parts.append(Gap(ExpectedWords(shown, tuple(accept)), shown, hint.strip()))
            elif piece:
                parts.append(Markup(piece))
        return Blanks(tuple(parts))
