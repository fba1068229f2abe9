"""The cases of grading: files of keys, with replies and the verdicts that they deserve."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from quizgen.grading import Verdict, Vocabulary, match
from quizgen.model.forms import Expected, Form, TypeIn
from quizgen.model.markup import Markup
from quizgen.model.ranges import parse_amount, parse_when
from quizgen.model.values import Id, Tolerance
from quizgen.questions.date import Date
from quizgen.questions.number import Number as NumberQuestion

FILES = Path(__file__).with_name("cases")

Case = dict[str, Any]


def cases(name: str) -> list[Any]:
    """A parameter for each reply in the file ``name``: the case, the reply, its verdict."""
    return [
        pytest.param(case, reply, verdict, id=f"{_named(case)} <- {reply}: {verdict}")
        for case in yaml.load((FILES / name).read_text("utf-8"), yaml.BaseLoader)
        for verdict in Verdict
        for reply in case.get(verdict.value, ())
    ]


def numeric(case: Case) -> Expected:
    """What is expected where a case has a ``number`` or a ``date``, which may be a range."""
    within = case.get("within") == "true"
    form: Form
    if "date" in case:
        when, given = parse_when(case["date"]), case.get("year_given") == "true"
        form = Date(id=ID, stem=STEM, answer=when, year_given=given, within=within).form()
    else:
        tolerance = case.get("tolerance")
        form = NumberQuestion(
            id=ID,
            stem=STEM,
            answer=parse_amount(case["number"]),
            unit=case.get("unit", ""),
            qualifier=case.get("qualifier"),
            tolerance=None if tolerance is None else Tolerance.parse(tolerance),
            within=within,
        ).form()
    assert isinstance(form, TypeIn)
    return form.expected


ID, STEM = Id("q"), Markup("?")


def _named(case: Case) -> str:
    return " ".join(value for value in case.values() if isinstance(value, str))


def check(case: Case, expected: Expected, reply: str, verdict: Verdict) -> None:
    """Assert that ``reply`` gets ``verdict``, and the note of the case where it is wrong."""
    grade = match(expected, reply, Vocabulary(answers=case.get("others", ())))
    assert grade.verdict is verdict, grade
    assert bool(grade.note) or verdict is not Verdict.SLIP
    assert not grade.note or verdict is not Verdict.RIGHT
    assert bool(grade.question) is (verdict is Verdict.ASK)
    assert bool(grade.nearest) or verdict is not Verdict.ASK
    if verdict in (Verdict.ASK, Verdict.WRONG):
        assert case.get("note", "") in grade.note
