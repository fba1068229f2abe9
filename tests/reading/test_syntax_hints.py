"""What a syntax error most likely is."""

from __future__ import annotations

import pytest

SLIPS = [
    ("a: b: c", "found “: ” inside the text"),
    ("a: 'b", "opening ' without a closing '"),
    ('a: "b', 'opening " without a closing "'),
    ("a: 'it's'", "more text after the closing '"),
    ('a: "b" c', 'more text after the closing "'),
    (r'a: "\(x\)"', r"“\(” inside double quotes"),
    ("a: @b", "begins with @"),
    ("a: `b`", "begins with `"),
    ("a: %b", "begins with %"),
    ("%YAML 1.1\n---\na: b", "a YAML directive"),
    ("a: [b", "“[” without a closing “]”"),
    ("a: [b]]", "brackets that do not match"),
    ("a: {b: c", "“{” without a closing “}”"),
    ("a: [b] c", "more text after the closing ]"),
    ("a: *b* c", "begins with *"),
    ("- 'it's'", "more text after the closing '"),
    ('- "b" c', 'more text after the closing "'),
    ('- ["b" c, d]', 'more text after the closing "'),
    ("- [b] c", "more text after the closing ]"),
    ("- {b: c} d", "more text after the closing }"),
    ("- *b* c", "begins with *"),
    ("- [*b* c, d]", "begins with *"),
    ("- * b", "begins with *"),
    ("- & b", "begins with &"),
    ("- |b| c", "begins with |"),
    ("- > 5", "begins with >"),
    ("- : b", "begins with :"),
    ("a: ? b", "begins with ?"),
    ("a: - b", "begins with -"),
    ("a: -", "begins with -"),
    ("a: b:", "“:” at the end of the text"),
    ("- a: b:\n- c", "“:” at the end of the text"),
    ("a: >- b", "text after >-"),
    ("- |+ b\n  c", "text after |+"),
    ("a: b\n%YAML 1.1", "a YAML directive"),
    ("```yaml\na: b", "the fence of a code block"),
    ("- a\n-b\n", "no space after the dash"),
    ("- a: b\n* a: c\n", "begins with *, expected “- ”"),
    ("- a\n– b\n", "begins with –, expected “- ”"),
    ("a: b\nc:d\n", "no space after the colon of “c”"),
    ("a: b\nc\nd: e\n", "“c”, expected a field"),
    ("a:\n  b: c\n d: e\n", "is indented less than"),
]


@pytest.mark.parametrize(("text", "words"), SLIPS, ids=[text for text, _ in SLIPS])
def test_a_syntax_error_names_the_likely_slip(read, text: str, words: str) -> None:
    """What a syntax error says is worked out from the text around it; each has a hint."""
    fault = read(text).faults[0]
    assert fault.code == "yaml-syntax"
    assert words in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "column"), [("a: [b, {c: d}, [e", 15), ("a: [b, {c: d}, e", 3), ("a: {b: [c], d", 3)]
)
def test_the_bracket_is_named_that_is_still_open(read, text: str, column: int) -> None:
    fault = read(text).faults[0]
    assert "brackets" in fault.message
    assert (fault.line, fault.column) == (0, column)
