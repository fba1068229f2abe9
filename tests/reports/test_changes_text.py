"""Changes on a terminal: what went and what came in marks, and nothing that is obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from quizgen.reports.changes_text import render
from reports.changes_samples import SAMPLE, golden, is_safe, sample_of, sequences


@pytest.mark.parametrize(("form", "colour"), [("plain.txt", False), ("colour.txt", True)])
def test_golden(form: str, colour: bool, request: pytest.FixtureRequest) -> None:
    text = "\n".join(render(SAMPLE, colour=colour)) + "\n"
    assert text == golden(form, text, request)


@given(sequences, sequences)
def test_a_terminal_is_sent_no_control_sequence(old: str, new: str) -> None:
    """But our own colours."""
    plain = list(render(sample_of(old, new)))
    assert all(map(is_safe, plain))
    coloured = render(sample_of(old, new), colour=True)
    assert [re.sub("\x1b\\[(31|32|0)m", "", line) for line in coloured] == plain
