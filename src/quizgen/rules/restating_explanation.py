"""Advice: the explanation says again what the stem and the answer say, and nothing else. Learners
read it when they were wrong: then the right answer is on the screen already. Say why it is
right, what makes the wrong answers tempting, or what to keep it apart from.

Reported are explanations whose words of content are in the stem, the options or the answer, but
for one (of four or more) or two (of ten or more).

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

from quizgen.lint.english import STOP, content, stems, words
from quizgen.lint.views import View, views
from quizgen.model.blocks import to_plain
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Pair
from quizgen.reading.loading import Loaded

CODE = "restating-explanation"
LEVEL = Severity.ADVICE
LONGEST = 300
"""Characters up to which an explanation may say nothing new."""
MOST = 2
"""Words of content that may not yet be something new."""
ENOUGH = {0: 1, 1: 4, 2: 10}
"""How many words of content an explanation has at least that says nothing with so many new ones."""
ALIKE = 4
"""Letters at the start of a word by which another form of it is looked for."""
BEGIN = 110
"""Characters of an explanation that are looked at first."""
LONG = 6
"""Characters of a long word."""
_SIGNS = ".,;:!?()“”"


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
    """Tell whether ``explanation`` has hardly a new word; the first ones mostly decide."""
    if "\\(" in explanation or "`" in explanation or _says_more(explanation, view):
        return False
    said = content(words(explanation))
    if not said:
        return False
    new = [term for term in said if term not in view.stem_terms]
    if new:
        shown = {stems[word] for text in _shown(view) for word in words(text)}
        new = [term for term in new if term not in shown]
    return len(new) <= MOST and len(said) >= ENOUGH[len(new)]


def _shown(view: View) -> list[str]:
    """Return what learners have before them besides the stem: options, pairs, or the answer."""
    if view.is_pick:
        return view.options
    if isinstance(view.form, Pair):
        return [to_plain(text) for pair in view.form.pairs for text in pair]
    return view.answers


def _says_more(explanation: str, view: View) -> bool:
    """Tell whether three long words of ``explanation`` begin as nothing that learners have read.

    This is a first look, which settles most explanations without taking them apart.
    """
    known = " ".join((view.stem, *_shown(view))).lower()
    new = 0
    for word in explanation[:BEGIN].lower().split():
        if len(word) >= LONG and word[:ALIKE] not in known and word.strip(_SIGNS) not in STOP:
            new += 1
            if new > MOST:
                return True
    return False
