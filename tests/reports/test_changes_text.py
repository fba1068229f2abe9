"""Changes on a terminal: what went and what came in marks, and nothing that is obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from quizgen.reports.changes_text import render
from reports.changes_samples import SAMPLE, golden, is_safe, sample_of, sequences


@pytest.mark.parametrize(("form", "color"), [("plain.txt", False), ("color.txt", True)])
def test_golden(form: str, color: bool, request: pytest.FixtureRequest) -> None:
    text = "\n".join(render(SAMPLE, color=color)) + "\n"
    assert text == golden(form, text, request)


@given(sequences, sequences)
def test_a_terminal_is_sent_no_control_sequence(old: str, new: str) -> None:
    """But our own colors."""
    plain = list(render(sample_of(old, new)))
    assert all(map(is_safe, plain))
    colored = render(sample_of(old, new), color=True)
    assert [re.sub("\x1b\\[(31|32|0)m", "", line) for line in colored] == plain
