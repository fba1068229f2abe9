"""What the parts of the grader read in every text of the typed cases, as files.

A file ``cases/readings/NAME.txt`` has a line for each text in which the module NAME reads anything.
Where a line changes, read whether the new one is right; ``pytest --update-goldens`` writes it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from grading.tables import FILES
from quizgen.grading import (
    Grade,
    Typed,
    dates,
    grade,
    lookalikes,
    match,
    notations,
    numbers,
    numerals,
    overlap,
    periods,
    slips,
    spelling,
    times,
    tokens,
    units,
    variants,
)
from quizgen.grading.replies import WRONG
from quizgen.model.forms import (
    Blanks,
    Expected,
    ExpectedDate,
    ExpectedNumber,
    ExpectedWords,
    Gap,
    TypeIn,
)
from quizgen.model.markup import Markup
from quizgen.model.values import Decimal, Number, PartialDate, Tolerance

READINGS = FILES / "readings"
PROMPT = Markup("?")


@cache
def typed_cases() -> list[dict[str, str]]:
    """The rows of the table of typed answers."""
    with (FILES / "typed.tsv").open(encoding="utf-8", newline="") as lines:
        return [*csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def graded(case: dict[str, str]) -> Grade:
    """Return the grade of the reply in one row of the table."""
    options = dict(part.partition("=")[::2] for part in case["opts"].split(";"))
    if case["type"] == "date":
        expected: Expected = ExpectedDate(PartialDate.parse(case["key"]), "year_given" in options)
    elif case["type"] == "number":
        figure = Decimal.parse(case["key"])
        unit, qualifier = options.get("unit", ""), options.get("qualifier", "")
        tolerance = Tolerance.parse(options["tol"]) if "tol" in options else None
        number = Number(figure.value, figure.written, unit, qualifier)
        expected = ExpectedNumber(number, tolerance)
    else:
        reject = tuple(filter(None, case["reject"].split("; ")))
        expected = ExpectedWords(case["key"], reject=reject)
    if case["type"] == "gap":
        return grade(Blanks((PROMPT, Gap(expected, case["key"]))), Typed((case["input"],)))
    return grade(TypeIn(PROMPT, expected), Typed((case["input"],)))


@cache
def _texts() -> list[str]:
    """Every text of the typed cases, and ``texts.txt``: what the tables know, and ways to write."""
    typed = {case[name] for case in typed_cases() for name in ("key", "input")}
    more = (FILES / "texts.txt").read_text(encoding="utf-8").splitlines()
    return sorted(typed) + [text for text in more if text not in typed]


@cache
def _pairs() -> list[tuple[str, str]]:
    """Every key with its reply, and the like in ``pairs.tsv``."""
    lines = (FILES / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    more = [(key, text) for key, _, text in (line.partition("\t") for line in lines)]
    return [(case["key"], case["input"]) for case in typed_cases()] + more


def _said(one: Grade | None) -> str:
    """A grade on one line, nothing for none and for one that is merely wrong."""
    if one is None or one == WRONG:
        return ""
    return " | ".join(filter(None, (one.verdict, one.note, one.question, one.nearest)))


def _of_texts(read: Callable[[str], object]) -> Callable[[], list[tuple[object, ...]]]:
    return lambda: [(text, read(text)) for text in _texts()]


def _of_pairs(read: Callable[[str, str], object]) -> Callable[[], list[tuple[object, ...]]]:
    return lambda: [(key, text, read(key, text)) for key, text in _pairs()]


def _numerals(text: str) -> str:
    found = [f"{one.value}:{one.end}" for one in numerals.read(text)]
    first = [f"{name} {one.value}:{one.end}" for name, one in _first(text) if one]
    return ", ".join(found + first)


def _first(text: str) -> list[tuple[str, Any]]:
    return [("spoken", numerals.spoken(text, 0)), ("ordinal", numerals.ordinal(text, 0))]


def _notations(text: str) -> str:
    others = [*notations.other_readings(text)]
    changed = [notations.grouped_by_four(text), notations.swap_separators(text)]
    respelled, word = notations.respelt(text)
    found = [*others, *(one for one in changed if one != text), respelled * bool(word)]
    return " | ".join(filter(None, found))


def _spelling(text: str) -> str:
    plain, folded = spelling.plain(text), spelling.fold(text)
    latin = spelling.latinized(text)
    return " | ".join([plain * (plain != text), folded, latin * (latin != text)])


def _words_of(text: str) -> str:
    """What is special about each word of a text."""
    found = []
    for word in spelling.fold(text).split():
        special = [
            name
            for name, holds in (
                ("exact", lookalikes.is_exact(word)),
                ("negation", lookalikes.is_negation(word)),
                ("roman", lookalikes.roman(word) is not None),
                (variants.american(word), variants.american(word) != word),
            )
            if holds
        ]
        found += [f"{word}: {' '.join(special)}"] * bool(special)
    return ", ".join(found)


def _slip(key: str, text: str) -> str:
    a, b = spelling.fold(key), spelling.fold(text)
    if " " in a or " " in b or a == b:
        return ""
    found = [slips.compare(a, b).name, str(slips.edits(a, b)), slips.sounds(b)]
    holds = [("plural", slips.is_plural(a, b)), ("transliterated", slips.is_transliteration(a, b))]
    holds += [("distinct", lookalikes.distinct(a, b)), ("apart", lookalikes.is_plural_apart(a, b))]
    return " ".join(found + [name for name, one in holds if one])


def _number(text: str) -> str:
    number = numbers.quantity(text)
    holds = [("bare", numbers.is_bare(text)), ("share", numbers.is_share(text))]
    rest, way = numbers.unqualified(text)
    said = f"{number.number.value} {number.number.unit}" if number else ""
    names = [name for name, one in holds if one] + [f"{way}: {rest}"] * bool(way)
    return " | ".join(filter(None, [said, *names]))


def _units(text: str) -> str:
    """The units that the end of a text may name."""
    named = text.lstrip("0123456789.,+-− ")
    return ", ".join(f"{one.size} {one.dimension} {one.zero}" for one in units.find(named))


READERS: dict[str, Callable[[], list[tuple[object, ...]]]] = {
    "dates": _of_pairs(lambda key, text: _said(dates.compared(key, text))),
    "graded": lambda: [
        (case["type"], case["key"], case["input"], _said(graded(case))) for case in typed_cases()
    ],
    "lookalikes": _of_texts(_words_of),
    "notations": _of_texts(_notations),
    "numbers": _of_texts(_number),
    "numerals": _of_texts(_numerals),
    "overlap": _of_pairs(
        lambda key, text: _said(overlap.grade(tokens.tokens(key), tokens.tokens(text), key, text))
    ),
    "periods": _of_pairs(lambda key, text: _said(periods.compare(key, text))),
    "slips": _of_pairs(_slip),
    "spelling": _of_texts(_spelling),
    "times": _of_pairs(lambda key, text: _said(times.compare(key, text))),
    "tokens": _of_texts(lambda text: " ".join(tokens.tokens(text))),
    "units": _of_texts(_units),
    "words": _of_pairs(lambda key, text: _said(match(ExpectedWords(key), text))),
}


@cache
def _read(name: str) -> list[str]:
    rows = [row for row in READERS[name]() if row[-1]]
    return list(dict.fromkeys("\t".join(map(str, row)) for row in rows))


def check_readings(name: str, request: pytest.FixtureRequest) -> None:
    """Assert that the module ``name`` reads what it did, or write down what it reads."""
    lines = _read(name)
    path = READINGS / f"{name}.txt"
    if request.config.getoption("--update-goldens"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    before = path.read_text(encoding="utf-8").split("\n")[:-1]
    assert lines == before, (
        "read whether the new readings are right: "
        f"pytest {request.node.nodeid} --update-goldens, then git diff"
    )
