"""The options of ``choice`` and ``multi``: how many, all different, and each of one kind."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import LoadQuestion
from samples import codes

MISTAKES = [
    ("options: [right: a]", ["option-count"]),
    ("options: [a, right: a]", ["equal-options"]),
    ("options: [a  b, right: 'a b']", ["equal-options"]),
    ("options: [AA, right: Aa, aa]", []),
    ("options: [mW, right: MW]", []),
    (r"options: ['\(2x\)', right: '\(2X\)']", []),
    ("options: ['`return 1`', right: '`    return 1`']", []),
    ("options: ['`return  1`', right: '`return 1`']", []),
    ("options:\n- |-\n  if x:\n      a\n- right: |-\n    if x:\n      a", []),
    ("options: ['*a*', right: a]", ["equal-options"]),
    ("options: [STRASSE, right: straße]", []),
    ("options: [a, {text: b, right: b}]", ["option-text"]),
    ("options: [a, {feedback: b}, right: c]", ["missing-field"]),
    ("options: [a, {right: b, pin: first}]", ["unknown-value"]),
    ("options: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, right: 13]", ["option-count"]),
    ("options: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, right: 12]", []),
]


@pytest.mark.parametrize("kind", ["choice", "multi"])
@pytest.mark.parametrize(("own", "expected"), MISTAKES)
def test_what_is_wrong_with_options_of_any_kind(
    kind: str, own: str, expected: list[str], load_question: LoadQuestion
) -> None:
    assert codes(load_question(f"type: {kind}\nstem: What?\n{own}")) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
