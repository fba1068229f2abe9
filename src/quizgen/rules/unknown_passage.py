"""A question is about a passage that its bank does not have. Usually its id is misspelled. Correct
the id, or add the passage below `passages`. The passages of one bank are not there in another.

```yaml wrong bank
bank: floods
title: Floods
namespace: 5v0t2m8q1x7k4c9z6b3n
passages:
  flood: The level of the river rose on three days, and fell on the fourth.
questions:
  - id: days-of-rising
    type: number
    passage: floods
    stem: On how many days did the level rise?
    answer: 3
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
from quizgen.model.nodes import Scalar
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import parse_id, quoted
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import passage_ids

CODE = "unknown-passage"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find questions about passages that the bank does not have; invalid ones count as there."""
    for file in loaded.banks:
        named = [
            one
            for question in file.entries("questions")
            if type(one := question.entries.get("passage")) is Scalar and _is_id(one.text)
        ]
        known = passage_ids(file)
        if not named or file.damaged or known is None:
            continue
        near = Suggestions(known)
        for one in named:
            if one.text not in known:
                yield Finding(
                    file.place(one),
                    f"the bank has no passage {quoted(one.text)}",
                    near.hint(one.text)
                    or "write the id of a passage of this bank, or add one below “passages:”",
                )


def _is_id(text: str) -> bool:
    """Tell whether ``text`` may name a passage: anything else was reported when it was read."""
    try:
        parse_id(text)
    except ValueError:
        return False
    return True
