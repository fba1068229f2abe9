"""Advice: a wrong option says “always”, “never”, “completely” or the like, and the right option
does not. Learners have found out that what leaves no exception is seldom true. Of the exam
questions in which some option had such a word, it was right in 19 % (± 4), where chance is 25
%. It was the most frequent flaw of a published course (15 %).

The words are: always, never, completely, entirely, absolutely, totally, solely, exclusively,
invariably, impossible, certainly and guaranteed. `option-words` counts weaker ones over a whole
bank.

```yaml wrong
- id: metals-and-heat
  type: choice
  stem: What happens to most metals when they are heated?
  options:
    - They never change
    - right: They grow larger
    - They always melt at once
    - They grow heavier
```

```yaml right
- id: metals-and-heat
  type: choice
  stem: What happens to most metals when they are heated?
  options:
    - They grow smaller
    - right: They grow larger
    - They grow lighter
    - They grow heavier
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.english import ABSOLUTE
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "absolute-option"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find absolute words that only wrong options have."""
    for view in views(loaded).choices:
        found = [
            number for number, said in enumerate(view.option_words) if not ABSOLUTE.isdisjoint(said)
        ]
        if not found or view.right in found:
            continue
        # Frequency itself may be asked: “never, sometimes, always”.
        if all(len(view.option_words[number]) == 1 for number in found):
            continue
        if not ABSOLUTE.isdisjoint(view.stem_words):
            continue
        word = next(word for word in view.option_words[found[0]] if word in ABSOLUTE)
        yield Finding(
            view.place("options", found[0]),
            f"only wrong options have a word such as “{word}”, which gives them away",
            "let the wrong options be as careful as the right one",
        )
