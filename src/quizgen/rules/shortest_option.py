"""Advice: the right option is much shorter than every other option. Learners look for the option
that is unlike the others. It is reported if it has at most half the characters of the shortest
wrong option, and at least 15 fewer. `option-lengths` counts the same over a whole bank.

```yaml wrong
- id: what-a-river-carries
  type: choice
  stem: What does a river leave behind where it slows down?
  options:
    - Salt that rises to the surface of the water
    - Air that was dissolved in the water upstream
    - right: Sediment
    - Heat that it took up on its way to the sea
```

```yaml right
- id: what-a-river-carries
  type: choice
  stem: What does a river leave behind where it slows down?
  options:
    - Salt
    - Air bubbles
    - right: Sediment
    - Heat
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "shortest-option"
LEVEL = Severity.ADVICE
RATIO = 0.5
"""What part of the length of the shortest wrong option the right one has at most."""
MARGIN = 15
"""How many characters shorter it is at least."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find right options that give themselves away by being short."""
    for view in views(loaded).choices:
        lengths = view.lengths
        right = lengths[view.right]
        least = min(lengths[number] for number in view.others())
        if right <= RATIO * least and right <= least - MARGIN:
            yield Finding(
                view.place("options", view.right, "right"),
                f"the right option has {right} characters, and no other has fewer than {least}: "
                "its length gives it away",
                "shorten the wrong options, or give the right one as much detail",
            )
