"""Two banks of a topic have the same title. Each bank becomes a deck, and Anki knows a deck by its
name. Give one of the banks another title.

```text
wrong: heights.yaml  title: Mountains
       dates.yaml    title: Mountains
right: heights.yaml  title: Heights
       dates.yaml    title: First ascents
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.bank import Bank
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "duplicate-title"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks of a topic with the title of an earlier one, ignoring case."""
    for topic in loaded.topics:
        seen: dict[str, Bank] = {}
        for file in topic.banks:
            if file.bank is None or file.bank.at is None:
                continue
            first = seen.setdefault(file.bank.title.casefold(), file.bank)
            if first is not file.bank and first.id != file.bank.id:  # else it is a copy
                yield Finding(
                    file.place(file.bank.at, "title"),
                    f"the bank {quoted(first.id)} already has the title {quoted(file.bank.title)}; "
                    "each bank becomes a deck, so each needs its own title",
                    "give one of them another title",
                )
