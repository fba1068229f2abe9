"""The forms: what of a form is worked out from its parts."""

from __future__ import annotations

from quizgen.model.forms import Blanks, ExpectedWords, Gap, Pair
from quizgen.model.markup import Markup


def test_the_gaps_of_a_text_are_in_its_order() -> None:
    one, other = Gap(ExpectedWords("a"), "a"), Gap(ExpectedWords("b"), "b", "hint")
    assert Blanks((Markup("From "), one, Markup(" to "), other)).gaps == (one, other)
    assert Blanks((Markup("no gap"),)).gaps == ()


def test_a_right_hand_text_has_the_index_of_its_left_one() -> None:
    """And those that belong to none come behind all others."""
    pairs = ((Markup("a"), Markup("A")), (Markup("b"), Markup("B")))
    assert Pair(Markup("?"), pairs, (Markup("C"),)).rights == ("A", "B", "C")
