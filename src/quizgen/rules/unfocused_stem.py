"""Advice: the stem alone asks nothing: learners must read the options to find out what the
question is about. “Which of these is true?” makes as many true-false questions as there are
options, and a word or two (“Photosynthesis”) may ask for anything. Ask so that learners could
answer without the options.

Reported are stems that ask which option is true, and stems of fewer than five words without a
question mark, a colon or a blank.

```yaml wrong
- id: about-mars
  type: choice
  stem: Which of the following is true?
  options: [Mars has rings, right: Mars has two moons, Mars has no poles]
```

```yaml right
- id: about-mars
  type: choice
  stem: How many moons does Mars have?
  options: [None, right: Two, Four]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "unfocused-stem"
LEVEL = Severity.ADVICE
FEWEST = 5
"""Words of a stem that is no question."""
_WHICH = Pattern(
    r"(?:(?:which|what)(?: one| two| ones)?(?: of (?:the following|these|those|them|the))?"
    r"(?: (?:statements?|sentences?|claims?|options?|answers?|assertions?|below|following))*"
    r"(?: (?:is|are|was|were))(?: the)?(?: most| also)?(?: not)? "
    r"(?:true|correct|right|false|incorrect|wrong|accurate|untrue|best)"
    r"|(?:choose|select|pick|mark|find|identify) (?:the |all (?:the )?)?(?:true|correct|right|"
    r"best|false|wrong|incorrect))"
    r"(?: (?:statements?|answers?|options?|ones?|sentences?))?(?: below| here)?\W*",
    re.IGNORECASE,
)
_ASKS = Pattern(r"[?:？؟…_]|\.\.\.")
_IMPERATIVE = Pattern(
    r"(?:choose|select|pick|name|mark|find|identify|complete|translate|solve|compute|calculate|"
    r"simplify|evaluate|determine|match|order|list|estimate|spell|expand|factor|conjugate)\b",
    re.IGNORECASE,
)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find stems that ask nothing by themselves."""
    for view in views(loaded).picks:
        stem = view.stem
        if view.passage is not None:
            continue  # which says what the question is about
        if _WHICH.fullmatch(stem):
            what = (
                "the stem asks nothing by itself: only the options say what the question is about"
            )
        elif (
            len(stem) < 60
            and not _ASKS.search(stem)
            and not view.question.media
            and stem.isascii()
            and len(view.stem_words) < FEWEST
            and not _IMPERATIVE.match(stem)
        ):
            what = "the stem is no question, and does not say what is asked"
        else:
            continue
        yield Finding(view.stem_place, what, "ask so that the options are not needed to answer")
