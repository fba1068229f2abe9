"""Two questions of a bank have the same id. Anki would treat them as one question. Give the newer
question another id.

```yaml wrong
- id: capital
  type: card
  stem: What is the capital of Japan?
  answer: Tokyo
- id: capital
  type: card
  stem: What is the capital of Peru?
  answer: Lima
```

```yaml right
- id: capital-of-japan
  type: card
  stem: What is the capital of Japan?
  answer: Tokyo
- id: capital-of-peru
  type: card
  stem: What is the capital of Peru?
  answer: Lima
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import repeated_ids

CODE = "duplicate-id"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find ids that are used twice in a file, invalid questions included."""
    for file in loaded.banks:
        yield from repeated_ids(file, "questions")
