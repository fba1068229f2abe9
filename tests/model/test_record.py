"""What a record says, apart from where it stands."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.nodes import Mapping, Place
from quizgen.model.record import Record


class City(Record, frozen=True, kw_only=True):
    name: str
    people: int = 0


class Town(City, frozen=True, kw_only=True):
    pass


def at(line: int) -> Mapping:
    return Mapping({}, {}, Place(line, 0))


def test_where_a_record_stands_is_no_part_of_what_it_says() -> None:
    assert City(name="Bonn", at=at(1)) == City(name="Bonn", at=at(2)) == City(name="Bonn")


@pytest.mark.parametrize(
    "other", [City(name="Bonn", people=1), City(name="Ulm"), Town(name="Bonn"), "Bonn"]
)
def test_records_that_say_something_else_are_not_equal(other: object) -> None:
    assert City(name="Bonn") != other


def test_a_record_cannot_be_changed_nor_hashed() -> None:
    with pytest.raises(AttributeError):
        City(name="Bonn").name = "Ulm"  # type: ignore[misc]
    with pytest.raises(TypeError):
        hash(City(name="Bonn"))


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
