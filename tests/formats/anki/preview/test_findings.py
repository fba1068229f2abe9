"""What was found in the files of a preview: which question it belongs to, and how it is listed."""

from __future__ import annotations

import re

from quizgen.formats.anki.preview.findings import Findings, told
from quizgen.model.diagnostics import Diagnostic, Severity, Span


def found(line: int, message: str = "what", hint: str = "", path: str = "a.yaml") -> Diagnostic:
    return Diagnostic("some-code", message, Span(path, line, 3), hint)


TEXT = "bank: a\nquestions:\n  - id: one\n    stem: <b>\n  - id: two\n    stem: ?"
STARTS = {"a.yaml": [3, 5]}


def test_a_finding_belongs_to_the_question_that_begins_last_before_it() -> None:
    findings = Findings(starts=STARTS)
    owners = [findings.owner(found(line)) for line in (1, 3, 4, 5, 6)]
    assert owners == ["", "a.yaml:3", "a.yaml:3", "a.yaml:5", "a.yaml:5"]
    assert findings.owner(found(3, path="b.yaml")) == ""
    assert findings.questions == 2


def test_without_any_there_is_no_list() -> None:
    assert Findings().html(["a.yaml:3"]) == ""


def test_those_of_cards_that_are_shown_lead_to_them() -> None:
    findings = Findings((found(4), found(6)), {"a.yaml": TEXT}, STARTS)
    links = re.findall(r'href="([^"]*)"', findings.html(["a.yaml:5"]))
    assert links == ["#search=a.yaml%3A5"]


def test_they_are_counted_by_severity() -> None:
    advice = Diagnostic("c", "m", Span("a.yaml", 3), severity=Severity.ADVICE)
    warning = Diagnostic("c", "m", Span("a.yaml", 3), severity=Severity.WARNING)
    html = Findings((found(3), warning, advice, advice)).html([])
    assert ">1 error, 1 warning, 2 pieces of advice</h2>" in html


def test_all_that_a_bank_says_stays_text() -> None:
    one = found(4, "found “<script>”", "write <i>\nor nothing", path="a.yaml")
    html = Findings((one,), {"a.yaml": TEXT}, STARTS).html(["a.yaml:3"]) + told(one)
    assert "<script>" not in html
    assert "<i>" not in html
    assert "<pre tabindex=0>stem: &lt;b&gt;</pre>" in html
    assert html.count('<p class="hint">') == 4


def test_a_line_that_is_not_there_is_not_shown() -> None:
    assert "<pre" not in Findings((found(99),), {"a.yaml": TEXT}, STARTS).html([])
