"""A topic of which one fact is asked, one cited, one mentioned, and one left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.lint.coverage import TopicCoverage, topics
from quizgen.reading.library import load
from samples import SOURCE, bank, fact, make

STATEMENTS = {
    "height": "Everest is 8849 m high.",
    "snow": "<b>Snow</b> covers the summit.",
    "survey": "A further survey is expected.",
    "rock": "Its rock was a sea bed.",
}
FILES = {
    "source.yaml": SOURCE
    + "".join(
        fact(name).replace("A statement.", f"'{text}'") for name, text in STATEMENTS.items()
    ).replace("id: rock\n    paragraph: 1", "id: rock\n    paragraph: 2"),
    "asia.yaml": bank(
        "id: how-high, type: number, stem: How high is Everest?, answer: 8849, unit: m, "
        "facts: [height, snow], mentions: [survey]"
    ),
}


def covered(folder: Path) -> Sequence[TopicCoverage]:
    """Return the coverage of the sample, which is written to ``folder``."""
    return topics(load([make(folder, FILES)]).loaded)
