"""Advice: questions cite this fact, and none of them asks for it: neither its value nor what it
says is in a stem or in a right answer. Only an explanation speaks of it, or nothing does. Ask
for it, or move it from `facts` to `mentions` where the answer does not rest on it. `quizgen
coverage` shows what is asked of each paragraph.

A question asks, for each of its right answers, the one of the facts that it cites whose
statement has most in common with its stem and its answers. It also asks a fact whose figure or
date is there, or half of what the statement says, where a word that many facts share counts
little. This is only reported if the whole topic was checked and has no errors.

```yaml wrong topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-08
  facts: [announced, height]
```

```yaml right topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-08
  facts: [announced]
- id: height-of-everest
  type: number
  stem: How high is Mount Everest, as announced in 2020?
  answer: 8,848.86
  unit: meters
  facts: [height]
- id: what-is-expected
  type: truefalse
  stem: A further survey is expected to correct the height.
  answer: true
  explanation: Instruments get better.
  facts: [next-survey]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.coverage import coverage
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "unasked-fact"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find facts that are cited, and that no question asks."""
    for topic, source in loaded.sourced:
        if not (topic.files.whole and topic.banks and loaded.sound(topic)):
            continue
        for covered in coverage(loaded, topic, source):
            if covered.cited and not covered.asked and covered.fact.at is not None:
                names = [quoted(view.name) for view in covered.cited]
                some = (
                    " and ".join(names[:2])
                    if len(names) < 3
                    else f"{names[0]} and {len(names) - 1} more"
                )
                yield Finding(
                    source.place(covered.fact.at, "id"),
                    f"no question asks the fact “{covered.fact.id}”, which {some} "
                    f"{'cites' if len(names) == 1 else 'cite'}",
                    "write a question that asks for it, or move it from “facts” to “mentions” in "
                    "the one that cites it",
                )
