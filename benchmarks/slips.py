"""What is a slip of the pen, measured on public word lists: how often it is right to forgive.

    python -m pip install -e '.[proof]'
    python benchmarks/slips.py

Two kinds of pairs of words, of five letters and more, are compared by the table of
``quizgen.grading.slips``, without any vocabulary of banks:

- confusable pairs: different names of one list (countries, their regions, languages, currencies,
  elements) within two edits of each other, both ways.  At most 1 % may be accepted.
- misspellings that people made (the dictionary of codespell, those with one correction).  At least
  95 % must be accepted or asked about.

Nothing of the lists is part of quizgen; they come from the packages pycountry, periodictable and
codespell.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizgen.grading.slips import Nearness, compare, edits
from quizgen.grading.spelling import fold
from quizgen.grading.variants import american

SHORTEST = 5
ACCEPTED = (Nearness.SAME, Nearness.PLURAL, Nearness.SLIP)
ASKED = (Nearness.FORM, Nearness.DOUBT)


def main() -> int:
    try:
        lists, misspellings = word_lists(), [*codespell()]
    except ImportError as error:
        print(
            f"{error.name} is not installed: python -m pip install -e '.[proof]'", file=sys.stderr
        )
        return 2
    print(f"{'list':24}{'pairs':>8}{'accepted':>10}{'asked':>8}{'wrong':>8}")
    total: Counter[str] = Counter()
    for name, words in lists.items():
        counts = Counter(judged(a, b) for a, b in confusable(words))
        total += counts
        print_row(name, counts)
    print_row("all confusable pairs", total)
    found = Counter(judged(right, slip) for slip, right in misspellings)
    print_row("misspellings", found)
    accepted = total["accepted"] / total.total()
    kept = 1 - found["wrong"] / found.total()
    print(f"\nconfusable pairs accepted: {accepted:.2%} (at most 1 %)")
    print(f"misspellings accepted or asked about: {kept:.1%} (at least 95 %)")
    return 0 if accepted <= 0.01 and kept >= 0.95 else 1


def judged(right: str, given: str) -> str:
    nearness = compare(american(right), american(given))
    return "accepted" if nearness in ACCEPTED else "asked" if nearness in ASKED else "wrong"


def print_row(name: str, counts: Counter[str]) -> None:
    shares = "".join(
        f"{counts[way] / max(1, counts.total()):{width}.1%}"
        for way, width in (("accepted", 10), ("asked", 8), ("wrong", 8))
    )
    print(f"{name:24}{counts.total():8}{shares}")


def word_lists() -> dict[str, set[str]]:
    """Single words of five letters and more, folded, by list."""
    import periodictable
    import pycountry

    return {
        "countries": words(country.name for country in pycountry.countries),
        "regions of countries": words(region.name for region in pycountry.subdivisions),
        "languages": words(
            language.name for language in pycountry.languages if hasattr(language, "alpha_2")
        ),
        "currencies": words(currency.name for currency in pycountry.currencies),
        "elements": words(element.name for element in periodictable.elements),
    }


def words(names: Iterable[str]) -> set[str]:
    return {
        word
        for word in map(fold, names)
        if word.isalpha() and word.isascii() and len(word) >= SHORTEST
    }


def confusable(names: set[str]) -> Iterator[tuple[str, str]]:
    """Different names within two edits, both ways, but for two forms of one name."""
    ordered = sorted(names)
    for at, a in enumerate(ordered):
        for b in ordered[at + 1 :]:
            forms = a.startswith(b) or b.startswith(a) or american(a) == american(b)
            if not forms and edits(a, b) <= 2:
                yield a, b
                yield b, a


def codespell() -> Iterator[tuple[str, str]]:
    """Misspellings and their only correction."""
    import codespell_lib

    path = Path(codespell_lib.__file__).parent / "data" / "dictionary.txt"
    for line in path.read_text("utf-8").splitlines():
        slip, _, right = line.strip().partition("->")
        if slip.isalpha() and right.isalpha() and len(right) >= SHORTEST:
            yield fold(slip), fold(right)


if __name__ == "__main__":
    sys.exit(main())
