"""The examples that records give of themselves: each is valid, and all fields are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

import pytest
from msgspec import Struct

from quizgen.authoring import examples
from quizgen.authoring.insertion import item
from quizgen.model.bank import Fact, Source
from quizgen.model.bank import Value as FactValue
from quizgen.model.diagnostics import Problem
from quizgen.model.forms import Form, Reveal
from quizgen.model.markup import Markup
from quizgen.model.question import Medium, Passage, PassageMedium, Picture, Question
from quizgen.questions import TYPES
from quizgen.questions.options import OptionEntry
from quizgen.reading.library import Library
from quizgen.reading.reader import INVALID, Findings, Reader
from quizgen.reading.records import BankFile, Defaults, TopicFile
from quizgen.reading.shapes import Shapes
from quizgen.reading.yamltree import parse
from samples import HEAD

SHAPES = Shapes({Question: TYPES})
RECORDS = [
    BankFile,
    Defaults,
    TopicFile,
    Source,
    Fact,
    FactValue,
    Medium,
    Passage,
    PassageMedium,
    Picture,
    OptionEntry,
    *TYPES.values(),
]
LISTS = {"questions", "facts", "source"}
"""Fields whose example is that of the records in them."""


def as_bank(fields: str) -> str:
    return HEAD + "questions:\n" + "".join(f"{line}\n" for line in item(fields, "  "))


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("whole", [False, True], ids=["as written", "with every field"])
def test_the_example_of_a_type_is_valid(
    name: str, whole: bool, load_text: Callable[..., Library]
) -> None:
    """As it is, and with the fields that it shows as comments: nothing at all is found in it."""
    text = examples.question(SHAPES, TYPES[name])
    assert text.startswith(f"# Type “{name}”: learners "), f"{name}: say first what learners do"
    library = load_text(as_bank(examples.whole(text) if whole else text))
    assert library.diagnostics == []
    (question,) = library.topics[0].banks[0].questions
    assert question.type == name


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_has_an_example_that_can_be_read(record: type[Struct]) -> None:
    """Of whatever is written in a file."""
    shape = SHAPES.of(record)
    found = examples.of_fields(shape)
    missing = set(shape.fields) - set(found) - (LISTS if record in (BankFile, TopicFile) else set())
    assert missing == set(), f"{record.__name__}: show these fields in its EXAMPLE"
    for base in record.__mro__:
        if "EXAMPLE" in vars(base) and base is not Question:
            node = parse(examples.whole(base.EXAMPLE)).root  # type: ignore[attr-defined]
            assert node is not None
            findings = Findings("example")
            Reader({Question: TYPES}).read(record, node, findings)
            unread = [d for d in findings.diagnostics if d.code not in ("missing-field",)]
            expected = {"option-text", "medium-kind", "fact-value"} if shape.one_of else set()
            assert {d.code for d in unread} <= expected


def test_what_is_shown_of_all_types_can_be_read() -> None:
    node = parse("type: card\nstem: What?\nanswer: That.\n" + Question.EXAMPLE).root
    assert node is not None
    findings = Findings("example")
    assert Reader({Question: TYPES}).read(TYPES["card"], node, findings) is not INVALID
    assert findings.diagnostics == []


class Essay(Question, frozen=True, kw_only=True):
    """A type that shows no example."""

    type: ClassVar[str] = "essay"

    stem: Markup
    model: Markup
    words: int
    rated: bool
    points: tuple[Markup, ...]

    def check(self) -> Iterator[Problem]:
        yield from ()

    def form(self) -> Form:
        return Reveal(self.stem, self.model)


def test_a_type_without_an_example_gets_one_from_its_shape() -> None:
    types: dict[str, type[Question]] = {"essay": Essay}
    text = examples.question(Shapes({Question: types}), Essay)
    assert text.startswith("id: a-new-essay\ntype: essay\nstem: ")
    node = parse(text).root
    assert node is not None
    findings = Findings("example")
    made = Reader({Question: types}).read(Essay, node, findings)
    assert findings.diagnostics == []
    assert made.words == 1
    assert len(made.points) == 3
