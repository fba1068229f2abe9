"""A bank next to a `source.yaml` has a `namespace`. The namespace of the topic is used for all its
banks. Delete the one in the bank.

```text
wrong: everest/source.yaml   namespace: 2m7xq4c9t0w5k8h3v6zb
       everest/heights.yaml  namespace: 6h1x9v4k7q2m8t3w5c0z
right: everest/source.yaml   namespace: 2m7xq4c9t0w5k8h3v6zb
       everest/heights.yaml  no namespace
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "namespace-in-topic"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Look for the key in each bank of a topic."""
    for topic in loaded.topics:
        for file in () if topic.alone else topic.banks:
            if file.root is not None and file.entry("namespace") is not None:
                yield Finding(
                    file.place(file.root, "namespace", on_key=True),
                    f"found a namespace in a bank that already has one from {topic.files.source}",
                    "delete this line; if the bank does not belong to that topic, move it to "
                    "another folder",
                )
