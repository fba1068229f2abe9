"""Advice: the stem ends in “a” or “an”, or in “is” or “are”, and not every option goes on from
there. Learners rule out what does not fit by its grammar. Of 13 such questions in a set of
exams, the right option fitted in 10.

```yaml wrong
- id: animal-that-flies
  type: choice
  stem: 'A mammal that can fly is a:'
  options: [Ostrich, Eel, right: Bat, Ant]
```

```yaml right
- id: animal-that-flies
  type: choice
  stem: 'Which of these mammals can fly?'
  options: [An otter, An ape, right: A bat, A mouse]
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

CODE = "grammatical-cue"
LEVEL = Severity.ADVICE
_ARTICLE = Pattern(r"\b(an?)\s*(?:_+|…|\.\.\.|:)?\s*$", re.IGNORECASE)
_VERB = Pattern(r"\b(is|are|was|were)\s*(?:_+|…|\.\.\.|:)?\s*$", re.IGNORECASE)
_VOWEL = Pattern(
    r"[ai]|e(?!u)|o(?!ne\b|nce\b)|hour|honest|honou?r|heir|u(?!ni|s[aeiou]|r[aeiou]|t[aeio])",
    re.IGNORECASE,
)
_DETERMINED = Pattern(r"(?:an?|the|some|all|many|several|both) ", re.IGNORECASE)
_LONGEST = 4
"""Words up to which the last one tells whether an option is of one thing or many."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find stems after which only some options are grammatical."""
    for view in views(loaded).choices:
        stem = view.stem.rstrip()
        if stem.endswith("?"):
            continue
        if any(map(_DETERMINED.match, view.options)):
            continue
        if match := _ARTICLE.search(stem):
            fits = [_takes_an(option) is (match[1].lower() == "an") for option in view.options]
            hint = "write “a(n)”, or put the article into each option"
        elif match := _VERB.search(stem):
            many = [_is_plural(said) for said in view.option_words]
            if None in many:
                continue
            fits = [plural is (match[1].lower() in ("are", "were")) for plural in many]
            hint = "let all options be of one thing, or all of many"
        else:
            continue
        if fits[view.right] and not all(fits):
            wrong = view.options[fits.index(False)]
            yield Finding(
                view.stem_place,
                f"{quoted(wrong)} does not go on from “{match[1]}” at the end of the stem, so its "
                "grammar rules it out",
                hint,
            )


def _takes_an(option: str) -> bool:
    """Tell whether “an” comes before ``option``."""
    return _VOWEL.match(option) is not None


def _is_plural(said: list[str]) -> bool | None:
    """Tell whether ``said`` is of many things, or ``None`` where its last word does not tell."""
    if not said or len(said) > _LONGEST or not said[-1].isalpha():
        return None
    last = said[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is"))
