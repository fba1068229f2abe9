"""What was found in one file, and where."""

from __future__ import annotations

from quizgen.model.diagnostics import Edit, Fault, Problem, Related, Severity, Span
from quizgen.model.nodes import Mapping, Place, Scalar
from quizgen.reading.findings import Findings
from quizgen.reading.yamltree import parse


def root(text: str) -> Mapping:
    node = parse(text).root
    assert isinstance(node, Mapping)
    return node


def test_a_related_place_and_a_rewriting_have_their_spans() -> None:
    text = "a: one\nb: 'two'\n"
    findings = Findings("x", text)
    problem = Problem("code", "no", ("b",), related=((("a",), "first used here"),), rewrite="three")
    findings.report(root(text), problem)
    (found,) = findings.diagnostics
    assert found.place == Span("x", 2, 4, 5)
    assert found.related == (Related(Span("x", 1, 4, 3), "first used here"),)
    assert found.repair == (Edit(Span("x", 2, 4, 5), "three"),)


def test_a_text_of_several_lines_is_not_rewritten() -> None:
    text = "a: one\n  two\nb: >-\n  one\n"
    findings = Findings("x", text)
    for name in "ab":
        findings.report(root(text), Problem("code", "no", (name,), rewrite="three"))
    assert [found.repair for found in findings.diagnostics] == [(), ()]


def test_a_part_of_a_text_is_underlined() -> None:
    """Also in a later line of the text."""
    text = "a: >-\n  one two\n  three four\nb: one two\n"
    findings = Findings("x", text)
    findings.report(root(text), Problem("code", "no", ("a",), part="four"))
    findings.report(root(text), Problem("code", "no", ("b",), part="two"))
    findings.report(root(text), Problem("code", "no", ("b",), part="not there"))
    spans = [found.place for found in findings.diagnostics]
    assert spans == [Span("x", 3, 9, 4), Span("x", 4, 8, 3), Span("x", 4, 4, 7)]


def test_what_is_no_yaml_is_reported_once() -> None:
    """An error at the same place is a consequence; a warning is not."""
    findings = Findings("x", "a: b\n")
    findings.fault(Fault("alias", "no", 0, 3, "hint"))
    node = Scalar("b", Place(0, 3))
    findings.report(node, Problem("bad-id", "no"))
    findings.report(node, Problem("advice", "no", severity=Severity.ADVICE))
    assert [found.code for found in findings.diagnostics] == ["alias", "advice"]


def test_what_was_reported_can_be_taken_back() -> None:
    findings = Findings("x", "a: b\nc: d\ne: f\n")
    findings.fault(Fault("alias", "no", 1, 3, "hint"))
    for line in range(3):
        findings.report(Scalar("x", Place(line, 0)), Problem("code", "no"))
    findings.withdraw(2, 3)
    assert [(found.code, found.place.line) for found in findings.diagnostics] == [
        ("alias", 2),
        ("code", 1),
    ]
    findings.withdraw_at([Place(0, 0)])
    assert [found.code for found in findings.diagnostics] == ["alias"]


def test_a_text_goes_on_in_the_next_line() -> None:
    text = "a: one\n  two\nb: three\n"
    findings = Findings("x", text)
    entries = root(text).entries
    assert isinstance(entries["a"], Scalar)
    assert isinstance(entries["b"], Scalar)
    assert findings.goes_on(entries["a"])
    assert not findings.goes_on(entries["b"])
