"""Advice: over the whole bank, options with a word that leaves no exception (“all”, “only”,
“never”) are hardly ever right, or options with a word that leaves room (“usually”, “may”,
“some”) are right far too often. In exams, the first were right in 19 % (± 4) and the second in
34 % (± 6), where chance is 25 %. Learners who know nothing profit.

Counted are questions in which some options have such a word and others do not. The bank is
reported if chance does the same in less than one of 1,000 banks (exact, with the chance of each
question).

```text
wrong: of 25 questions in which some option says “all” or “only”, none has its right one among them
right: of 25 questions in which some option says “all” or “only”, 6 have their right one among them
```
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from quizgen.lint.english import EXTREME, HEDGES
from quizgen.lint.significance import RARE, uneven
from quizgen.lint.views import View, head, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.reading.loading import Loaded, LoadedBank

CODE = "option-words"
LEVEL = Severity.ADVICE


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find banks whose options are told by such words."""
    shared = views(loaded)
    for file, found in shared.banks:
        choices = [view for view in found if view.is_choice]
        few = _count(choices, EXTREME)
        if few.chances and few.too_few() < RARE:
            yield _finding(file, few, "a word such as “all”, “only” or “never”", "hardly ever")
        many = _count(choices, HEDGES)
        if many.chances and many.too_many() < RARE:
            yield _finding(file, many, "a word such as “usually”, “may” or “some”", "very often")


def _finding(file: LoadedBank, count: _Count, what: str, often: str) -> Finding:
    return Finding(
        head(file),
        f"options with {what} are {often} right: in {count.hits} of {len(count.chances)} "
        f"questions, "
        f"where chance would give {count.expected:.0f}",
        "use such words in right and wrong options alike, or in none",
    )


class _Count(Struct):
    """In how many questions the right option is among those with a word, and the chance of each."""

    hits: int
    chances: list[float]

    @property
    def expected(self) -> float:
        return sum(self.chances)

    def too_many(self) -> float:
        return uneven(self.hits, self.chances)

    def too_few(self) -> float:
        return uneven(len(self.chances) - self.hits, [1 - chance for chance in self.chances])


def _count(choices: list[View], listed: frozenset[str]) -> _Count:
    count = _Count(0, [])
    for view in choices:
        having = [not listed.isdisjoint(said) for said in view.option_words]
        number = sum(having)
        if 0 < number < len(having):
            count.chances.append(number / len(having))
            count.hits += having[view.right]
    return count
