"""``quizgen namespace``."""

from __future__ import annotations

from collections.abc import Callable

from conftest import Run
from quizgen.model.values import parse_namespace


def test_each_is_new_and_well_formed(quizgen: Callable[..., Run]) -> None:
    """A random token, unique in the world."""
    tokens = [quizgen("namespace").out.strip() for _ in range(3)]
    assert [parse_namespace(token) for token in tokens] == tokens
    assert len(set(tokens)) == 3
