"""Advice: the hint of a gap contains the answer, a form of it, or half of its letters. Then the
gap is copied, not recalled. A hint says what kind of thing belongs into the gap: “day”, “a
city”, “whose?”.

```yaml wrong
- id: process-in-leaves
  type: cloze
  text: 'Leaves make sugar by [[photosynthesis::photosynthetic process]].'
```

```yaml right
- id: process-in-leaves
  type: cloze
  text: 'Leaves make sugar by [[photosynthesis::process]].'
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.english import STOP, stems, words
from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Blanks, ExpectedWords, Gap
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "telling-hint"
LEVEL = Severity.ADVICE
ALIKE = 5
"""Letters at the start of two words that make them forms of one word."""
_LETTERS = Pattern(r"[^\W\d_]+")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find hints that leave nothing to recall."""
    for view in views(loaded).gapped:
        if not isinstance(view.form, Blanks):
            continue
        for gap in view.form.gaps:
            if gap.hint and _tells(gap):
                yield Finding(
                    view.place("text"),
                    f"the hint {quoted(gap.hint)} gives away {quoted(gap.shown)}",
                    "let the hint say what kind of thing belongs into the gap",
                )


def _tells(gap: Gap) -> bool:
    expected = gap.expected
    answers = [gap.shown]
    if isinstance(expected, ExpectedWords):
        answers += expected.accept
    hinted = words(gap.hint)
    for answer in answers:
        said = words(answer)
        if said and (
            _inside(said, hinted) or any(_forms(one, two) for one in said for two in hinted)
        ):
            return True
        begun = "".join(_LETTERS.findall(gap.hint)).lower()
        whole = "".join(_LETTERS.findall(answer)).lower()
        if len(begun) >= 3 and 2 * len(begun) >= len(whole) and whole.startswith(begun):
            return True
    return False


def _inside(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def _forms(one: str, other: str) -> bool:
    """Tell whether both are forms of one word that says something."""
    if one in STOP or other in STOP or not (one.isalpha() and other.isalpha()):
        return False
    return stems[one] == stems[other] or (
        len(one) > ALIKE and len(other) > ALIKE and one[:ALIKE] == other[:ALIKE]
    )
