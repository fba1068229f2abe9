"""What properties are searched with: texts, values, questions of every type, banks.

Everything here is valid: what the format refuses is the matter of the goldens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from msgspec.structs import replace

from quizgen.model.bank import Fact, Kind, Source, Standing, Value
from quizgen.model.blocks import comparable, formulas
from quizgen.model.diagnostics import Severity
from quizgen.model.markup import Markup
from quizgen.model.maths import sound
from quizgen.model.question import (
    Difficulty,
    Languages,
    Medium,
    Passage,
    Picture,
    Question,
    Side,
    parse_reason,
)
from quizgen.model.ranges import Amount, DateRange, NumberRange, When
from quizgen.model.urls import Url
from quizgen.model.values import (
    Decimal,
    FormerId,
    Id,
    Language,
    MediaName,
    Namespace,
    PartialDate,
    Tag,
    Title,
    Tolerance,
    parse_title,
)
from quizgen.questions.card import Card
from quizgen.questions.choice import Choice
from quizgen.questions.cloze import Cloze
from quizgen.questions.date import Date
from quizgen.questions.match import Match
from quizgen.questions.multi import Multi
from quizgen.questions.number import Number
from quizgen.questions.options import OptionEntry
from quizgen.questions.order import Order
from quizgen.questions.short import Short
from quizgen.questions.truefalse import TrueFalse
from quizgen.reading.records import BankFile, TopicFile

ODD = [
    "NO", "~", "null", "12:30", "010", "1_000", "- a", "? b", ": c", "a: b", "a :b", "#", " # c",
    "%", "@", "`", "`x`", "*", "**b**", "*i*", "&a", "!t", "|", ">", ">-", "'", "''", '"', '\\"',
    "[", "]", "[[", "]]", "{", "}", "{{c1::x}}", ",", "---", "...", "<b>", "&amp;", "\\", "\\(",
    "\\)", "\\(x\\)", "$$",
    "  ", "\n", "\n\n", "\n ", " \n", "\t", "é", "e\u0301", "日本", "א", "\u200f",
    "\u200b", "\xa0", "\u3000", "😀", "👩\u200d👧", "ß", "ﬁ", "\U0010ffff", "=", "<<", "::", "|",
    "true", "a" * 90, "word " * 30,
]  # fmt: skip
"""What YAML, HTML, Anki or a terminal might take for something else."""

URLS = [
    Url("https://example.org/a?b=c&d#e"),
    Url("http://münchen.example/日本"),
    Url("mailto:a@b.org"),
]
_CHARACTERS = st.one_of(
    st.characters(
        min_codepoint=0xA0,
        exclude_categories=["Cs"],
        exclude_characters="\u2028\u2029\ufeff\ufffe\uffff",
    ),
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
)


def times(factor: int) -> settings:
    """More examples than the profile has, for what is quick to try and easy to break."""
    return settings(max_examples=settings().max_examples * factor)


def texts(max_pieces: int = 6) -> SearchStrategy[str]:
    """Texts that may stand in a bank: any characters but controls, no space at either end."""
    piece = st.one_of(st.sampled_from(ODD), st.text(_CHARACTERS, max_size=8))
    joined = st.lists(piece, min_size=1, max_size=max_pieces).map("".join)
    return joined.map(str.strip).filter(lambda text: text and not reads_as_an_escape(text))


def reads_as_an_escape(text: str) -> bool:
    """Whether a tab next to a formula is taken for the beginning of a command: ``\\times``."""
    return "\\(" in text and re.search(r"\t(?=[a-z])", text) is not None


def markups() -> SearchStrategy[Markup]:
    """Texts whose formulas, if any, may stand."""
    return texts().map(Markup).filter(lambda text: all(sound(one) for _, one in formulas(text)))


def titles() -> SearchStrategy[Title]:
    """Names of decks: what Anki would change is taken out."""
    plain = texts().map(lambda text: " ".join(text.replace('"', "").replace(":", "").split())[:90])
    return plain.map(str.strip).filter(bool).map(parse_title)


def reads(text: str) -> str:
    """``text`` as the format compares it with others."""
    return comparable(Markup(text))


def is_reason(text: Markup) -> bool:
    """Whether ``text`` says why a question is withdrawn: a mere “no” does not."""
    try:
        return parse_reason(text) == text
    except ValueError:
        return False


def different(least: int, most: int) -> SearchStrategy[list[Markup]]:
    """Texts that all read differently."""
    return st.lists(markups(), min_size=least, max_size=most, unique_by=reads)


_WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=6)
ids: SearchStrategy[Id] = st.lists(_WORD, min_size=1, max_size=4).map("-".join).map(Id)
tags: SearchStrategy[Tag] = (
    st.lists(
        st.text(st.sampled_from("aé日-_#,[]{}&*!|>'%@`?.<"), min_size=1, max_size=6),
        min_size=1,
        max_size=3,
    )
    .map("::".join)
    .map(Tag)
)
namespaces: SearchStrategy[Namespace] = st.text(
    "abcdefghijklmnopqrstuvwxyz0123456789", min_size=16, max_size=64
).map(Namespace)


@st.composite
def decimals(draw: DrawFn) -> Decimal:
    """Numbers in every spelling that an author may use."""
    sign = draw(st.sampled_from(["", "", "-", "−", "+"]))
    whole = draw(st.integers(0, 10**18))
    spelled = f"{whole:,}" if draw(st.booleans()) else str(whole)
    part = draw(st.text("0123456789", max_size=6))
    if part and draw(st.booleans()):
        spelled = draw(st.sampled_from(["", spelled]))
    notation = draw(st.sampled_from(["", "", "", "e23", "e-7", "/7"]))
    if notation:
        spelled = str(whole % 10**9)
        part = "" if notation == "/7" else part
    return Decimal.parse(f"{sign}{spelled}" + (f".{part}" if part else "") + notation)


@st.composite
def tolerances(draw: DrawFn) -> Tolerance:
    amount = draw(st.integers(0, 10_000))
    return Tolerance.parse(f"{amount}" + draw(st.sampled_from(["", "%", ".5%", ".25", " %"])))


@st.composite
def dates(draw: DrawFn, precisions: Sequence[str] = ("year", "month", "day")) -> PartialDate:
    day = draw(st.dates())
    precision = draw(st.sampled_from(precisions))
    return PartialDate(
        day.year,
        None if precision == "year" else day.month,
        day.day if precision == "day" else None,
    )


@st.composite
def any_dates(draw: DrawFn) -> PartialDate:
    """Dates in any era, and decades and centuries."""
    written = draw(st.sampled_from(["44 BC", "0044-03-15 BC", "1920s", "440s BC", "19th century"]))
    return draw(st.one_of(dates(), st.just(PartialDate.parse_any(written))))


@st.composite
def whens(draw: DrawFn) -> When:
    """What a question may ask for as a date."""
    low, high = sorted([draw(any_dates()), draw(any_dates())], key=lambda one: one.years())
    is_range = draw(st.booleans()) and low != high and low.years()[1] < high.years()[0]
    return DateRange(low, high) if is_range else low


@st.composite
def amounts(draw: DrawFn) -> Amount:
    """What a question may ask for as a number."""
    low, high = sorted([draw(decimals()), draw(decimals())], key=lambda one: one.value)
    if draw(st.booleans()) or low.value == high.value:
        return low
    written = f"{low.written} to {high.written}"
    return NumberRange(low, high, written)


media_names: SearchStrategy[MediaName] = (
    st.lists(
        st.sampled_from(
            ["a", "NO", "~", "- b", "# c", "'", "[d]", "{e}", "&f", "!g", "é", "日 本", "@"]
        ),
        min_size=1,
        max_size=3,
        unique=True,
    )
    .map("/".join)
    .map(MediaName)
)


@st.composite
def media(draw: DrawFn) -> Medium:
    """A picture or a sound; none of the files lies where another has a folder."""
    name = draw(media_names)
    image = draw(st.booleans())
    ending = draw(st.sampled_from(["png", "JPEG", "svg"] if image else ["mp3", "wav"]))
    return Medium(
        image=MediaName(f"{name}.{ending}") if image else None,
        audio=None if image else MediaName(f"{name}.{ending}"),
        alt=draw(texts()),
        credit=draw(st.none() | markups()),
        side=draw(st.sampled_from(Side)),
    )


qualifiers = st.sampled_from(["about", "over", "under", "at least", "at most", "nearly", "up to"])


languages = st.one_of(
    st.sampled_from(["fr", "pt-BR", "no"]).map(lambda tag: Languages(all=Language(tag))),
    st.just(Languages(stem=Language("en"), answer=Language("zh-Hant-TW"))),
)


@st.composite
def envelopes(draw: DrawFn, facts: Sequence[Id] = (), alone: bool = True) -> dict[str, Any]:
    """What questions of all types have."""
    name = draw(ids)
    return {
        "id": name,
        "media": tuple(draw(st.lists(media(), max_size=2))),
        "explanation": draw(st.none() | markups()),
        "hint": draw(st.none() | markups()),
        "lang": draw(st.none() | languages),
        "source": draw(st.none() | markups()) if alone else None,
        "as_of": draw(st.none() | dates()),
        "review_by": draw(st.none() | dates()),
        "facts": tuple(draw(st.lists(st.sampled_from(facts), min_size=1, unique=True)))
        if facts
        else (),
        "mentions": tuple(draw(st.lists(st.sampled_from(facts), unique=True))) if facts else (),
        "tags": tuple(draw(st.lists(tags, max_size=3))),
        "difficulty": draw(st.none() | st.sampled_from(Difficulty)),
        "was": (FormerId(f"former/{name}"),) if draw(st.booleans()) else (),
        "retired": draw(st.none() | markups().filter(is_reason)),
    }


@st.composite
def options(draw: DrawFn, *, many: bool) -> tuple[OptionEntry, ...]:
    """The options of a choice, or of a multi."""
    listed = draw(different(2, 8))
    indexes = st.integers(0, len(listed) - 1)
    rights = draw(st.sets(indexes, min_size=1)) if many else {draw(indexes)}
    files = draw(st.dictionaries(indexes, option_pictures(), max_size=2))
    return tuple(
        _option(
            files.get(number, text),
            number in rights,
            feedback=draw(st.none() | markups()),
            pin=draw(st.none() | st.just("last")),
        )
        for number, text in enumerate(listed)
    )


def _option(shown: Markup | Picture, right: bool, **more: Any) -> OptionEntry:
    if right:
        return OptionEntry(right=shown, **more)
    if isinstance(shown, Picture):
        return OptionEntry(image=shown.image, alt=shown.alt, credit=shown.credit, **more)
    return OptionEntry(text=shown, **more)


@st.composite
def option_pictures(draw: DrawFn) -> Picture:
    """Pictures that are options."""
    name = draw(media_names)
    ending = draw(st.sampled_from(["png", "JPEG", "svg"]))
    return Picture(
        image=MediaName(f"{name}.{ending}"), alt=draw(texts()), credit=draw(st.none() | markups())
    )


@st.composite
def cloze_texts(draw: DrawFn) -> Markup:
    """Texts with one to five gaps."""
    plain = st.text(_CHARACTERS, max_size=10).map(lambda text: text.translate(_NO_GAP))
    answer = plain.map(str.strip).filter(bool)
    parts = [draw(plain)]
    for _ in range(draw(st.integers(1, 5))):
        answers = "|".join(draw(st.lists(answer, min_size=1, max_size=3)))
        hint = draw(st.sampled_from(["", "::day", ":: a city", "::"]))
        parts += [f"[[{answers}{hint}]]", draw(plain)]
    return Markup("".join(parts).strip())


_NO_GAP = str.maketrans("", "", "[]|:")


def _sound(question: Question) -> bool:
    return all(problem.severity is not Severity.ERROR for problem in question.check())


cards = st.builds(
    lambda base, **own: Card(**base, **own),
    envelopes(),
    stem=markups(),
    answer=markups(),
    reverse=st.booleans(),
)
choices = st.builds(
    lambda base, **own: Choice(**base, **own),
    envelopes(),
    stem=markups(),
    options=options(many=False),
    shuffle=st.booleans(),
).filter(_sound)
multis = st.builds(
    lambda base, **own: Multi(**base, **own),
    envelopes(),
    stem=markups(),
    options=options(many=True),
    shuffle=st.booleans(),
    how_many=st.booleans(),
).filter(_sound)
truefalses = st.builds(
    lambda base, explanation, **own: TrueFalse(**{**base, "explanation": explanation}, **own),
    envelopes(),
    markups(),
    stem=markups(),
    answer=st.booleans(),
)
shorts = st.builds(
    lambda base, listed, taken, **own: Short(
        **base, answer=listed[0], accept=tuple(listed[1:taken]), reject=tuple(listed[taken:]), **own
    ),
    envelopes(),
    st.lists(texts(), min_size=1, max_size=5, unique_by=reads),
    st.integers(1, 5),
    stem=markups(),
    match=st.sampled_from([None, "exact", "case"]),
    reverse=st.booleans(),
).filter(_sound)
numbers = st.builds(
    lambda base, **own: Number(**base, **own),
    envelopes(),
    stem=markups(),
    answer=amounts(),
    unit=st.sampled_from(["", "troops", "%", "°C", "km²", "people"]),
    qualifier=st.none() | qualifiers,
    tolerance=st.none() | tolerances(),
).filter(_sound)
dates_questions = st.builds(
    lambda base, answer, given, **own: Date(
        **base,
        answer=answer,
        year_given=given and isinstance(answer, PartialDate) and answer.month is not None,
        **own,
    ),
    envelopes(),
    whens(),
    st.booleans(),
    stem=markups(),
).filter(_sound)
clozes = st.builds(
    lambda base, **own: Cloze(**base, **own), envelopes(), text=cloze_texts()
).filter(_sound)
orders = st.builds(
    lambda base, listed, **own: Order(**base, items=tuple(listed), **own),
    envelopes(),
    different(3, 8),
    stem=markups(),
).filter(_sound)
matches = st.builds(
    lambda base, lefts, rights, **own: Match(
        **base,
        pairs=dict(zip(lefts, rights, strict=False)),
        extra=tuple(rights[len(lefts) :]),
        **own,
    ),
    envelopes(),
    different(2, 4),
    different(4, 7),
    stem=markups(),
).filter(_sound)

BY_TYPE: dict[str, SearchStrategy[Any]] = {
    "card": cards,
    "choice": choices,
    "multi": multis,
    "truefalse": truefalses,
    "short": shorts,
    "number": numbers,
    "date": dates_questions,
    "cloze": clozes,
    "order": orders,
    "match": matches,
}
"""A strategy for each type of question."""

questions: SearchStrategy[Question] = st.one_of(*BY_TYPE.values())

passages: SearchStrategy[Passage] = st.builds(Passage, text=markups(), source=st.none() | markups())


@st.composite
def about_passages(draw: DrawFn, listed: list[Question]) -> dict[str, Any]:
    """The questions of a bank, some of them about passages, and these."""
    there = draw(st.dictionaries(ids, passages, max_size=2))
    asked = [
        replace(one, passage=draw(st.none() | st.sampled_from([*there]))) if there else one
        for one in listed
    ]
    named = {one.passage for one in asked}
    return {
        "questions": tuple(asked),
        "passages": {name: one for name, one in there.items() if name in named},
    }


banks: SearchStrategy[BankFile] = st.builds(
    lambda asked, listed_tags, **own: BankFile(tags=tuple(listed_tags), **asked, **own),
    st.lists(questions, min_size=1, max_size=4, unique_by=lambda question: question.id).flatmap(
        about_passages
    ),
    st.lists(tags, max_size=3),
    bank=ids,
    title=titles(),
    description=st.none() | markups(),
    namespace=namespaces,
    was=st.lists(ids, max_size=2).map(tuple),
)
"""Banks that stand alone."""

values = st.builds(
    Value,
    number=decimals(),
    unit=st.sampled_from(["", "troops"]),
    qualifier=st.none() | qualifiers,
) | st.builds(Value, date=dates())
facts: SearchStrategy[Fact] = st.builds(
    Fact,
    id=ids,
    paragraph=st.integers(1, 1000),
    kind=st.sampled_from(Kind),
    statement=markups(),
    says=texts(),
    standing=st.sampled_from(Standing),
    value=st.none() | values,
)
topics: SearchStrategy[TopicFile] = st.builds(
    lambda listed, **own: TopicFile(facts=tuple(listed), **own),
    st.lists(facts, max_size=4, unique_by=lambda fact: fact.id),
    topic=ids,
    title=titles(),
    namespace=namespaces,
    description=st.none() | markups(),
    source=st.builds(
        Source,
        title=texts(),
        dated=texts(),
        as_of=dates(),
        dating=st.none() | markups(),
        author=st.none() | texts(),
        publisher=st.none() | texts(),
        url=st.none() | st.sampled_from(URLS),
    ),
)
"""Files of topics, without the banks beside them."""
