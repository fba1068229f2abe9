"""Advice: the source names its text (`text:`), and nothing says what that text was when the facts
were written. Add `text_hash`, as the hint has it. If the text changes later, quizgen names the
facts and the questions to read again.

```text
wrong: text: article.txt, and no text_hash
right: text: article.txt, and text_hash: 5d41402a 7d793037
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.source_text import paragraphs, pin
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "unpinned-text"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find texts without a pin."""
    for _, source in loaded.sourced:
        record, found = source.record, paragraphs(source)
        if record is None or record.at is None or record.source.text_hash is not None:
            continue
        if found:
            yield Finding(
                source.place(record.at, "source", "text"),
                f"nothing says what {record.source.text} was when its facts were written",
                f"add “text_hash: {pin(found)}” next to it",
            )
