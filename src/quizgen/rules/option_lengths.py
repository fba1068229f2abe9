"""Advice: over the whole bank, the right option is the longest one (or the shortest one) far more
often than chance explains. Learners who always pick the longest option then do well without
knowing anything. Single questions can be as they must; a bank can be balanced. In a published
course of 2,026 questions, the longest option was right in 85 %.

Counted are the questions of the bank in which one option is longer than every other. The bank
is reported if chance gives as many hits, or more, in less than one of 1,000 banks (exact
binomial), and the share is at least 1.4 times that of chance.

```text
wrong: the right option is the longest in 36 of 40 questions with four options
right: the right option is the longest in 11 of 40 questions with four options
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.lint.significance import RARE, percent, uneven
from quizgen.lint.views import View, head, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

CODE = "option-lengths"
LEVEL = Severity.ADVICE
EXCESS = 1.4
"""How many times the share of chance is worth a word."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks whose right options are told by their length."""
    for file, found in views(loaded).banks:
        choices = [view for view in found if view.is_choice]
        for what, extreme in (("longest", max), ("shortest", min)):
            hits, chances = _count(choices, extreme)
            if not chances or hits < EXCESS * sum(chances):
                continue
            if uneven(hits, chances) < RARE:
                yield Finding(
                    head(file),
                    f"the right option is the {what} in {hits} of "
                    f"{count(len(chances), 'question')} "
                    f"({percent(hits / len(chances))}), where chance would give "
                    f"{percent(sum(chances) / len(chances))}",
                    "shorten right options and lengthen wrong ones, or the reverse, until length "
                    "no longer tells",
                )


def _count(choices: list[View], extreme: Callable[[list[int]], int]) -> tuple[int, list[float]]:
    """Return how often the one option of ``extreme`` length is right, and the chance of each."""
    hits = 0
    chances = []
    for view in choices:
        lengths = view.lengths
        bound = extreme(lengths)
        if lengths.count(bound) == 1:
            chances.append(1 / len(lengths))
            hits += lengths[view.right] == bound
    return hits, chances
