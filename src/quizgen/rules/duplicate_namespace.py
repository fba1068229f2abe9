"""Two topics or standalone banks have the same namespace, usually because a folder was copied. If
they also share ids, Anki mixes up their questions. Give the newer one a namespace of its own:
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
from quizgen.rules.shared import Place, copied_topics, is_copy, written_again

CODE = "duplicate-namespace"
LEVEL = Severity.ERROR
HINT = "give the newer one the namespace that “quizgen namespace” prints"


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find topics and standalone banks with the namespace of an earlier one."""
    first: dict[str, Place] = {}
    copies = copied_topics(loaded)
    for number, topic in enumerate(loaded.topics):
        here: Place = (topic.banks[0] if topic.source is None else topic.source, "namespace")
        namespace = topic.namespace
        if namespace is None or number in copies:  # which is said of its id
            continue
        if namespace in first and not is_copy(here[0], first[namespace][0]):
            yield written_again(here, namespace, first[namespace], hint=HINT)
        first.setdefault(namespace, here)
