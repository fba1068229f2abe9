"""Advice: the answer on the back of a card has more than one sentence, or more than 20 words.
Learners cannot say whether they knew it: they knew a part. Ask for one thing, and put the rest
into the explanation. This is the rule of minimum information, the first that people who write
cards learn.

```yaml wrong
- id: why-ice-floats
  type: card
  stem: Why does ice float on water?
  answer: >-
    Water grows as it freezes. The molecules form a lattice with more room between them than in
    the liquid, so a liter of ice is lighter than a liter of water.
```

```yaml right
- id: why-ice-floats
  type: card
  stem: Why does ice float on water?
  answer: Ice is less dense than water
  explanation: In ice, the molecules form a lattice with more room between them than in the liquid.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "long-answer"
LEVEL = Severity.ADVICE
MOST = 20
"""Words of an answer that can be known as a whole."""
_SENTENCE_END = Pattern(
    r"(?<![A-Z.]\.)(?<!\b(?:Mr|Dr|St|vs|eg|ie|ca|No))(?<!\bMrs)(?<=[^\W\d_]{3}[.!?])\s+(?=[A-Z])"
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find backs of cards that say too much to be known or not."""
    for view in views(loaded).cards:
        answer = view.answers[0]
        if len(answer) < 40:
            continue
        number = len(view.answer_words[0])
        if number > MOST:
            found = f"the answer has {number} words"
        elif _SENTENCE_END.search(answer):
            found = "the answer has more than one sentence"
        else:
            continue
        yield Finding(
            view.place("answer"),
            f"{found}: learners cannot say whether they knew it",
            "ask for one thing, and put the rest into the explanation",
        )
