"""Advice: the words of the answer are in the stem. Learners read them off. Ask in other words. A
stem that offers alternatives (“a planet or a star?”, “which of the two”) is not reported.

```yaml wrong
- id: composer-of-the-moonlight-sonata
  type: card
  stem: Which Beethoven sonata did Ludwig van Beethoven call the Moonlight Sonata?
  answer: The Moonlight Sonata
```

```yaml right
- id: composer-of-the-moonlight-sonata
  type: card
  stem: By which name is Beethoven's piano sonata number 14 known?
  answer: The Moonlight Sonata
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from quizgen.lint.english import ARTICLES, STOP
from quizgen.lint.views import contains, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Blanks, ExpectedWords, Reveal, TypeIn
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "answer-in-stem"
LEVEL = Severity.ADVICE
_ALTERNATIVES = frozenset({"or", "between", "than", "versus", "vs", "both", "either", "compared"})


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find answers in words that are in the stem, in their order."""
    for view in views(loaded).all:
        form = view.form
        in_words = type(form) is TypeIn and type(form.expected) is ExpectedWords
        if not (in_words or type(form) is Reveal or type(form) is Blanks):
            continue
        for number, said in enumerate(view.answer_words):
            if (
                said
                and said[-1] in view.stem_words
                and _tells(said[1:] if said[0] in ARTICLES else said, view.stem_words)
            ):
                yield Finding(
                    view.place("text" if type(form) is Blanks else "answer"),
                    f"the answer {quoted(view.answers[number])} is in the "
                    f"{'text around the gap' if type(form) is Blanks else 'stem'}",
                    "say it in other words there",
                )


def _tells(answer: list[str], stem: list[str]) -> bool:
    """Tell whether ``answer`` says something, and ``stem`` says it without an alternative."""
    return (
        bool(answer)
        and contains(stem, answer)
        and any(len(word) > 2 for word in answer)
        and not STOP.issuperset(answer)
        and _ALTERNATIVES.isdisjoint(stem)
        and not _of_two(stem)
    )


def _of_two(stem: list[str]) -> bool:
    """Tell whether ``stem`` asks which of several things that it names."""
    return any(
        one in ("which", "whose", "who", "one", "what") and other == "of"
        for one, other in pairwise(stem)
    )
