"""A bank of many questions, of every type in turn, made without chance: the benchmarks' input."""

from __future__ import annotations

import sys
from pathlib import Path

WORDS = (
    "harbour treaty senate convoy archive quarry census bridge ferry market orchard garrison "
    "library railway council frontier granary lighthouse observatory parish"
).split()


def words(seed: int, count: int) -> str:
    """``count`` words, always the same for ``seed``."""
    return " ".join(WORDS[(seed * 7 + n * n * 3 + n * seed) % len(WORDS)] for n in range(count))


def question(n: int) -> list[str]:
    """The lines of question ``n``."""
    kind = ("choice", "short", "number", "date", "cloze", "card", "truefalse", "multi", "order",
            "match")[n % 10]  # fmt: skip
    stem = f"Which {words(n, 6)} of {1800 + n % 200} is meant by number {n:,}?"
    lines = [f"  - id: q{n}", f"    type: {kind}"]
    if kind != "cloze":
        lines.append(f"    stem: {stem}")
    match kind:
        case "choice" | "multi":
            lines.append("    options:")
            lines += [
                f"      - {'key: ' if k == n % 4 else ''}The {words(n + k, 3)} number {k}"
                for k in range(4)
            ]
        case "short":
            lines += [f"    answer: The {words(n, 3)}", f"    accept: [{words(n, 2)}]"]
        case "number":
            lines += [f"    answer: {n * 13:,}", "    unit: soldiers", "    qualifier: over"]
        case "date":
            lines.append(f"    answer: {1800 + n % 200}-{n % 12 + 1:02}-{n % 28 + 1:02}")
        case "cloze":
            lines.append(
                f"    text: The [[{words(n, 2)}]] of [[{1800 + n % 200}]] was {words(n, 5)}."
            )
        case "card":
            lines.append(f"    answer: The {words(n, 4)}")
        case "truefalse":
            lines.append(f"    answer: {'true' if n % 3 else 'false'}")
        case "order":
            lines.append("    items:")
            lines += [f"      - The {words(n + k, 2)} in {1800 + k}" for k in range(4)]
        case "match":
            lines.append("    pairs:")
            lines += [f"      The {words(n + k, 2)} {k}: a {words(n + k, 3)} {k}" for k in range(4)]
    lines += [
        f"    explanation: Because the {words(n, 12)} was built before the {words(n + 1, 5)}.",
        f"    source: The *{words(n, 2)}* almanac, page {n}",
        f"    tags: [{WORDS[n % 20]}, {WORDS[n * 3 % 20]}s]",
        f"    difficulty: {('easy', 'medium', 'hard')[n % 3]}",
    ]
    return lines


def write(path: Path, count: int) -> None:
    """Write a bank of ``count`` questions to ``path``."""
    head = ["bank: large", "title: A large bank", "namespace: benchmark0benchmark0", "questions:"]
    lines = head + [line for n in range(count) for line in question(n)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
