"""Advice: every option is a figure or a year, and they are written in no order. Learners then
search for the one that they have in mind. Write them from small to large (or from large to
small), and add `shuffle: false` so that they stay so. Of 386 exam questions with figures as
options, 109 were out of order.

```yaml wrong
- id: fall-of-the-wall
  type: choice
  stem: In which year did the Berlin Wall fall?
  options: ['1991', '1961', right: '1989', '1979']
```

```yaml right
- id: fall-of-the-wall
  type: choice
  stem: In which year did the Berlin Wall fall?
  options: ['1961', '1979', right: '1989', '1991']
  shuffle: false
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "unsorted-figures"
LEVEL = Severity.ADVICE
FEWEST = 3
"""Options that have an order to speak of."""
_FIGURE = Pattern(r"\D{0,14}?(?P<figure>[-−]?\d[\d,]*(?:\.\d+)?)(?P<unit>\D*)")


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find figures as options that neither rise nor fall."""
    for view in views(loaded).picks:
        if not any(char.isdigit() for char in view.options[0]):
            continue
        figures = _figures(
            [
                option
                for option, written in zip(view.options, view.pick.options, strict=True)
                if not written.pinned
            ]
        )
        if len(figures) >= FEWEST and figures not in (sorted(figures), sorted(figures)[::-1]):
            yield Finding(
                view.place("options"),
                "the options are figures, and are not in order",
                "write them from small to large, and add “shuffle: false”",
            )


def _figures(options: list[str]) -> list[float]:
    """Return the figures that all ``options`` are, in one unit; otherwise none."""
    found: list[float] = []
    units = set()
    for option in options:
        match = _FIGURE.fullmatch(option)
        if match is None:
            return []
        found.append(float(match["figure"].replace(",", "").replace("−", "-")))
        units.add((option[: match.start("figure")], match["unit"]))
    return found if len(units) == 1 else []
