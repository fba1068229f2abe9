"""What the tests of the types of questions share: how a question is loaded, and what it asks."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.model.forms import ExpectedWords, Form, Gap
from quizgen.model.markup import Markup
from quizgen.reading.library import Library
from samples import codes

LoadQuestion = Callable[[str], Library]
STEM = Markup("What?")


def asks(library: Library) -> Form:
    """What the only question of ``library`` asks; nothing may be wrong with it."""
    assert codes(library) == []
    (question,) = library.topics[0].banks[0].questions
    return question.form()


def gap(shown: str, *accept: str, hint: str = "") -> Gap:
    return Gap(ExpectedWords(shown, accept), shown, hint)
