"""Diagnostics as SARIF 2.1.0."""

from __future__ import annotations

import json
from typing import Any

from quizgen.model.diagnostics import Diagnostic, Edit, Related, Severity, Span
from quizgen.reports import Report
from quizgen.reports.sarif import render


def run_of(*found: Diagnostic) -> dict[str, Any]:
    """The one run of the log that reports ``found``."""
    log = json.loads("\n".join(render(Report(list(found), {}))))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_a_result_names_its_rule_and_its_place() -> None:
    place = Span("decks/a b.yaml", 2, 5, 3)
    one = Diagnostic(
        "unknown-field",
        "found it",
        place,
        "do this",
        related=(Related(Span("b.yaml", 1, 1), "first"),),
        repair=(Edit(place, "x"),),
    )
    run = run_of(one)
    region = {"startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 8}
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert result["level"] == "error"
    assert result["message"]["text"] == "found it\nhint: do this"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "decks/a%20b.yaml"},
        "region": region,
    }
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "first"}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": "x"}}]


def test_every_rule_that_is_used_has_its_page() -> None:
    run = run_of(
        Diagnostic("duplicate-id", "a", Span("a.yaml", 1, 1)),
        Diagnostic("bad-id", "a", Span("a.yaml", 1, 1), severity=Severity.WARNING),
        Diagnostic("bad-id", "a", Span("/a.yaml"), severity=Severity.ADVICE),
    )
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["bad-id", "duplicate-id"]
    assert all(rule["help"]["markdown"] and rule["shortDescription"]["text"] for rule in rules)
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    whole = run["results"][2]["locations"][0]["physicalLocation"]
    assert whole == {"artifactLocation": {"uri": "file:///a.yaml"}}
