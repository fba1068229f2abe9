"""Diagnostics as a JUnit report, which most CI services show next to the results of tests.

Each file is a test: it fails with its errors, and what it is warned of is its output.  The elements
are those that Jenkins and GitLab read (``testsuites``, ``testsuite``, ``testcase``, ``failure``,
``system-out``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from quizgen.model.diagnostics import Diagnostic, Severity
from quizgen.reports import Report, text
from quizgen.system.terminal_text import safe

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no document of XML 1.0 may have (section 2.2 of its standard)."""


def render(report: Report) -> Iterator[str]:
    """Yield an XML document with a test for each file."""
    found: dict[str, list[Diagnostic]] = {path: [] for path in report.paths}
    for one in report.diagnostics:
        found.setdefault(one.place.path, []).append(one)
    failed = sum(any(map(_is_error, those)) for those in found.values())
    numbers = f'tests="{len(found)}" failures="{failed}" errors="0"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="quizgen" {numbers}>'
    yield f'  <testsuite name="quizgen validate" {numbers}>'
    for path, those in sorted(found.items()):
        yield from _test(path, those, report.texts)
    yield "  </testsuite>"
    yield "</testsuites>"


def _is_error(one: Diagnostic) -> bool:
    return one.severity is Severity.ERROR


def _test(path: str, those: list[Diagnostic], texts: dict[str, str]) -> Iterator[str]:
    name = f"name={_attribute(path)} classname={_attribute(path)} file={_attribute(path)}"
    if not those:
        yield f"    <testcase {name}/>"
        return
    yield f"    <testcase {name}>"
    errors = list(filter(_is_error, those))
    if errors:
        first = errors[0]
        more = f" (and {len(errors) - 1:,} more)" if len(errors) > 1 else ""
        message = _attribute(f"{first.place}: {first.message}{more}")
        yield f"      <failure type={_attribute(first.code)} message={message}>"
        yield from map(_content, text.lines(errors, texts))
        yield "      </failure>"
    if others := [one for one in those if not _is_error(one)]:
        yield "      <system-out>"
        yield from map(_content, text.lines(others, texts))
        yield "      </system-out>"
    yield "    </testcase>"


def _attribute(value: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", safe(value)))


def _content(line: str) -> str:
    return escape(_NO_XML.sub("\ufffd", line))
