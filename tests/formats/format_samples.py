"""A format for the tests that need one: the smallest there can be."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from quizgen.formats import Format, Written
from quizgen.model.bank import Topic


class Names(Format, frozen=True):
    """A line a question, with its name; those from ``last`` on are lost."""

    SUFFIX: ClassVar[str] = ".names"
    last: int | None = None

    def write(self, topic: Topic, path: Path) -> Written:
        names = [f"{bank.id}/{question.id}" for bank in topic.banks for question in bank.questions]
        path.write_text("\n".join(names[: self.last]), encoding="utf-8")
        return Written(path, len(names[: self.last]))
