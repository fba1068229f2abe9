"""Changes for other programs, in the shape that ``docs/changes.md`` documents, which stays.

A key may be added; what is there keeps its meaning, or :data:`VERSION` grows.
"""

from __future__ import annotations

import json
from typing import Any

from quizgen.formats.anki.release.changes import Change, Changes, Import, Kind, TopicChanges

VERSION = 1


def render(changes: Changes) -> str:
    """Return the report as one JSON object, in ASCII."""
    content = {
        "format": "quizgen changes",
        "version": VERSION,
        "old": changes.old,
        "new": changes.new,
        "topics": [_topic(topic) for topic in changes.topics],
    }
    # JSON lets DEL stand as it is, and terminals do not.
    return json.dumps(content, indent=2).replace("\x7f", r"\u007f")


def _topic(topic: TopicChanges) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        "namespace": topic.namespace,
        "counts": {str(kind): number for kind, number in topic.counts().items()},
        "import": {str(kind): number for kind, number in topic.imports().items()},
        "remarks": list(topic.remarks),
        "moves": [{"old": m.old, "new": m.new, "notes": m.notes} for m in topic.moves],
        "notes": [
            _change(change)
            for change in topic.changes
            if change.kind is not Kind.UNCHANGED or change.imported is not Import.DUPLICATE
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "name": change.name,
        "formerly": change.formerly,
        "kind": str(change.kind),
        "import": str(change.imported),
        "retired": change.retired,
        "asks": change.asks,
        "compared": change.compared,
        "parts": [
            {"label": part.label, "diff": [[op, text] for op, text in part.diff]}
            for part in change.parts
        ],
    }
