"""What learners may have of each note, and so what a release may say of it.

Anki knows a learner's note by its guid, and takes an update only if the note's second has grown.  A
release is therefore right for every learner if it dates each note later than every other content
that was ever given out under its guid.  Nobody keeps a list of what was given out.  Three witnesses
tell of it, each in part:

* **The lock** has what the last build gave: content (as a hash), second, and gap numbers.  It goes
  wherever version control takes it: a revert, a merge or a reset puts an older line in the place of
  a newer one.  A line that was lost shows, since the lock has a roll of its notes.
* **Its history** has every line that a lock of this namespace ever had, under whatever path, up to
  the commit that is checked out and those that are being merged into it.  It knows nothing of a
  build that was never committed, of a branch that was not merged (which may have been given to
  nobody), and of what a shallow or partial clone lacks.
* **The package** that is about to be replaced has what the last build in this folder gave, whether
  it was committed or not: content and second, and which gap numbers, but not of which gap.  Of a
  note whose question has become one of another type since, it has what the lock said.  Only one
  with quizgen's stamp counts, and it is opened only if it was not made with the present lock.

The ledger is the union of the three: for each guid, every content with its second.  What any of
them knows counts as given out, for a note that is dated too late costs learners their own tags on
it, and one that is dated too early never reaches them.

What follows from it:

* *Repaired*: a note that went back is dated after everything else that is known of it, so that the
  older text arrives; a text that is the one given last gets the date of that again.  A gap gets no
  number that was ever given to another one.  The next lock has again what it had forgotten.
* *Refused*: a note that was given out and is built no longer, whether an author deleted it or git
  took it back, line and all (``vanished-id``); a gap for which no number is left (``no-free-gap``);
  a lock that lost lines (``incomplete-lock``); a time that Anki cannot store (``late-clock``).
  With ``--locked`` also whatever would be repaired, and a history that cannot be read.
* *Warned of*: a history that cannot be read (``unread-history``), a package that knows more than
  the lock (``newer-package``), and a lock that is ahead of the clock (``future-lock``).

One thing overrules the ledger: a line of the lock that begins with ``-``, by which an author says
that nobody was given this note.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct, field

from quizgen.formats.anki.release import gaps
from quizgen.formats.anki.release.lock import Entry, Lock


class Ledger(Struct, dict=True):
    """What is known of the notes of one topic."""

    lock: Lock = field(default_factory=Lock)
    past: dict[str, list[Entry]] = field(default_factory=dict)
    """What the history and the package say besides, by guid."""

    @classmethod
    def of(cls, lock: Lock, past: Iterable[Entry] = ()) -> Ledger:
        """Return the ledger of a lock and of what else is known of its notes."""
        ledger = cls(lock)
        ledger.add(past)
        return ledger

    @cached_property
    def locked(self) -> dict[str, Entry]:
        """What the lock says, by guid."""
        return self.lock.by_guid()

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in what another witness says."""
        for entry in entries:
            self.past.setdefault(entry.guid, []).append(entry)

    def second(self, guid: str, digest: str, now: int) -> int:
        """Return the second at which to date a note with this content, ``now`` if it is new.

        It is the second at which the content was given last, if no other one was given then or
        since; a later one than every known second otherwise.  A note that the lock has lost is
        dated anew.
        """
        last, past = self.locked.get(guid), self.past.get(guid)
        if past is None:  # as nearly always
            if last is not None and last.digest == digest:
                return last.second
            return max(now, last.second + 1 if last else 0)
        known = [*past, last] if last else past
        own = max((entry.second for entry in known if entry.digest == digest), default=-1)
        others = max((entry.second for entry in known if entry.digest != digest), default=-1)
        return own if last and own > others else max(now, own + 1, others + 1)

    def is_outdated(self, guid: str) -> bool:
        """Return whether learners may have another date, or another content, than the lock says.

        That is so where the lock went back to an earlier state.
        """
        last = self.locked.get(guid)
        return last is not None and self.second(guid, last.digest, last.second) != last.second

    def is_current(self) -> bool:
        """Return whether the lock says all that is known, so that the same build may stand."""
        return not self.forgotten() and not any(map(self.is_outdated, self.past))

    def forgotten(self) -> list[Entry]:
        """Return what learners may have and the lock does not know: the newest line of each."""
        return [_newest(past) for guid, past in self.past.items() if guid not in self.locked]

    def newest(self) -> dict[str, Entry]:
        """Return what a learner has, by guid, who has imported everything that is known."""
        found = {guid: entry for guid, entry in self.locked.items() if not entry.ungiven}
        for guid, past in self.past.items():
            if guid not in self.locked or self.is_outdated(guid):
                found[guid] = _newest(past)
        return found

    def gap_numberings(self) -> dict[str, str]:
        """Return which card asks for which gap, by guid; no number is free that was ever used."""
        found = {entry.guid: entry.gaps for entry in self.locked.values() if entry.gaps}
        for guid, past in self.past.items():
            said = [entry.gaps for entry in sorted(past, key=_newest_first) if entry.gaps]
            if said:
                found[guid] = gaps.completed(found.get(guid, ""), said)
        return found

    def last_id(self) -> int:
        """Return the highest id of a note that the lock knows."""
        return max((entry.note_id for entry in self.locked.values()), default=0)


def _newest(past: list[Entry]) -> Entry:
    return min(past, key=_newest_first)


def _newest_first(entry: Entry) -> tuple[int, bool]:
    """Order entries; of one second, one that was built comes before one that was not."""
    return -entry.second, entry.retyped
