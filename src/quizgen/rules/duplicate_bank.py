"""Two banks have one id. Banks are told apart by it, within a topic and when a quiz or a build
takes several folders.

```text
wrong: heights.yaml  bank: everest         right: heights.yaml  bank: heights
       dates.yaml    bank: everest                dates.yaml    bank: dates
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import PACKAGE, Place, written_again

CODE = "duplicate-bank"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Hold the id of each bank against those before it, and a stand-alone one's against topics'."""
    banks: dict[str, Place] = {}
    topics: dict[str, Place] = {}
    for topic in loaded.topics:
        if topic.source is not None and topic.source.record is not None:
            topics.setdefault(topic.source.record.topic, (topic.source, "topic"))
        for file in topic.banks:
            if file.bank is None:
                continue
            name, here = file.bank.id, (file, "bank")
            if name in banks:
                yield written_again(here, name, banks[name])
            else:
                banks[name] = here
                if topic.alone and name in topics:
                    yield written_again(here, name, topics[name], PACKAGE)
