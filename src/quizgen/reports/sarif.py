"""Diagnostics as SARIF 2.1.0, which code scanning services and editors show.

The names of the fields are those of the OASIS standard “Static Analysis Results Interchange Format
(SARIF) Version 2.1.0”; the numbers in comments are its sections.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from quizgen import __version__, codes
from quizgen.model.diagnostics import Diagnostic, Edit, Severity, Span
from quizgen.reports import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def render(report: Report) -> Iterator[str]:
    """Yield one JSON object, in ASCII."""
    used = sorted({one.code for one in report.diagnostics})
    content = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "quizgen",
                        "version": __version__,
                        "rules": [_rule(code) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",  # 3.14.17
                "results": [_result(one, used.index(one.code)) for one in report.diagnostics],
            }
        ],
    }
    yield from json.dumps(content, indent=2).replace("\x7f", r"\u007f").split("\n")


def _rule(name: str) -> dict[str, Any]:
    page = codes.page(name)
    about = " ".join(page.partition("\n\n")[0].split())
    return {
        "id": name,
        "shortDescription": {"text": about.partition(". ")[0].rstrip(".") + "."},
        "fullDescription": {"text": about},
        "help": {"text": page, "markdown": page},
    }


def _result(one: Diagnostic, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.message}\nhint: {one.hint}" if one.hint else one.message},
        "locations": [_location(one.place)],
    }
    if one.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.place), "message": {"text": each.message}}
            for number, each in enumerate(one.related)
        ]
    if one.repair:
        result["fixes"] = [_fix(one)]
    return result


def _location(place: Span) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line:
        physical["region"] = _region(place)
    return {"physicalLocation": physical}


def _region(place: Span) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + place.width,
    }


def _fix(one: Diagnostic) -> dict[str, Any]:
    files: dict[str, list[Edit]] = {}
    for edit in one.repair:
        files.setdefault(edit.place.path, []).append(edit)
    return {
        "description": {"text": one.hint or "correct this"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(path)},
                "replacements": [
                    {
                        "deletedRegion": _region(edit.place),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in edits
                ],
            }
            for path, edits in files.items()
        ],
    }


def _uri(path: str) -> str:
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
