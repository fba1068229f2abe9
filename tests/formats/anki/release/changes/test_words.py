"""Word diffs: nothing is lost or invented, and words are what a reader takes for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

from conftest import Run
from quizgen.formats.anki.release.changes.words import (
    diff,
    lines,
    new_text,
    old_text,
    shortened,
    split,
)
from strategies import texts
from updates.story import check_story


@given(texts(), texts())
def test_a_diff_makes_the_new_text_of_the_old_one(old: str, new: str) -> None:
    runs = diff(old, new)
    assert (old_text(runs), new_text(runs)) == (old, new)
    assert all(text for _, text in runs)


@given(texts())
def test_words_together_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text
    assert diff(text, text) == (("=", text),)


@given(texts(), texts(), texts())
def test_what_is_shown_is_every_change(start: str, old: str, new: str) -> None:
    """Neither lines nor an abridgement leaves out a word that changed."""
    runs = diff(start + old, start + new)
    for shown in (shortened(runs), [run for line in lines(runs) for run in line]):
        for op in "-+":
            changed = "".join(text for each, text in runs if each == op)
            told = "".join(text for each, text in shown if each == op)
            assert told.replace("\n", "") == changed.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russia's 10,000 troops.", ["Russia's", " ", "10,000", " ", "troops", "."]),
        ("(mine-clearing)", ["(", "mine-clearing", ")"]),
        ("ends. Begins", ["ends", ".", " ", "Begins"]),
        ("日本国", ["日", "本", "国"]),
        ("e\u0301t\u0301e\u0301", ["e\u0301t\u0301e\u0301"]),
        ("हिन्दी भाषा", ["हिन्दी", " ", "भाषा"]),
        ("a\n b", ["a", "\n", " ", "b"]),
    ],
)
def test_words_are_what_a_reader_takes_for_them(text: str, words: list[str]) -> None:
    assert split(text) == words


def test_changes_with_nothing_but_a_space_between_are_one() -> None:
    assert diff("the old house here", "the new home here") == (
        ("=", "the "),
        ("-", "old house"),
        ("+", "new home"),
        ("=", " here"),
    )


def test_a_long_text_keeps_what_stands_beside_the_change() -> None:
    filler = "one two three four five " * 20
    (first, *_, last) = shortened(diff(f"{filler}old {filler}", f"{filler}new {filler}"))
    assert first[1].startswith("… ")
    assert last[1].endswith(" …")
    assert len(first[1]) < 80


def test_what_stands_at_an_end_keeps_no_more_than_it_must() -> None:
    """Nothing changed behind the last words or before the first: they need no tail and no head."""
    filler = "one two three four five " * 20
    (*_, last) = shortened(diff(f"old {filler}end", f"new {filler}end"))
    assert last[1].startswith(" one two")
    assert last[1].endswith(" …")
    first, *_ = shortened(diff(f"begin {filler}old", f"begin {filler}new"))
    assert first[1].startswith("… ")
    assert "begin" not in first[1]
    assert first[1].endswith(" five ")
    *_, kept, added = shortened(diff(f"old {filler}", f"new {filler}added"))
    assert (kept[1][-10:], added) == ("four five ", ("+", "added"))


def test_a_word_of_any_length_is_split_in_linear_time() -> None:
    assert split("a" * 500_000) == ["a" * 500_000]


def test_texts_too_long_to_compare_are_replaced() -> None:
    old, new = ("".join(f"{word}{n} " for n in range(1500)) for word in "ab")
    assert [op for op, _ in diff(old, new)] == ["-", "+", "="]


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
