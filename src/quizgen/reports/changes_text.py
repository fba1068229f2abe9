"""Changes for a terminal: what went and what came stands in marks, and in color too if wanted.

Whatever comes from a bank is made safe word by word, between marks that are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.formats.anki.release.changes import Change, Changes, Import, Kind, TopicChanges
from quizgen.formats.anki.release.changes.words import Op, lines, shortened
from quizgen.model.phrases import count
from quizgen.system.output import styled
from quizgen.system.terminal_text import safe

MOST_NAMES = 10
"""Notes of one change that are named."""

HEADINGS = {
    Kind.NEW: "new",
    Kind.RETYPED: "type changed: a new note; the one that learners have stays unchanged",
    Kind.CHANGED: "changed",
    Kind.RETIRED: "retired",
    Kind.RESTORED: "restored",
    Kind.RENAMED: "renamed: learners do not notice",
    Kind.GONE: "gone: learners keep it unchanged",
}
NOT_COMPARED = "not compared: its former text is neither in the last package nor in git"
ONLY_LAYOUT = "reads as before, but with another layout"

_MARKS: dict[Op, tuple[str, str]] = {"-": ("[-", "-]"), "+": ("{+", "+}")}
_COLORS: dict[Op, str] = {"-": "31", "+": "32"}


def render(changes: Changes, *, color: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    yield safe(f"Changes from {changes.old} to {changes.new}")
    for topic in changes.topics:
        yield ""
        yield from _topic(topic, color)


def summary(topic: TopicChanges) -> str:
    """Return how many notes became what: ``2 new, 1 changed, 57 unchanged``."""
    counts = topic.counts()
    return ", ".join(f"{n:,} {kind}" for kind, n in counts.items() if n) or "no notes"


def import_summary(topic: TopicChanges) -> str:
    """Return what Anki's importer will report to a learner who has the old build."""
    imports = topic.imports()
    return (
        f"Anki will add {count(imports[Import.NEW], 'note')}, "
        f"update {imports[Import.UPDATED]:,} and leave {imports[Import.DUPLICATE]:,} as they are"
    )


def remarks(topic: TopicChanges) -> Iterator[str]:
    """Yield what else there is to know: sentences without a full stop."""
    yield from topic.remarks
    for move in topic.moves:
        notes = count(move.notes, "note")
        yield (
            f"{notes} went from the deck “{move.old}” to “{move.new}”: "
            "cards that learners have stay in the old one"
        )
    if rewritten := topic.rewritten():
        notes = count(rewritten, "note")
        yield f"updated with nothing new to see: {notes}, changed and then changed back"


def heading(topic: TopicChanges) -> str:
    """Return the topic's title and id, or the namespace where they are not known."""
    return f"{topic.title} ({topic.id})" if topic.id else f"namespace {topic.namespace}"


def names(alike: Iterable[Change]) -> str:
    """Return the names of notes that changed alike, the first of them where they are many."""
    listed = [change.name for change in alike]
    more = len(listed) - MOST_NAMES
    if more > 0:
        return f"{', '.join(listed[:MOST_NAMES])} and {more:,} more"
    return ", ".join(listed)


def shows_retired(change: Change) -> bool:
    """Return whether it is to be said beside its name that a note is retired."""
    return change.retired and change.kind is not Kind.RETIRED


def says_question(change: Change) -> bool:
    """Tell whether to say next to its name what a note asks: unless the difference does."""
    return bool(change.asks) and all(part.label != "question" for part in change.parts)


def _topic(topic: TopicChanges, color: bool) -> Iterator[str]:
    yield safe(heading(topic))
    yield f"  {summary(topic)}"
    yield f"  {import_summary(topic)}"
    for remark in remarks(topic):
        yield f"  note: {safe(remark)}"
    for kind, groups in topic.grouped():
        yield f"  {HEADINGS[kind]}"
        for alike in groups:
            yield from _alike(alike, color)


def _alike(alike: list[Change], color: bool) -> Iterator[str]:
    """Yield notes that changed in the same words."""
    first = alike[0]
    head = names(alike)
    if len(alike) > 1:
        head = f"{count(len(alike), 'note')} alike: {head}"
    else:
        head += f" (formerly {first.formerly})" * bool(first.formerly)
        head += " (retired)" * shows_retired(first)
        head += f": {first.asks}" * says_question(first)
    yield f"    {safe(head)}"
    if not first.compared:
        yield f"      {NOT_COMPARED}"
    elif first.kind is Kind.CHANGED and not first.parts:
        yield f"      {ONLY_LAYOUT}"
    for part in first.parts:
        shown = [
            [_run(op, text, color) for op, text in line] for line in lines(shortened(part.diff))
        ]
        if len(shown) == 1:
            yield styled([("", f"      {part.label}: "), *shown[0]])
        else:
            yield f"      {part.label}:"
            yield from (styled([("", " " * 8), *line]) for line in shown)


def _run(op: Op, text: str, color: bool) -> tuple[str, str]:
    """Return the style and the text of a piece of a difference."""
    if op == "=":
        return "", text
    before, behind = _MARKS[op]
    return _COLORS[op] if color else "", f"{before}{text}{behind}"
