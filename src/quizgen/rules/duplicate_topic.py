"""Two topics have one id, or a topic has that of a bank that stands alone. A package is named after
the id, so that one would overwrite the other.

```text
wrong: everest/source.yaml  topic: mountains     right: everest/source.yaml  topic: everest
       alps/source.yaml     topic: mountains            alps/source.yaml     topic: alps
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import PACKAGE, Place, written_again

CODE = "duplicate-topic"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Hold the id of each topic against those before it, and those of stand-alone banks."""
    first: dict[str, Place] = {}
    for topic in loaded.topics:
        if topic.source is None:
            for file in topic.banks:
                if file.bank is not None:
                    first.setdefault(file.bank.id, (file, "bank"))
        elif topic.source.record is not None:
            name, here = topic.source.record.topic, (topic.source, "topic")
            if name in first:
                yield written_again(here, name, first[name], PACKAGE)
            else:
                first[name] = here
