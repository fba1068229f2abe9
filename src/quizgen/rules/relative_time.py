"""Advice: the stem speaks of “now”, “recently”, “last year” or “the latest”, and neither says when
that is nor has `as_of`. The answer was right when it was written. Experts called 14 % of the
exam questions with such words faulty, and 6 % of all. Name the year in the stem, or add `as_of:
2024-10`: learners see it, and `quizgen stale` can list the question when `review_by` has come.

A topic has `as_of` in its source, so its questions are not reported. Most answers that change
have no such word in their stem: give `as_of` to records, prices and offices by yourself.

```yaml wrong
- id: moons-of-saturn
  type: number
  stem: How many moons does Saturn currently have?
  answer: 146
```

```yaml right
- id: moons-of-saturn
  type: number
  stem: How many moons does Saturn currently have?
  answer: 146
  as_of: 2024
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "relative-time"
LEVEL = Severity.ADVICE
_RELATIVE = Pattern(
    r"\b(?:currently|recently|nowadays|presently|at present|at the moment|these days|as of now|"
    r"right now|(?:until|till|up to) now|so far(?! (?:as|away|from|apart|east|west|north|south))|"
    r"to date(?=[?.,]|$)|(?<!to )(?<!by )(?<!at )the latest(?= [a-z])(?! of)|most recent|"
    r"(?<!the )last (?:year|month|week|decade|summer|winter|spring|fall)(?! of| in)|"
    r"(?:this|next) (?:year|month|week|decade|century)|"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|some|several|a few) (?:years|months|"
    r"weeks|decades) ago|"
    r"current (?:president|prime minister|minister|chancellor|king|queen|monarch|pope|leader|head|"
    r"chair\w*|champion|holder|record|version|population|price|CEO|director|secretary|mayor|"
    r"governor)|"
    r"(?:is|are|does|do|has|have) now(?! (?:called|known|named|part|a part|in|the|considered|"
    r"believed|thought)\b)|"
    r"today(?=\?))",
    re.IGNORECASE,
)
_YEAR = Pattern(r"\b(?:1[0-9]|20)\d\d\b")


_WORDS = frozenset(
    """
    currently recently nowadays presently present moment days now far date latest recent last this
    next ago current today
    """.split()
)
"""Every match has one of these words: to look for them is fast."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find stems whose time moves with their reader."""
    dated = {id(bank) for topic in loaded.topics if not topic.alone for bank in topic.banks}
    for view in views(loaded).all:
        if view.question.as_of is not None or view.passage or id(view.file) in dated:
            continue  # the time is that of the question, of its passage or of the topic
        if _WORDS.isdisjoint(view.stem_words):
            continue
        match = _RELATIVE.search(view.stem)
        if match is not None and not _YEAR.search(view.stem):
            yield Finding(
                view.stem_place,
                f"{quoted(match[0])} means another time to each reader",
                "name the year in the stem, or add “as_of: …” with the time at which the answer is "
                "right",
            )
