"""The command line: which commands there are, and what becomes of whatever goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Run


def test_a_mistyped_command_is_told(quizgen: Callable[..., Run]) -> None:
    run = quizgen("valdiate")
    assert run.code == 2
    assert "Did you mean “validate”?" in run.err
