"""Advice: the hint of a gap or of a question contains the answer, a form of it, or half of its
letters. Then the answer is copied, not recalled. A hint says what kind of thing belongs into
the gap: “day”, “a city”, “whose?”.

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
from quizgen.lint.views import View, contains, views
from quizgen.model.blocks import to_plain
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
    """Find hints that leave nothing to recall, those of gaps and those of questions."""
    for view in views(loaded).all:
        hint = view.question.hint
        if hint is None and type(view.form) is not Blanks:
            continue
        if hint is not None and not view.is_statement and _tells(to_plain(hint), view.answers):
            yield _finding(view, "hint", hint, view.answers[0])
        for gap in view.form.gaps if isinstance(view.form, Blanks) else ():
            if gap.hint and _tells(gap.hint, _right(gap)):
                yield _finding(view, "text", gap.hint, gap.shown)


def _finding(view: View, field: str, hint: str, answer: str) -> Finding:
    return Finding(
        view.place(field),
        f"the hint {quoted(hint)} gives away {quoted(answer)}",
        "let the hint say what kind of thing is asked",
    )


def _right(gap: Gap) -> list[str]:
    expected = gap.expected
    accepted = expected.accept if isinstance(expected, ExpectedWords) else ()
    return [gap.shown, *accepted]


def _tells(hint: str, answers: list[str]) -> bool:
    hinted = words(hint)
    begun = "".join(_LETTERS.findall(hint)).lower()
    for answer in answers:
        said = words(answer)
        if not said or STOP.issuperset(said):
            continue
        if contains(hinted, said) or any(_forms(one, two) for one in said for two in hinted):
            return True
        whole = "".join(_LETTERS.findall(answer)).lower()
        if len(begun) >= 3 and 2 * len(begun) >= len(whole) and whole.startswith(begun):
            return True
    return False


def _forms(one: str, other: str) -> bool:
    """Tell whether both are forms of one word that says something."""
    if one in STOP or other in STOP or not (one.isalpha() and other.isalpha()):
        return False
    return stems[one] == stems[other] or (
        len(one) > ALIKE and len(other) > ALIKE and one[:ALIKE] == other[:ALIKE]
    )
