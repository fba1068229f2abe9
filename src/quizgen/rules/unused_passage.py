"""A warning: no question of the bank is about this passage, so no learner sees it. Name it in a
question, or delete it. This is only reported if the bank has no errors.

```yaml wrong bank
bank: floods
title: Floods
namespace: 5v0t2m8q1x7k4c9z6b3n
passages:
  flood: The level of the river rose on three days, and fell on the fourth.
questions:
  - id: first-flood-barrier
    type: date
    stem: In which year was the Thames Barrier opened?
    answer: 1984
```

```yaml right bank
bank: floods
title: Floods
namespace: 5v0t2m8q1x7k4c9z6b3n
passages:
  flood: The level of the river rose on three days, and fell on the fourth.
questions:
  - id: days-of-rising
    type: number
    passage: flood
    stem: On how many days did the level rise?
    answer: 3
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "unused-passage"
LEVEL = Severity.WARNING


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find passages that no question is about; learners still have withdrawn questions."""
    for file in loaded.banks:
        if file.bank is None or not file.bank.passages or file.path in loaded.faulty:
            continue
        assert file.root is not None
        named = {question.passage for question in file.questions}
        for name in file.bank.passages:
            if name not in named:
                yield Finding(
                    file.place(file.root, "passages", name, on_key=True),
                    f"no question is about the passage “{name}”",
                    f"write “passage: {name}” in the questions about it, or delete the passage",
                )
