"""The answer is a figure or a date, and none of the cited facts has this value. Correct the answer
or the fact, or cite the fact that the answer comes from. The format says
[what is compared](format.md#answers-and-facts).

```yaml wrong topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-18
  facts: [announced]
```

```yaml right topic
- id: day-of-the-announcement
  type: date
  stem: When did Nepal and China announce the new height?
  answer: 2020-12-08
  facts: [announced]
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from quizgen.model.bank import Fact
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.question import Question, StatedValue
from quizgen.model.values import Id, Number, PartialDate
from quizgen.reading.loading import Loaded

CODE = "answer-disagrees"
LEVEL = Severity.ERROR
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "hundred": 2, "mio": 6}
"""Words before a unit that are powers of ten, in American usage."""
HINT = "correct the answer or the fact, or cite the fact that the answer comes from"


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find answers whose value none of the cited facts has."""
    for topic, source in loaded.sourced:
        facts = {fact.id: fact for fact in source.facts}
        for file in topic.banks:
            for question in file.questions:
                values = _values(question, facts)
                if not values or question.at is None:
                    continue
                for route, claim in question.stated_values():
                    if not _agrees(claim, values, _rests_on_dates(question, values)):
                        place = file.part(question.at, route, _written(claim))
                        message = f"found the answer {claim}, but {_stated(claim, values)}"
                        yield Finding(place, message, HINT)


def _written(claim: StatedValue) -> str:
    """Return ``claim`` as it most likely is in the text."""
    return claim.written if isinstance(claim, Number) else str(claim)


def _stated(claim: StatedValue, values: list[tuple[Id, StatedValue]]) -> str:
    """Return what the facts say: those with a value of the same kind as ``claim``, if any."""
    alike = [one for one in values if isinstance(one[1], type(claim))]
    return "; ".join(f"“{name}” says {value}" for name, value in alike or values)


def _values(question: Question, facts: Mapping[Id, Fact]) -> list[tuple[Id, StatedValue]]:
    """Return the values that the facts state which ``question`` cites."""
    return [
        (fact.id, fact.value.stated)
        for fact in map(facts.get, question.facts)
        if fact is not None and fact.value is not None
    ]


def _rests_on_dates(question: Question, values: list[tuple[Id, StatedValue]]) -> bool:
    """Return whether the facts that ``question`` cites state nothing but dates."""
    return len(values) == len(question.facts) and all(
        isinstance(value, PartialDate) for _, value in values
    )


def _agrees(claim: StatedValue, values: list[tuple[Id, StatedValue]], dates_only: bool) -> bool:
    """Tell whether a fact states ``claim``, or ``claim`` is of another kind than them all.

    A date agrees with a fact's where it is the same or less precise.  A figure agrees where the
    value is the same, and the qualifier, if it has one: the stem may say "over how many".  A bare
    figure may be the day or the year of a date, and must be where the facts state nothing but
    dates (``dates_only``).  Units are the same however they are spelled, and “million” is a factor.
    A figure that measures something else than the fact's is derived from it ("32 times"), and only
    a reader can tell.
    """
    comparable = dates_only and isinstance(claim, Number) and not claim.unit
    for _, value in values:
        if isinstance(claim, PartialDate):
            if isinstance(value, PartialDate):
                comparable = True
                if claim.covers(value):
                    return True
        elif isinstance(value, Number):
            same = _same_measure(claim, value)
            if same is None:
                continue
            comparable = True
            if same and claim.qualifier in ("", value.qualifier):
                return True
        elif claim.value in (value.day, value.month, value.year):
            return True
    return not comparable


def _same_measure(one: Number, other: Number) -> bool | None:
    """Return whether two figures are the same, or ``None`` where they measure different things."""
    if one.unit == other.unit:
        return one.value == other.value
    (factor, unit), (other_factor, other_unit) = _scale(one.unit), _scale(other.unit)
    value, other_value = one.value * factor, other.value * other_factor
    if not unit or not other_unit or unit == other_unit:
        return value == other_value
    from quizgen.grading.units import find  # which makes tables

    units = [(a, b) for a in find(unit) for b in find(other_unit) if a.dimension == b.dimension]
    if not units:
        return None
    return any(a.converted(value, b) == other_value for a, b in units)


def _scale(unit: str) -> tuple[Fraction, str]:
    """Return the factor that the first word of ``unit`` is, and the rest."""
    word, _, rest = unit.strip().partition(" ")
    exponent = _SCALES.get(word.lower())
    return (Fraction(1), unit.strip()) if exponent is None else (Fraction(10**exponent), rest)
