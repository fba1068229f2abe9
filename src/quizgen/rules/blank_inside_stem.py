"""Advice: the stem has a blank (`___`) before its end, or more than one. Learners must hold the
first half of a sentence in mind, go through the options, and come back. Ask a question, move
the blank to the end, or write `type: cloze`, whose gaps learners fill where they are. A
sentence in quotes is not reported.

```yaml wrong
- id: capital-of-kenya
  type: choice
  stem: The city of ___ is the capital of Kenya.
  options: [Mombasa, right: Nairobi, Kisumu]
```

```yaml right
- id: capital-of-kenya
  type: choice
  stem: Which city is the capital of Kenya?
  options: [Mombasa, right: Nairobi, Kisumu]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Blanks
from quizgen.reading.loading import Loaded

CODE = "blank-inside-stem"
LEVEL = Severity.ADVICE
_QUOTED = Pattern(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_BLANK = Pattern(r"(?<![^\W_])_{2,}(?![^\W_])|(?<!\.)\.{5,}|(?<!\w)\[ ?\](?!\w)")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find blanks that are followed by more than the end of a sentence."""
    for view in views(loaded).all:
        if type(view.form) is Blanks or ("__" not in view.stem and "....." not in view.stem):
            continue
        stem = _QUOTED.sub("", view.stem)  # a sentence that is quoted is what is asked about
        match = _BLANK.search(stem)
        if match is not None and re.search(r"\w|__", stem[match.end() :]):
            yield Finding(
                view.stem_place,
                "the stem has a blank before its end",
                "write “type: cloze” with [[…]] for the blank, or ask a question",
            )
