"""A gap keeps its card, and with it the reviews, however its text changes around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from quizgen.formats.anki.release.gaps import NoFreeNumber, completed, numbered
from quizgen.model.forms import MOST_GAPS
from updates.story import check_story

keys = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True)

CASES = {
    "what is new counts from the left": (["a", "b", "c"], [(1, 2, 3)]),
    "one is put before the others": (["a", "b"], ["x", "a", "b"], [(1, 2), (3, 1, 2)]),
    "the first is taken away": (["a", "b", "c"], ["b", "c"], [(1, 2, 3), (2, 3)]),
    "two are swapped": (["a", "b"], ["b", "a"], [(1, 2), (2, 1)]),
    "one is mended": (["a", "b", "c"], ["a", "B", "c"], [(1, 2, 3), (1, 2, 3)]),
    "all are mended": (["a", "b"], ["A", "B"], [(1, 2), (1, 2)]),
    "one goes and comes back": (["a", "b"], ["b"], ["a", "b"], [(1, 2), (2,), (1, 2)]),
    "one goes, and another comes elsewhere": (["a", "b"], ["b", "x"], [(1, 2), (2, 3)]),
    "one that went is not replaced later": (["a", "b"], ["b"], ["x", "b"], [(1, 2), (2,), (3, 2)]),
    "one is mended, and another put before": (
        ["a", "b"],
        ["x", "a", "B"],
        [(1, 2), (3, 1, 2)],
    ),
    "the same key twice": (["a", "a"], ["x", "a", "a"], [(1, 2), (3, 1, 2)]),
    "one of the same goes": (["a", "a"], ["a"], ["a", "a"], [(1, 2), (1,), (1, 2)]),
}
"""The keys of each release in turn, and the numbers that their gaps must have."""


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    *releases, expected = CASES[name]
    memory = ""
    found = []
    for release in releases:
        numbers, memory = numbered(release, memory)
        found.append(numbers)
    assert found == expected


@pytest.mark.parametrize(
    ("memory", "past", "expected"),
    [
        ("1:a", [], "1:a"),
        ("", [], ""),
        ("1:a", ["2:b,1:a"], "1:a,~2:b"),
        ("1:a,~2:b", ["2:b,1:a"], "1:a,~2:b"),
        ("", ["2:b,1:a", "1:a,3:c"], "2:b,1:a,~3:c"),
        ("2:x", ["2:b,1:a"], "2:x,~1:a"),
    ],
)
def test_what_was_given_out_before_is_not_given_out_again(
    memory: str, past: list[str], expected: str
) -> None:
    """A lock that went back has forgotten numbers that learners know."""
    assert completed(memory, past) == expected


@given(st.lists(keys, min_size=2, max_size=6))
def test_a_key_that_stays_keeps_its_number(releases: list[list[str]]) -> None:
    """From any text to any other; and no two gaps of a text have one number."""
    memory = ""
    last: dict[str, int] = {}
    for release in releases:
        numbers, memory = numbered(release, memory)
        assert len(set(numbers)) == len(release)
        assert all(1 <= number <= MOST_GAPS for number in numbers)
        now = dict(zip(release, numbers, strict=True))
        assert all(now[key] == number for key, number in last.items() if key in now)
        last = now


@given(st.lists(keys, min_size=1, max_size=6))
def test_what_does_not_change_is_remembered_as_it_was(releases: list[list[str]]) -> None:
    """So that a lock stays as it is when nothing is edited."""
    memory = ""
    for release in releases:
        numbers, memory = numbered(release, memory)
        assert numbered(release, memory) == (numbers, memory)


@given(st.lists(st.lists(st.text(max_size=3), min_size=1, max_size=MOST_GAPS), max_size=12))
def test_no_number_is_given_twice(releases: list[list[str]]) -> None:
    """No gap gets the number of another: a text that has had twenty takes no new one."""
    memory = ""
    given: dict[int, str] = {}
    for release in releases:
        try:
            numbers, memory = numbered(release, memory)
        except NoFreeNumber:
            assert len(given) + len(release) > MOST_GAPS
            break
        assert len(set(numbers)) == len(release)
        assert set(numbers) <= set(range(1, MOST_GAPS + 1))
        given |= dict(zip(numbers, release, strict=True))


def test_the_story_of_a_topic_is_told_as_before(
    tmp_path: Path,
    quizgen: Callable[..., Run],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    check_story(tmp_path, quizgen, monkeypatch, request)
