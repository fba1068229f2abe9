"""The nodes of a tree."""

from __future__ import annotations

from golden_banks import check_goldens
from quizgen.model.nodes import Mapping, Place, Scalar


class Entries(dict):
    """Entries that count how often they are gone through."""

    walks = 0

    def __iter__(self):
        self.walks += 1
        return super().__iter__()


def test_a_field_is_found_by_its_name_and_by_its_number() -> None:
    """To look for one by its number goes through all of them, and so is done but once."""
    entries = Entries({f"f{n}": Scalar("x", Place(n, 3)) for n in range(50)})
    mapping = Mapping(entries, {name: Place(n, 0) for n, name in enumerate(entries)}, Place(0, 0))
    entries.walks = 0
    assert [mapping.name(n) for n in range(50)] == [f"f{n}" for n in range(50)]
    assert entries.walks == 1
    assert mapping.name(50) is None
    assert mapping.name(-1) is None
    assert mapping.key("f7") == Scalar("f7", Place(7, 0))


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
