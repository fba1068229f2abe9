"""The namespaces that our documentation shows, and that whoever copies a sample has, too.

Two schools with one namespace and the same ids would have one note in a learner's Anki, so a build
refuses these until there is a lock: from then on learners have notes of it.  The test of this
module compares the list with the pages, the README and the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from quizgen.model.bank import Topic
from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.lines import split_lines
from quizgen.model.values import quoted
from quizgen.reading.encoding import decode
from quizgen.reading.folders import TopicFiles

SAMPLES = frozenset(
    """
    2m7xq4c9t0w5k8h3v6zb 5v0t2m8q1x7k4c9z6b3n 6h1x9v4k7q2m8t3w5c0z 8d3kq0w7n5x2v9t4hb6m
    9c4w0h7k2x5t8m1v6q3b
    """.split()
)
"""All that are shown."""


def find(topic: Topic, files: TopicFiles, propose: Callable[[], str] | None) -> list[Diagnostic]:
    """Return that the namespace of ``topic`` was copied from our documentation, if it was.

    ``propose`` gives a new namespace, or an empty text if the author shall draw one; without it,
    nothing is built, and nothing is found.
    """
    if propose is None or topic.namespace not in SAMPLES:
        return []
    message = (
        f"the namespace {quoted(topic.namespace)} is copied from the documentation of quizgen; "
        "others may have copied it, too"
    )
    hint = "write what “quizgen namespace” prints instead"
    if new := propose():
        hint = f"write “namespace: {new}” instead, and never change it again"
    place = _place(topic.namespace, files)
    return [Diagnostic("sample-namespace", message, place, hint)]


def _place(namespace: str, files: TopicFiles) -> Span:
    """Return where ``namespace`` is written."""
    path = files.source or files.banks[0]
    text = decode(str(path), files.tree.read(path))
    for number, line in enumerate(split_lines(text) if isinstance(text, str) else (), 1):
        if re.match(r"[\"']?namespace\b", line) and namespace in line:
            return Span(str(path), number, line.index(namespace) + 1, len(namespace))
    return Span(str(path), 1, 1)
