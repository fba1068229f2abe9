"""``order``: the learner puts items in order, as of time or size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from quizgen.model.diagnostics import Problem
from quizgen.model.forms import Arrange, Form
from quizgen.model.markup import Markup
from quizgen.model.phrases import count
from quizgen.model.question import Question
from quizgen.questions.options import check_distinct

FEWEST, MOST = 3, 8


class Order(Question, frozen=True, kw_only=True):
    """Three to eight items, written in the right order; the stem says from what to what."""

    type: ClassVar[str] = "order"
    CALLED: ClassVar[tuple[str, ...]] = ("ordering", "sequence", "sequencing", "sort", "ranking")
    MEANT: ClassVar[dict[str, str]] = dict.fromkeys(
        ("options", "list", "steps", "answers", "answer", "sequence", "order"), "items"
    )
    MISSING: ClassVar[dict[str, str]] = {"items": "add “items:” with one item on each line"}
    EXAMPLE: ClassVar[str] = """\
# Type “order”: learners put the items in order; write them in the right order
id: lakes-by-area
type: order
stem: Put these lakes in order, from the largest to the smallest.
items: [Lake Superior, Lake Victoria, Lake Baikal]
explanation: By volume, Lake Baikal is the largest of the three.
"""

    stem: Markup
    """What is asked."""
    items: tuple[Markup, ...]
    """Three to eight items, in the right order."""

    def check(self) -> Iterator[Problem]:
        if not FEWEST <= len(self.items) <= MOST:
            yield Problem(
                "item-count",
                f"found {count(len(self.items), 'item')}, expected {FEWEST} to {MOST}",
                ("items",),
                "add items to the list" if len(self.items) < FEWEST else "delete some of them",
                on_key=True,
            )
        yield from check_distinct(self.items, "items", "item")

    def form(self) -> Form:
        return Arrange(self.stem, self.items)
