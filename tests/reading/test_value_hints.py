"""What is meant by values that are refused."""

from __future__ import annotations

import pytest

from quizgen.model.values import Decimal, PartialDate, Tolerance
from quizgen.reading.value_hints import meant_boolean, meant_value, meant_word

CERTAIN = [
    ("bad-number", "2,5", "2.5"),
    ("bad-number", "-2,75", "-2.75"),
    ("bad-number", "2.850,5", "2,850.5"),
    ("bad-number", "1.234.567", "1,234,567"),
    ("bad-number", "2 850", "2,850"),
    ("bad-number", "2\u202f850.5", "2,850.5"),
    ("bad-number", "2'850", "2,850"),
    ("bad-number", "1_000_000", "1,000,000"),
    ("bad-number", "0xFF", "255"),
    ("bad-number", "0b101", "5"),
    ("bad-number", "2850.", "2850"),
    ("bad-count", "§2", "2"),
    ("bad-count", "paragraph 12", "12"),
    ("bad-date", "25 September 1992", "1992-09-25"),
    ("bad-date", "September 25, 1992", "1992-09-25"),
    ("bad-date", "on Sept. 25th, 1992", "1992-09-25"),
    ("bad-date", "the 3rd of May 1808".removeprefix("the "), "1808-05-03"),
    ("bad-date", "November 1869", "1869-11"),
    ("bad-date", "Nov 1869", "1869-11"),
    ("bad-date", "1992-9-25", "1992-09-25"),
    ("bad-date", "1992/09/25", "1992-09-25"),
    ("bad-date", "1992-9", "1992-09"),
    ("bad-date", "9/1992", "1992-09"),
    ("bad-date", "25.9.1992", "1992-09-25"),
    ("bad-date", "5.9.1992", "1992-09-05"),
    ("bad-date", "25/09/1992", "1992-09-25"),
    ("bad-date", "09-25-1992", "1992-09-25"),
    ("bad-date", "in 1992", "1992"),
    ("bad-date", "1992 AD", "1992"),
    ("bad-tolerance", "±50", "50"),
    ("bad-tolerance", "+/- 5 percent", "5%"),
]
PARSERS = {"bad-number": Decimal, "bad-date": PartialDate, "bad-tolerance": Tolerance}


@pytest.mark.parametrize(("code", "text", "rewrite"), CERTAIN, ids=[text for _, text, _ in CERTAIN])
def test_a_certain_meaning_is_written_instead(code: str, text: str, rewrite: str) -> None:
    meant = meant_value(code, text)
    assert meant is not None
    assert (meant.hint, meant.rewrite) == (f"write “{rewrite}”", rewrite)
    if code in PARSERS:
        PARSERS[code].parse(rewrite)
        with pytest.raises(ValueError, match="found"):
            PARSERS[code].parse(text)


HINTED = [
    ("bad-number", "about 2850", "write “2850”, and “qualifier: about” on a line of its own"),
    (
        "bad-number",
        "~2,850 km",
        "write “2,850”, and “qualifier: about” and “unit: km” on lines of their own",
    ),
    ("bad-number", "more than 5 %", "write “5”, and “qualifier: over” and “unit: '%'” on lines"),
    ("bad-number", "$5", "write “5”, and “unit: '$'” on a line of its own"),
    ("bad-number", "2800-2900", "write “2850”, and “tolerance: 50” on a line of its own"),
    ("bad-number", "2800 to 2901", "write one number, and “tolerance: …” on a line of its own"),
    ("bad-number", "two thousand", "write the number in digits, such as 2,850"),
    ("bad-date", "05/09/1992", "write “1992-09-05” for September 5, or “1992-05-09” for May 9"),
    ("bad-date", "1992-09-25 10:00", "write “1992-09-25”; a date has no time of day"),
    ("bad-tolerance", "50 m", "write “50”; a tolerance has the unit of the answer"),
    ("bad-tag", "western europe", "write “western-europe”"),
]


@pytest.mark.parametrize(("code", "text", "hint"), HINTED, ids=[text for _, text, _ in HINTED])
def test_what_an_author_must_decide_is_only_said(code: str, text: str, hint: str) -> None:
    meant = meant_value(code, text)
    assert meant is not None
    assert meant.hint.startswith(hint)
    assert meant.rewrite is None


NOTHING = [
    ("bad-date", "September 31, 1992"),
    ("bad-date", "31/31/1992"),
    ("bad-date", "2024-04-00"),
    ("bad-date", "٢٠٢٤"),
    ("bad-date", "someday"),
    ("bad-tolerance", "-5%"),
    ("bad-number", "1,2,3"),
    ("bad-id", "x"),
    ("bad-number", "about " + "1" * 200),
]


@pytest.mark.parametrize(("code", "text"), NOTHING, ids=[text[:20] for _, text in NOTHING])
def test_nothing_is_guessed(code: str, text: str) -> None:
    assert meant_value(code, text) is None


def test_words_and_booleans() -> None:
    assert meant_word("Hard", ["easy", "hard"]) == "hard"
    assert meant_word("at_least", ["at least"]) == "at least"
    assert meant_word("approximately", ["about", "over"]) == "about"
    assert meant_word("approximately", ["over"]) == ""
    assert [meant_boolean(word) for word in ("Yes", "falsch", "maybe")] == [True, False, None]
