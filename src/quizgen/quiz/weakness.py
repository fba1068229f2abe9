"""Which questions a learner knows badly, worst first.

What counts are the last answers to a question: one that was wrong while the learner was sure is
worse than one that was wrong, which is worse than one that took long.  A *leech* was missed so
often that something else than time is needed: it comes first.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

from msgspec import Struct

from quizgen.grading import Confidence
from quizgen.memory.identity import question_of
from quizgen.memory.store import Review
from quizgen.model.bank import QuestionKey

LAST = 5
"""Answers to a question that say how well it is known now."""
LEECH = 8
"""Wrong answers that make a question a leech, as in Anki."""
SLOW = 2.5
"""A right answer is slow that took so many times as long as the learner usually takes."""


class _Record(Struct):
    """What the answers to one question were."""

    wrong: int = 0
    last: list[Review] = []


def weakest(reviews: Iterable[Review]) -> list[QuestionKey]:
    """Return the questions of ``reviews``, which are in order, that are known badly."""
    records: dict[QuestionKey, _Record] = {}
    times = []
    for review in reviews:
        record = records.setdefault(question_of(review.key), _Record(last=[]))
        record.wrong += not review.result.is_right
        record.last = [*record.last[1 - LAST :], review]
        if review.result.is_right:
            times.append(review.took)
    usual = median(times) if times else 0
    scores = {key: _score(record, usual) for key, record in records.items()}
    return sorted((key for key, score in scores.items() if score), key=lambda key: -scores[key])


def _score(record: _Record, usual: float) -> float:
    """Return how badly a question is known: 0 where nothing is wrong with it."""
    wrong = [review for review in record.last if not review.result.is_right]
    sure = [review for review in wrong if review.confidence is Confidence.SURE]
    last = record.last[-1]
    is_slow = last.result.is_right and usual > 0 and last.took > SLOW * usual
    share = len(wrong) / len(record.last)
    leech = 8 if record.wrong >= LEECH and wrong else 0
    return leech + 4 * bool(sure) + 2 * (last in wrong) + share + 0.25 * is_slow
