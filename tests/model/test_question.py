"""What all questions have in common, whatever their type."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library


def test_what_every_question_may_have(load_question: Callable[[str], Library]) -> None:
    """Common keys: id, type, explanation, facts, source, tags, difficulty."""
    library = load_question(
        "type: card\nstem: What?\nanswer: This\nexplanation: Why.\nsource: A book, p. 5\n"
        "tags: [a, b::c]\ndifficulty: hard"
    )
    (question,) = library.topics[0].banks[0].questions
    assert question.id == "the-question"
    assert question.explanation == "Why."
    assert question.source == "A book, p. 5"
    assert question.tags == ("a", "b::c")
    assert question.difficulty == "hard"
    assert question.at is not None
    assert question.facts == ()


def test_where_a_question_was_written_is_no_part_of_it(
    load_question: Callable[[str], Library],
) -> None:
    """``at`` is where it was written; no part of what it says."""
    one, two = (
        load_question(text).topics[0].banks[0].questions[0]
        for text in (
            "type: card\nstem: What?\nanswer: This",
            "answer: This\n\nstem: What?\ntype: card",
        )
    )
    assert one == two
    assert one.at is not two.at


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
