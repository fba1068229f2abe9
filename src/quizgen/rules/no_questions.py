"""A bank has no questions. Add one. If a topic has no bank yet, this is a warning.

```yaml wrong bank
bank: capitals
title: Capitals
namespace: 6h1x9v4k7q2m8t3w5c0z
questions: []
```

```yaml right bank
bank: capitals
title: Capitals
namespace: 6h1x9v4k7q2m8t3w5c0z
questions:
  - id: japan
    type: card
    stem: What is the capital of Japan?
    answer: Tokyo
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.nodes import Sequence
from quizgen.reading.loading import Loaded

CODE = "no-questions"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Look for empty lists of questions, and for topics without a bank."""
    for topic, source in loaded.sourced:
        if topic.files.whole and not topic.banks and source.root is not None:
            yield Finding(
                source.place(source.root),
                "this topic has no bank yet",
                "add a bank, such as cities.yaml, to this folder",
                severity=Severity.WARNING,
            )
    for topic in loaded.topics:
        for file in topic.banks:
            listed = file.entry("questions")
            if isinstance(listed, Sequence) and not listed.items and not file.damaged:
                yield Finding(
                    file.place(listed),
                    "this bank has no question",
                    "write one; “quizgen new question choice FILE” adds an example",
                )
