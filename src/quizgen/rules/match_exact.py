"""A proposal: two answers differ only in case, accents or signs. In what learners type these are
mostly forgiven, so an answer that you did not think of may be counted as right. If case, accents
and signs count, write `match: exact`. If signs do not count, write `match: case`.

One of the two answers may be under `reject`, be a gap of the same text, or answer another question
of the same bank.

```yaml wrong
- id: recursive
  type: short
  stem: Which option makes ls list the folders inside a folder, too?
  answer: -R
  reject: [-r]
```

```yaml right
- id: recursive
  type: short
  stem: Which option makes ls list the folders inside a folder, too?
  answer: -R
  match: exact
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.views import View, views, where
from quizgen.model.diagnostics import Finding, Related, Severity
from quizgen.model.forms import ExpectedWords, TypeIn
from quizgen.model.values import quoted, skeleton
from quizgen.reading.loading import Loaded

CODE = "match-exact"
LEVEL = Severity.ADVICE
_WAYS_TO_WRITE = re.compile(r"[\s.,'’‘\"“”()–—-]+|\b(?:the|an?)\b", re.IGNORECASE)
"""What one writes and another leaves out, with the same meaning."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find typed answers that another question of the bank has in other case, accents or signs."""
    for _, found in views(loaded).banks:
        seen: dict[str, View] = {}
        for view in found:
            if type(view.form) is not TypeIn or not _is_forgiving(view.form):
                continue
            (answer,) = view.answers
            other = seen.setdefault(skeleton(answer), view)
            if other is not view and _is_another(other.answers[0], answer):
                yield Finding(
                    view.place("answer"),
                    f"the answer {quoted(answer)} differs only in case, accents or signs from "
                    f"{quoted(other.answers[0])}, the answer to {where(other, view)}",
                    "if they count, write “match: exact” in both questions\n"
                    "if only case and accents count, write “match: case” in both",
                    related=(Related(other.place("answer"), "the other answer is here"),),
                )


def _is_forgiving(form: TypeIn) -> bool:
    """Tell whether a learner types words, of which case and signs are mostly forgiven."""
    return isinstance(form.expected, ExpectedWords) and form.expected.match is None


def _is_another(one: str, two: str) -> bool:
    """Tell whether two answers with the same letters may be two things, such as ``MW`` and ``mW``.

    A capital at the start of one tells nothing, since it may be that of a sentence.
    """
    one, two = (_WAYS_TO_WRITE.sub("", answer) for answer in (one, two))
    return one != two and (one[1:] != two[1:] or not (one[:1].isalpha() and one[2:]))
