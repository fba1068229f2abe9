"""Former ids that another question has."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import CARD, HEAD, codes

Load = Callable[..., Library]


def questions(*keys: str) -> str:
    """A bank with a card for each of ``keys``."""
    cards = "".join(f"  - {{{one}, type: card, stem: S, answer: A}}\n" for one in keys)
    return f"{HEAD}questions:\n{cards}"


def test_a_name_in_use_beats_a_former_one(load_text: Load) -> None:
    """Whichever is written first: the one that claims to have had the name is told."""
    for order in (("id: a", "{id: b, was: [a]}"[1:-1]), ("id: b, was: [a]", "id: a")):
        library = load_text(questions(*order))
        assert codes(library) == ["taken-id"]
        assert "(today “capitals/a”)" in library.diagnostics[0].message


def test_two_cannot_have_had_one_name(load_text: Load) -> None:
    library = load_text(questions("id: a, was: [old]", "id: b, was: [old]"))
    assert codes(library) == ["taken-id"]
    assert library.diagnostics[0].place.line == 6


def test_names_may_be_passed_on(load_text: Load) -> None:
    """A question that was renamed leaves its first name to nobody else, but later ones are free."""
    assert codes(load_text(questions("id: a, was: [first, b]", "id: b"))) == []


def test_without_former_names_nothing_is_taken(load_text: Load) -> None:
    assert codes(load_text(f"{HEAD}questions:\n  - {{{CARD}}}\n")) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("taken-id")
