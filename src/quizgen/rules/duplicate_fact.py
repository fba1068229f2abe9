"""Two facts of a topic have the same id, so it is not clear which fact a question cites. Give one
of them another id.

```yaml wrong facts
- id: height
  paragraph: 1
  kind: figure
  statement: Mount Everest is 8,848.86 meters high.
  says: Nepal and China
  standing: reported
- id: height
  paragraph: 2
  kind: event
  statement: The height was measured on both sides of the border.
  says: the course notes
  standing: reported
```

```yaml right facts
- id: height
  paragraph: 1
  kind: figure
  statement: Mount Everest is 8,848.86 meters high.
  says: Nepal and China
  standing: reported
- id: measured-on-both-sides
  paragraph: 2
  kind: event
  statement: The height was measured on both sides of the border.
  says: the course notes
  standing: reported
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import repeated_ids

CODE = "duplicate-fact"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find ids that are used twice in a file, invalid facts included."""
    for file in loaded.sources:
        yield from repeated_ids(file, "facts")
