"""A number has a point and exactly three digits after it, such as `2.850`. In many countries this
is two thousand eight hundred and fifty. quizgen reads it as 2.85. For thousands, write a comma, or
no sign at all. If the number really has decimals, write one more or one less.

```yaml wrong
- id: length-of-the-danube
  type: number
  stem: How long is the Danube?
  answer: 2.850
  unit: kilometers
```

```yaml right
- id: length-of-the-danube
  type: number
  stem: How long is the Danube?
  answer: 2,850
  unit: kilometers
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import Number, quoted
from quizgen.reading.loading import Loaded

CODE = "thousands-point"
LEVEL = Severity.WARNING
_LOOKS_LIKE_THOUSANDS = r"[-−+]?[1-9][0-9]{0,2}\.[0-9]{3}"

_ANYWHERE = r"\.(?<=[0-9]\.)[0-9]{3}(?![0-9])"
"""What a text with such a number has; it begins with a sign, which is found fast."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find such numbers in answers and in facts."""
    for file in loaded.banks:
        if not re.search(_ANYWHERE, file.findings.text):
            continue  # to ask all questions what they state takes time
        for question in file.questions:
            for route, value in question.stated_values() if question.at is not None else ():
                if isinstance(value, Number) and re.fullmatch(_LOOKS_LIKE_THOUSANDS, value.written):
                    assert question.at is not None
                    place = file.part(question.at, route, value.written)
                    yield Finding(place, *_said(value.written))
    for source in loaded.sources:
        for fact in source.facts:
            number = None if fact.value is None else fact.value.number
            if (
                number is not None
                and fact.at is not None
                and re.fullmatch(_LOOKS_LIKE_THOUSANDS, number.written)
            ):
                place = source.place(fact.at, "value", "number")
                line = source.findings.lines[place.line - 1]
                inside = "{" in line[: place.column - 1]
                yield Finding(place, *_said(number.written, inside=inside))


def _said(written: str, *, inside: bool = False) -> tuple[str, str]:
    """Return what is said of the number, and what is to be done.

    A number with a comma needs quotes where it is ``inside`` braces.
    """
    thousands = written.replace(".", ",")
    plain = written.rstrip("0").rstrip(".")
    same = plain if plain != written else f"{written}0"
    comma = f"'{thousands}', with the quotes," if inside else f"“{thousands}”"
    return (
        f"found {quoted(written)}, which quizgen reads as a number with decimals, not as thousands",
        f"write {comma} for thousands, or “{same}” if it has decimals",
    )
