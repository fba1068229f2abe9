"""The name that is most likely meant, and how little is done to find it."""

from __future__ import annotations

import difflib

import pytest

from golden_banks import check_goldens
from quizgen.model.suggestions import LONGEST, MOST_SOUGHT, Suggestions, did_you_mean


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("anwser", "did you mean “answer”?"),
        ("Answer", "did you mean “answer”?"),
        (" answer ", "did you mean “answer”?"),
        ("setm", "did you mean “stem”?"),
        ("typ", "did you mean “type”?"),
        ("tpye", "did you mean “type”?"),
        ("zebra", ""),
        ("", ""),
        ("answer" * 10_000, ""),
    ],
)
def test_did_you_mean(word: str, expected: str) -> None:
    """The nearest of the names, or nothing."""
    assert did_you_mean(word, ["answer", "stem", "type"]) == expected


def test_a_name_that_is_there_already_is_not_meant() -> None:
    near = Suggestions(["stem", "item", "system"])
    assert near.nearest("stem2") == "stem"
    assert near.nearest("stem2", taken={"stem"}) == "system"
    assert near.nearest("stem2", taken={"stem", "system", "item"}) == ""


def test_a_name_is_not_too_long_to_be_compared() -> None:
    """Up to the length that an id may have."""
    assert Suggestions(["a" * LONGEST]).nearest("a" * (LONGEST - 1) + "b")
    assert not Suggestions(["a" * (LONGEST + 1)]).nearest("a" * LONGEST)
    assert not Suggestions(["a" * LONGEST]).nearest("a" * (LONGEST + 1))


class Counted(difflib.SequenceMatcher):
    """A matcher that counts what it compares."""

    comparisons = 0

    def ratio(self) -> float:
        Counted.comparisons += 1
        return super().ratio()


@pytest.mark.parametrize("known", [10, 800])
@pytest.mark.parametrize("unknown", [20, 3_000])
def test_few_names_are_compared_whole(
    known: int, unknown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, and however alike: that takes the square of their length."""
    monkeypatch.setattr("quizgen.model.suggestions._matcher", lambda: matcher)
    matcher, Counted.comparisons = Counted(), 0
    long = "a-long-name-" * 6
    near = Suggestions([f"{long}{n:05}" for n in range(known)])
    for n in range(unknown):
        near.hint(f"{long}{n:05}x")
    assert Counted.comparisons <= 4 * MOST_SOUGHT


def test_the_same_name_is_sought_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field that is misspelled in each of a thousand questions is named in each."""
    monkeypatch.setattr("quizgen.model.suggestions._matcher", lambda: matcher)
    matcher, Counted.comparisons = Counted(), 0
    near = Suggestions(["answer", "stem"])
    assert {near.nearest("answr") for _ in range(1_000)} == {"answer"}
    assert Counted.comparisons <= 2


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
