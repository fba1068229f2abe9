"""Two banks that stand alone have one name but for its ending. What learners were given of a bank
is kept in a lock of the bank's name, so that each would overwrite the other's.

```text
wrong: seas.yaml  seas.yml      right: seas.yaml  lakes.yml
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "shared-lock"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Look for a bank with the same name beside each that stands alone."""
    for topic in loaded.topics:
        for file in topic.banks:
            other = topic.bank_with_same_lock
            if other is not None and file.root is not None:
                yield Finding(
                    file.place(file.root),
                    f"this bank and {quoted(other.name)} would share the lock file "
                    f"{quoted(topic.files.lock.name)}",
                    "rename one of them, and its lock file with it",
                )
