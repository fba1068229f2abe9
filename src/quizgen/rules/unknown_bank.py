"""`banks` of `source.yaml` names a bank that the topic does not have, or names one twice. It says
in which order learners meet the banks, so each id stands there once, as its file says it at
`bank`. Correct the id, or delete it.

```text
wrong: source.yaml  banks: [hights, climbers]
       heights.yaml bank: heights
right: source.yaml  banks: [heights, climbers]
       heights.yaml bank: heights
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.filenames import SOURCE_FILE
from quizgen.model.nodes import Scalar, Sequence
from quizgen.model.suggestions import Suggestions
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded, LoadedSource, LoadedTopic

CODE = "unknown-bank"
LEVEL = Severity.ERROR


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks in the order of a topic that it does not have; unsound ones count as there."""
    for topic, source in loaded.sourced:
        listed = source.entry("banks")
        if isinstance(listed, Sequence):
            names = [name for name in listed.items if type(name) is Scalar]
            yield from _twice(source, names)
            if topic.files.whole:
                yield from _unknown(topic, source, names)


def _twice(source: LoadedSource, names: list[Scalar]) -> Iterator[Finding]:
    seen = set()
    for name in names:
        if name.text in seen:
            yield Finding(
                source.place(name),
                f"the bank {quoted(name.text)} is named twice",
                "delete one of them",
            )
        seen.add(name.text)


def _unknown(topic: LoadedTopic, source: LoadedSource, names: list[Scalar]) -> Iterator[Finding]:
    ids = [file.entry("bank") for file in topic.banks]
    if not all(type(name) is Scalar for name in ids):  # any of them may be the one that is meant
        return
    known = dict.fromkeys(name.text for name in ids if type(name) is Scalar)
    near = Suggestions(known)
    for name in names:
        if name.text not in known:
            yield Finding(
                source.place(name),
                f"there is no bank {quoted(name.text)} next to this {SOURCE_FILE}",
                near.hint(name.text) or f"name banks of this topic: {', '.join(known)}",
            )
