"""Facts of a topic with one id."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import SOURCE, TOPIC, codes, fact

Load = Callable[..., Library]


def test_unsound_facts_count(load_topic: Load) -> None:
    """A mistake elsewhere in a fact hides no double id."""
    source = SOURCE + fact("tokyo") + fact("tokyo", kind="place")
    library = load_topic({**TOPIC, "source.yaml": source})
    assert codes(library) == ["duplicate-fact", "unknown-value"]


def test_mistakes_are_told_as_before() -> None:
    check_goldens("duplicate-fact")
