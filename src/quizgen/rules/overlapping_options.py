"""Advice: two options can be right at the same time, because one range overlaps another, or
because one option is a part of another. Learners who know the answer must then guess which of
the two is meant, and those who know nothing can leave out both.

```yaml wrong
- id: bones-of-an-adult
  type: choice
  stem: How many bones does an adult human have?
  options: [50 to 100, 100 to 200, right: 200 to 250, more than 220]
  shuffle: false
```

```yaml right
- id: bones-of-an-adult
  type: choice
  stem: How many bones does an adult human have?
  options: [50 to 99, 100 to 199, right: 200 to 249, 250 or more]
  shuffle: false
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import inf

from quizgen.lint.patterns import Pattern
from quizgen.lint.views import View, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "overlapping-options"
LEVEL = Severity.ADVICE
_FIGURE = r"[-−]?\d[\d,]*(?:\.\d+)?"
_BETWEEN = Pattern(
    rf"(?:from )?({_FIGURE})[^\d]{{0,12}}?(?: ?[-–—] ?| to )\D{{0,3}}({_FIGURE})(.*)"
    rf"|between ({_FIGURE})[^\d]{{0,12}}? and \D{{0,3}}({_FIGURE})(.*)",
    re.IGNORECASE,
)
_ABOVE = Pattern(
    rf"(?:(more than|over|above|after|greater than|>) ?|(?:at least|since|from) "
    rf")\D{{0,3}}({_FIGURE})(.*)",
    re.IGNORECASE,
)
_BELOW = Pattern(
    rf"(?:(less than|fewer than|under|below|before|<) ?|(?:at most|up to|until) "
    rf")\D{{0,3}}({_FIGURE})(.*)",
    re.IGNORECASE,
)
_OR_MORE = Pattern(
    rf"({_FIGURE})(.*?) (?:or|and) (more|over|above|later|less|fewer|under|below|earlier)",
    re.IGNORECASE,
)
_LIST = Pattern(r",? and |,? or |, ")
_NOT_THE_WHOLE = Pattern(r"\b(?:only|alone|just|but not|without)\b", re.IGNORECASE)

MOST = 2
"""Things that an option may list to be called a part of another: longer ones may be in an order."""

Range = tuple[float, float, bool]
"""From, to, and whether both ends are open."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find options that leave room for each other."""
    for view in views(loaded).choices:
        pair = _ranges(view.options) or _parts(view)
        if pair is not None:
            first, second = sorted(pair)
            yield Finding(
                view.place("options", second),
                f"the options {quoted(view.options[first])} and {quoted(view.options[second])} can "
                "both be right at the same time",
                "change one of them, so that only one can be right",
            )


def _ranges(options: list[str]) -> tuple[int, int] | None:
    """Return two options whose ranges overlap, in a list in which every option is a range."""
    if not any(char.isdigit() for char in options[0]):
        return None
    found: list[Range] = []
    for option in options:
        read = _range(option)
        if read is None:
            return None
        found.append(read)
    order = sorted(range(len(found)), key=lambda number: found[number][:2])
    for one, other in pairwise(order):
        (_, end, open_end), (begin, last, open_begin) = found[one], found[other]
        if begin < end or (begin == end and last > begin and not (open_end or open_begin)):
            return one, other
    return None


def _range(option: str) -> Range | None:
    """Return the range that ``option`` is; a range of dates has no more than its years."""
    option = option.strip()
    if match := _BETWEEN.fullmatch(option):
        low, high = _value(match[1] or match[4]), _value(match[2] or match[5])
        return (low, high, False) if low < high else None
    if match := _ABOVE.fullmatch(option):
        return _value(match[2]), inf, bool(match[1])
    if match := _BELOW.fullmatch(option):
        return -inf, _value(match[2]), bool(match[1])
    if match := _OR_MORE.fullmatch(option):
        value = _value(match[1])
        return (value, inf, False) if match[3].lower() in _UP else (-inf, value, False)
    return None


_UP = {"more", "over", "above", "later"}


def _value(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-"))


def _parts(view: View) -> tuple[int, int] | None:
    """Return an option that is one of the things that another lists, where one of both is right."""
    options = view.options
    listed = [
        frozenset(part.strip().lower() for part in _LIST.split(option.rstrip(".")))
        if ("," in option or " and " in option or " or " in option) and len(option) < 120
        else frozenset({option.rstrip(".").lower()})
        for option in options
    ]
    right = view.right
    for number, parts in enumerate(listed):
        if number == right or len(parts) == len(listed[right]):
            continue
        less, more = sorted((number, right), key=lambda one: len(listed[one]))
        if (
            len(listed[less]) <= MOST
            and listed[less] < listed[more]
            and not _NOT_THE_WHOLE.search(options[less])
        ):
            return less, more
    return None
