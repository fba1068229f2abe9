"""The lock file: what learners were last given of each note, committed next to the banks.

Anki takes an update of a note only if the note's modification second grew, and replaces the
learner's tags when it does.  So a note's second may grow only when what a learner sees of it has
changed, and someone must remember the last second and what it stood for: this file does.  It is a
text with two lines a note, in the order of their names, so that version control merges it line by
line:

    quizgen lock 1 kx49xdpgi4yvyxjihagv
    = 5d3c0a17
    = 9e02bb41
    = 07d1f6ac
    =
    actors/lower-house 3q2-7wAAbK0sN1mZ 5f0c…32 digits… 1764000000 1764000000000
    dates/vote 9fKx1d-0bN2mQ7zA 81e2…32 digits… 1764000000 1764000000032 1:5d3c0a17,2:9e02bb41
    ~dates/vote 0aBq7Zk3-Vw1xY9c 0c4d…32 digits… 1763000000 1763000000000

The first line has the topic's namespace.  A line of a note has the question's name, the note's
guid, a hash of what a learner sees, the second, and the note's id; of a text with gaps, which card
asks for which (:mod:`quizgen.formats.anki.release.gaps`).  After ``~`` come notes that learners may
have, but that are not built: their questions are of another type now, and may be of this one again.
After ``-`` come notes that no learner was ever given, as an author says who writes this sign; a
space may follow it, as in a list.

The lines with ``=`` are the *roll*: a hash of the guid of each note, in the order of the notes.  So
a line that was lost is missed, wherever it was, in a bad merge as in a file that was cut short.  A
count would not do: where two sides add a note each, git merges “3” and “3” to “3”, over 4 notes.
Nor would a checksum, which conflicts whenever both sides edit.  The roll merges wherever the notes
do, for each side adds its line at the same place among them; a bare ``=`` keeps both apart, since
git takes changes of neighboring lines for a conflict.  A lock without a roll is of an older
quizgen, and nothing is missed in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from zlib import crc32

from msgspec import Struct, field

from quizgen.model.diagnostics import Diagnostic, Span
from quizgen.model.forms import MOST_GAPS
from quizgen.model.lines import split_lines
from quizgen.model.values import quoted

_HEADER = re.compile(r"quizgen lock 1 (?P<namespace>[a-z0-9]{16,64})")
_NEWER = re.compile(r"quizgen lock (\d{1,9}) ")
_LINE = re.compile(
    r"(?:([~-]) ?)?(?P<name>[a-z0-9-]+/[a-z0-9-]+) "
    r"(?P<guid>[A-Za-z0-9_-]{16}) (?P<digest>[0-9a-f]{32}) "
    r"(?P<second>\d{1,10}) (?P<note_id>[1-9]\d{0,13})"
    r"(?: (?P<gaps>~?[1-9]\d?:[0-9a-f]{8}(?:,~?[1-9]\d?:[0-9a-f]{8})*))?",
    re.ASCII,
)
_ROLL = re.compile(r"= (?P<mark>[0-9a-f]{8})")
_ROLL_END = "="
SECONDS_END = 2**32 - 2**20
"""A note's second is stored in 32 bits, and must be able to grow: this is January 2106."""
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
    retyped: bool = False
    """It is not built: its question is another note now."""
    ungiven: bool = False
    """It is not built, and no learner was ever given it."""

    def __str__(self) -> str:
        line = f"{self.name} {self.guid} {self.digest} {self.second} {self.note_id}"
        if self.gaps:
            line = f"{line} {self.gaps}"
        if self.retyped or self.ungiven:
            return f"{'-' if self.ungiven else '~'}{line}"
        return line


class Lock(Struct):
    """The entries of one topic, by name."""

    namespace: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    """Those that were built."""
    not_built: dict[str, Entry] = field(default_factory=dict)
    """Those that were not, by guid, whether they were given to learners or not."""
    lines: dict[str, int] = field(default_factory=dict)
    """Where each entry that was built stands."""

    def add(self, entry: Entry, line: int) -> bool:
        """Take in the entry at ``line``; return whether none that was built has its name."""
        if entry.retyped or entry.ungiven:
            self.not_built[entry.guid] = entry
            return True
        is_new = entry.name not in self.entries
        self.entries[entry.name] = entry
        self.lines[entry.name] = line
        return is_new

    def by_guid(self) -> dict[str, Entry]:
        """Return every entry, whether it was built or not."""
        return self.not_built | {entry.guid: entry for entry in self.entries.values()}

    def newest(self) -> Entry | None:
        """Return the entry with the latest second."""
        return max(self.by_guid().values(), key=lambda entry: entry.second, default=None)


def dump(namespace: str, entries: Iterable[Entry]) -> str:
    """Return ``entries`` as the text of a lock file."""
    lines = sorted(((str(entry), entry) for entry in entries), key=itemgetter(0))
    roll = (f"= {_mark(entry.guid)}" for _, entry in lines if not entry.ungiven)
    return "\n".join((head(namespace), *roll, _ROLL_END, *(line for line, _ in lines))) + "\n"


def moment(second: int) -> str:
    """Return ``second`` as it is told: the date and time of the whole world's clock."""
    from datetime import UTC, datetime  # for what goes wrong only

    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%d %H:%M:%S} UTC"


