"""What a syntax error most likely is."""

from __future__ import annotations

import pytest

SLIPS = [
    ("a: b: c", "found “: ” within a text"),
    ("a: 'b", "quote ' that is not closed"),
    ('a: "b', 'quote " that is not closed'),
    ("a: 'it's'", "text behind the closing '"),
    ('a: "b" c', 'text behind the closing "'),
    (r'a: "\(x\)"', r"“\(” within double quotes"),
    ("a: @b", "begins with @"),
    ("a: `b`", "begins with `"),
    ("a: %b", "begins with %"),
    ("%YAML 1.1\n---\na: b", "a directive for YAML"),
    ("a: [b", "in brackets"),
    ("a: [b]]", "in brackets"),
    ("a: {b: c", "in brackets"),
    ("a: [b] c", "text behind the closing ]"),
    ("a: *b* c", "begins with *"),
    ("- 'it's'", "text behind the closing '"),
    ('- "b" c', 'text behind the closing "'),
    ('- ["b" c, d]', 'text behind the closing "'),
    ("- [b] c", "text behind the closing ]"),
    ("- {b: c} d", "text behind the closing }"),
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
    ("a: b:", "ends with a colon"),
    ("- a: b:\n- c", "ends with a colon"),
    ("a: >- b", "in the line of >-"),
    ("- |+ b\n  c", "in the line of |+"),
    ("a: b\n%YAML 1.1", "a directive for YAML"),
    ("```yaml\na: b", "the fence of a block of code"),
    ("- a\n-b\n", "no space behind the dash"),
    ("- a: b\n* a: c\n", "begins with *, expected “- ”"),
    ("- a\n– b\n", "begins with –, expected “- ”"),
    ("a: b\nc:d\n", "no space behind the colon of “c”"),
    ("a: b\nc\nd: e\n", "“c” where a key was expected"),
    ("a:\n  b: c\n d: e\n", "does not fit the lines above"),
]


@pytest.mark.parametrize(("text", "words"), SLIPS, ids=[text for text, _ in SLIPS])
def test_a_syntax_error_names_the_likely_slip(read, text: str, words: str) -> None:
    """What a syntax error says is worked out from the text around it; each has a hint."""
    fault = read(text).faults[0]
    assert fault.code == "yaml-syntax"
    assert words in fault.message
    assert fault.hint
