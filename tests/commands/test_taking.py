"""How a session is taken; that it goes on where it was left is tested with the commands."""

from __future__ import annotations

import msgspec
import pytest

from quizgen.commands.asking import Wanted
from quizgen.commands.taking import Plan, plan
from quizgen.quiz.session import Policy
from quizgen.quiz.terms import Terms


def test_a_plan_is_stored_and_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """With whole paths: it may be taken up again from another folder."""
    monkeypatch.chdir(str(tmp_path))
    wanted = Wanted(("a.yaml",), terms=Terms(0.85, easy=True), confidence=True)
    made = plan("exam", "again", wanted, 7)
    assert made.paths == (f"{tmp_path}/a.yaml",)
    assert plan("quiz", "", Wanted(()), 7).paths == (f"{tmp_path}/decks",)
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(made)), Plan) == made
    assert made.policy is Policy.AFTER_EACH
    assert msgspec.structs.replace(made, needed=0).policy is Policy.AT_THE_END
