"""The lock file: what learners were last given of each note, committed beside the banks.

Anki takes an update of a note only if the note's modification second grew, and replaces the
learner's tags when it does.  So a note's second may grow only when what a learner sees of it has
changed, and someone must remember the last second and what it stood for: this file does.  It is a
text with one line a note, in the order of their names, so that version control merges it line by
line:

    quizgen lock 1 kx49xdpgi4yvyxjihagv
    actors/lower-house 3q2-7wAAbK0sN1mZ 5f0c…32 digits… 1764000000 1764000000000
    dates/vote 9fKx1d-0bN2mQ7zA 81e2…32 digits… 1764000000 1764000000032 1:5d3c0a17,2:9e02bb41
    ~dates/vote 0aBq7Zk3-Vw1xY9c 0c4d…32 digits… 1763000000 1763000000000

The first line has the topic's namespace, every other one the question's name, the note's guid, a
hash of what a learner sees, the second, and the note's id; of a text with gaps, which card asks for
which (:mod:`quizgen.formats.anki.release.gaps`).  Behind ``~`` stand notes that learners may have,
but that are not built: their questions are of another type now, and may be of this one again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.forms import MOST_GAPS
from quizgen.model.lines import split_lines
from quizgen.model.values import quoted

_HEADER = re.compile(r"quizgen lock 1 (?P<namespace>[a-z0-9]{16,64})")
_NEWER = re.compile(r"quizgen lock (\d{1,9}) ")
_LINE = re.compile(
    r"(~?)(?P<name>[a-z0-9-]+/[a-z0-9-]+) (?P<guid>[A-Za-z0-9_-]{16}) (?P<digest>[0-9a-f]{32}) "
    r"(?P<second>\d{1,10}) (?P<note_id>[1-9]\d{0,13})"
    r"(?: (?P<gaps>~?[1-9]\d?:[0-9a-f]{8}(?:,~?[1-9]\d?:[0-9a-f]{8})*))?",
    re.ASCII,
)
_SECONDS_END = 2**32 - 2**20
"""A note's second is stored in 32 bits, and must be able to grow."""
_IDS_END = 9 * 10**13
"""Ids are milliseconds since 1970, and grow with each new note: this is the year 4821."""
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( .*)?")


class Entry(Struct, frozen=True):
    """What learners were last given of one note."""

    name: str
    """``bank/question``."""
    guid: str
    digest: str
    """Of the fields, tags and cards; media go by the hashes in their names."""
    second: int
    """When what a learner sees last changed; seconds since 1970."""
    note_id: int
    gaps: str = ""
    """Which card asks for which gap."""
    former: bool = False
    """It is not built: its question is another note now."""

    def __str__(self) -> str:
        line = f"{self.name} {self.guid} {self.digest} {self.second} {self.note_id}"
        if self.gaps or self.former:
            return f"{'~' * self.former}{line}{self.gaps and f' {self.gaps}'}"
        return line


class Lock(Struct):
    """The entries of one topic, by name."""

    namespace: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    """Those that were built."""
    former: dict[str, Entry] = field(default_factory=dict)
    """Those that were not, by guid."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each entry that was built stands."""
    outdated: dict[str, int] = field(default_factory=dict)
    """The last second of each note of which an earlier lock said more, by guid."""
    gaps: dict[str, list[str]] = field(default_factory=dict)
    """What earlier locks said of the gaps of each note, by guid, the newest first."""

    def by_guid(self) -> dict[str, Entry]:
        """Every entry, whether it was built or not."""
        return self.former | {entry.guid: entry for entry in self.entries.values()}


def dump(namespace: str, entries: Iterable[Entry]) -> str:
    """``entries`` as the text of a lock file."""
    lines = sorted(str(entry) for entry in entries)
    return "\n".join((f"quizgen lock 1 {namespace}", *lines)) + "\n"


def entry_of(line: str) -> Entry | None:
    """What one line of a lock says of a note, or ``None`` where it is no such line."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    former, name, guid, digest, second, note_id, gaps = found.groups()
    if int(second) >= _SECONDS_END or int(note_id) >= _IDS_END:
        return None
    if gaps:
        numbers = [int(gap.lstrip("~").partition(":")[0]) for gap in gaps.split(",")]
        if len(set(numbers)) < len(numbers) or max(numbers) > MOST_GAPS:
            return None
    return Entry(name, guid, digest, int(second), int(note_id), gaps or "", bool(former))


def parse(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """The lock in ``text``, and every line of it that is damaged."""
    lock = Lock()
    faults: list[Diagnostic] = []
    guids: set[str] = set()
    for number, line in enumerate(split_lines(text.removesuffix("\n")), 1):
        if number > 1 and (entry := entry_of(line)):
            name, guid, former = entry.name, entry.guid, entry.former
            if not faults and (guid in guids or (not former and name in lock.entries)):
                message = f"found {quoted(name)} again, expected each note once"
                faults.append(_fault("damaged-lock", message, path, number))
            guids.add(guid)
            if former:
                lock.former[guid] = entry
            else:
                lock.entries[name] = entry
                lock.lines[name] = number
        elif number == 1 and (head := _HEADER.fullmatch(line)):
            lock.namespace = head["namespace"]
        elif number == 1 and (newer := _NEWER.match(line)) and int(newer[1]) > 1:
            return lock, [_newer(newer[1], path)]
        elif mark := _CONFLICT.fullmatch(line):
            if mark[1].startswith("<"):
                message = "found the marks of an unresolved merge, expected notes"
                faults.append(_fault("conflicted-lock", message, path, number))
        else:
            expected = "the first line of a lock" if number == 1 else "a note"
            message = f"found {quoted(line)}, expected {expected}"
            faults.append(_fault("damaged-lock", message, path, number))
    return lock, faults


def _newer(version: str, path: str) -> Diagnostic:
    message = f"found a lock of the format {version}, expected 1"
    hint = "a newer version wrote this lock file; upgrade quizgen in the way you installed it"
    return Diagnostic("newer-lock", message, Span(path, 1, 1), hint)


def _fault(code: str, message: str, path: str, line: int) -> Diagnostic:
    if code == "conflicted-lock":
        way = "take either side of it (git checkout --ours or --theirs)"
    else:
        way = "restore it from version control"
    hint = f"{way}; then run “quizgen build”, which mends the rest: no review is lost"
    return Diagnostic(code, message, Span(path, line, 1), hint)
