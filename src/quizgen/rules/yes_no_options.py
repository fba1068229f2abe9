"""Advice: the options are “yes” and “no”, or “true” and “false”, with or without a reason. With
two, learners guess one of two. With more, the question asks two things at once, and the answer
to the first rules out half of the options. Write a statement with `type: truefalse` and an
explanation, or ask for the reason alone.

```yaml wrong
- id: whale-a-fish
  type: choice
  stem: Is a whale a fish?
  options:
    - Yes, because it lives in water
    - right: No, because it breathes air
    - Yes, because it has fins
    - No, because it has no scales
```

```yaml right
- id: whale-a-fish
  type: choice
  stem: Why is a whale not counted as a fish?
  options:
    - It swims in groups
    - right: It breathes air with lungs
    - It lives in warm water
    - It is larger than fishes
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "yes-no-options"
LEVEL = Severity.ADVICE
PAIRS = (("yes", "no"), ("true", "false"))
_FIRST = Pattern(r"(yes|no|true|false)(?=$|[,.;:!]| ?[–—-] | because\b)", re.IGNORECASE)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find options that begin with both words of a pair."""
    for view in views(loaded).choices:
        begins = [_FIRST.match(option) for option in view.options]
        found = {match[1].lower() for match in begins if match}
        for one, other in PAIRS:
            if one in found and other in found:
                yield Finding(
                    view.place("options"),
                    f"the options are “{one}” and “{other}”",
                    "write a statement with “type: truefalse”, or ask for the reason alone",
                )
