"""Advice: the explanation says again what the stem and the answer say, and nothing else. Learners
read it when they were wrong: then the right answer is on the screen already. Say why it is
right, what makes the wrong answers tempting, or what to keep it apart from.

Reported are explanations with no more than one word of content that is neither in the stem nor
in the answer.

```yaml wrong
- id: capital-of-australia
  type: short
  stem: What is the capital of Australia?
  answer: Canberra
  explanation: The capital of Australia is Canberra.
```

```yaml right
- id: capital-of-australia
  type: short
  stem: What is the capital of Australia?
  answer: Canberra
  explanation: It was founded in 1913 as a compromise between Sydney and Melbourne.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.english import STOP, each_word, stems
from quizgen.lint.views import View, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "restating-explanation"
LEVEL = Severity.ADVICE
LONGEST = 300
"""Characters up to which an explanation may say nothing new."""
MOST = 1
"""Words of content that are not yet something new."""
ALIKE = 4
"""Letters at the start of a word by which another form of it is looked for."""
BEGIN = 160
"""Characters of an explanation that are looked at first."""
LONG = 6
"""Characters of a long word."""
_SIGNS = ".,;:!?()“”"
SHORT = 4
"""Words of content of an explanation below which a single new one is news."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find explanations that add nothing."""
    for view in views(loaded).all:
        explanation = view.question.explanation
        if explanation is not None and len(explanation) <= LONGEST and _restates(explanation, view):
            yield Finding(
                view.place("explanation"),
                "the explanation says what the stem and the answer say already",
                "say why the answer is right, or what learners confuse it with",
            )


def _restates(explanation: str, view: View) -> bool:
    """Tell whether ``explanation`` has no more than one new word; the first ones mostly decide."""
    if "\\(" in explanation or "`" in explanation or _says_more(explanation, view):
        return False
    known = view.stem_terms
    answers: set[str] = set()
    new = said = 0
    for word in each_word(explanation):
        if word in STOP:
            continue
        said += 1
        if stems[word] in known:
            continue
        if not answers:
            answers.update(stems[one] for answer in view.answer_words for one in answer)
        if stems[word] not in answers:
            new += 1
            if new > MOST:
                return False
    return said > 0 and (new == 0 or said >= SHORT)


def _says_more(explanation: str, view: View) -> bool:
    """Tell whether two long words of ``explanation`` begin as nothing in the stem or the answers.

    This is a first look, which settles most explanations without taking them apart.
    """
    known = f"{view.stem} {view.answers}".lower()
    new = 0
    for word in explanation[:BEGIN].lower().split():
        if len(word) >= LONG and word[:ALIKE] not in known and word.strip(_SIGNS) not in STOP:
            new += 1
            if new > MOST:
                return True
    return False
