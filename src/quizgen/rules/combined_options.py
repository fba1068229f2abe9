"""Advice: an option combines other options by their letters or numbers, as in “both A and C” or “I
and II only”. Such questions test how well learners combine, not what they know, and one known
part rules out half of the options. quizgen also shuffles options and shows no letters, so “A”
may be any of them. 8 % of the questions of a published course were of this kind.

```yaml wrong
- id: primary-colors
  type: choice
  stem: Which of these are primary colors of light?
  options: [Red, Yellow, Green, right: Both A and C]
```

```yaml right
- id: primary-colors
  type: multi
  stem: Which of these are primary colors of light?
  options: [right: Red, Yellow, right: Green]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "combined-options"
LEVEL = Severity.ADVICE
_MARK = r"\(?(?:[a-h]|[1-9]|i{1,3}|iv|vi{0,3})\)?\.?"
_COMBINED = Pattern(
    rf"(?P<both>both |only |options? |answers? |statements? )*{_MARK}"
    rf"(?:(?:,? (?:and|or|&) |, ?|/|&){_MARK})+(?: only| are (?:correct|true|right))?\W*",
    re.IGNORECASE,
)
_LETTER = Pattern(r"\b(?:[a-h]|i{1,3}|iv|vi{0,3})\b", re.IGNORECASE)
_ALONE = Pattern(rf"(?:only )?{_MARK}(?: only| alone)?", re.IGNORECASE)
_LISTED = Pattern(
    r"(?:^|\s)\(?(?:[1-9]|i{1,3}|iv|[A-Da-d])[.):](?=\s)", re.MULTILINE | re.IGNORECASE
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find options that are made of others."""
    for view in views(loaded).picks:
        combined = [
            number
            for number, option in enumerate(view.options)
            if len(option) < 40 and _COMBINED.fullmatch(option)
        ]
        if not combined:
            continue
        # “A and B” among “A”, “B” and “0” are blood groups, unless the stem lists what A and B are.
        short = [n for n, option in enumerate(view.options) if _ALONE.fullmatch(option)]
        if len(combined) + len(short) == len(view.options) and not _LISTED.search(view.stem):
            continue
        if not any(
            _LETTER.search(view.options[number]) for number in combined
        ) and not _LISTED.search(view.stem):
            continue
        yield Finding(
            view.place("options", combined[0]),
            f"the option {quoted(view.options[combined[0]])} combines others",
            "write “type: multi”, and mark each option that is right",
        )
