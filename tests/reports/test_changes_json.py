"""Changes as JSON: all that is known of them, and both texts in full."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from quizgen.reports.changes_json import render
from reports.changes_samples import SAMPLE, golden, is_safe, sample_of, sequences
from strategies import texts


def test_golden(request: pytest.FixtureRequest) -> None:
    text = f"{render(SAMPLE)}\n"
    assert text == golden("report.json", text, request)


@given(sequences, sequences)
def test_a_terminal_is_sent_no_control_sequence(old: str, new: str) -> None:
    """Whatever is in a text, JSON has another way to write it."""
    assert all(map(is_safe, render(sample_of(old, new)).split("\n")))


@given(texts(), texts())
def test_json_holds_both_texts(old: str, new: str) -> None:
    content = json.loads(render(sample_of(old, new)))
    (note,) = content["topics"][0]["notes"]
    for each in note["parts"]:
        assert "".join(text for op, text in each["diff"] if op != "+") == old
        assert "".join(text for op, text in each["diff"] if op != "-") == new
