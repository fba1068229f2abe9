"""Advice: an option is “all of the above”, or a “none of the above” that may be shuffled away from
the end. In exams, “all of the above” was right in 64 % (± 8) of the questions that had it,
where chance is 25 %: learners pick it whenever they know two right options. “None of the above”
is no such cue (22 %, ± 8), but it says “above”: keep it at the end with `pin: last`. If it is
right, learners show only that they know what is wrong.

```yaml wrong
- id: noble-gases
  type: choice
  stem: Which of these is a noble gas?
  options: [Helium, Neon, Argon, right: All of the above]
```

```yaml right
- id: noble-gases
  type: multi
  stem: Which of these are noble gases?
  options: [right: Helium, right: Neon, right: Argon, Chlorine]
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

CODE = "all-or-none-option"
LEVEL = Severity.ADVICE
_WHAT = r"(?: ?(?:the |these |those )?(?:above|following|preceding|previous|other))?"
_THINGS = r"(?: (?:options?|answers?|choices?|statements?|items?|ones))?"
_END = r"(?: (?:is|are)(?: all)? (?:correct|true|right|wrong|false))?\W*"
_ALL = Pattern(
    rf"(?:all|any|each|both)(?: of)?(?: the| these| those| them)?{_WHAT}{_THINGS}{_END}",
    re.IGNORECASE,
)
_NONE = Pattern(
    rf"(?:none|neither)(?: of)?(?: the| these| those| them)?{_WHAT}{_THINGS}{_END}", re.IGNORECASE
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find options that speak of all the others."""
    for view in views(loaded).picks:
        for number, option in enumerate(view.options):
            if option[:1] not in "AaBbEeNn" or len(option) > 60:
                continue
            written = view.pick.options[number]
            if _ALL.fullmatch(option):
                yield Finding(
                    view.place("options", number),
                    f"found the option {quoted(option)}, which learners pick as soon as they know "
                    "two right ones",
                    "write “type: multi” and mark each right option, or write another option",
                )
            elif _NONE.fullmatch(option) and (
                written.right or (view.pick.shuffle and not written.pinned)
            ):
                yield Finding(
                    view.place("options", number),
                    f"the option {quoted(option)} is right: learners need only know what is wrong"
                    if written.right
                    else f"the option {quoted(option)} may be shuffled before the options that it "
                    "speaks of",
                    "write the right answer instead"
                    if written.right
                    else "keep it at the end: “pin: last” next to its text",
                )
