"""Banks of a topic with a namespace."""

from __future__ import annotations

from collections.abc import Callable

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import CITED, TOPIC, bank, codes

Load = Callable[..., Library]


def test_the_namespace_of_a_bank_in_a_topic_is_told(load_topic: Load) -> None:
    """At the key, which is to be deleted, whatever it says."""
    text = bank(CITED).replace("questions:", "namespace: x\nquestions:")
    library = load_topic({**TOPIC, "asia.yaml": text})
    assert codes(library) == ["namespace-in-topic", "bad-namespace"]
    found = library.diagnostics[0]
    assert (found.place.line, found.place.column, found.place.width) == (3, 1, 9)


def test_a_bank_of_a_topic_without_one_is_sound(load_topic: Load) -> None:
    assert codes(load_topic(TOPIC)) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("namespace-in-topic")
