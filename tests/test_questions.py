"""The types of questions: each by its name, and each with tests of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.model.question import Question
from quizgen.questions import TYPES


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_named_as_it_is_listed(kind: str) -> None:
    """Every question type by the name that an author writes as ``type``."""
    assert TYPES[kind].type == kind
    assert issubclass(TYPES[kind], Question)
    assert TYPES[kind].__doc__


def test_every_type_is_here() -> None:
    """What a learner is asked to do, and what may be wrong with a question of the type."""
    tests = (Path(__file__).parent / "questions").glob("test_*.py")
    named = {path.stem.removeprefix("test_") for path in tests}
    missing = [f"tests/questions/test_{kind}.py" for kind in TYPES if kind not in named]
    assert missing == [], "write these tests"
