"""The rules about good questions are silent on sound ones, whatever their subject."""

from __future__ import annotations

from pathlib import Path

from quizgen.model.diagnostics import Severity
from quizgen.reading.library import load
from sound_questions import SUBJECTS, bank

MOST = 0.02
"""Findings for each question: two in a hundred."""


def test_sound_questions_get_no_advice(tmp_path: Path) -> None:
    """Over 500 questions of five subjects, all loaded together."""
    for number, subject in enumerate(SUBJECTS):
        text = bank(subject).replace("0123456789", f"{number}123456789")
        (tmp_path / f"{subject}.yaml").write_text(text, encoding="utf-8")
    library = load([tmp_path], advice=True)
    assert library.ok, [str(one) for one in library.diagnostics if one.severity is Severity.ERROR]
    assert library.questions > 500
    found = [f"{one.place}: {one.code} {one.message}" for one in library.diagnostics]
    assert len(found) <= MOST * library.questions, "\n".join(found)
