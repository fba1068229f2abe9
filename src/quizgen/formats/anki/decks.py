"""Anki packages: a topic as decks of notes.

Which deck a note is in, and which note of a learner's collection it is: a deck is known to Anki by
its name, and a card stays in the deck where it was first put.  What the notes are, and when they
last changed, is known to :mod:`quizgen.formats.anki.release.notes`.

genanki describes decks and note types; it is imported when something is built, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from quizgen.formats import Written
from quizgen.formats.anki.notetypes import NOTE_TYPES, REVISIONS, genanki_model
from quizgen.formats.anki.release.lock import Entry
from quizgen.formats.anki.release.notes import Release
from quizgen.formats.anki.sequence import spread
from quizgen.model.bank import Bank, Topic
from quizgen.model.blocks import to_html
from quizgen.model.markup import Markup
from quizgen.model.question import Question

if TYPE_CHECKING:
    from quizgen.formats.anki.package import Note

SUFFIX = ".apkg"
REVISION = f"{crc32(repr(REVISIONS).encode()):08x}"
"""That of the note types, whose looks change more often than anything else."""

WITHDRAWN = "Withdrawn"
"""The subdeck of retired questions: it takes only cards that a learner has not got yet."""
WITHDRAWN_DESCRIPTION = Markup(
    "These questions were withdrawn. They are here for learners who have studied them; "
    "delete this deck if you have not."
)

IN_ORDER = Markup(
    "New cards have an order: to meet them in it, set “New card gather order” to “Ascending "
    "position” in the options of this deck."
)
"""What the description of a topic's deck ends with, if its author gave the banks an order: without
that, Anki takes the cards of one subdeck after another, by the alphabet.
"""

Stamper = Callable[[tuple[Entry, ...], int, int, str], bytes]
"""Gives what to write at the end of a package.

It is told the entries, the numbers of cards and decks, and a hash of what goes before.
"""

_REPORT_EVERY = 256
"""Notes between two words on how far it got."""


def write(
    release: Release, path: Path, *, advance: Callable[[int], None], stamp: Stamper
) -> Written:
    """Write the decks of a ``release`` to ``path``, which is replaced only when all is written.

    ``advance`` is told how many questions were written since it was last called.  The release
    knows afterwards what learners are given.  Raises :class:`OSError` where the path cannot be
    written.
    """
    import genanki

    from quizgen.formats.anki import package

    topic = release.topic
    notes = _Notes(release, advance)
    decks = []

    def add(name: str, description: Markup | None, new: Iterable[Note]) -> None:
        deck = genanki.Deck(package.deck_id(name), name, _html(description))
        deck.notes = new
        decks.append(deck)

    if not topic.alone:
        described = [topic.description] if topic.description else []
        ordered = [IN_ORDER] if topic.in_order and len(topic.banks) > 1 else []
        add(deck_name(topic), Markup("\n\n".join([*described, *ordered])), ())
    for bank in topic.banks:
        add(deck_name(topic, bank), bank.description, notes.of(bank))
    if any(question.retired for bank in topic.banks for question in bank.questions):
        withdrawn = chain.from_iterable(notes.of(bank, retired=True) for bank in topic.banks)
        add(f"{deck_name(topic)}::{WITHDRAWN}", WITHDRAWN_DESCRIPTION, withdrawn)

    def comment(content: str) -> bytes:
        return stamp(release.next_lock(), notes.cards, len(decks), content)

    def remarks() -> list[str]:
        """Return what the lock says of notes that are not built, as the next build may need it."""
        return sorted(str(entry) for entry in release.not_built())

    package.write(path, decks, media=topic.media, comment=comment, remarks=remarks)
    advance(notes.count % _REPORT_EVERY)
    holds = counts(notes.count, notes.cards, len(decks))
    return Written(path, notes.count, holds, size=path.stat().st_size)


def counts(notes: int, cards: int, decks: int) -> dict[str, int]:
    """Return what a package holds, as it is told."""
    return {"note": notes, "card": cards, "deck": decks}


def deck_name(topic: Topic, bank: Bank | None = None) -> str:
    """Return the name of the deck that ``topic`` becomes, or that ``bank`` does: a subdeck of it.

    A bank that stands alone is the whole topic.
    """
    return topic.title if bank is None or topic.alone else f"{topic.title}::{bank.title}"


def _html(description: Markup | None) -> str:
    return to_html(description) if description else ""


class _Notes:
    """The notes of a topic's banks as they are written, one by one, and their number."""

    def __init__(self, release: Release, advance: Callable[[int], None]) -> None:
        self.release = release
        self.advance = advance
        self.count = 0
        self.cards = 0
        self.last: Question | None = None
        """The last one of the bank before: the next bank begins with another matter."""
        self.models = {kind.id: genanki_model(kind) for kind in NOTE_TYPES.values()}

    def of(self, bank: Bank, *, retired: bool = False) -> Iterator[Note]:
        """Yield the notes of ``bank`` in its order, the retired ones or the others.

        Those that are asked have places of their own among the new cards.
        """
        from quizgen.formats.anki.package import Note

        places: dict[str, int] = {}
        if not retired:
            order = spread((one for one in bank.questions if one.retired is None), self.last)
            places = {f"{bank.id}/{one.id}": place for place, one in enumerate(order, self.count)}
            self.last = order[-1] if order else self.last
        for rendered, entry in self.release.notes(bank, retired=retired):
            yield Note(
                nid=entry.note_id,
                guid=rendered.guid,
                mod=entry.second,
                model=self.models[rendered.kind.id],
                fields=rendered.fields,
                tags=rendered.tags,
                cards=rendered.cards,
                due=places.get(rendered.name),
            )
            self.count += 1
            self.cards += len(rendered.cards)
            if self.count % _REPORT_EVERY == 0:
                self.advance(_REPORT_EVERY)
