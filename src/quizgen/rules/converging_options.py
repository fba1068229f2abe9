"""Advice: the right option is made of pieces that the wrong options share with it, while each
wrong option has something of its own. Authors write the right option first and change one piece
at a time, so learners find it by counting what occurs most. In exams, the option that shares
most words with the others was right in 32 % (± 3), where chance is 25 %.

Reported are questions with three options or more in which every word of the right option, of at
least two, is also in a wrong option, every wrong option shares words with the right one, and no
wrong option shares any with another that the right one has not.

```yaml wrong
- id: charge-and-mass
  type: choice
  stem: How is a proton described?
  options: [right: Positive and heavy, Positive and light, Negative and heavy, Neutral and heavy]
```

```yaml right
- id: charge-and-mass
  type: choice
  stem: How is a proton described?
  options: [right: Positive and heavy, Positive and light, Negative and heavy, Negative and light]
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.lint.views import is_english, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "converging-options"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find right options to which all others converge."""
    banks = [found for _, found in views(loaded).banks if is_english(found)]
    for view in [view for found in banks for view in found if view.is_choice]:
        said = set(view.option_words[view.right])
        others = view.others()
        if len(said) < 2 or len(others) < 2:
            continue
        if any(said.isdisjoint(view.option_words[number]) for number in others):
            continue  # a first look, which settles most questions
        terms = view.option_terms
        if _converge(terms[view.right], [terms[number] for number in others]):
            yield Finding(
                view.place("options", view.right, "right"),
                "every wrong option is the right one with a piece changed, so what occurs most is "
                "right",
                "let wrong options share pieces with each other too",
            )


def _converge(right: frozenset[str], others: list[frozenset[str]]) -> bool:
    """Tell whether ``others`` have pieces of ``right``, and each one of its own."""
    everywhere = right.intersection(*others)
    pieces = right - everywhere
    if len(pieces) < 2 or not pieces <= frozenset().union(*others):
        return False
    if any(pieces.isdisjoint(other) for other in others):
        return False
    own = [other - right for other in others]
    counts = Counter(word for words in own for word in words)
    return all(own) and all(number == 1 for number in counts.values())
