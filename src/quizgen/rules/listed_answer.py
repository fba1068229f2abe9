"""Advice: the answer on the back of a card is a list of three things or more. Learners remember
some of them, and there is no grade for that. Sets are the hardest thing to remember. Ask for
each by itself, write `type: cloze` with a gap for each, `type: multi` to recognize them, or
`type: order` if their order matters.

```yaml wrong
- id: baltic-states
  type: card
  stem: Which are the Baltic states?
  answer: Estonia, Latvia and Lithuania
```

```yaml right
- id: baltic-states
  type: cloze
  text: 'From north to south, the Baltic states are [[Estonia]], [[Latvia]] and [[Lithuania]].'
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "listed-answer"
LEVEL = Severity.ADVICE
FEWEST = 3
"""Things that make a list."""
_LISTED = Pattern(r"(?:[^,;]{2,60}, )+[^,;]{2,60},? (?:and|or|&) \w.*", re.DOTALL)
_POINTS = Pattern(r"^\s*(?:[-*•]|\d+[.)])\s+\S", re.MULTILINE)
_CLAUSE = Pattern(r"\b(?:is|are|was|were|because|which|that|who|when|if)\b", re.IGNORECASE)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find backs of cards that are lists."""
    for view in views(loaded).cards:
        answer = view.answers[0]
        number = max(len(_POINTS.findall(answer)), answer.count(";") + 1)
        if (
            number < FEWEST
            and "," in answer
            and _LISTED.fullmatch(answer)
            and not _CLAUSE.search(answer)
        ):
            number = answer.count(", ") + (0 if re.search(r", (?:and|or|&) ", answer) else 1) + 1
        if number >= FEWEST:
            yield Finding(
                view.place("answer"),
                f"the answer is a list of {number} things: learners remember some of them",
                "ask for each by itself, or write “type: cloze” with a gap for each",
            )
