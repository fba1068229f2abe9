"""A warning: no question of the topic cites this fact. Write a question about it, or delete the
fact. This is only reported if the whole topic was checked and has no errors.

```yaml wrong topic
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
  facts: [height]
```

```yaml right topic
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
  facts: [height, announced, next-survey]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import cited_by

CODE = "uncited-fact"
LEVEL = Severity.WARNING


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find facts that no question cites; withdrawn questions do not count."""
    for topic, source in loaded.sourced:
        if not (topic.files.whole and topic.banks and loaded.sound(topic)):
            continue
        asked = {
            cited.text
            for file in topic.banks
            for question in file.entries("questions")
            if "retired" not in question.entries
            for cited in cited_by(question)
        }
        for fact in source.facts:
            if fact.id not in asked and fact.at is not None:
                yield Finding(
                    source.place(fact.at, "id"),
                    f"no question cites the fact “{fact.id}”",
                    f"write a question with “facts: [{fact.id}]”, or delete the fact",
                )
