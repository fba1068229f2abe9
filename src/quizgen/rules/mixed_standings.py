"""Advice: the question has one answer, and the facts that it rests on are of different standing,
such as a report and a forecast. Then the card shows both, and learners cannot tell how firm the
answer is. Cite under `facts` what the answer rests on, and name under `mentions` the facts that
only the explanation speaks of.

```yaml wrong topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-08
  explanation: A later survey is expected to correct it.
  facts: [announced, next-survey]
```

```yaml right topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-08
  explanation: A later survey is expected to correct it.
  facts: [announced]
  mentions: [next-survey]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "mixed-standings"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find single answers that rest on facts of different standing."""
    shared = views(loaded)
    by_bank = {id(file): found for file, found in shared.banks}
    for topic, source in loaded.sourced:
        standings = {fact.id: fact.standing for fact in source.facts}
        for file in topic.banks:
            for view in by_bank[id(file)]:
                cited = view.question.facts
                if len(cited) < 2 or not (
                    view.is_choice or view.is_statement or len(view.answers) == 1
                ):
                    continue
                found = dict.fromkeys(standings[name] for name in cited if name in standings)
                if len(found) > 1:
                    yield Finding(
                        view.place("facts"),
                        f"the answer rests on facts of different standing: {', '.join(found)}",
                        "leave in “facts” what the answer rests on, and move the others to "
                        "“mentions: […]”",
                    )
