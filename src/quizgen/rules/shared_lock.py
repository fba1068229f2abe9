"""Two standalone banks have the same name with different endings. quizgen keeps a record of what
learners have in a lock file with the name of the bank, so the two banks would share one lock file.
Rename one of the banks. If the lock file is there already, its first line ends in the `namespace`
of the bank that it belongs to: rename the other one.

```text
wrong: seas.yaml  seas.yml
right: seas.yaml  lakes.yml
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
    """Find standalone banks that share a lock file with the bank next to them."""
    for topic in loaded.topics:
        for file in topic.banks:
            other = topic.bank_with_same_lock
            if other is not None and file.root is not None:
                yield Finding(
                    file.place(file.root),
                    f"this bank and {quoted(other.name)} would share the lock file "
                    f"{quoted(topic.files.lock.name)}",
                    "rename one of the two files\n"
                    f"if {quoted(topic.files.lock.name)} is there already, its first line ends in "
                    "the “namespace” of one of the two: keep the name of that one",
                )
