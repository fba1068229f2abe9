"""A question of a topic cites no fact. Then readers cannot see where its answer comes from, and
quizgen cannot check it. Add `facts:` with at least one id from `source.yaml`.

```yaml wrong topic
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
```

```yaml right topic
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
  facts: [height]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.filenames import SOURCE_FILE
from quizgen.model.nodes import Sequence
from quizgen.reading.loading import Loaded

CODE = "uncited-question"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find questions without a fact in topics that have facts, invalid questions included."""
    for topic, source in loaded.sourced:
        known = source.fact_ids()
        for file in topic.banks if known else ():
            for question in file.entries("questions"):
                cited = question.entries.get("facts")
                if cited is None or (isinstance(cited, Sequence) and not cited.items):
                    yield Finding(
                        file.place(question),
                        "this question cites no fact, expected at least one",
                        f"add “facts: [{known[0]}]”, but with the ids of those facts in "
                        f"{SOURCE_FILE} that the answer rests on",
                    )
