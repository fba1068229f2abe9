"""Two banks have the same id. Within a topic, every bank needs its own id, and so do all banks
that one quiz or one build takes together. Give the newer bank another id.

```text
wrong: heights.yaml  bank: everest
       dates.yaml    bank: everest
right: heights.yaml  bank: heights
       dates.yaml    bank: dates
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded, LoadedBank
from quizgen.rules.shared import PACKAGE, Place, copied_bank, copied_topics, is_copy, written_again

CODE = "duplicate-bank"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks with the id of an earlier bank, and standalone banks with the id of a topic."""
    banks: dict[str, Place] = {}
    topics: dict[str, Place] = {}
    copies = copied_topics(loaded)
    for number, topic in enumerate(loaded.topics):
        if number in copies:  # which is said of the topic
            continue
        if topic.source is not None and topic.source.record is not None:
            topics.setdefault(topic.source.record.topic, (topic.source, "topic"))
        for file in topic.banks:
            if file.bank is None:
                continue
            name, here = file.bank.id, (file, "bank")
            if name in banks:
                first = banks[name][0]
                if isinstance(first, LoadedBank) and is_copy(file, first):
                    yield copied_bank(file, first)
                else:
                    yield written_again(here, name, banks[name])
            else:
                banks[name] = here
                if topic.alone and name in topics:
                    yield written_again(here, name, topics[name], PACKAGE)
