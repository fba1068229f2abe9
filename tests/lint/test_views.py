"""What rules see of a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.lint.views import Views, contains, is_english, views, where
from quizgen.reading.library import Library, load
from samples import HEAD

Load = Callable[..., Library]
OK = Path(__file__).parents[1] / "goldens" / "ok"


@pytest.mark.parametrize("path", sorted(OK.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_question_has_a_view(path: Path) -> None:
    """Its stem, its words and its answers can be asked for, whatever its type."""
    loaded = load([path]).loaded
    for view in views(loaded).all:
        assert view.stem
        assert all(view.answers)
        assert view.stem_terms <= view.terms
        assert view.stem_place.line >= 1
        if view.is_pick:
            assert len(view.options) == len(view.option_terms)


def test_views_are_made_once(load_text: Load) -> None:
    loaded = load_text(f"{HEAD}questions:\n  - {{id: a, type: card, stem: S, answer: A}}\n").loaded
    assert views(loaded) is views(loaded)


def test_a_withdrawn_question_has_none(load_text: Load) -> None:
    question = "{id: a, type: card, stem: S, answer: A, retired: It was wrong}"
    assert Views(load_text(f"{HEAD}questions:\n  - {question}\n").loaded).all == []


def test_gaps_are_left_out_of_the_stem(load_text: Load) -> None:
    text = f"{HEAD}questions:\n  - id: a\n    type: cloze\n    text: A [[big]] *old* [[house]]\n"
    (view,) = views(load_text(text).loaded).all
    assert view.stem_words == ["a", "old"]
    assert view.answers == ["big", "house"]


def test_another_question_is_named_with_its_line(load_text: Load) -> None:
    questions = "".join(f"  - {{id: {n}, type: card, stem: S, answer: A}}\n" for n in "ab")
    one, other = views(load_text(f"{HEAD}questions:\n{questions}").loaded).all
    assert where(other, one) == "“b” on line 6"


@pytest.mark.parametrize(
    ("part", "found"), [(["b"], True), (["b", "c"], True), (["c", "b"], False), (["d"], False)]
)
def test_contains(part: list[str], found: bool) -> None:
    assert contains(["a", "b", "c"], part) is found


@pytest.mark.parametrize(
    ("stem", "english"),
    [
        ("What is the capital of the country in the north?", True),
        ("Quelle est la capitale du pays qui se trouve au nord ?", False),
        ("Wie heißt die Hauptstadt des Landes im Norden?", False),
        ("Photosynthese", True),
    ],
)
def test_english_is_told_by_its_common_words(stem: str, english: bool, load_text: Load) -> None:
    """A word or two prove nothing."""
    count = 1 if " " not in stem else 10
    cards = "".join(
        f"  - {{id: q{n}, type: card, stem: '{stem}', answer: A}}\n" for n in range(count)
    )
    assert is_english(views(load_text(f"{HEAD}questions:\n{cards}").loaded).all) is english
