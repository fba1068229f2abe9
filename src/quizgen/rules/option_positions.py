"""Advice: over the whole bank, the right option is written at one place of the list far more
often, or far more seldom, than chance explains. Authors tend to put it second or third, and
generators put it first. quizgen shuffles the options of a question unless it says `shuffle:
false`, but a table (`quizgen build --format csv`) and other programs show them as written. A
published course had 1,245 of 2,026 right options in the second place until somebody noticed.

The bank is reported if chance does the same at any of the places in less than one of 1,000
banks (exact binomial, corrected for the number of places).

```text
wrong: the right option is the second one in 25 of 40 questions with four options
right: the right option is the second one in 12 of 40 questions with four options
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.significance import RARE, percent, uneven
from quizgen.lint.views import head, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

CODE = "option-positions"
LEVEL = Severity.ADVICE
EXCESS = 1.4
"""How many times the share of chance is worth a word."""
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks whose right options are told by their place."""
    for file, found in views(loaded).banks:
        choices = [view for view in found if view.is_choice]
        most = max((len(view.options) for view in choices), default=0)
        for place in range(most):
            chances = [1 / len(view.options) for view in choices if len(view.options) > place]
            hits = sum(view.right == place for view in choices)
            if hits < EXCESS * sum(chances):
                continue
            if uneven(hits, chances) * most < RARE:
                where = (
                    f"the {_PLACES[place]} one" if place < len(_PLACES) else f"number {place + 1}"
                )
                yield Finding(
                    head(file),
                    f"the right option is written as {where} in {hits} of "
                    f"{count(len(chances), 'question')} ({percent(hits / len(chances))}), where "
                    f"chance would give {percent(sum(chances) / len(chances))}",
                    "write right options at every place of the list alike",
                )
                break
