"""Pictures and sounds that no question uses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from golden_banks import check_goldens
from quizgen.reading.library import Library
from samples import TOPIC, codes

Load = Callable[..., Library]


def test_a_file_that_no_bank_of_a_topic_uses_is_told(load_topic: Load) -> None:
    """What is no bank (the source, a hidden file, a folder) could not use it either."""
    files = {**TOPIC, ".draft.yaml": "[", "notes.txt": "", "old.yaml/x.txt": ""}
    library = load_topic({**files, "media/map.png": "x"})
    assert codes(library) == ["unused-media"]
    assert Path(library.diagnostics[0].place.path).name == "map.png"


def test_nothing_is_unused_where_a_bank_is_broken(load_topic: Load) -> None:
    library = load_topic({**TOPIC, "b.yaml": "[", "media/map.png": "x"})
    assert codes(library) == ["yaml-syntax"]


def test_a_file_that_a_question_uses_is_not_told(load_topic: Load) -> None:
    """Nor is it where its name is written with a composed accent and stored with another."""
    cited = TOPIC["asia.yaml"].replace("Tokyo", "Tokyo, media: [{image: caf\u00e9.svg, alt: A}]")
    library = load_topic({**TOPIC, "asia.yaml": cited, "media/cafe\u0301.svg": "<svg/>"})
    assert codes(library) == []


def test_mistakes_are_told_as_before() -> None:
    check_goldens("unused-media")
