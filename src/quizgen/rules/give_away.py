"""Advice: another stem gives the answer away. It has the answer word for word, and speaks of the
same thing as this question, so learners who are asked both need not know it. Change one of the
two, or withdraw one. Two questions that ask one pair of things in both directions give each
other away, too: write one `card` with `reverse: true`.

Stems of all banks are compared, except false statements. A word that most questions share
counts little: an answer that is in many stems, such as the name of the country that a bank is
about, is not reported.

```yaml wrong
- id: sampled-by-the-rover
  type: short
  stem: Which crater of Mars has the rover Perseverance sampled since February 2021?
  answer: Jezero
- id: age-of-the-lake
  type: card
  stem: Which rover has sampled the Jezero crater of Mars since February 2021?
  answer: Perseverance
```

```yaml right
- id: sampled-by-the-rover
  type: short
  stem: Which crater of Mars has the rover Perseverance sampled since February 2021?
  answer: Jezero
- id: age-of-the-lake
  type: card
  stem: Why was an old lake bed chosen for the search for traces of life?
  answer: Its clay may have preserved them
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.english import ARTICLES, STOP
from quizgen.lint.views import MOST_ALIKE, View, Views, contains, views, where
from quizgen.model.diagnostics import Finding, Related, Severity, Span
from quizgen.model.forms import Blanks, Reveal, TypeIn
from quizgen.model.values import quoted
from quizgen.reading.loading import Loaded

CODE = "give-away"
LEVEL = Severity.ADVICE
SHARED = 0.6
"""What part of what the stem says the other must say, by the weight of words."""
SHARED_BY_PHRASE = 0.2
"""The same, for answers of several words that no third stem has."""
CONTEXT = 2
"""Words that both stems must have in common at least."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find answers that are in other stems."""
    shared = views(loaded)
    keys = [(view, number, key) for view in shared.all for number, key in _keys(view)]
    index = _index(shared, {word for _, _, key in keys for word in key})
    for view, number, key in keys:
        others = min((index.get(word, []) for word in key), key=len)
        if not others or len(others) > MOST_ALIKE or contains(view.stem_words, key):
            continue
        telling = [
            other for other in others if other is not view and contains(other.stem_words, key)
        ]
        for other in telling:
            if _speaks_of_it(other, view, key, len(telling), shared):
                yield Finding(
                    _place(view),
                    f"the answer {quoted(view.answers[number])} is in the stem of "
                    f"{where(other, view)}",
                    "say it in other words there, or ask only one of the two",
                    related=(Related(other.stem_place, "the answer is here"),),
                )
                break


def _index(shared: Views, wanted: set[str]) -> dict[str, list[View]]:
    """Return the questions with each ``wanted`` word in their stem, except false statements."""
    index: dict[str, list[View]] = {}
    for view in shared.all:
        if not (view.is_statement and view.pick.options[1].right):
            for word in wanted.intersection(view.stem_words):
                index.setdefault(word, []).append(view)
    return index


def _keys(view: View) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of each answer that another stem could give away, with its number."""
    form = view.form
    if not (view.is_choice or type(form) in (Reveal, TypeIn, Blanks)):
        return
    for number, words in enumerate(view.answer_words):
        key = words[1:] if words and words[0] in ARTICLES else words
        if (
            0 < len(key) <= LONGEST
            and not STOP.issuperset(key)
            and (len(key) > 1 or len(key[0]) > 2)
        ):
            yield number, key


LONGEST = 8
"""Words of an answer that may stand in a stem."""


def _speaks_of_it(other: View, view: View, key: list[str], telling: int, shared: Views) -> bool:
    """Tell whether ``other`` is about what ``view`` asks, so that a learner sees the connection."""
    common = view.stem_terms & other.stem_terms
    if len(common) < CONTEXT:
        return False
    whole = shared.weight(view.stem_terms)
    part = shared.weight(common)
    if part >= SHARED * whole:
        return True
    several = sum(word not in STOP for word in key) > 1
    return several and telling == 1 and len(common) > CONTEXT and part >= SHARED_BY_PHRASE * whole


def _place(view: View) -> Span:
    if view.is_choice:
        return view.place("options", view.right, "right")
    return view.place("text" if type(view.form) is Blanks else "answer")
