"""What the tests of the statistics share: answers, and figures of them."""

from __future__ import annotations

from quizgen.grading import Confidence, Result
from quizgen.memory.folding import CardState
from quizgen.memory.schedule import Memory, Rating
from quizgen.memory.store import Review
from quizgen.model.bank import QuestionKey
from quizgen.model.values import Namespace
from quizgen.statistics.figures import About, Figures, figures

TODAY = 20_000
"""October 4, 2024."""


def key(name: str) -> QuestionKey:
    return QuestionKey(Namespace("n" * 20), f"bank/{name}")


def review(
    name: str = "a",
    right: bool = True,
    day: int = TODAY,
    predicted: float | None = None,
    elapsed: int | None = None,
    confidence: Confidence | None = None,
    scheduled: bool = True,
) -> Review:
    result = Result.RIGHT if right else Result.WRONG
    rest = (Rating.GOOD, result, 30_000, scheduled, confidence, False, elapsed, predicted)
    return Review(key(name), day * 86_400_000, day, *rest)


def card(due: int) -> CardState:
    return CardState("1:a", "1:b", Memory(3.0, 5.0, TODAY), due=due)


def sample(text: str = "Which river?") -> Figures:
    """Figures in which everything is, with ``text`` wherever a text can be."""
    reviews = [
        review("a", day=TODAY - 1),
        review("a", False, predicted=0.85, elapsed=1, confidence=Confidence.SURE),
        review("b", False),
        review("b", False),
    ]
    about = {key("a"): About(text, text, text, (text,), text)}
    return figures(reviews, [(key("a"), card(TODAY + 1))], about, TODAY)
