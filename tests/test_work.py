"""What a bank can make us do grows with its size, and not with the square of it.

Work is counted, not timed: the calls of functions, Python's own among them, while a bank of some
size is loaded and its mistakes are shown, and while one of twice the size is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.reading.library import load
from quizgen.reports.text import lines
from samples import HEAD, SOURCE, fact, make

Files = dict[str, str]


def alone(questions: str) -> Files:
    """A bank that stands alone."""
    return {"a.yaml": f"{HEAD}questions:\n{questions}"}


def question(kind: str, fields: str) -> Files:
    """A bank of one question, its own fields written in a line each."""
    return alone(f"  - id: q\n    type: {kind}\n    stem: What?\n{fields}")


def many(count: int, text: str, between: str = "") -> str:
    """``text`` with each number up to ``count`` for its ``#``."""
    return between.join(text.replace("#", str(number)) for number in range(count))


HOSTILE: dict[str, Callable[[int], Files]] = {
    "fields in braces": lambda n: {"a.yaml": "{" + many(n, "k#: v", ", ") + "}"},
    "fields in braces behind an emoji": lambda n: {
        "a.yaml": "{😀: v, " + many(n, "k#: ", ", ") + "}"
    },
    "fields unknown": lambda n: question("card", "    answer: a\n" + many(n, "    k#: v\n")),
    "fields misspelled": lambda n: alone(many(n, "  - {id: q#, type: card, stem: s, answ#: a}\n")),
    "no type": lambda n: alone(many(n, "  - {id: q#, typ#: card}\n")),
    "types unknown": lambda n: alone(many(n, "  - {id: q#, type: card#}\n")),
    "words unknown": lambda n: alone(
        many(n, "  - {id: q#, type: card, stem: s, answer: a, difficulty: easy#}\n")
    ),
    "right-hand texts": lambda n: question("match", "    pairs:\n" + many(n, "      l#: same\n")),
    "left-hand texts": lambda n: question(
        "match", "    pairs: {" + many(n, "' l#': r, l#: r", ", ") + "}\n"
    ),
    "options": lambda n: question("choice", "    options: [" + many(n, "same", ", ") + "]\n"),
    "right options": lambda n: question(
        "choice", "    options: [" + many(n, "{right: o#}", ", ") + "]\n"
    ),
    "ids": lambda n: alone("  - {id: q, type: card, stem: s, answer: a}\n" * n),
    "former ids": lambda n: alone(
        many(n, "  - {id: q#, type: card, stem: s, answer: a, was: [same]}\n")
    ),
    "tags": lambda n: question("card", "    answer: a\n    tags: [" + many(n, "a:#", ", ") + "]\n"),
    "tags of signs that nobody sees": lambda n: question(
        "card", "    answer: a\n    tags: [" + many(n, r'"a\u00a0#"', ", ") + "]\n"
    ),
    "empty texts": lambda n: question("order", "    items: [" + many(n, '""', ", ") + "]\n"),
    "gaps": lambda n: alone("  - {id: q, type: cloze, text: '" + many(n, "[[]] ") + "'}\n"),
    "tabs": lambda n: {"a.yaml": HEAD + "\t\n" * n},
    "broken questions": lambda n: alone(many(n, "  - {id: q#, stem: 'a' b}\n")),
    "facts and citations of long names": lambda n: {
        "source.yaml": SOURCE + "".join(fact(f"{'long-' * 14}{k}") for k in range(n)),
        "a.yaml": "bank: a\ntitle: A\nquestions:\n"
        + many(n, f"  - {{id: q#, type: card, stem: s, answer: a, facts: [{'long-' * 14}x#]}}\n"),
    },
    "pictures that are not there": lambda n: alone(
        many(n, "  - {id: q#, type: card, stem: s, answer: a, media: [{image: #.png, alt: x}]}\n")
    ),
}
"""Banks of a size, with many of what a mistake is made of."""


def calls(folder: Path) -> int:
    """How many functions are called while the banks in ``folder`` are loaded and reported."""
    count = 0

    def profile(_: Any, event: str, __: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        library = load([folder])
        shown = sum(map(len, lines(library.diagnostics, library.texts)))
    finally:
        sys.setprofile(None)
    assert shown, "a bank without a mistake: what does it try?"
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_size_of_a_bank(name: str, tmp_path: Path) -> None:
    """Twice as many of anything cost about twice as much: what is done for hints has bounds."""
    few, more = (calls(make(tmp_path / str(size), HOSTILE[name](size))) for size in (150, 300))
    assert more <= few * 2.3


class Line(str):
    """A line that counts how many of its characters are looked at or copied."""

    looked_at = 0

    def __getitem__(self, key: Any) -> str:
        part = super().__getitem__(key)
        Line.looked_at += len(part)
        return part

    def strip(self, *_: Any) -> str:
        Line.looked_at += len(self)
        return super().strip()


@pytest.mark.parametrize("name", ["tags", "right options", "empty texts", "left-hand texts"])
def test_a_long_line_is_not_copied_for_each_mistake_in_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor gone through to its end: what is looked at for one has a bound."""
    folder = make(tmp_path, HOSTILE[name](2_000))

    def split(text: str) -> list[str]:
        return [Line(line) for line in text.split("\n")]

    for module in ("reading.findings", "reports.text"):
        monkeypatch.setattr(f"quizgen.{module}.split_lines", split)
    Line.looked_at = 0
    library = load([folder])
    assert list(lines(library.diagnostics, library.texts))
    assert Line.looked_at < 1_500 * len(library.diagnostics)
