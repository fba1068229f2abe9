"""How much of banks can be guessed: each cue with its share, its chance, and an interval.

Prints a line for each cue, over all questions of the banks together: how often it points at the
right answer, with the interval of Wilson (95 %), and how often chance would.  A cue is real where
the interval excludes chance; in a balanced bank, none is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from quizgen.lint.english import ABSOLUTE, EXTREME, HEDGES
from quizgen.lint.significance import wilson
from quizgen.lint.views import View, Views, contains, views
from quizgen.reading.library import load

HERE = Path(__file__).parent.parent / "decks"
FEWEST = 4
"""Letters of a word that is heard as an echo."""

Line = tuple[str, int, int, float | None]
"""What was counted, how often it was so, of how many, and what chance would give."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paths", nargs="*", default=[str(HERE)], metavar="PATH")
    library = load(arguments.parse_args().paths)
    if not library.ok:
        sys.exit("the banks have mistakes: run quizgen validate")
    shared = views(library.loaded)
    print(f"{len(shared.all):,} questions, {len(shared.choices):,} with one right option\n")
    for what, hits, trials, chance in cues(shared):
        if not trials:
            continue
        low, high = (100 * bound for bound in wilson(hits, trials))
        expected = "" if chance is None else f"   chance {100 * chance:3.0f} %"
        real = chance is not None and not low <= 100 * chance <= high
        print(
            f"{what:54} {hits:5} of {trials:5}  {100 * hits / trials:5.1f} % "
            f"[{low:5.1f}, {high:5.1f}]{expected}{'   a cue' if real else ''}"
        )


def cues(shared: Views) -> Iterator[Line]:
    """Yield what is counted of all questions together."""
    choices = shared.choices
    yield _extreme("the right option is the longest", choices, max)
    yield _extreme("the right option is the shortest", choices, min)
    yield (
        "the right option has 1.25 times the longest wrong one",
        sum(_much_longer(view) for view in choices),
        len(choices),
        None,
    )
    most = max((len(view.options) for view in choices), default=0)
    for place in range(most):
        having = [view for view in choices if len(view.options) > place]
        chance = sum(1 / len(view.options) for view in having) / len(having)
        hits = sum(view.right == place for view in having)
        yield f"the right option is number {place + 1}", hits, len(having), chance
    yield _words("an option that says “always”, “never” or the like is right", choices, ABSOLUTE)
    yield _words("an option that says “usually”, “may” or the like is right", choices, HEDGES)
    yield _echo(choices)
    for true in (False, True):
        side = [view for view in shared.statements if view.pick.options[0].right is true]
        said = sum(not EXTREME.isdisjoint(view.stem_words) for view in side)
        yield f"an extreme word is in a {str(true).lower()} statement", said, len(side), None
    right = sum(view.pick.options[0].right for view in shared.statements)
    yield "a statement is true", right, len(shared.statements), 0.5
    answers = [(view, words) for view in shared.all for words in _typed(view)]
    stems = [(view, view.stem_words) for view in shared.all]
    found = sum(
        any(other is not view and contains(stem, words) for other, stem in stems)
        for view, words in answers
    )
    yield "an answer in words is in another stem", found, len(answers), None


def _extreme(what: str, choices: list[View], extreme: Callable[[list[int]], int]) -> Line:
    """Count the questions in which one option has the ``extreme`` length."""
    hits, chances = 0, []
    for view in choices:
        lengths = [len(option) for option in view.options]
        if lengths.count(extreme(lengths)) == 1:
            hits += lengths[view.right] == extreme(lengths)
            chances.append(1 / len(lengths))
    return what, hits, len(chances), sum(chances) / len(chances) if chances else None


def _much_longer(view: View) -> bool:
    lengths = [len(option) for option in view.options]
    return lengths[view.right] >= 1.25 * max(lengths[number] for number in view.others())


def _words(what: str, choices: list[View], listed: frozenset[str]) -> Line:
    """Count the questions in which some options have a word of the list, and others have none."""
    hits, chances = 0, []
    for view in choices:
        having = [not listed.isdisjoint(said) for said in view.option_words]
        if any(having) and not all(having):
            hits += having[view.right]
            chances.append(sum(having) / len(having))
    return what, hits, len(chances), sum(chances) / len(chances) if chances else None


def _echo(choices: list[View]) -> Line:
    """Count the questions in which one option alone repeats a word of the stem."""
    hits, chances = 0, []
    for view in choices:
        asked = {term for term in view.stem_terms if len(term) >= FEWEST}
        echoing = [not asked.isdisjoint(terms) for terms in view.option_terms]
        if sum(echoing) == 1:
            hits += echoing[view.right]
            chances.append(1 / len(echoing))
    what = "the one option that repeats a word of the stem is right"
    return what, hits, len(chances), sum(chances) / len(chances) if chances else None


def _typed(view: View) -> Iterator[list[str]]:
    """Yield each answer in words that learners must find or say by themselves."""
    if view.is_pick and not view.is_choice:
        return
    if view.is_statement or view.question.type in ("order", "match", "number", "date"):
        return
    for words in view.answer_words:
        if any(word.isalpha() for word in words):
            yield words[1:] if words[0] in ("a", "an", "the") and len(words) > 1 else words


if __name__ == "__main__":
    main()
