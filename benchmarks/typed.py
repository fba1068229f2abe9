"""How typed answers are graded: the verdicts of a file of cases beside those expected, by class.

    python benchmarks/typed.py FILE [--all]

FILE is a table with tabs between its columns and their names in its first line: type (``short``,
``number``, ``date`` or ``gap``), key, accept and reject (each separated by ``; ``), opts
(``unit=…;tol=…;qualifier=…;year_given``), input, expected (A accept, P ask the learner, R refuse),
class, and note (why).  A is met by right and by right with a slip.  Whatever is graded otherwise is
listed with the note that learners would read; ``--all`` lists every case.

The last lines are the shares that count: of A wrong, of R accepted, of P asked; and the time of a
grading, as the median and the longest of all cases.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter
from pathlib import Path
from statistics import median

from quizgen.grading import Grade, Typed, Verdict, grade
from quizgen.model.forms import (
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Form,
    Gap,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.values import Decimal, Number, PartialDate, Tolerance

MET = {"A": {Verdict.RIGHT, Verdict.SLIP}, "P": {Verdict.ASK}, "R": {Verdict.WRONG}}
ORDER = [Verdict.RIGHT, Verdict.SLIP, Verdict.ASK, Verdict.WRONG]
PROMPT = Markup("?")

Case = dict[str, str]


def main(arguments: list[str]) -> int:
    files = [argument for argument in arguments if argument != "--all"]
    if len(files) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    cases = read(Path(files[0]))
    graded = [(case, *timed(case)) for case in cases]
    report([(case, found) for case, found, _ in graded], whole="--all" in arguments)
    times = [spent * 1000 for _, _, spent in graded]
    print(f"time of a grading: median {median(times):.3f} ms, longest {max(times):.2f} ms")
    return 0


def read(path: Path) -> list[Case]:
    """The cases of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{name: value or "" for name, value in row.items() if name} for row in rows]


def form(case: Case) -> Form:
    """The form that ``case`` asks in."""
    if case["type"] == "gap":
        return Blanks((PROMPT, Gap(expected(case), case["key"])))
    return TypeIn(PROMPT, expected(case))


def expected(case: Case) -> Expected:
    """What ``case`` expects."""
    options: dict[str, str] = {}
    for part in case["opts"].split(";"):
        name, _, value = part.partition("=")
        options[name.strip()] = value.strip()
    if case["type"] == "date":
        return ExpectedDate(PartialDate.parse(case["key"]), "year_given" in options)
    if case["type"] == "number":
        figure = Decimal.parse(case["key"])
        unit, qualifier = options.get("unit", ""), options.get("qualifier", "")
        tolerance = Tolerance.parse(options["tol"]) if "tol" in options else None
        return ExpectedNumber(Number(figure.value, figure.written, unit, qualifier), tolerance)
    accept, ask, reject = (listed(case.get(name, "")) for name in ("accept", "ask", "reject"))
    return ExpectedWords(case["key"], accept, reject, ask)


def listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("; ") if part.strip())


def timed(case: Case) -> tuple[Grade, float]:
    """The grade of ``case``, and the seconds of a second grading of it."""
    asked, reply = form(case), Typed((case["input"],))
    grade(asked, reply)
    start = time.perf_counter()
    found = grade(asked, reply)
    return found, time.perf_counter() - start


def report(graded: list[tuple[Case, Grade]], *, whole: bool) -> None:
    """Print a table by class, what is graded otherwise than expected, and the shares that count."""
    table: dict[str, Counter[tuple[str, Verdict]]] = {}
    for case, found in graded:
        table.setdefault(case["class"], Counter())[case["expected"], found.verdict] += 1
    width = max(map(len, table), default=5)
    print(f"{'class':{width}}  expected  " + "".join(f"{verdict.value:>7}" for verdict in ORDER))
    total: Counter[tuple[str, Verdict]] = Counter()
    for name, counts in table.items():
        total += counts
        print_rows(name, counts, width)
    print_rows("all", total, width)
    print()
    for case, found in graded:
        if whole or found.verdict not in MET[case["expected"]]:
            key = " ".join(filter(None, (case["key"], case["opts"])))
            print(
                f"{case['expected']} but {found.verdict.value:5}  {key} <- {case['input']}"
                f"   [{case['class']}: {case['note']}] {found.note}"
            )
    print()
    shares(total)


def print_rows(name: str, counts: Counter[tuple[str, Verdict]], width: int) -> None:
    for way in MET:
        row = [counts[way, verdict] for verdict in ORDER]
        if any(row):
            print(f"{name:{width}}  {way:8}  " + "".join(f"{number or '.':>7}" for number in row))


def shares(total: Counter[tuple[str, Verdict]]) -> None:
    for way, verdicts, text in (
        ("A", {Verdict.WRONG}, "wrong (at most 6 %)"),
        ("R", {Verdict.RIGHT, Verdict.SLIP}, "accepted (at most 2 %)"),
        ("P", {Verdict.ASK}, "asked (at least 85 %)"),
    ):
        all_of_it = sum(count for (one, _), count in total.items() if one == way)
        met = sum(total[way, verdict] for verdict in verdicts)
        if all_of_it:
            print(f"of {all_of_it} {way}: {met} {text}, {met / all_of_it:.1%}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
