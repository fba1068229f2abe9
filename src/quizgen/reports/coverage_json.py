"""Coverage for other programs, in the shape that ``docs/how-to/coverage.md`` documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from quizgen.lint.coverage import Covered, Group, TopicCoverage
from quizgen.lint.views import View
from quizgen.model.blocks import to_plain

VERSION = 1


def render(topics: Sequence[TopicCoverage]) -> Iterator[str]:
    """Yield the lines of one JSON object, in ASCII."""
    content = {
        "format": "quizgen coverage",
        "version": VERSION,
        "topics": [_topic(topic) for topic in topics],
    }
    # JSON lets DEL stand as it is, and terminals do not.
    yield from json.dumps(content, indent=2).replace("\x7f", r"\u007f").split("\n")


def _topic(topic: TopicCoverage) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        **_counts(topic.whole),
        "paragraphs": [
            {"paragraph": group.facts[0].fact.paragraph, **_counts(group)}
            for group in topic.paragraphs()
        ],
        "kinds": [{"kind": group.name, **_counts(group)} for group in topic.kinds()],
        "facts": [_fact(topic, one) for one in topic.whole.facts],
    }


def _counts(group: Group) -> dict[str, Any]:
    return {
        "count": len(group.facts),
        "asked": group.asked,
        "questions": len(group.questions),
        "types": group.types,
    }


def _fact(topic: TopicCoverage, one: Covered) -> dict[str, Any]:
    at = topic.place(one)
    return {
        "id": one.fact.id,
        "path": at.path,
        "line": at.line,
        "paragraph": one.fact.paragraph,
        "kind": str(one.fact.kind),
        "statement": to_plain(one.fact.statement),
        "covered": one.standing,
        "types": one.types,
        "asked_by": _names(one.asked),
        "cited_by": _names(one.cited),
        "mentioned_by": _names(one.mentioned),
    }


def _names(found: list[View]) -> list[str]:
    return [f"{view.bank_id}/{view.name}" for view in found]
