"""Advice: the question asks how high, how long, how heavy or the like, the answer is a bare
figure, and no unit is named. A learner who knows the height in feet then gets the answer in
meters wrong. Add `unit:`, or name the unit in the stem.

```yaml wrong
- id: height-of-everest
  type: number
  stem: How high is Mount Everest?
  answer: 8,849
```

```yaml right
- id: height-of-everest
  type: number
  stem: How high is Mount Everest?
  answer: 8,849
  unit: meters
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.forms import Reveal, TypeIn
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "missing-unit"
LEVEL = Severity.ADVICE
_MEASURED = Pattern(
    r"\bhow (?:high|long|far|heavy|deep|wide|tall|fast|hot|cold|large|big|thick|broad)\b|"
    r"\bwhat (?:is|was) the (?:\w+ )?(?:height|length|distance|depth|width|weight|mass|speed|"
    r"velocity|temperature|area|volume|diameter|radius|"
    r"circumference|duration|wavelength|boiling point|melting point|elevation|altitude|wingspan|"
    r"lifespan) of\b",
    re.IGNORECASE,
)
_UNIT = Pattern(
    r"\b(?:in|of|many|by|per|as) (?:\w+ )?(?:[a-z]*met(?:er|re)s?|kilomet\w+|miles?|feet|foot|"
    r"inch(?:es)?|yards?|"
    r"degrees?|celsius|fahrenheit|kelvins?|[a-z]*grams?|tons?|tonnes?|pounds?|ounces?|"
    r"[a-z]*seconds?|minutes?|hours?|days?|"
    r"weeks?|months?|years?|centur\w+|lit(?:er|re)s?|gallons?|percent|%|knots?|km/?h?|m/s|cm|mm|"
    r"km|kg|mg|[a-z]*watts?|"
    r"[a-z]*joules?|light[- ]years?|astronomical units?|newtons?|volts?|pascals?|hectares?|"
    r"acres?|bits?|bytes?|moles?|pages?|words?|"
    r"lines?|units?)\b|\bhow many\b|\bratio\b|\btimes\b|\b(?:AU|km|cm|mm|kg|nm|°C|°F)\b|[%°]|"
    r"\bunits\b",
    re.IGNORECASE,
)
_BARE = Pattern(r"[-−]?\d[\d,]*(?:\.\d+)?")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find bare figures where something is measured."""
    for view in views(loaded).all:
        if not (view.is_choice or type(view.form) is TypeIn or type(view.form) is Reveal):
            continue
        if not (view.answers[0][-1:].isdigit() and _BARE.fullmatch(view.answers[0])):
            continue
        match = _MEASURED.search(view.stem)
        if match is not None and not _UNIT.search(view.stem):
            route = ("options", view.right) if view.is_choice else ("answer",)
            yield Finding(
                view.place(*route),
                f"the stem asks {quoted(match[0].lower())}, and the answer is a figure without a "
                f"unit",
                "add “unit: …”, or name the unit in the stem"
                if view.question.type == "number"
                else "name the unit in the stem or in the answer",
            )