def head(namespace: str) -> str:
    """Return the first line of a lock."""
    return f"quizgen lock 1 {namespace}"


def namespace_of(line: str) -> str:
    """Return the namespace in the first line of a lock; nothing if it is the first line of none."""
    found = _HEADER.fullmatch(line)
    return found["namespace"] if found else ""


def _mark(guid: str) -> str:
    """Hash a guid, so that a search for a note's name or guid does not find the roll."""
    return f"{crc32(guid.encode()):08x}"


def entry_of(line: str) -> Entry | None:
    """Return what one line of a lock says of a note, or ``None`` where it is no such line."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    sign, name, guid, digest, second, note_id, gaps = found.groups()
    if int(second) >= SECONDS_END or int(note_id) >= _IDS_END:
        return None
    if gaps:
        numbers = [int(gap.lstrip("~").partition(":")[0]) for gap in gaps.split(",")]
        if len(set(numbers)) < len(numbers) or max(numbers) > MOST_GAPS:
            return None
    return Entry(
        name, guid, digest, int(second), int(note_id), gaps or "", sign == "~", sign == "-"
    )


def parse(text: str, path: str) -> tuple[Lock, list[Diagnostic]]:
    """Return the lock in ``text``, and every line of it that is damaged, or missing."""
    first, *lines = split_lines(text.removesuffix("\n"))
    if (newer := _NEWER.match(first)) and int(newer[1]) > 1:
        return Lock(), [_newer(newer[1], path)]
    lock = Lock(namespace_of(first))
    faults = [] if lock.namespace else _strange_line(first, 1, path)
    guids: dict[str, int] = {}
    roll: dict[int, str] = {}
    for number, line in enumerate(lines, 2):
        if entry := entry_of(line):
            repeated = not lock.add(entry, number) or entry.guid in guids
            if repeated and not faults:
                message = f"found {quoted(entry.name)} twice, expected each note once"
                faults.append(_fault("damaged-lock", message, path, number))
            guids[entry.guid] = number
        elif rolled := _ROLL.fullmatch(line):
            roll[number] = rolled["mark"]
        elif line != _ROLL_END:
            faults += _strange_line(line, number, path)
    if roll and not faults:
        faults += _missing_lines(lock, guids, roll, path)
    return lock, faults


def _strange_line(line: str, number: int, path: str) -> list[Diagnostic]:
    """Return what is wrong with a line that no lock has; a merge left the marks of a conflict."""
    mark = _CONFLICT.fullmatch(line)
    if mark is None:
        expected = "the first line of a lock" if number == 1 else "a note"
        message = f"found {quoted(line)}, expected {expected}"
        return [_fault("damaged-lock", message, path, number)]
    if mark[1].startswith("<"):  # one mistake for each conflict
        message = "found the marks of an unresolved merge, expected notes"
        return [_fault("conflicted-lock", message, path, number)]
    return []


def _missing_lines(
    lock: Lock, guids: dict[str, int], roll: dict[int, str], path: str
) -> Iterator[Diagnostic]:
    """Yield that the roll has notes of which no line is there, or the other way round.

    ``guids`` has the line of each note, ``roll`` what each line of the roll says.
    """
    marks = {guid: _mark(guid) for guid in guids}
    unseen = Counter(marks.values())
    missing = []
    for number, mark in roll.items():
        if unseen[mark]:
            unseen[mark] -= 1
        else:
            missing.append(number)
    # Numbers that follow one another are as far from their places: one gap, one mistake.
    for _, numbers in groupby(enumerate(missing), lambda pair: pair[1] - pair[0]):
        lost = [number for _, number in numbers]
        what = "one note" if len(lost) == 1 else f"{len(lost):,} notes"
        message = f"lines are missing: the list at the top of this file has {what} more"
        yield _fault("incomplete-lock", message, path, lost[0])
    for guid, number in guids.items():
        entry = lock.not_built.get(guid)
        if unseen[marks[guid]] and not (entry and entry.ungiven):
            message = (
                "lines are missing: this note is not in the list at the top of this file, as "
                f"“= {marks[guid]}”"
            )
            yield _fault("incomplete-lock", message, path, number)


def without_notes(path: str) -> Diagnostic:
    """Return that a lock has no notes: it has lost them, for no build writes such a lock."""
    return _fault("incomplete-lock", "found no notes, expected a line for each", path, 1)


def _newer(version: str, path: str) -> Diagnostic:
    message = f"found a lock of the format {version}, expected 1"
    hint = "a newer version wrote this lock file; upgrade quizgen in the way you installed it"
    return Diagnostic("newer-lock", message, Span(path, 1, 1), hint)


def _fault(code: str, message: str, path: str, line: int) -> Diagnostic:
    if code == "conflicted-lock":
        way = f"take one side, no matter which: git checkout --ours -- {path}"
        known = "if the merge was committed with these marks"
    else:
        way = f"take back the last committed version: git checkout HEAD -- {path} (or use a backup)"
        known = "if that is damaged, too"
    then = f"then run “quizgen build”, and commit: git add -- {path}, then git commit"
    older = (
        f"{known}: “git log --oneline -- {path}” lists the commits before; take back one of them: "
        f"git checkout COMMIT -- {path}"
    )
    hint = f"{way}\n{then}; no learner loses a review\n{older}"
    return Diagnostic(code, message, Span(path, line, 1), hint)
