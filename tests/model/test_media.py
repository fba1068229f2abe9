"""What a picture or a sound is."""

from __future__ import annotations

import pytest

from quizgen.model.media import suffix


@pytest.mark.parametrize(
    ("name", "expected"),
    [("map.PNG", "png"), ("maps/old.map.jpg", "jpg"), ("v1.2/map", ""), (".png", "png")],
)
def test_a_suffix_is_what_the_last_name_ends_in(name: str, expected: str) -> None:
    assert suffix(name) == expected
