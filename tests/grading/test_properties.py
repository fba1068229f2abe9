"""What holds of grading for any key and any reply."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import get_args

from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizgen.forms import Day, Expected, Quantity, Words
from quizgen.grading import Verdict, match
from quizgen.grading.spelling import edits, fold, plain
from quizgen.values import Decimal, Number, PartialDate, Qualifier, Tolerance

# Any characters, lone surrogates too: a terminal may hand them on.
anything = st.text(st.characters(), max_size=60)
answers = anything.filter(str.strip)
written = st.from_regex(
    r"[-−+]?([0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,4})?(\.[0-9]{1,8})?", fullmatch=True
).filter(lambda text: any(character.isdigit() for character in text))
units = st.one_of(
    st.sampled_from(
        ["", "km", "km/h", "%", "$", "°C", "troops", "million dollars", "% of GDP", "m"]
    ),
    answers,
)


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    figure = Decimal.parse(draw(written))
    qualifier = draw(st.sampled_from(["", *get_args(Qualifier)]))
    return Number(figure.value, figure.written, draw(units), qualifier)


days = st.dates(date(1, 1, 1), date(9999, 12, 31)).flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year, day.month, day.day),
            PartialDate(day.year, day.month),
            PartialDate(day.year),
        ]
    )
)
tolerances = st.none() | st.sampled_from(["0", "5", "0.5", "1%", "10%"]).map(Tolerance.parse)
expected_words = st.builds(
    Words,
    answers,
    st.lists(answers, max_size=2).map(tuple),
    st.lists(answers, max_size=2).map(tuple),
)
expected = st.one_of(
    expected_words,
    st.builds(Quantity, numbers(), tolerances),
    st.builds(Day, days, st.booleans()),
)
# Replies made of what replies are made of reach further than noise.
PIECES = (
    "10 000 , . - / e 10^4 × ½ ten thousand million half a and point k m km % $ €5 not or over ~ "
    "October Oct 24th 2024 Thursday the of BC North Korea C++ Na+ II U.S. ( ) & ' 5 ft in"
)
pieces = st.sampled_from(PIECES.split())
replies = st.one_of(
    anything, st.lists(pieces, max_size=8).map(" ".join), st.lists(pieces, max_size=8).map("".join)
)


@given(expected, replies)
@example(Words("\u200b"), "\u200c")
@example(Words("a"), "\ud800")
def test_any_text_can_be_graded(key: Expected, text: str) -> None:
    grade = match(key, text)
    assert (grade.verdict is Verdict.SLIP) <= bool(grade.note)


@given(expected, st.text(" \t\n\u2003", max_size=5))
def test_nothing_typed_is_wrong_and_not_talked_about(key: Expected, blank: str) -> None:
    grade = match(key, blank)
    assert (grade.verdict, grade.note) == (Verdict.WRONG, "")


@given(expected_words)
@example(Words("!!!"))
@example(Words("C++"))
@example(Words("the"))
@example(Words("\u200b"))
@example(Words("Seoul", reject=("Seoul",)))
def test_what_words_accept_is_right(words: Words) -> None:
    for text in (words.answer, *words.accept):
        assert match(words, text).verdict is Verdict.RIGHT


@given(expected_words)
def test_an_answer_is_right_in_other_spaces(words: Words) -> None:
    assert match(words, f"  {words.answer}\n").verdict is Verdict.RIGHT


@given(numbers(), tolerances)
def test_a_number_as_it_is_shown_is_right(number: Number, tolerance: Tolerance | None) -> None:
    quantity = Quantity(number, tolerance)
    for text in (str(number), number.written, f"{number.written} {number.unit}"):
        assert match(quantity, text).verdict is Verdict.RIGHT


@given(days, st.booleans())
def test_a_date_as_it_is_shown_or_stored_is_right(day: PartialDate, year_given: bool) -> None:
    for text in (str(day), day.iso()):
        assert match(Day(day, year_given), text).verdict is Verdict.RIGHT


@given(written, written, tolerances)
def test_no_figure_beyond_tolerance_is_accepted(
    asked: str, typed: str, tolerance: Tolerance | None
) -> None:
    number, figure = Decimal.parse(asked), Decimal.parse(typed)
    off = abs(figure.value - number.value)
    within = off <= (tolerance.around(number.value) if tolerance else 0)
    grade = match(Quantity(Number(number.value, number.written), tolerance), typed)
    assert grade.accepted == within


@given(
    written,
    st.fractions(Fraction(1, 2), 2),
    st.sampled_from(
        [("km", "miles", "1.609344"), ("kg", "lb", "0.45359237"), ("h", "min", "0.016666666667")]
    ),
)
def test_no_converted_figure_is_accepted_beyond_the_slack(
    asked: str, factor: Fraction, pair: tuple[str, str, str]
) -> None:
    number = Decimal.parse(asked)
    unit, other, size = pair
    assume(number.value > 1)
    typed = f"{float(number.value / Fraction(size) * factor):.9f}"
    converted = Decimal.parse(typed).value * Fraction(size)
    grade = match(Quantity(Number(number.value, asked, unit)), f"{typed} {other}")
    assert grade.accepted == (abs(converted - number.value) <= number.value * Fraction(5, 1000))


@given(st.dates(), st.dates())
def test_no_other_day_is_accepted(asked: date, typed: date) -> None:
    day = Day(PartialDate(asked.year, asked.month, asked.day), year_given=True)
    for text in (typed.isoformat(), f"{typed.day} {typed:%B} {typed.year}"):
        assert match(day, text).accepted == (asked == typed)


@given(answers, st.integers(), st.integers())
def test_no_number_is_a_slip_of_another(text: str, a: int, b: int) -> None:
    assume(a != b)
    assert not match(Words(f"word {a}"), f"word {b}").accepted


@given(anything)
def test_folding_settles(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(plain(text)) == fold(text)


@given(st.text("abc", min_size=1, max_size=7), st.text("abc", min_size=1, max_size=7))
def test_slips_are_counted_alike_both_ways(a: str, b: str) -> None:
    assert edits(a, b) == edits(b, a)
    assert (edits(a, b) == 0) == (a == b)
