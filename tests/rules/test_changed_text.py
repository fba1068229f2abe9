"""Texts that are not what they were when their facts were written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.lint.source_text import pin
from quizgen.reading.library import load
from rules.articles import GUNS, TEXT, TROOPS, topic
from samples import make

PARAGRAPHS = TEXT.strip().split("\n\n")[1:]
PIN = f"  text_hash: {pin(PARAGRAPHS)}\n"
Messages = Callable[..., list[str]]


@pytest.fixture
def messages(tmp_path: Path) -> Messages:
    def ask(text: str | None, pinned: str = PIN) -> list[str]:
        make(tmp_path, topic(TROOPS, GUNS, text=text, pin=pinned))
        found = load([tmp_path]).diagnostics
        assert {one.code for one in found} <= {"changed-text"}
        return [one.message for one in found]

    return ask


def test_a_text_as_it_was_is_passed_over(messages: Messages) -> None:
    assert messages(TEXT) == []
    assert messages(TEXT.replace("\n", "\r\n")) == []
    assert messages(TEXT.replace("Over 10,000 ", "Over  10,000\n")) == []


def test_a_paragraph_that_changed_names_its_facts_and_questions(messages: Messages) -> None:
    assert messages(TEXT.replace("10,000", "11,000")) == [
        "paragraph 1 of a.txt changed; its facts are “troops”, and the questions that cite them "
        "“how-many”"
    ]


def test_a_paragraph_that_only_moved_is_told_apart(messages: Messages) -> None:
    found = messages(TEXT.replace("\n\nThe U.S.", "\n\nA new paragraph.\n\nThe U.S."))
    assert found == [
        "paragraph 2 of a.txt is paragraph 3 now; its facts are “guns”, and the questions that "
        "cite them “how-many”"
    ]


def test_who_has_not_the_text_is_told_nothing(messages: Messages) -> None:
    assert messages(None) == []


def test_a_text_without_a_pin_cannot_have_changed(messages: Messages) -> None:
    assert messages(TEXT, "") == []


def test_a_pin_that_is_none_names_every_fact(messages: Messages) -> None:
    assert len(messages(TEXT, "  text_hash: nonsense of somebody\n")) == 2
