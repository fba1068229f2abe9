"""What a picture or a sound is."""

from __future__ import annotations

import pytest

from golden_banks import check_goldens
from quizgen.model.media import suffix


@pytest.mark.parametrize(
    ("name", "expected"),
    [("map.PNG", "png"), ("maps/old.map.jpg", "jpg"), ("v1.2/map", ""), (".png", "png")],
)
def test_a_suffix_is_what_the_last_name_ends_in(name: str, expected: str) -> None:
    assert suffix(name) == expected


def test_mistakes_are_told_as_before() -> None:
    check_goldens()
