"""Banks without a question, and topics without a bank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from golden_banks import check_goldens
from quizgen.model.diagnostics import Severity
from quizgen.reading.library import Library, load
from samples import HEAD, TOPIC, codes, make

Load = Callable[..., Library]


def test_a_bank_without_a_question_is_an_error(load_text: Load) -> None:
    library = load_text(f"{HEAD}questions: []\n")
    assert codes(library) == ["no-questions"]
    assert not library.ok


def test_a_topic_without_a_bank_is_a_warning(load_topic: Load) -> None:
    """It may be begun; its facts are not called unasked."""
    library = load_topic({"source.yaml": TOPIC["source.yaml"]})
    assert [(found.code, found.severity) for found in library.diagnostics] == [
        ("no-questions", Severity.WARNING)
    ]


def test_questions_that_were_not_read_may_be_there(load_text: Load) -> None:
    """What is missing from a damaged tree means nothing."""
    assert codes(load_text(f"{HEAD}questions: []\ntags: ['a\n")) == ["yaml-syntax"]


def test_a_part_of_a_topic_does_not_tell(tmp_path: Path) -> None:
    """Its other banks are elsewhere."""
    folder = make(tmp_path, TOPIC)
    assert codes(load([folder / "asia.yaml"])) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("no-questions")
