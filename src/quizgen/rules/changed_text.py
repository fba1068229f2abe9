"""A warning: a paragraph of the text (`text:`) is not what it was when its facts were written.
Read the facts and the questions that are named again. Then write the new `text_hash`, which
says that you did.

`text_hash` has eight digits for each paragraph. So quizgen can say which paragraphs changed,
and which ones only have another number now.

```text
wrong: the publisher corrects “3,000” to “4,000” in paragraph 2, and text_hash stays
right: the facts of paragraph 2 are corrected, and text_hash is what the hint says
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.source_text import moved, paragraphs, pin
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import Id, quoted
from quizgen.reading.loading import Loaded, LoadedSource, LoadedTopic

CODE = "changed-text"
LEVEL = Severity.WARNING


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find texts whose pin is another one than that of their paragraphs."""
    for topic, source in loaded.sourced:
        record, found = source.record, paragraphs(source)
        if record is None or record.at is None or not found:
            continue
        pinned = record.source.text_hash
        if pinned is not None and pinned.split() != pin(found).split():
            place = source.place(record.at, "source", "text_hash")
            hint = f"read them again, and then write “text_hash: {pin(found)}”"
            for old, new in moved(pinned, found).items():
                if old != new and (named := _named(topic, source, old)):
                    what = "changed" if new is None else f"is paragraph {new} now"
                    message = f"paragraph {old} of {record.source.text} {what}; {named}"
                    yield Finding(place, message, hint)


def _named(topic: LoadedTopic, source: LoadedSource, paragraph: int) -> str:
    """Return what is said of the facts of ``paragraph``, or nothing if it has none."""
    facts = [fact.id for fact in source.facts if fact.paragraph == paragraph]
    if not facts:
        return ""
    citing = list(_citing(topic, set(facts)))
    named = f"its facts are {', '.join(map(quoted, facts))}"
    return (
        f"{named}, and the questions that cite them {', '.join(map(quoted, citing))}"
        if citing
        else named
    )


def _citing(topic: LoadedTopic, facts: set[Id]) -> Iterator[str]:
    """Yield the ids of the questions that cite or mention one of ``facts``."""
    for file in topic.banks:
        for question in file.questions:
            if not facts.isdisjoint((*question.facts, *question.mentions)):
                yield question.id
