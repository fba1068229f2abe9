"""What is said of fields and values that do not fit, in banks; the gallery has many more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizgen.questions import TYPES
from quizgen.reading.library import Library
from quizgen.reading.records import BankFile, TopicFile
from quizgen.reading.shapes import Shapes
from samples import HEAD, codes

Load = Callable[..., Library]
SHAPES = Shapes()


@pytest.mark.parametrize("record", [*TYPES.values(), BankFile, TopicFile])
def test_what_is_meant_is_a_field_and_no_other_name_is_one(record: type) -> None:
    """Nor is anything said of a field that there is, or where none can be missing."""
    shape = SHAPES.of(record) if record is not BankFile else Shapes({}).of(TopicFile)
    known = {*shape.fields, "type"}
    assert set(shape.hints).isdisjoint(known)
    missing = {name for name in shape.missing if name not in shape.required}
    assert missing <= {"stem", "answer", "options"}


def test_no_two_types_are_called_the_same() -> None:
    called = [name for kind in TYPES.values() for name in getattr(kind, "CALLED", ())]
    assert len(set(called)) == len(called)
    assert set(called).isdisjoint(TYPES)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true/false", "truefalse"),
        ("True or False", "truefalse"),
        ("fill-in-the-blank", "cloze"),
        ("Flashcard", "card"),
        ("matching", "match"),
        ("chioce", "choice"),
    ],
)
def test_a_type_is_known_by_its_other_names(written: str, meant: str, load_text: Load) -> None:
    """What else is wrong with the question is found in the same run."""
    library = load_text(f"{HEAD}questions:\n  - id: q\n    type: {written}\n    id2: x\n")
    (found,) = (one for one in library.diagnostics if one.code == "unknown-type")
    assert found.hint == f"write “type: {meant}”"
    assert found.repair[0].text == meant
    assert {"missing-field", "unknown-field"} <= set(codes(library))


def test_one_mistake_hides_no_other_of_its_question(load_question: Load) -> None:
    library = load_question("type: choice\nstem: What?\noptions: [a, a]\nshuffle: yes\n")
    assert codes(library) == ["no-right-option", "equal-options", "bad-boolean"]
    library = load_question("type: choice\nstem: What?\nchoices: [a, a]\n")
    assert codes(library) == ["unknown-field", "no-right-option", "equal-options"]


def test_a_field_under_another_name_is_there_for_the_rules(load_topic: Load) -> None:
    from samples import TOPIC

    library = load_topic({**TOPIC, "asia.yaml": TOPIC["asia.yaml"].replace("facts:", "fact:")})
    assert codes(library) == ["unknown-field"]


def test_the_list_that_is_not_indented_is_one_mistake(load_text: Load) -> None:
    text = f"""{HEAD}questions:
  - id: a
    type: choice
    stem: What?
    options:
  - right: x
  - y
  - id: b
    type: card
    stem: What?
    answer: x
"""
    library = load_text(text)
    (found,) = library.diagnostics
    assert (found.code, found.place.line, found.place.column) == ("wrong-shape", 9, 5)
    assert [edit.place.line for edit in found.repair] == [9, 10]
    assert library.questions == 1
