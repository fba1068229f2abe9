"""Which questions are known badly."""

from __future__ import annotations

from quizgen.grading import Confidence, Result
from quizgen.memory.schedule import Rating
from quizgen.memory.store import Review
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace
from quizgen.quiz.weakness import LAST, LEECH, weakest


def key(name: str, part: str = "") -> QuestionKey:
    return QuestionKey(Namespace("n" * 20), f"bank/{name}", part)


def review(name: str, right: bool, took: int = 1_000, sure: bool = False, part: str = "") -> Review:
    result = Result.RIGHT if right else Result.WRONG
    confidence = Confidence.SURE if sure else None
    return Review(
        key(name, part), 0, 0, Rating.GOOD, result, took, True, confidence, False, None, None
    )


def test_the_worst_come_first() -> None:
    reviews = [
        *[review("known", True) for _ in range(20)],
        *[review("leech", False) for _ in range(LEECH)],
        review("leech", True),
        review("slow", True, took=9_000),
        review("wrong", False),
        review("sure but wrong", False, sure=True),
        review("wrong once", False),
        review("wrong once", True),
    ]
    assert weakest(reviews) == [
        key(name) for name in ("leech", "sure but wrong", "wrong", "wrong once", "slow")
    ]


def test_what_was_learned_since_is_not_weak() -> None:
    reviews = [review("a", False), *[review("a", True) for _ in range(LAST)]]
    assert weakest(reviews) == []
    assert weakest([]) == []


def test_the_gaps_of_a_question_are_one_question() -> None:
    assert weakest([review("a", False, part="x"), review("a", False, part="y")]) == [key("a")]
