"""Diagnostics as a JUnit report."""

from __future__ import annotations

from xml.etree import ElementTree

from quizgen.model.diagnostics import Diagnostic, Severity, Span
from quizgen.reports import Report
from quizgen.reports.junit import render


def test_a_file_is_a_test_that_fails_with_its_errors() -> None:
    """What is warned of is the output of a test that passes."""
    found = [
        Diagnostic("code", 'found “<&\ufffe\x01">”', Span("a.yaml", 1, 1, 3)),
        Diagnostic("code", "again", Span("a.yaml", 2, 1)),
        Diagnostic("other", "perhaps", Span("b.yaml", 1, 1), severity=Severity.WARNING),
        Diagnostic("missing-path", "not there", Span("c.yaml")),
    ]
    paths = ("a.yaml", "b.yaml", "sound.yaml")
    text = "\n".join(render(Report(found, {"a.yaml": "<x>\ny"}, paths)))
    (suite,) = ElementTree.fromstring(text)
    assert suite.attrib["tests"] == "4"
    assert suite.attrib["failures"] == "2"
    a, b, c, sound = suite
    assert a.attrib["name"] == "a.yaml"
    (failure,) = a
    assert failure.attrib["message"] == 'a.yaml:1:1: found “<&\ufffd␁">” (and 1 more)'
    assert "   1 | <x>\n     | ^^^" in (failure.text or "")
    assert [child.tag for child in b] == ["system-out"]
    assert "perhaps" in (b[0].text or "")
    assert c[0].attrib["type"] == "missing-path"
    assert list(sound) == []
