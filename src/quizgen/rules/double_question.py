"""Advice: the question asks two things at once (“who and when”), or a statement makes two claims.
Learners who know one of both are counted wrong, and you cannot tell which one they lack. Write
two questions. A statement with two claims is false if either is, so learners do not know which
one they are asked about.

```yaml wrong
- id: fall-of-the-wall
  type: card
  stem: When did the Berlin Wall fall, and who was chancellor of West Germany?
  answer: In 1989, under Helmut Kohl
```

```yaml right
- id: fall-of-the-wall
  type: card
  stem: When did the Berlin Wall fall?
  answer: In 1989
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import View, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Pick, Reveal, TypeIn
from quizgen.reading.loading import Loaded

CODE = "double-question"
LEVEL = Severity.ADVICE
_ASKED = r"(?:who|whom|whose|what|when|where|why|how|which)"
_QUESTION_WORDS = frozenset(
    {"who", "whom", "whose", "what", "when", "where", "why", "how", "which"}
)
_TWO = Pattern(
    rf"(?:^|[,;:] ?|[.?!] )(?:[A-Z]?[a-z]+ )?{_ASKED}\b(?P<between>[^?.!]*?),? and (?:(?:in|at|"
    rf"on|for|to|by|with|from|of) )?"
    rf"(?P<second>{_ASKED})\b",
    re.IGNORECASE,
)
_FIRST = Pattern(rf"\b{_ASKED}\b", re.IGNORECASE)
_CLAIMS = Pattern(
    r"[^,;]{12,}[,;] (?:and|but|while|whereas) (?:[\w’'-]+ ){1,5}?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|does|do|did|must|should)\b"
)
_AS = Pattern(r"\bas \w[^,.;]* and [^,.;]*\bas \w")
_MARKS = Pattern(r"\?(?=\s+[A-Z])")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find stems that want two answers, and statements of two claims."""
    for view in views(loaded).all:
        if view.is_statement:
            if _claims_twice(view.stem):
                yield Finding(
                    view.stem_place,
                    "the statement makes two claims",
                    "make a statement of each, or keep the one that matters",
                )
        elif type(view.form) in (Pick, TypeIn, Reveal) and _asks_twice(view):
            yield Finding(
                view.stem_place,
                "the stem asks two things at once",
                "make two questions of it",
            )


def _claims_twice(stem: str) -> bool:
    if _joins(stem) and _CLAIMS.search(stem):
        return True
    return stem.count(" as ") > 1 and _AS.search(stem) is not None


def _joins(stem: str) -> bool:
    """Tell whether two clauses may be joined in ``stem``: a first look."""
    return (
        ", and " in stem
        or ", but " in stem
        or ", while " in stem
        or ", whereas " in stem
        or ";" in stem
    )


def _asks_twice(view: View) -> bool:
    stem = view.stem
    if stem.count("?") > 1 and _MARKS.search(stem) and stem.rstrip().endswith("?"):
        return True
    if " and " not in stem or sum(word in _QUESTION_WORDS for word in view.stem_words) < 2:
        return False
    match = _TWO.search(stem)
    if match is None:
        return False
    # “a city that lies …, and which has” goes on with the same thing.
    second = match["second"].lower()
    before = [word.lower() for word in _FIRST.findall(match[0])[:-1]]
    relative = second in ("who", "which", "whose", "whom", "where")
    return not (relative and (second in before or " that " in match["between"]))
