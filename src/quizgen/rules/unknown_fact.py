"""A question cites a fact that `source.yaml` does not have. Usually its id is misspelled. Correct
the id, or add the fact.

```yaml wrong topic
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
  facts: [hight]
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
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import cited_by

CODE = "unknown-fact"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find citations of facts that the topic does not have; invalid facts count as facts."""
    for topic, source in loaded.sourced:
        if source.damaged:  # facts that were not read may be cited
            continue
        known = dict.fromkeys(source.fact_ids())
        near = Suggestions(known)
        for file in topic.banks:
            for question in file.entries("questions"):
                for cited in cited_by(question):
                    if cited.text in known:
                        continue
                    yield Finding(
                        file.place(cited),
                        f"{SOURCE_FILE} has no fact {quoted(cited.text)}",
                        near.hint(cited.text)
                        or f"write the id of a fact of {SOURCE_FILE}, or add the fact there",
                    )
