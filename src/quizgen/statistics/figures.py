"""The figures that a history comes to: pure functions of answers, of cards and of a day.

A day is a number, in days since 1970, as the schedule has it: it ends at 04:00.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizgen.grading import Confidence
from quizgen.memory.folding import CardState
from quizgen.memory.identity import question_of
from quizgen.memory.schedule import date_of
from quizgen.memory.store import Review
from quizgen.model.bank import QuestionKey
from quizgen.model.question import Difficulty

FORECAST = 30
"""Days of the forecast, today among them."""
HARDEST = 10
"""Questions that are listed as the hardest."""
LEAST_ANSWERS = 2
"""Answers to a question without which nothing is said of how hard it is."""
DAYS_TO_A_REST = 7
"""One day in so many may pass without an answer, and a streak goes on."""
BELIEFS = ((0.0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
"""The probabilities of a right answer that are held against what came."""


class About(Struct, frozen=True):
    """What the banks say of a question."""

    stem: str
    bank: str
    type: str
    tags: tuple[str, ...] = ()
    difficulty: str = ""


class Share(Struct, frozen=True):
    """How many of so many answers were right."""

    right: int = 0
    answers: int = 0

    @property
    def percent(self) -> int:
        """How many of a hundred were right, rounded."""
        return round(100 * self.right / self.answers) if self.answers else 0


class Retention(Struct, frozen=True):
    """How much was known when it was asked again, and how much the schedule expected."""

    reviews: int = 0
    true: float = 0.0
    predicted: float = 0.0


class Streak(Struct, frozen=True):
    """Days in a row with an answer; a day of rest in seven does not end it."""

    current: int = 0
    longest: int = 0
    days: int = 0
    """Days with an answer in all."""


class Hard(Struct, frozen=True):
    """A question that was often missed."""

    question: str
    stem: str
    """Empty where the bank of the question is not here."""
    bank: str
    right: int
    answers: int

    @property
    def shown(self) -> str:
        """What a learner reads of the question."""
        return self.stem or f"{self.question} (its bank is not here)"


class Figures(Struct, frozen=True):
    """All figures."""

    answers: int
    questions: int
    minutes: int
    overall: Share
    groups: dict[str, dict[str, Share]]
    """The accuracy by bank, tag, type and difficulty, under these words."""
    confidence: dict[str, Share]
    """By how sure the learner said that they were."""
    retention: Retention
    calibration: dict[str, Retention]
    """By what the schedule expected, in percent."""
    first_day: str
    """Of the forecast, as a date: `2026-11-28`."""
    forecast: list[int]
    """How many cards are due on each day from the first on; what is overdue is due on the first."""
    streak: Streak
    hardest: list[Hard]


def figures(
    reviews: Iterable[Review],
    cards: Iterable[tuple[QuestionKey, CardState]],
    about: Mapping[QuestionKey, About],
    today: int,
) -> Figures:
    """Return what ``reviews``, in order, and ``cards`` that may come again amount to.

    ``about`` is what is known of the questions that are in the banks.
    """
    reviews = [*reviews]
    questions = {question_of(review.key) for review in reviews}
    return Figures(
        answers=len(reviews),
        questions=len(questions),
        minutes=round(sum(min(review.took, 600_000) for review in reviews) / 60_000),
        overall=_share(reviews),
        groups=_groups(reviews, about),
        confidence=_confidence(reviews),
        retention=_retention(_expected(reviews)),
        calibration=_calibration(reviews),
        first_day=str(date_of(today)),
        forecast=_forecast(cards, today),
        streak=_streak({review.day for review in reviews}, today),
        hardest=_hardest(reviews, about),
    )


def _share(reviews: Iterable[Review]) -> Share:
    right = [review.result.is_right for review in reviews]
    return Share(sum(right), len(right))


def _groups(
    reviews: Iterable[Review], about: Mapping[QuestionKey, About]
) -> dict[str, dict[str, Share]]:
    rights: dict[str, dict[str, list[bool]]] = {
        "bank": {},
        "tag": {},
        "type": {},
        "difficulty": {},
    }
    for review in reviews:
        one = about.get(question_of(review.key))
        if one is None:
            continue
        names = {
            "bank": (one.bank,),
            "tag": one.tags,
            "type": (one.type,),
            "difficulty": (one.difficulty,) if one.difficulty else (),
        }
        for group, values in names.items():
            for name in values:
                rights[group].setdefault(name, []).append(review.result.is_right)
    return {
        group: {
            name: Share(sum(found), len(found)) for name, found in sorted(names.items(), key=_name)
        }
        for group, names in rights.items()
    }


def _name(entry: tuple[str, object]) -> tuple[int, str]:
    return Difficulty.order(entry[0])


def _confidence(reviews: Iterable[Review]) -> dict[str, Share]:
    said: dict[Confidence, list[Review]] = {}
    for review in reviews:
        if review.confidence is not None:
            said.setdefault(review.confidence, []).append(review)
    return {str(one): _share(said[one]) for one in Confidence if one in said}


def _expected(reviews: Iterable[Review]) -> list[Review]:
    """Return the reviews that the schedule had expected: on a later day, and not a cram."""
    return [
        review
        for review in reviews
        if review.predicted is not None and review.elapsed and review.scheduled
    ]


def _retention(reviews: list[Review]) -> Retention:
    if not reviews:
        return Retention()
    predicted = sum(review.predicted or 0 for review in reviews) / len(reviews)
    share = _share(reviews)
    return Retention(len(reviews), round(share.right / share.answers, 4), round(predicted, 4))


def _calibration(reviews: Iterable[Review]) -> dict[str, Retention]:
    expected = _expected(reviews)
    found = {}
    for least, most in BELIEFS:
        within = [one for one in expected if least <= (one.predicted or 0) < most]
        if within:
            found[f"{round(100 * least)}-{min(100, round(100 * most))}%"] = _retention(within)
    return found


def _forecast(cards: Iterable[tuple[QuestionKey, CardState]], today: int) -> list[int]:
    due = [0] * FORECAST
    for _, card in cards:
        if card.memory is not None and card.due < today + FORECAST:
            due[max(0, card.due - today)] += 1
    return due


def _streak(days: set[int], today: int) -> Streak:
    """Return the streaks: today may still be without an answer, and a day of rest is allowed."""
    current = longest = 0
    before = rest = None
    for day in sorted(days):
        missed = day - before - 1 if before is not None else 0
        if missed == 1 and _may_rest(rest, day - 1):
            rest = day - 1
        elif missed:
            current, rest = 0, None
        current += 1
        longest = max(longest, current)
        before = day
    since = today - before - 1 if before is not None else 0
    goes_on = since <= 0 or (since == 1 and _may_rest(rest, today - 1))
    return Streak(current if goes_on else 0, longest, len(days))


def _may_rest(rest: int | None, day: int) -> bool:
    """Tell whether a day without an answer is a day of rest; ``rest`` was the last one."""
    return rest is None or day - rest >= DAYS_TO_A_REST


def _hardest(reviews: Iterable[Review], about: Mapping[QuestionKey, About]) -> list[Hard]:
    by_question: dict[QuestionKey, list[Review]] = {}
    for review in reviews:
        by_question.setdefault(question_of(review.key), []).append(review)
    hard = []
    for key, found in by_question.items():
        share, one = _share(found), about.get(key)
        if share.answers >= LEAST_ANSWERS and share.right < share.answers:
            stem, bank = (one.stem, one.bank) if one is not None else ("", "")
            hard.append(Hard(key.origin, stem, bank, share.right, share.answers))
    hard.sort(key=_ease)
    return hard[:HARDEST]


def _ease(hard: Hard) -> tuple[float, str]:
    """Return how easy a question seems: few answers say less than many."""
    return (hard.right + 1) / (hard.answers + 2), hard.question
