"""The lock file: what learners were last given of each note, committed beside the banks.

Anki takes an update of a note only if the note's modification second grew, and replaces the learner's
tags when it does.  So a note's second may grow only when what a learner sees of it has changed, and
someone must remember the last second and what it stood for: this file does.  It is a text with one
line a note, in the order of their names, so that version control merges it line by line:

    quizgen lock 1
    actors/lower-house 3q2-7wAAbK0sN1mZ 5f0c…32 digits… 1764000000 1764000000000

that is the question's name, the note's guid, a hash of what a learner sees, the second, and the
note's id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quizgen.diagnostics import Diagnostic, Span
from quizgen.values import quoted

HEADER = "quizgen lock 1"
_LINE = re.compile(
    r"(?P<name>[a-z0-9-]+/[a-z0-9-]+) (?P<guid>[A-Za-z0-9_-]{16}) (?P<digest>[0-9a-f]{32}) "
    r"(?P<second>\d{1,10}) (?P<note_id>\d{1,15})",
    re.ASCII,
)
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class Entry:
    """What learners were last given of one note."""

    name: str
    """``bank/question``."""
    guid: str
    digest: str
    """Of the fields, tags, cards and media bytes."""
    second: int
    """When what a learner sees last changed; seconds since 1970."""
    note_id: int

    def __str__(self) -> str:
        return f"{self.name} {self.guid} {self.digest} {self.second} {self.note_id}"


@dataclass(slots=True)
class Lock:
    """The entries of one topic, by name."""

    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def second(self) -> int:
        """When anything last changed."""
        return max((entry.second for entry in self.entries.values()), default=0)


def dump(entries: Iterable[Entry]) -> str:
    """``entries`` as the text of a lock file."""
    lines = [HEADER, *(str(entry) for entry in sorted(entries, key=lambda entry: entry.name))]
    return "\n".join(lines) + "\n"


def parse(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """The lock in ``text``, and every line of it that is damaged."""
    lock = Lock()
    faults: list[Diagnostic] = []
    lines = text.splitlines()
    if not lines or lines[0] != HEADER:
        found = quoted(lines[0]) if lines else "an empty file"
        if not (lines and lines[0].startswith(_MARKERS)):
            faults.append(
                _fault("damaged-lock", f"found {found}, expected “{HEADER}”", path, 1)
            )
    guids: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if number == 1 and line == HEADER:
            continue
        if line.startswith(_MARKERS):
            if line.startswith("<<<<<<<"):
                faults.append(
                    _fault("conflicted-lock", "found the marks of an unresolved merge", path, number)
                )
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            if number > 1:
                faults.append(
                    _fault("damaged-lock", f"found {quoted(line)}, expected a note", path, number)
                )
            continue
        entry = Entry(
            match["name"], match["guid"], match["digest"], int(match["second"]), int(match["note_id"])
        )
        if not faults and (entry.name in lock.entries or entry.guid in guids):
            faults.append(
                _fault("damaged-lock", f"found {quoted(entry.name)} again", path, number)
            )
        guids[entry.guid] = number
        lock.entries[entry.name] = entry
    return lock, faults


def _fault(code: str, message: str, path: str, line: int) -> Diagnostic:
    hint = (
        "take either side of it (git checkout --ours or --theirs), or delete the file; then run "
        "“quizgen build”, which mends the rest: no review is lost"
    )
    return Diagnostic(code, message, Span(path, line, 1), hint)
