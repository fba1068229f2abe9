"""A phrase is English text that a catalogue says in another language."""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.grading import Verdict, match
from quizgen.languages import (
    ENGLISH,
    Catalogue,
    Phrase,
    available,
    catalogue,
    common_words,
    counted,
    direction,
    join,
    phrase,
    quote,
    takes,
    words,
)
from quizgen.model.forms import Expected, ExpectedDate, ExpectedRange
from quizgen.model.ranges import DateRange, parse_when
from quizgen.model.values import Number, PartialDate

POLISH = {"one": "n = 1", "few": "n % 10 = 2..4 and n % 100 != 12..14"}
CATALOGUE = Catalogue(
    "xx",
    {
        "Missed: {texts}.": "Fehlt: {texts}.",
        "“{text}”": "„{text}“",
        ", ": "; ",
        "{n} questions": {"one": "eine Frage", "few": "{n} paar", "other": "{n} Fragen"},
        "{questions} from {banks}": "{banks}: {questions}",
    },
    POLISH,
)


def test_a_phrase_is_its_english_text() -> None:
    said = phrase("{n} of {all} right", n=3, all=12_000)
    assert said == "3 of 12,000 right"
    assert json.dumps(said) == '"3 of 12,000 right"'
    assert type(str(said)) is str


def test_what_is_put_in_is_translated_if_it_is_a_phrase_itself() -> None:
    said = phrase("Missed: {texts}.", texts=join(phrase(", "), [quote("a"), quote("{b}")]))
    assert said == "Missed: “a”, “{b}”."
    assert CATALOGUE.say(said) == "Fehlt: „a“; „{b}“."


def test_what_an_author_wrote_is_never_translated() -> None:
    assert CATALOGUE.say(", ") == ", "
    assert CATALOGUE.say(phrase("{title}", title=", ")) == ", "


def test_what_a_catalogue_does_not_have_stays_english() -> None:
    assert CATALOGUE.say(phrase("All {what}.", what=quote("x"))) == "All „x“."
    assert CATALOGUE.say(counted("{n} bank", "{n} banks", 1)) == "1 bank"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 Fragen"), (1, "eine Frage"), (3, "3 paar"), (13, "13 Fragen"), (1022, "1,022 paar")],
)
def test_a_number_takes_its_plural_form(number: int, said: str) -> None:
    asked = counted("{n} question", "{n} questions", number)
    assert asked == ("1 question" if number == 1 else f"{number:,} questions")
    assert CATALOGUE.say(asked) == said
    both = phrase("{questions} from {banks}", questions=asked, banks="x")
    assert CATALOGUE.say(both) == f"x: {said}"


@given(st.integers(0, 10**6))
def test_plural_rules_are_those_of_the_unicode_consortium(number: int) -> None:
    """The rules of Polish and Arabic, written out."""
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    assert CATALOGUE.plural_form(number) == ("one" if number == 1 else "few" if few else "other")
    arabic = words("ar").plural_form(number)
    rest = number % 100
    expected = {0: "zero", 1: "one", 2: "two"}.get(number) or (
        "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"
    )
    assert arabic == expected


@pytest.mark.parametrize("rule", ["", "n", "n is 1", "i = 1", "n = 1 and", "n % 10 = a"])
def test_another_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="plural rule"):
        takes(1, rule)


def test_a_variety_has_the_words_of_its_language() -> None:
    assert words("de-AT").tag == words("de-Latn-AT").tag == "de"
    assert words("en-GB") is words(None) is words("fr") is ENGLISH
    assert catalogue("fr") is None
    assert "de" in available()


def test_what_is_around_several_languages_is_english() -> None:
    assert common_words([words("de"), words("de-CH")]).tag == "de"
    assert common_words([words("de"), words("ar")]) is ENGLISH
    assert common_words([]) is ENGLISH


@pytest.mark.parametrize(
    ("tag", "side"),
    [
        ("ar", "rtl"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("de", "ltr"),
        ("zh-Hant", "ltr"),
        ("en-x-arab", "ltr"),
    ],
)
def test_a_language_is_written_from_one_side(tag: str, side: str) -> None:
    assert direction(tag) == side


@pytest.mark.parametrize(
    ("written", "english", "german", "arabic"),
    [
        ("2024-10-24", "October 24, 2024", "24. Oktober 2024", "24 أكتوبر 2024"),
        ("2024-03", "March 2024", "März 2024", "مارس 2024"),
        ("1989", "1989", "1989", "1989"),
        ("44 BC", "44 BC", "44 v. Chr.", "44 ق.م"),
        ("1960s", "1960s", "1960er Jahre", "عقد 1960"),
        ("19th century", "19th century", "19. Jahrhundert", "القرن 19"),
        ("1914 to 1918", "1914 to 1918", "1914 bis 1918", "من 1914 إلى 1918"),
    ],
)
def test_a_date_is_written_out(written: str, english: str, german: str, arabic: str) -> None:
    date = parse_when(written)
    assert str(date) == date.words == english
    assert words("de").say(date.words) == german
    assert words("ar").say(date.words) == arabic


def test_a_number_keeps_its_figures() -> None:
    number = Number(Fraction(10_000), "10,000", "Meter", "at least")
    assert str(number) == number.words == "at least 10,000 Meter"
    assert words("de").say(number.words) == "mindestens 10,000 Meter"


def test_english_costs_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def loads(_: str) -> None:
        raise AssertionError("English has no file")

    monkeypatch.setattr(tomllib, "loads", loads)
    assert words("en-US").say(phrase("Right")) == "Right"


def test_a_phrase_is_text_to_whoever_reads_it() -> None:
    """It is equal to its text, and is found by it."""
    assert isinstance(PartialDate(1999).words, Phrase)
    assert {phrase("Right"): 1}["Right"] == 1


@pytest.mark.parametrize("tag", available())
@pytest.mark.parametrize(
    "written",
    ["2024-10-24", "2024-03", "1989", "44 BC", "1960s", "19th century", "1914 to 1918", "0044-03"],
)
def test_a_date_that_is_typed_as_it_is_shown_is_right(tag: str, written: str) -> None:
    when = parse_when(written)
    expected: Expected
    if isinstance(when, DateRange):
        expected = ExpectedRange(ExpectedDate(when.low), ExpectedDate(when.high), when.words)
    else:
        expected = ExpectedDate(when)
    assert match(expected, words(tag).say(when.words)).verdict is Verdict.RIGHT


@pytest.mark.parametrize("tag", available())
@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 28), st.integers(100, 2100))
def test_a_date_is_read_in_every_language(
    tag: str, month: int, other: int, day: int, year: int
) -> None:
    asked = ExpectedDate(PartialDate(year, month, day))
    typed = words(tag).say(PartialDate(year, other, day).words)
    assert (match(asked, typed).verdict is Verdict.RIGHT) is (month == other)
