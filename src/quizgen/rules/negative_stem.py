"""Advice: the stem asks for what is *not* so, and the word that says it is easy to miss. Learners
who know the answer then pick a true one. Of 793 negative stems in a set of exams, 154 had the
word in capitals or in bold. Ask for what is so, or emphasize the word: `**not**`, `NOT`,
`EXCEPT`.

```yaml wrong
- id: not-a-planet
  type: choice
  stem: Which of these is not a planet?
  options: [Mars, Venus, right: Pluto, Saturn]
```

```yaml right
- id: not-a-planet
  type: choice
  stem: Which of these is **not** a planet?
  options: [Mars, Venus, right: Pluto, Saturn]
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "negative-stem"
LEVEL = Severity.ADVICE
_AUXILIARY = (
    "is|are|was|were|does|do|did|has|have|had|can|could|would|should|will|may|might|must|cannot"
)
_SUBORDINATE = r"that|when|if|because|although|while|where|whether|than|so|and|but"
_NEGATIVE = Pattern(
    rf"\b(?:which|what|who|whom|whose|where|when)\b"
    rf"(?:(?!\b(?:who|which|{_SUBORDINATE})\b)[^,;:.?!])*?\b(?:{_AUXILIARY})\b"
    rf"(?:(?!\b(?:who|which|{_SUBORDINATE})\b)[^,;:.?!])*?(?<!or )(?<!if )(?<!why "
    rf")\b(?P<word>not|never)\b(?! only\b| just\b)"
    r"|\b(?P<contracted>(?:is|are|was|were|does|do|did|has|have|had|ca|could|would|should|"
    r"wo)n['’]t)\b(?=[^.?!]*\?)"
    r"|\b(?P<except>except)\b(?: for)?\W*$"
    r"|\b(?P<least>least) (?:likely|probable|probably|true|accurate|appropriate|suitable|"
    r"effective)",
    re.IGNORECASE,
)
_WHICH = Pattern(r"\W*(?:which|what|who)\b", re.IGNORECASE)
_WORDS = frozenset({"not", "never", "except", "least"})
_REASON = Pattern(r"\b(?:why|how)\b", re.IGNORECASE)


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find stems whose “not” is easily passed over."""
    for view in views(loaded).picks:
        if _WORDS.isdisjoint(view.stem_words) and "n't" not in view.stem and "n’t" not in view.stem:
            continue
        match = _NEGATIVE.search(view.stem)
        if match is None or match.lastgroup is None:
            continue
        word = match[match.lastgroup]
        before = view.stem[: match.start(match.lastgroup)]
        if word.isupper() or (match.lastgroup == "contracted" and not _asks_which(before)):
            continue
        if re.search(rf"\*[^*]*\b{re.escape(word)}\b[^*]*\*", view.markup) or _REASON.match(
            view.stem
        ):
            continue
        yield Finding(
            view.stem_place,
            f"the stem asks for what is not so, and “{word}” is easy to miss",
            f"ask for what is so, or write “**{word}**”",
        )


def _asks_which(before: str) -> bool:
    """Tell whether a question with “isn't” after ``before`` is about which, not about whether."""
    return (
        _WHICH.match(before) is not None
        and "(" not in before
        and not re.search(rf"\b(?:{_SUBORDINATE})\b", before, re.IGNORECASE)
    )
