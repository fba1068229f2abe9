"""The texts of new files, and the ids that names make."""

from __future__ import annotations

import pytest

from quizgen.authoring.scaffold import bank, slug, unused
from quizgen.model.question import Question
from quizgen.model.values import Id, parse_id, parse_title
from quizgen.questions import TYPES
from quizgen.reading.library import load
from quizgen.reading.shapes import Shapes
from samples import NAMESPACE, codes

SHAPES = Shapes({Question: TYPES})


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Rivers of Europe", "rivers-of-europe"),
        ("Straße, Łódź & Ørsted's æther", "strasse-lodz-orsteds-aether"),
        ("café_au  lait", "cafe-au-lait"),
        ("日本 2024", "2024"),
        ("Реки", ""),
        ("a" * 100, "a" * 80),
        (f"{'a' * 79} b", "a" * 79),
        ("…", ""),
    ],
)
def test_a_name_makes_an_id(text: str, made: str) -> None:
    assert slug(text) == made
    if made:
        parse_id(made)


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert unused("a", []) == "a"
    assert unused("a", ["a", "a-2"]) == "a-3"
    long = "a" * 80
    assert parse_id(unused(long, [long])) == "a" * 76 + "-2"


TITLES = ["Rivers", "NO", "12:30", "a: b", "# 1", "- x", "it's", "'x'", "[a]", "~", "@ #", "日本"]


@pytest.mark.parametrize("title", TITLES)
def test_a_bank_is_valid_whatever_its_title(title: str, tmp_path) -> None:
    text = bank(
        SHAPES, Id("b"), parse_title(title), TYPES.values(), namespace=parse_namespace_of_tests()
    )
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    library = load([tmp_path])
    assert codes(library) == []
    assert library.topics[0].title == title
    assert library.questions == len(TYPES)


def parse_namespace_of_tests():
    from quizgen.model.values import parse_namespace

    return parse_namespace(NAMESPACE)
