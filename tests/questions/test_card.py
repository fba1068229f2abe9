"""``card``: the learner recalls, and may be asked either way round."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from questions.support import STEM, LoadQuestion, asks
from quizgen.model.forms import Form, Reveal
from quizgen.model.markup import Markup

FORMS = [
    ("answer: This", Reveal(STEM, Markup("This"))),
    ("answer: This\nreverse: true", Reveal(STEM, Markup("This"), reverse=True)),
]


@pytest.mark.parametrize(("own", "form"), FORMS)
def test_what_the_learner_is_asked_to_do(own: str, form: Form, load_question: LoadQuestion) -> None:
    assert asks(load_question(f"type: card\nstem: What?\n{own}")) == form


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
