"""Advice: the right option repeats a word of the stem, and no wrong option does. Learners who know
nothing pick the option that sounds like the question. In exams, such an option was right in 29
% (± 3), where chance is 25 %: the cue is weak, so a single question is only reported if the
right option repeats two words or more, or one rare word of eight letters or more. A bank is
reported if options that echo the stem are right far more often than chance explains (less than
one of 1,000 banks).

```yaml wrong
- id: job-of-chlorophyll
  type: choice
  stem: What does chlorophyll do in the photosynthesis of green plants?
  options:
    - It stores water
    - right: It absorbs light for photosynthesis in plants
    - It builds up proteins
    - It moves sugar to the roots
```

```yaml right
- id: job-of-chlorophyll
  type: choice
  stem: What does chlorophyll do in the photosynthesis of green plants?
  options:
    - It stores water
    - right: It absorbs light
    - It builds up proteins
    - It moves sugar to the roots
```
"""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.lint.english import stems
from quizgen.lint.significance import RARE, percent, uneven
from quizgen.lint.views import View, Views, head, is_english, views
from quizgen.model.diagnostics import Finding, Severity
from quizgen.model.phrases import count
from quizgen.reading.loading import Loaded

CODE = "echoed-word"
LEVEL = Severity.ADVICE
LONG = 8
"""Letters of a word that tells by itself."""
FEWEST = 4
"""Letters of a word that is heard as an echo."""
FEW, SHARE = 3, 0.02
"""Questions, and which part of all questions, that a rare word is in at most."""
TWO = 2
"""Short words that tell together."""


def check(loaded: Loaded) -> Iterator[Finding]:
    """Find right options, and whole banks of them, that echo the stem."""
    shared = views(loaded)
    for file, found in shared.banks:
        if not is_english(found):  # common words of other languages are not known
            continue
        hits = 0
        chances: list[float] = []
        for view in found:
            if not view.is_choice or (echoing := _only_echo(view)) is None:
                continue
            chances.append(1 / len(view.options))
            if echoing == view.right:
                hits += 1
                echo = _long(view.stem_terms) & view.option_terms[view.right]
                if len(echo) >= TWO or any(_is_rare(word, shared) for word in echo):
                    yield _finding(view, echo)
        if chances and uneven(hits, chances) < RARE:
            yield Finding(
                head(file),
                f"where one option repeats a word of the stem, it is right in {hits} of "
                f"{count(len(chances), 'question')} ({percent(hits / len(chances))})",
                "repeat words of the stem in wrong options too, or in none",
            )


def _only_echo(view: View) -> int | None:
    """Return the option that repeats a word of the stem, if it is the only one."""
    asked = _long(view.stem_terms)
    echoing = [
        number
        for number, said in enumerate(view.option_words)
        if not asked.isdisjoint(map(stems.__getitem__, said))
    ]
    return echoing[0] if len(echoing) == 1 else None


def _is_rare(word: str, shared: Views) -> bool:
    """Tell whether ``word`` is long, and no name of what the whole bank is about."""
    return len(word) >= LONG and shared.counts[word] <= max(FEW, len(shared.all) * SHARE)


def _finding(view: View, echo: frozenset[str]) -> Finding:
    said = view.option_words[view.right]
    words = [word for word in dict.fromkeys(said) if stems[word] in echo]
    return Finding(
        view.place("options", view.right, "right"),
        f"only the right option repeats “{'” and “'.join(words[:2])}” from the stem, which gives "
        f"it "
        "away",
        "say it in other words, or use the word in a wrong option too",
    )


def _long(terms: frozenset[str]) -> frozenset[str]:
    """Return those of ``terms`` that are heard as an echo."""
    return frozenset([term for term in terms if len(term) >= FEWEST and term.isalpha()])
