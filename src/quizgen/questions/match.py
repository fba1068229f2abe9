"""``match``: the learner finds for each text on the left the one on the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.blocks import comparable
from quizgen.model.diagnostics import Problem
from quizgen.model.forms import Form, Pair
from quizgen.model.markup import Markup
from quizgen.model.phrases import count
from quizgen.model.question import Question
from quizgen.questions.options import check_distinct

FEWEST, MOST = 2, 8


class Match(Question, frozen=True, kw_only=True):
    """Two to eight pairs; ``extra`` right-hand texts belong to none."""

    type: ClassVar[str] = "match"
    CALLED: ClassVar[tuple[str, ...]] = ("matching", "pairs", "pairing", "match pairs")
    MEANT: ClassVar[dict[str, str]] = {
        **dict.fromkeys(("pair", "matches", "items", "options", "answers", "answer"), "pairs"),
        **dict.fromkeys(("distractors", "extras"), "extra"),
    }
    MISSING: ClassVar[dict[str, str]] = {
        "pairs": "add “pairs:” with one pair on each line, “left: right”"
    }
    EXAMPLE: ClassVar[str] = """\
# Type “match”: learners match each text on the left with one on the right
id: capitals-on-rivers
type: match
stem: On which river does each capital lie?
pairs:
  Paris: the Seine
  Vienna: the Danube
  Cairo: the Nile
# extra: [the Rhine]  # belongs to none of them
explanation: Paris and Vienna were both Roman towns.
"""

    stem: Markup
    """What is asked."""
    pairs: dict[Markup, Markup]
    """Two to eight pairs, `left: right`; a text on the right may belong to several on the left."""
    extra: tuple[Markup, ...] = ()
    """At most eight texts for the right that belong to nothing on the left."""

    def check(self) -> Iterator[Problem]:
        if not FEWEST <= len(self.pairs) <= MOST:
            yield Problem(
                "pair-count",
                f"found {count(len(self.pairs), 'pair')}, expected {FEWEST} to {MOST}",
                ("pairs",),
                "add another pair on a line of its own: “left: right”"
                if len(self.pairs) < FEWEST
                else "delete some of them",
                on_key=True,
            )
        if len(self.extra) > MOST:
            yield Problem(
                "pair-count",
                f"found {len(self.extra)} extra items, expected at most {MOST}",
                ("extra",),
                "delete some of them",
                on_key=True,
            )
        yield from check_distinct(self.pairs, "pairs", "left-hand text", on_key=True)
        rights = tuple(self.pairs.values())
        if not self.extra:
            if 1 < len(rights) <= MOST and len(set(map(comparable, rights))) == 1:
                yield Problem(
                    "pair-count",
                    "all pairs have the same right-hand text, expected at least 2 to choose from",
                    ("pairs",),
                    "add a pair with another one, or add “extra: […]”",
                    on_key=True,
                )
            return
        for problem in check_distinct(rights + self.extra, "extra", "right-hand text"):
            number = problem.route[1]
            if isinstance(number, int) and number >= len(rights):
                yield Problem(
                    problem.code, problem.message, ("extra", number - len(rights)), problem.hint
                )

    def form(self) -> Form:
        return Pair(self.stem, tuple(self.pairs.items()), self.extra)
