"""What the laws of grading are searched with: keys of every kind, and replies to them."""

from __future__ import annotations

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from quizgen.model.forms import ExpectedDate, ExpectedNumber, ExpectedWords
from quizgen.model.values import Decimal, Number, PartialDate, Qualifier, Tolerance

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
    ExpectedWords,
    answers,
    st.lists(answers, max_size=2).map(tuple),
    st.lists(answers, max_size=2).map(tuple),
)
expected = st.one_of(
    expected_words,
    st.builds(ExpectedNumber, numbers(), tolerances),
    st.builds(ExpectedDate, days, st.booleans()),
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
