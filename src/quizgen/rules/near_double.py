"""Advice: two questions ask nearly the same, in this bank or in two of them. Learners answer the
second from the first, and reviews of one count for nothing in the other. Keep the better one,
and withdraw the other with `retired:` if learners have it.

Compared are the words of stem and answer, all banks together. A word counts the less, the more
questions have it. Two questions with different answers are different questions.

```yaml wrong
- id: longest-river-of-france
  type: short
  stem: What is the longest river of France?
  answer: The Loire
- id: french-river
  type: card
  stem: Name the longest river in France.
  answer: Loire
```

```yaml right
- id: longest-river-of-france
  type: short
  stem: What is the longest river of France?
  answer: The Loire
- id: rises-in-the-cevennes
  type: card
  stem: Which large river rises on Mont Gerbier de Jonc?
  answer: The Loire
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from quizgen.lint.english import stems
from quizgen.lint.views import View, Views, views, where
from quizgen.model.diagnostics import Finding, Related, Severity
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

CODE = "near-double"
LEVEL = Severity.ADVICE
MOST = 2
"""More doubles that are pointed at."""
SAME = 0.5
"""How much two questions that ask the same have in common: words by weight, of all words."""
SAME_STATEMENT = 0.7
"""The same if one of both is a statement."""
RARE = 12
"""Questions that have a word, up to which those with the same word are compared."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find questions that an earlier one asks as well; all that ask one thing are one finding."""
    shared = views(loaded)
    for first, doubles in _doubles(shared).items():
        view, *more = doubles
        others = f"{count(len(more), 'more question')} " if more else ""
        yield Finding(
            view.stem_place,
            f"this question {f'and {others}' if more else ''}{'ask' if more else 'asks'} nearly "
            f"the "
            f"same as {where(first, view)}",
            "keep the better one, and ask something else in the other",
            related=(
                Related(first.stem_place, "asked first here"),
                *(Related(other.stem_place, "asked again here") for other in more[:MOST]),
            ),
        )


def _doubles(shared: Views) -> dict[View, list[View]]:
    """Return the questions that ask nearly what an earlier one asks, by that one."""
    found: dict[View, list[View]] = {}
    same: dict[tuple[tuple[str, str] | None, str, *tuple[str, ...]], View] = {}
    counts = shared.counts
    telling = frozenset([word for word, stem in stems.items() if 1 < counts.get(stem, 0) <= RARE])
    index: dict[str, list[View]] = {}
    for view in shared.all:
        first: View | None = same.setdefault((view.passage, view.stem, *view.answers), view)
        if first is view:
            rare = frozenset([stems[word] for word in telling.intersection(view.said())])
            first = _like(view, rare, index, shared) if rare else None
            for stem in rare:
                index.setdefault(stem, []).append(view)
        # One with the same ids is a copy of the file, which is a mistake of its own.
        if first is not None and (first.bank_id, first.name) != (view.bank_id, view.name):
            found.setdefault(first, []).append(view)
    return found


def _like(
    view: View, rare: frozenset[str], index: dict[str, list[View]], shared: Views
) -> View | None:
    """Return the first question that asks the same; only those with rare words of it may."""
    met = Counter(chain.from_iterable([index[stem] for stem in rare if stem in index]))
    least = min(2, len(rare))
    for other, number in met.items():
        if number < least or not _same_answer(view, other):
            continue
        common = shared.weight(view.terms & other.terms)
        every = shared.weight(view.terms) + shared.weight(other.terms) - common
        # A statement has no answer that must be the same, so more of its words must be.
        alike = SAME_STATEMENT if view.is_statement or other.is_statement else SAME
        if common >= alike * every:
            return other
    return None


def _same_answer(one: View, other: View) -> bool:
    """Tell whether both answers have something in common; a statement is answered by itself.

    What is asked of one passage is not asked of another, whatever the words are.
    """
    if one.passage and other.passage and one.passage != other.passage:
        return False
    if one.is_statement or other.is_statement:
        return True
    return not one.answer_terms.isdisjoint(other.answer_terms)
