"""Two topics, or banks that stand alone, have one namespace; most often a folder was copied. Where
they also share ids, a learner's Anki would mix their questions up. Give the newer one its own:
`quizgen namespace` prints one.

```text
wrong: everest/source.yaml  namespace: 2m7xq4c9t0w5k8h3v6zb
       alps/source.yaml     namespace: 2m7xq4c9t0w5k8h3v6zb
right: everest/source.yaml  namespace: 2m7xq4c9t0w5k8h3v6zb
       alps/source.yaml     namespace: 9c4w0h7k2x5t8m1v6q3b
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded
from quizgen.rules.shared import Place, written_again

CODE = "duplicate-namespace"
LEVEL = Severity.ERROR
HINT = "each needs its own; “quizgen namespace” prints a new one"


def check(loaded: Loaded) -> Iterator[Finding]:
    """Hold the namespace of each topic and stand-alone bank against those before it."""
    first: dict[str, Place] = {}
    for topic in loaded.topics:
        here: Place = (topic.banks[0] if topic.source is None else topic.source, "namespace")
        namespace = topic.namespace
        if namespace is None:
            continue
        if namespace in first:
            yield written_again(here, namespace, first[namespace], hint=HINT)
        else:
            first[namespace] = here
