"""What nobody reads of a text: it is found, and what makes sense as it is, is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.diagnostics import Severity
from quizgen.model.unread import unread
from quizgen.reading.reader import Findings

CASES: dict[str, list[Any]] = yaml.safe_load(
    Path(__file__).with_name("unread.yaml").read_text("utf-8")
)
CODES = {"unread-markdown", "open-fence", "folded-fence"}


@pytest.mark.parametrize("text", CASES["sound"])
def test_it_is_silent_on_sound_texts(text: str) -> None:
    assert unread(text) == []


@pytest.mark.parametrize("case", CASES["unread"], ids=lambda case: case["text"])
def test_it_finds_what_learners_would_see_raw(case: dict[str, Any]) -> None:
    text = case["text"]
    found = unread(text)
    assert [one.found for one in found] == case["found"]
    for one in found:
        assert text[one.place :].startswith(one.found)
        assert one.problem.hint
        assert one.problem.code in CODES


@pytest.mark.parametrize("case", CASES["unread"], ids=lambda case: case["text"])
def test_a_file_with_any_of_it_is_looked_at(case: dict[str, Any]) -> None:
    """The reader looks closer only where a file has one of a few marks."""
    suspects = Findings("a.yaml", case["text"].replace("\n", "\n    ")).suspects
    assert any(mark in case["text"] for mark in suspects)


@pytest.mark.parametrize("mark", ["`", "```"])
def test_nothing_is_unread_in_code(mark: str) -> None:
    end = "\n" if mark == "```" else ""
    for case in CASES["unread"]:
        code = re.sub(r"`|~{3,}", "", case["text"])
        if end or "\n" not in code:
            assert unread(f"a\n{mark}{end}{code.strip()}{end}{mark}") == []


@given(st.text(st.sampled_from("ab`$*_~<>/&;|-[]()!\\ \n0"), max_size=40))
def test_any_text_is_looked_at(text: str) -> None:
    found = unread(text)
    assert sorted(found, key=lambda one: one.place) == found
    assert all(text[one.place :].startswith(one.found) and one.found for one in found)
    errors = [one for one in found if one.problem.severity is Severity.ERROR]
    assert all(one.problem.code == "open-fence" for one in errors)
