"""Advice: the text of the source (`text:`) does not have a figure, a date or a name of this fact
in the paragraph that the fact names. Correct the fact or its `paragraph`. If the text says it
in other words (“a dozen” for 12), leave it so.

Looked up are the value of the fact, the figures in its statement, and the names there: words
with a capital letter that do not begin a sentence. A year may be left out of a date. Names are
found in another form, too (“Russia” for “Russian”).

```text
wrong: number: 30,000, where the paragraph says “3,000 soldiers”
right: number: 3,000
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.coverage import has_figure, says_date
from quizgen.lint.english import words
from quizgen.lint.patterns import Pattern
from quizgen.lint.source_text import paragraphs
from quizgen.model.bank import Fact
from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

CODE = "unsupported-fact"
LEVEL = Severity.ADVICE
ALIKE = 4
"""Letters at the start of two names that make them forms of one."""
_FIGURE = Pattern(r"\d[\d,]*(?:\.\d+)?")
_NAME = Pattern(r"(?<=[^.!?:“\"] )(?:[^\W\d_a-z][^\W\d_]+)(?: [^\W\d_a-z][^\W\d_]+)*")
_ALSO = {"United States": "America", "United Kingdom": "Britain", "Soviet Union": "Soviet"}
"""What else a text calls a country by."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find what facts say and their paragraph does not."""
    for _, source in loaded.sourced:
        found = paragraphs(source)
        for fact in source.facts if found else ():
            if fact.at is None:
                continue
            if fact.paragraph > len(found):
                yield Finding(
                    source.place(fact.at, "paragraph"),
                    f"the text has {count(len(found), 'paragraph')}, and this fact names number "
                    f"{fact.paragraph}",
                    "correct the number",
                )
                continue
            for route, missing in _missing(fact, found[fact.paragraph - 1]):
                others = [n for n, part in enumerate(found, 1) if not list(_missing(fact, part))]
                yield Finding(
                    source.place(fact.at, *route),
                    f"paragraph {fact.paragraph} of the text does not have {missing}",
                    f"write “paragraph: {others[0]}”, which has it"
                    if others
                    else "correct the fact, or leave it if the text says it in other words",
                )


def _missing(fact: Fact, paragraph: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what ``fact`` says and ``paragraph`` does not, each with its route."""
    value = fact.value
    if value is not None and value.number is not None:
        if not has_figure(paragraph, value.number.value):
            yield ("value", "number"), f"the figure {value.number.written}"
    elif value is not None and value.date is not None and not says_date(paragraph, value.date):
        yield ("value", "date"), f"the date {value.date}"
    statement = to_plain(fact.statement)
    figures = set(_FIGURE.findall(paragraph))
    for figure in dict.fromkeys(_FIGURE.findall(statement)):
        if figure.strip(",.") not in figures and value is None:
            yield ("statement",), f"the figure {figure}"
    for name in dict.fromkeys(_NAME.findall(statement)):
        if not _names(paragraph, name):
            yield ("statement",), f"the name “{name}”"


def _names(paragraph: str, name: str) -> bool:
    """Tell whether ``paragraph`` has ``name``, a form of it, its initials, or another name."""
    said = words(paragraph)
    if all(
        len(word) < ALIKE or any(other[:ALIKE] == word[:ALIKE] for other in said)
        for word in words(name)
    ):
        return True
    initials = r"\.?".join(word[0] for word in name.split())
    if " " in name and re.search(rf"\b{initials}\b", paragraph):
        return True
    return name in _ALSO and _ALSO[name] in paragraph
