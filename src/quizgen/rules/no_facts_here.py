"""A question in a standalone bank cites facts, but a standalone bank has no facts. Name the source
in words under `source`, or move the bank next to a `source.yaml`.

```yaml wrong
- id: height-of-everest
  type: card
  stem: How high is Mount Everest?
  answer: 8,848.86 meters
  facts: [height]
```

```yaml right
- id: height-of-everest
  type: card
  stem: How high is Mount Everest?
  answer: 8,848.86 meters
  source: Announcement by Nepal and China, December 2020
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.filenames import SOURCE_FILE
from quizgen.reading.loading import Loaded, LoadedTopic

CODE = "no-facts-here"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find questions in standalone banks that cite facts."""
    for topic in loaded.topics:
        for file in topic.banks if topic.alone else ():
            for question in file.questions:
                if question.at is None:
                    continue
                for field in ("facts", "mentions"):
                    if not getattr(question, field):
                        continue
                    yield Finding(
                        file.place(question.at, field, on_key=True),
                        f"found “{field}” in a standalone bank, which has no {SOURCE_FILE} to cite",
                        _hint(topic),
                    )


def _hint(topic: LoadedTopic) -> str:
    """Return what to do, which depends on whether there is a topic above the bank."""
    hint = "name the source in words instead: “source: …”"
    if above := topic.files.topic_above:
        return f"if the bank belongs to the topic of {above}, give the folder of that file\n{hint}"
    return hint
