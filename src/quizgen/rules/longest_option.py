"""Advice: the right option is much longer than every other option. Authors qualify what is right,
so learners who know nothing pick the longest option. Of 5,700 exam questions with four options,
the option that this rule points at was right in 35 % (± 3), where chance is 25 %. Course
authors have rewritten whole quizzes because of this.

The right option is reported if it has at least 1.25 times the characters of the longest wrong
option, and at least 8 more. Shorten it, put what qualifies it into the explanation, or write
wrong options with as much detail.

```yaml wrong
- id: why-seasons
  type: choice
  stem: Why does the Earth have seasons?
  options:
    - Its orbit is not a circle
    - The sun's heat changes
    - right: Its axis is tilted, so each half gets more sun for a part of the year
    - The moon pulls on the air
```

```yaml right
- id: why-seasons
  type: choice
  stem: Why does the Earth have seasons?
  options:
    - Its orbit is not a circle
    - The sun's heat changes
    - right: Its axis is tilted
    - The moon pulls on the air
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "longest-option"
LEVEL = Severity.ADVICE
RATIO = 1.25
"""How many times as long as the longest wrong option the right one is."""
MARGIN = 8
"""How many characters longer it is at least: “Rome” is no cue next to “Bonn”."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find right options that give themselves away by their length."""
    for view in views(loaded).choices:
        lengths = view.lengths
        right = lengths[view.right]
        most = max(lengths[number] for number in view.others())
        if right >= RATIO * most and right >= most + MARGIN:
            yield Finding(
                view.place("options", view.right, "right"),
                f"the right option has {right} characters, and no other has more than {most}: its "
                "length gives it away",
                "shorten it, or give the wrong options as much detail",
            )
