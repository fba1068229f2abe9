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
from collections.abc import Sequence as Several

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.filenames import SOURCE_FILE
from quizgen.model.nodes import Sequence
from quizgen.reading.loading import Loaded

CODE = "uncited-question"
LEVEL = Severity.ERROR
MOST = 8
"""Facts that a message names."""


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
                        _hint(known),
                    )


def _hint(known: Several[str]) -> str:
    """Return what to add where the topic has the facts ``known``."""
    if len(known) == 1:
        return f"if the answer rests on the only fact of the topic, add “facts: [{known[0]}]”"
    listed = f"{', '.join(known[:MOST])}{' …' if len(known) > MOST else ''}"
    return (
        f"add “facts: [{known[0]}]”, but with the ids of the facts that the answer rests on; "
        f"{SOURCE_FILE} has {listed}"
    )
