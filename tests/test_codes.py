"""Every code that a diagnostic may have, and its page."""

from __future__ import annotations

import pytest

from quizgen import codes
from quizgen.rules import RULES


def test_every_rule_is_there_and_every_page() -> None:
    assert list(codes.names()) == sorted(codes.names())
    assert {rule.CODE for rule in RULES} < set(codes.names())
    assert "missing-field" in codes.names()


def test_a_page_is_that_of_its_code() -> None:
    """Of a rule it is the docstring, of any other code a file in the package."""
    assert codes.page("duplicate-id").startswith("Two questions of a bank have the same id.")
    assert codes.page("missing-field").startswith("A required field is missing.")
    with pytest.raises(KeyError):
        codes.page("no-such-code")


@pytest.mark.parametrize("pattern", ["duplicate", "duplicate-", "duplicate-*", " Duplicate "])
def test_the_first_words_stand_for_several(pattern: str) -> None:
    found = codes.matching(pattern)
    assert {"duplicate-id", "duplicate-bank"} <= set(found)
    assert all(code.startswith("duplicate-") for code in found)


def test_a_part_of_a_word_stands_for_none() -> None:
    assert codes.matching("dup") == []
    assert codes.matching("duplicate-id") == ["duplicate-id"]


def test_a_slip_has_its_suggestion() -> None:
    assert codes.nearest("mising-field") == "missing-field"
    assert codes.nearest("advise") == "advice"
    assert codes.nearest("qqqqqq") == ""
