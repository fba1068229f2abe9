"""Banks of many questions, made without chance: the benchmarks' input.

One has the questions of our decks over and over, as authors write them: with texts of several
lines, answers that are accepted and rejected, feedback.  The other has invented ones, of every type
in turn, whose texts are shorter and of one line each.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

DECKS = Path(__file__).parent.parent / "decks"
QUESTION = re.compile(r"^(?=  - id: )", re.MULTILINE)
ID = re.compile(r"(- id: .*)")
CITATION = re.compile(r"\n    facts:(?: .*|(?:\n      - .*)+)")
MENTION = re.compile(r"\n    mentions:(?: .*|(?:\n      - .*)+)")
WORDS = (
    "harbor treaty senate convoy archive quarry census bridge ferry market orchard garrison "
    "library railway council frontier granary lighthouse observatory parish "
    "academy airfield aqueduct arsenal assembly bakery barracks basilica battery bazaar beacon "
    "brewery caravan castle cathedral cavalry charter chapel citadel cloister colony company "
    "consul corridor cottage dockyard embassy estuary factory festival fortress foundry fountain "
    "gallery gateway glacier guild hamlet highway hospital hostel island junction kingdom lagoon "
    "landing ledger legion manor meadow mill minister monastery monument mosque museum navy oasis "
    "palace pasture peninsula pilgrim plateau prison province quay reservoir sanctuary school "
    "settlement shipyard shrine statue station steamer temple terrace theater tollgate tower "
    "tribune tunnel university valley viaduct village vineyard warehouse waterway wharf windmill"
).split()


def words(seed: int, count: int) -> str:
    """``count`` words, always the same for ``seed``."""
    return " ".join(WORDS[(seed * 7 + n * n * 3 + n * seed) % len(WORDS)] for n in range(count))


def ours(count: int) -> Iterator[str]:
    """Questions of our decks, each under an id of its own; they cite a text, not facts."""
    banks = sorted(path for path in DECKS.rglob("*.yaml") if path.name != "source.yaml")
    texts = [path.read_text(encoding="utf-8").partition("questions:\n")[2] for path in banks]
    items = [f"{item.rstrip()}\n" for text in texts for item in QUESTION.split(text) if item]
    for n, text in enumerate(islice(cycle(items), count)):
        own = MENTION.sub("", ID.sub(rf"\1-{n}", text, count=1))
        yield CITATION.sub("\n    source: The article, paragraph 3", own)


def invented(count: int) -> Iterator[str]:
    """Short questions made of a few words."""
    for n in range(count):
        yield "\n".join(lines(n)) + "\n"


def lines(n: int) -> list[str]:
    """The lines of invented question ``n``."""
    kind = ("choice", "short", "number", "date", "cloze", "card", "truefalse", "multi", "order",
            "match")[n % 10]  # fmt: skip
    stem = f"Which {words(n, 6)} of {1800 + n % 200} is meant by number {n:,}?"
    found = [f"  - id: q{n}", f"    type: {kind}"]
    if kind != "cloze":
        found.append(f"    stem: {stem}")
    match kind:
        case "choice" | "multi":
            found.append("    options:")
            found += [
                f"      - {'right: ' if k == n % 4 else ''}The {words(n + k, 3)} number {k}"
                for k in range(4)
            ]
        case "short":
            found += [f"    answer: The {words(n + 5, 3)}", f"    accept: [{words(n + 5, 2)}]"]
        case "number":
            found += [f"    answer: {n * 13:,}", "    unit: soldiers", "    qualifier: over"]
        case "date":
            found.append(f"    answer: {1800 + n % 200}-{n % 12 + 1:02}-{n % 28 + 1:02}")
        case "cloze":
            found.append(
                f"    text: The [[{words(n, 2)}]] of [[{1800 + n % 200}]] was built of stone."
            )
        case "card":
            found.append(f"    answer: The {words(n + 5, 4)}")
        case "truefalse":
            found.append(f"    answer: {'true' if n % 3 else 'false'}")
        case "order":
            found.append("    items:")
            found += [f"      - The {words(n + k, 2)} in {1800 + k}" for k in range(4)]
        case "match":
            found.append("    pairs:")
            found += [f"      The {words(n + k, 2)} {k}: a {words(n + k, 3)} {k}" for k in range(4)]
    found += [
        f"    explanation: Because the {words(n, 12)} was built before the {words(n + 1, 5)}.",
        f"    source: The *{words(n, 2)}* almanac, page {n}",
        f"    tags: [{WORDS[n % 20]}, {WORDS[n * 3 % 20]}s]",
        f"    difficulty: {('easy', 'medium', 'hard')[n % 3]}",
    ]
    return found


BANKS: dict[str, Callable[[int], Iterator[str]]] = {"ours": ours, "invented": invented}
"""What makes the questions of each bank."""


def write(path: Path, name: str, count: int) -> None:
    """Write the bank of this name, with ``count`` questions, to ``path``."""
    head = "bank: large\ntitle: A large bank\nnamespace: benchmark0benchmark0\nquestions:\n"
    path.write_text(head + "".join(BANKS[name](count)), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
