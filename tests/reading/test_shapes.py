"""What may be written, as it is described, and whether the page of the format says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from msgspec import Struct

from golden_banks import check_goldens
from quizgen.model.bank import Fact, Source, Standing
from quizgen.model.bank import Value as FactValue
from quizgen.model.markup import Markup
from quizgen.model.question import Medium, Passage, Question
from quizgen.model.record import Record
from quizgen.model.values import Id
from quizgen.questions import TYPES
from quizgen.questions.options import OptionEntry
from quizgen.reading.records import BankFile, Defaults, TopicFile
from quizgen.reading.shapes import (
    Count,
    Grammar,
    ListOf,
    OneOf,
    Pairs,
    RecordOf,
    Shape,
    Shapes,
    Text,
    Value,
    Words,
    YesNo,
)

SHAPES = Shapes({Question: TYPES})
PAGE = Path(__file__).parents[2] / "docs" / "format.md"
SECTIONS: dict[str, type] = {
    "### Bank": BankFile,
    "### Defaults": Defaults,
    "### Topic": TopicFile,
    "### Source": Source,
    "### Fact": Fact,
    "### Value": FactValue,
    "## Media": Medium,
    "## Passages": Passage,
    "### Options": OptionEntry,
    **{f"### `{name}`": kind for name, kind in TYPES.items()},
}
"""Each record with a table of its own, by the heading above it."""
COMMON = "## Common fields"


# -- the shapes ------------------------------------------------------------------------------------


class Leaf(Struct, frozen=True):
    """A leaf."""

    colour: Literal["red", "green"] = "red"
    """Its colour, in
    one word.
    """
    veins: int | None = None
    name: str = ""
    dead: bool = False


class Branch(Record, frozen=True, kw_only=True):
    """A branch, which may have others."""

    id: Id
    about: Markup | None = None
    inner: tuple[Branch, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    pairs: dict[Markup, Markup]


def test_a_field_is_what_its_annotation_says() -> None:
    shape = Shapes().of(Branch)
    assert {name: field.value for name, field in shape.fields.items() if name != "id"} == {
        "about": Text(markup=True),
        "inner": ListOf(RecordOf(Branch), independent=True),
        "leaves": ListOf(RecordOf(Leaf), independent=False),
        "pairs": Pairs(),
    }
    assert isinstance(shape.fields["id"].value, Grammar)
    assert shape.fields["id"].value.name == "id"
    assert shape.required == ["id", "pairs"]
    assert shape.keeps_place
    leaf = Shapes().of(Leaf)
    assert [field.value for field in leaf.fields.values()] == [
        Words({"red": "red", "green": "green"}),
        Count(),
        Text(markup=False),
        YesNo(),
    ]
    assert [field.default for field in leaf.fields.values()] == ["red", None, "", False]
    assert not leaf.keeps_place


def test_the_sentence_of_a_field_is_the_one_below_it() -> None:
    fields = Shapes().of(Leaf).fields
    assert fields["colour"].about == "Its colour, in one word."
    assert fields["veins"].about == ""


def test_a_question_is_one_of_its_types() -> None:
    questions = SHAPES.of(BankFile).fields["questions"].value
    assert questions == ListOf(OneOf(Question, TYPES), independent=True)
    assert {SHAPES.of(kind).tag for kind in TYPES.values()} == {"type"}
    assert SHAPES.of(BankFile).tag == ""
    assert SHAPES.of(TYPES["choice"]).fields["options"].value == ListOf(
        RecordOf(OptionEntry), independent=False
    )
    assert SHAPES.of(OptionEntry).shorthand == "text"
    assert SHAPES.of(Fact).fields["standing"].value == Words({str(one): one for one in Standing})


def test_what_cannot_be_written_is_a_bug() -> None:
    class Strange(Struct):
        number: float

    with pytest.raises(TypeError, match="nothing can be written for"):
        Shapes().of(Strange)


def test_of_some_fields_one_is_written() -> None:
    """They are fields that may be left out, and no other is required in their place."""
    for record in SECTIONS.values():
        shape = SHAPES.of(record)
        assert all(not shape.fields[name].required for name in shape.one_of)
        assert len(shape.one_of) != 1


# -- the page --------------------------------------------------------------------------------------


def table(heading: str) -> dict[str, tuple[str, str]]:
    """The rows below ``heading``: of each field whether it is required, and its sentence."""
    _, found, rest = PAGE.read_text(encoding="utf-8").partition(f"\n{heading}\n")
    assert found, f"docs/format.md has no section “{heading}”: write one, with a table"
    section = re.split(r"\n#+ ", rest)[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| (.+) \|$", section, re.MULTILINE)
    return {name: (required, plain(sentence)) for name, required, sentence in rows}


def plain(sentence: str) -> str:
    """A sentence of the page without its links, and without what only leads to a section."""
    sentence = re.sub(r",? see \[[^]]+\]\(#[^)]+\)", "", sentence)
    return re.sub(r"\[([^]]+)\]\(#[^)]+\)", r"\1", sentence).replace(r"\|", "|")


def row(shape: Shape, name: str) -> tuple[str, str]:
    """What the page says of a field."""
    field = shape.fields[name]
    several = {2: "one of the two", 3: "one of the three"}.get(len(shape.one_of), "")
    required = several if name in shape.one_of else "yes" if field.required else "no"
    return required, field.about.removesuffix(".")


def shared() -> set[str]:
    """The fields that the table of all questions has."""
    return {"stem", "type", *SHAPES.of(Question).fields}


@pytest.mark.parametrize("heading", SECTIONS)
def test_each_table_of_the_page_is_the_shape_of_its_record(heading: str) -> None:
    """Which fields there are, which are required, and the sentence that is below each in its class:
    mend the one that is wrong."""
    shape = SHAPES.of(SECTIONS[heading])
    hidden = shared() if heading.startswith("### `") else set()
    expected = {name: row(shape, name) for name in shape.fields if name not in hidden}
    assert table(heading) == expected


def test_the_table_of_all_questions_is_the_shape_of_a_question() -> None:
    """With the type, and the stem, which all but some have."""
    rows = table(COMMON)
    assert rows.pop("type")[0] == "yes"
    required, sentence = rows.pop("stem")
    assert required == "yes"
    stemless = [name for name, kind in TYPES.items() if "stem" not in SHAPES.of(kind).fields]
    assert re.findall(r"`(\w+)`", sentence) == stemless
    shape = SHAPES.of(Question)
    assert rows == {name: row(shape, name) for name in shape.fields}


def words(value: Value) -> list[str]:
    """The words of which one is written."""
    return list(value.words) if isinstance(value, Words) else []


@pytest.mark.parametrize("record", [*SECTIONS.values(), Question])
def test_the_sentence_of_a_field_names_each_word_that_may_be_written(record: type) -> None:
    for field in SHAPES.of(record).fields.values():
        if words(field.value) == [*TYPES]:  # these are sections of their own
            continue
        missing = [word for word in words(field.value) if f"`{word}`" not in field.about]
        assert missing == [], f"name them below {record.__name__}.{field.name}"


def test_every_field_has_a_sentence() -> None:
    """Which a table of the format, a schema or an empty bank can show."""
    for record in (*SECTIONS.values(), Question):
        silent = [field.name for field in SHAPES.of(record).fields.values() if not field.about]
        assert silent == [], f"write a sentence below each of these fields of {record.__name__}"


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
