"""How long texts take to become HTML, and how the time grows with their length.

Prints microseconds for texts of a few kinds, each beside the same text as plain characters; then,
for what begins many marks and blocks that never end, the time of sixteen times the text as a
multiple of the time of the text.  Sixteen is what a linear search takes; a quadratic one takes 256.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from time import process_time

from quizgen.model.blocks import to_html
from quizgen.model.markup import Markup, escape
from quizgen.model.unread import unread

KINDS = {
    "plain, 27 characters": "Which is the longest river?",
    "some marks": "Which of *these* is a `float` in **Python**, and why is \\(x\\) what it is?",
    "two lines": "Which is the longest river?\nAnd which is the shortest one?",
    "a code block": (
        "What does this print?\n\n```python\nfor number in range(3):\n    if number:\n"
        "        print(number * 2)\n    else:\n        print([number])\n```\n\nThink of a line."
    ),
    "a list": "Indexing begins at zero:\n\n- `[0]` is the first,\n- `[-1]` the last.",
}
OPEN = (
    *("```\n", "```a\n", "- a\n", "- a\n\n\n", "1. a\n", "\\[ a\n", "|a|\n", "|-|\n"),
    *("|-|\n|a|b|\n", "- a\n  b\n", "[a](https://b", "[`", "[a", "[a](https://b(c)", "\\(]("),
    *("*[a](", "**a *b ", "$a", "![a](", "<a ", "<!--", "&a", "__a", "***a", "|--", "\\[a"),
    *("`` ", "$$\na\n"),
)
MOST = 32
"""What sixteen times the text may take, as a multiple; above it, no search is linear."""


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Return the least time of some runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def each(work: Callable[[Markup], object], kind: str) -> None:
    for _ in range(1000):
        work(Markup(kind))


def text(beginning: str, count: int) -> Markup:
    return Markup("a\n" + beginning * count)


def main() -> None:
    for name, kind in KINDS.items():
        marked, plain = (seconds(partial(each, work, kind)) / 1000 for work in (to_html, escape))
        looked = seconds(partial(each, unread, kind)) / 1000
        print(
            f"{name:24} {marked * 1e6:6.1f} µs  ratio to its characters {marked / plain:5.1f}"
            f"  looked at for unread marks {looked * 1e6:6.1f} µs"
        )
    worst = 0.0
    for beginning in OPEN:
        for work in (to_html, unread):
            short, long = (seconds(partial(work, text(beginning, n)), 3) for n in (2_000, 32_000))
            worst = max(worst, long / short)
            if long / short > MOST:
                print(f"{work.__name__}: {beginning!r} took {long / short:.0f} times the time")
    print(f"sixteen times the text: at most {worst:.1f} times the time  (target: at most {MOST})")
    sys.exit(worst > MOST)


if __name__ == "__main__":
    main()
