"""The figures: what is counted, and what is not."""

from __future__ import annotations

import pytest

from quizgen.grading import Confidence
from quizgen.memory.folding import CardState
from quizgen.statistics.figures import FORECAST, About, Retention, Share, Streak, figures
from statistics_samples import TODAY, card, key, review, sample


def test_accuracy_is_by_all_that_a_question_has() -> None:
    about = {
        key("a"): About("A?", "Rivers", "short", ("war", "war::korea"), "hard"),
        key("b"): About("B?", "Rivers", "choice"),
    }
    reviews = [review("a"), review("a", False), review("b"), review("gone", False)]
    found = figures(reviews, [], about, TODAY)
    assert (found.answers, found.questions, found.minutes) == (4, 3, 2)
    assert found.overall == Share(2, 4)
    assert found.groups == {
        "bank": {"Rivers": Share(2, 3)},
        "tag": {"war": Share(1, 2), "war::korea": Share(1, 2)},
        "type": {"choice": Share(1, 1), "short": Share(1, 2)},
        "difficulty": {"hard": Share(1, 2)},
    }


def test_levels_of_difficulty_are_in_their_order() -> None:
    about = {key(level): About("?", "B", "t", (), level) for level in ("hard", "easy", "medium")}
    found = figures([review(level) for level in ("hard", "easy", "medium")], [], about, TODAY)
    assert [*found.groups["difficulty"]] == ["easy", "medium", "hard"]


def test_retention_counts_what_was_due_on_a_later_day() -> None:
    """Not the first answer, not a second one on the same day, and not a cram."""
    counted = [
        review(right=True, predicted=0.9, elapsed=3),
        review(right=False, predicted=0.8, elapsed=3),
    ]
    others = [
        review(right=False),
        review(right=False, predicted=1.0, elapsed=0),
        review(right=False, predicted=0.9, elapsed=3, scheduled=False),
    ]
    found = figures(counted + others, [], {}, TODAY)
    assert found.retention == Retention(2, 0.5, 0.85)
    assert found.calibration == {
        "80-90%": Retention(1, 0.0, 0.8),
        "90-100%": Retention(1, 1.0, 0.9),
    }


def test_what_is_overdue_is_due_today() -> None:
    cards = [card(TODAY - 9), card(TODAY), card(TODAY + 1), card(TODAY + FORECAST)]
    never = CardState("1:a", "1:b")
    found = figures([], [(key(str(n)), one) for n, one in enumerate([*cards, never])], {}, TODAY)
    assert found.forecast == [2, 1] + [0] * (FORECAST - 2)
    assert found.first_day == "2024-10-04"


@pytest.mark.parametrize(
    ("ago", "current", "longest"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([2, 1], 2, 2),
        ([2, 0], 2, 2),
        ([3, 2], 2, 2),
        ([4, 3], 0, 2),
        ([4, 2, 0], 1, 2),
        ([9, 8, 7, 6, 5, 4, 3, 1, 0], 9, 9),
        ([9, 7, 6, 5, 4, 3, 2, 0], 8, 8),
        ([8, 6, 5, 4, 3, 2, 0], 1, 6),
        ([30, 29, 28, 0], 1, 3),
    ],
    ids=str,
)
def test_one_day_of_rest_in_seven_ends_no_streak(
    ago: list[int], current: int, longest: int
) -> None:
    found = figures([review(day=TODAY - days) for days in ago], [], {}, TODAY)
    assert found.streak == Streak(current, longest, len(ago))


def test_the_hardest_come_first_and_one_answer_says_nothing() -> None:
    reviews = [
        *[review("half", right) for right in (True, False)],
        *[review("never", False) for _ in range(4)],
        review("once", False),
        *[review("always") for _ in range(5)],
    ]
    found = figures(reviews, [], {key("half"): About("Half?", "B", "t")}, TODAY)
    assert [(one.question, one.stem) for one in found.hardest] == [
        ("bank/never", ""),
        ("bank/half", "Half?"),
    ]


def test_confidence_is_held_against_what_came() -> None:
    reviews = [review(right=False, confidence=Confidence.SURE), review(confidence=Confidence.GUESS)]
    found = figures(reviews, [], {}, TODAY)
    assert [*found.confidence.items()] == [("guess", Share(1, 1)), ("sure", Share(0, 1))]
    assert sample().confidence == {"sure": Share(0, 1)}
