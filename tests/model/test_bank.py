"""Banks and topics: by which names learners know their notes, and which files they use."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_banks import check_goldens
from quizgen.model.bank import Bank, Topic, Value
from quizgen.model.markup import Markup
from quizgen.model.media import MediaFile
from quizgen.model.question import Languages
from quizgen.model.values import Decimal, FormerId, Id, Language, MediaName, Namespace, PartialDate
from quizgen.questions.card import Card


def card(*was: str) -> Card:
    former = tuple(map(FormerId, was))
    return Card(id=Id("longest"), stem=Markup("?"), answer=Markup("!"), was=former)


ORIGINS = [
    # the former ids of the bank, those of the question, its origin
    ((), (), "rivers/longest"),
    ((), ("long",), "rivers/long"),
    ((), ("long", "longer"), "rivers/long"),
    (("streams",), (), "streams/longest"),
    (("streams", "waters"), ("long",), "streams/long"),
    ((), ("lakes/long",), "lakes/long"),
    (("streams",), ("lakes/long", "longer"), "lakes/long"),
]


@pytest.mark.parametrize(("bank", "question", "origin"), ORIGINS)
def test_a_note_is_known_by_the_first_names_it_had(
    bank: tuple[str, ...], question: tuple[str, ...], origin: str
) -> None:
    """Its former ids are written with the oldest first; another bank's stands before a slash."""
    rivers = Bank(id=Id("rivers"), title="Rivers", was=tuple(map(Id, bank)))
    assert rivers.origin(card(*question)) == origin


LANGUAGES = [
    # the language of the topic, of the bank, and of the question; those of its stem and its answer
    (None, None, None, (None, None)),
    ("de", None, None, ("de", "de")),
    ("de", "fr", None, ("fr", "fr")),
    ("de", "fr", Languages(all=Language("it")), ("it", "it")),
    (None, None, Languages(answer=Language("it")), (None, "it")),
    ("de", "fr", Languages(stem=Language("en")), ("en", "fr")),
    (None, None, Languages(all=Language("en"), answer=Language("it")), ("en", "it")),
]


@pytest.mark.parametrize(("topic", "bank", "question", "sides"), LANGUAGES)
def test_the_nearest_that_says_its_language_is_believed(
    topic: Language | None,
    bank: Language | None,
    question: Languages | None,
    sides: tuple[str | None, str | None],
) -> None:
    asked = Card(id=Id("bread"), stem=Markup("?"), answer=Markup("!"), lang=question)
    rivers = Bank(id=Id("rivers"), title="Rivers", lang=bank)
    whole = Topic(id=Id("t"), title="T", namespace=Namespace("0123456789abcdef"), lang=topic)
    assert (
        whole.language(rivers, asked, "stem"),
        whole.language(rivers, asked, "answer"),
    ) == sides


def test_a_picture_of_two_banks_is_one_file_of_the_topic() -> None:
    """By its name in Anki, which is that of its content."""
    files = {"a.png": "quizgen-1.png", "b.png": "quizgen-1.png", "c.png": "quizgen-2.png"}
    banks = tuple(
        Bank(
            id=Id(name[0]),
            title=name,
            media={MediaName(name): MediaFile(Path("media", name), stored)},
        )
        for name, stored in files.items()
    )
    topic = Topic(id=Id("t"), title="T", namespace=Namespace("0123456789abcdef"), banks=banks)
    assert topic.media == {
        "quizgen-1.png": Path("media", "b.png"),
        "quizgen-2.png": Path("media", "c.png"),
    }


def test_a_value_is_stated_as_a_figure_or_a_date() -> None:
    """A figure with all that stands around it."""
    figure = Value(number=Decimal.parse("10,000"), unit="troops", qualifier="over")
    assert str(figure.stated) == "over 10,000 troops"
    assert Value(date=PartialDate(2024, 10)).stated == PartialDate(2024, 10)


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
