"""Advice: over all statements of the topic, a word tells true statements from false ones. Authors
make a statement false by making it extreme: “all”, “only”, “already”, “complete”. In one bank
such a word was in 6 of 9 false statements and in 0 of 10 true ones, so that this alone scored
84 %. Use such words in true statements too, or make statements false in other ways.

Three things are tested: words that leave no exception, words that leave room, and every single
word that is in four statements or more. The topic is reported if chance does the same in less
than one of 100 topics (Fisher's exact test, corrected for the number of tests).

```text
wrong: “only”, “all” or “never” is in 8 of 10 false statements, and in 0 of 10 true ones
right: “only”, “all” or “never” is in 3 of 10 false statements, and in 2 of 10 true ones
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quizgen.lint.english import EXTREME, HEDGES
from quizgen.lint.significance import fisher
from quizgen.lint.views import head, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded

CODE = "true-false-words"
LEVEL = Severity.ADVICE
RARE = 0.01
"""The chance at which a topic without a fault is told of one."""
EXCESS = 3
"""How many times more often a word is on one side, to be tested by itself."""
FEWEST = 4
"""Statements with a word from which it is tested by itself."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find topics whose statements are told by their words."""
    by_bank = {
        id(file): [view for view in found if view.is_statement]
        for file, found in views(loaded).banks
    }
    for topic in loaded.topics:
        statements = [view for file in topic.banks for view in by_bank[id(file)]]
        sides: dict[bool, list[frozenset[str]]] = {True: [], False: []}
        for view in statements:
            sides[view.pick.options[0].right].append(frozenset(view.stem_words))
        if sides[True] and sides[False]:
            found = _telling(sides[True], sides[False])
            if found is not None:
                yield Finding(head(view.file), *found)


def _telling(true: list[frozenset[str]], false: list[frozenset[str]]) -> tuple[str, str] | None:
    """Return what is said of the words that tell the two apart best, if any do."""
    for listed, called, more in (
        (EXTREME, "a word such as “all”, “only” or “already”", False),
        (HEDGES, "a word such as “may”, “some” or “usually”", True),
    ):
        counted = [sum(not listed.isdisjoint(said) for said in side) for side in (true, false)]
        if _chance(counted, true, false, more) < RARE / 2:
            return _said(called, counted, true, false)
    return _telling_word(true, false)


def _telling_word(
    true: list[frozenset[str]], false: list[frozenset[str]]
) -> tuple[str, str] | None:
    """Return what is said of the single word that tells the two apart best, if one does."""
    counts = [Counter(word for said in side for word in said) for side in (true, false)]
    often = {
        word: [counts[0][word], counts[1][word]]
        for word, number in (counts[0] + counts[1]).items()
        if number >= FEWEST
    }
    found = [
        (min(_chance(counted, true, false, more) for more in (True, False)), word)
        for word, counted in often.items()
        if _differs(counted[0], len(true), counted[1], len(false))
    ]
    chance, word = min(found, default=(1.0, ""))
    if not found or chance * 2 * len(often) >= RARE:
        return None
    return _said(f"“{word}”", often[word], true, false)


def _differs(one: int, ones: int, other: int, others: int) -> bool:
    """Tell whether the shares are so far apart that it is worth a test, and a word."""
    return one * others >= EXCESS * other * ones or other * ones >= EXCESS * one * others


def _chance(
    counted: list[int], true: list[frozenset[str]], false: list[frozenset[str]], more: bool
) -> float:
    """Return the chance that so many of those counted are on one side."""
    if more:
        return fisher(counted[0], len(true), counted[1], len(false))
    return fisher(counted[1], len(false), counted[0], len(true))


def _said(
    called: str, counted: list[int], true: list[frozenset[str]], false: list[frozenset[str]]
) -> tuple[str, str]:
    return (
        f"{called} is in {counted[1]} of {len(false)} false statements and in {counted[0]} of "
        f"{len(true)} true ones, so learners need not know which are true",
        "use such words in true and false statements alike",
    )
