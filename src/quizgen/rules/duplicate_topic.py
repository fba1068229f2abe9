"""Two topics have the same id, or a topic has the id of a standalone bank. The package is named
after the id, so one package would overwrite the other. Give the newer one another id. If a folder
was copied by mistake, delete the copy.

```text
wrong: everest/source.yaml  topic: mountains
       alps/source.yaml     topic: mountains
right: everest/source.yaml  topic: everest
       alps/source.yaml     topic: alps
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import PACKAGE, Place, copied_topic, copied_topics, written_again

CODE = "duplicate-topic"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find topics with the id of an earlier topic or of a standalone bank."""
    first: dict[str, Place] = {}
    copies = copied_topics(loaded)
    for number, topic in enumerate(loaded.topics):
        if number in copies:
            yield copied_topic(topic, copies[number])
            continue
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
