"""How decks become an ``.apkg`` file: the database, the files beside it, and what Anki refuses.

genanki describes decks and note types; this module writes them, in place of ``genanki.Package``,
which is slower, stores its members unpacked, leaves its database in the temporary folder, and reads
the clock.  Nothing here does: times and ids are arguments, so the same input gives the same bytes.
That holds on one machine: the version of SQLite shows in the file, and so does what deflated it
(see :mod:`quizgen.formats.anki.archive`).

What an ``.apkg`` is, is stated nowhere but in Anki's source (``rslib/src/import_export/package``):
a zip of ``collection.anki2``, a SQLite database of schema 11 (``rslib/src/storage/schema11.sql``),
of ``media``, a JSON object from member name to file name, and of the files under those names.
Members may be stored or deflated; no other compression is read.

Anki works out some things anew when it imports, so that they are left plain here: the checksum of a
note is 0, its sort field keeps its HTML, and what a model says that its templates require is passed
on unread.  Which cards a note has, Anki does not work out: one without cards is imported and never
seen.  That real Anki ends up with the same collection as from genanki's own writer is tested.

There are no indexes.  Anki imports as well without them, for it copies the tables from end to end.
For 100,000 notes the seven of schema 11 would cost 14 % more CPU time and 8 % more space if they
were made last, 31 % and 19 % if they were made first.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, BinaryIO

import genanki
from msgspec import Struct, field

from quizgen.formats.anki.archive import Archive
from quizgen.formats.anki.schema import DATABASE, REMARKS, TABLES
from quizgen.system.files import open_regular
from quizgen.system.replacement import Replacement
from quizgen.system.temporary import temporary_folder

_MOST_CARDS = 500
"""Anki clamps the number of a cloze so that no ordinal is higher (``notetype/cardgen.rs``)."""
_FIELD_SEPARATOR = "\x1f"
_LARGEST_ID = 2**53 - _MOST_CARDS
"""Ids are 64 bits wide in the database, but doubles in the JavaScript of Anki's screens."""
_SECONDS_END = 2**32
"""What lies above is no time in seconds, but most likely one in milliseconds."""
_CARD_BATCH = 4096
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NOT_IN_A_TAG = frozenset(' "\u3000')
_MEDIA_NAME = r'[^][<>:"/?*^\\|\x00-\x1f\x7f\ud800-\udfff]+'
_LONGEST_MEDIA_NAME = 120

_CREATE = """
PRAGMA page_size = 16384;  -- notes are long: smaller pages stay partly empty
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
BEGIN;
""" + "".join(f"{statement};\n" for statement in TABLES.values())
_ADD_COLLECTION = (
    "INSERT INTO col VALUES (1, :crt, :ms, :ms, 11, 0, 0, 0, :conf, :models, :decks, :dconf, '{}')"
)
_ADD_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_ADD_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')"

_PRESET = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "autoplay": True,
    "timer": 0,
    "new": {
        "bury": True,
        "delays": [1, 10],
        "initialFactor": 2500,
        "ints": [1, 4, 7],
        "order": 1,
        "perDay": 20,
    },
    "rev": {"bury": True, "ease4": 1.3, "ivlFct": 1, "maxIvl": 36500, "perDay": 200},
    "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
}
"""The preset of all decks.  Anki wants it whole, but leaves the learner's own as it is."""

_NoteRow = tuple[int, str, int, int, str, str, str]
_CardRow = tuple[int, int, int, int, int, int]


class Note(Struct):
    """A note as it is written: lighter than ``genanki.Note``, and told what that one works out."""

    nid: int
    """Its id; a card's id is this plus its ordinal, so that a new note moves no other's ids."""
    guid: str
    mod: int
    """The second of its last change: Anki takes an update of the note only if this grew."""
    model: genanki.Model
    fields: Sequence[str]
    """HTML, one for each field of the model."""
    tags: Sequence[str] = ()
    cards: tuple[int, ...] = (0,)
    """The ordinals of its cards: templates, or cloze numbers less one."""
    due: int | None = None
    """Its place among the new cards; by default its place in the package."""


def deck_id(name: str) -> int:
    """Return an id for the deck of this name; Anki knows it by its name, and gives it another."""
    digest = hashlib.sha256(name.encode()).digest()
    return 2**31 + int.from_bytes(digest[:6], "big")


def write(
    path: str | os.PathLike[str],
    decks: Iterable[genanki.Deck],
    *,
    media: Mapping[str, Path | bytes] | None = None,
    now: int | None = None,
    comment: Callable[[str], bytes] | None = None,
    remarks: Callable[[], Sequence[str]] | None = None,
) -> None:
    """Write one package, or leave no trace.

    The ``notes`` of a deck are any iterable of :class:`Note`; it is read once, and no note is kept.
    ``media`` maps the name that fields refer to, to the file or its content.  ``now`` is the second
    of the collection and its decks, and the one that ``to_json`` of a model is given; left out, it
    is that of the newest note, and the models must date themselves.  ``comment`` is asked, when all
    is written, for what to write at the end of the file, and given a hash of what goes before
    (see :meth:`Archive.finish`).  ``remarks`` is asked, when all notes are written, for lines to
    keep in the collection, where Anki passes them over.

    What a caller got wrong raises :class:`ValueError`; what the machine refuses, :class:`OSError`.
    """
    decks = tuple(decks)
    media = dict(sorted((media or {}).items()))
    if now is not None:
        _check_time(now, "the package")
    _check_decks(decks)
    _check_media(media)
    target = Path(path)
    with Replacement() as files, files.writing(target) as unfinished:
        with unfinished.open("x+b") as file, temporary_folder() as folder:
            database = Path(folder, DATABASE)
            try:
                _write_database(database, decks, now, remarks)
            except sqlite3.OperationalError as error:
                raise OSError(f"cannot write the database {database}: {error}") from error
            _pack(file, database, media, comment)
        files.finish([target])


# The file


def _pack(
    file: IO[bytes],
    database: Path,
    media: Mapping[str, Path | bytes],
    comment: Callable[[str], bytes] | None,
) -> None:
    names = {str(number): name for number, name in enumerate(media)}
    members: dict[str, Path | bytes] = {
        DATABASE: database,
        "media": _json(names).encode(),
        **{member: media[name] for member, name in names.items()},
    }
    archive = Archive(file)
    for member, content in members.items():
        with io.BytesIO(content) if isinstance(content, bytes) else _opened(content) as source:
            archive.add(member, source)
    archive.finish(comment)


def _opened(path: Path) -> BinaryIO:
    return open_regular(path.resolve())  # a link within a folder of media was followed before


# The database


def _write_database(
    path: Path,
    decks: Sequence[genanki.Deck],
    now: int | None,
    remarks: Callable[[], Sequence[str]] | None,
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(_CREATE)
        rows = _Rows(database, now or 0)
        rows.write(decks)
        second = rows.newest if now is None else now
        row = _collection(decks, rows.models(), second, remarks() if remarks else ())
        database.execute(_ADD_COLLECTION, row)
        database.execute("COMMIT")


def _collection(
    decks: Sequence[genanki.Deck], models: Mapping[str, object], now: int, remarks: Sequence[str]
) -> dict[str, object]:
    """Return the one row of ``col``, with only those options that Anki does not fill in itself."""
    default = genanki.Deck(1, "Default")
    conf = {"activeDecks": [1], "curDeck": 1, "nextPos": 1}
    return {
        "crt": now,
        "ms": now * 1000,
        "conf": _json({**conf, REMARKS: remarks} if remarks else conf),
        "models": _json(models),
        "dconf": _json({"1": _PRESET}),
        "decks": _json({str(deck.deck_id): _deck(deck, now) for deck in (default, *decks)}),
    }


def _deck(deck: genanki.Deck, now: int) -> dict[str, object]:
    """Return genanki's deck, with our date, and without the two learned cards that it claims."""
    nothing = {f"{what}Today": [0, 0] for what in ("new", "rev", "lrn", "time")}
    return {**deck.to_json(), **nothing, "mod": now}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Kind(Struct):
    """What the notes of one model have in common: looked up once, for it takes long."""

    id: int
    record: dict[str, Any]
    fields: int
    sort_field: int
    ordinals: range
    sound: set[tuple[int, ...]] = field(default_factory=set)
    """The combinations of cards that were found to be sound."""

    @classmethod
    def of(cls, model: genanki.Model, now: int) -> _Kind:
        """Return the row of a model, which it may date itself; it need not know a deck."""
        _check_id(model.model_id, f"the model {model.name!r}")
        record = model.to_json(now, None)
        _check_time(record["mod"], f"the model {model.name!r}")
        if not _is_unicode(_json(record)):
            raise ValueError(f"the model {model.name!r} has half of a surrogate pair")
        cloze = model.model_type == genanki.Model.CLOZE
        return cls(
            id=model.model_id,
            record=record,
            fields=len(model.fields),
            sort_field=model.sort_field_index,
            ordinals=range(_MOST_CARDS if cloze else len(model.templates)),
        )


class _Rows:
    """Notes and cards on their way into the database."""

    def __init__(self, database: sqlite3.Connection, now: int) -> None:
        self._database = database
        self._now = now
        self._kinds: dict[genanki.Model, _Kind] = {}
        self._note: Note | None = None
        self._cards: list[_CardRow] = []
        self._guids: set[str] = set()
        self.newest = 0
        """The second of the newest note."""

    def write(self, decks: Iterable[genanki.Deck]) -> None:
        """Write the notes of all decks, and their cards."""
        try:
            self._database.executemany(_ADD_NOTE, self._rows(decks))
        except sqlite3.IntegrityError as error:
            raise ValueError(f"{_called(self._note)} has the id of another note") from error
        self._write_cards()

    def models(self) -> dict[str, dict[str, Any]]:
        """Return the note types met, by id."""
        return {str(kind.id): kind.record for kind in self._kinds.values()}

    def _rows(self, decks: Iterable[genanki.Deck]) -> Iterator[_NoteRow]:
        place = 0
        kinds, guids, cards = self._kinds, self._guids, self._cards
        for deck in decks:
            deck_id = deck.deck_id
            for model in deck.models.values():
                self._kind(model)
            for note in deck.notes:
                self._note = note
                self.newest = max(self.newest, note.mod)
                yield _note_row(note, kinds.get(note.model) or self._kind(note.model))
                if note.guid in guids:  # Anki would add both, and later update only one
                    raise ValueError(f"two notes have the guid {note.guid!r}")
                guids.add(note.guid)
                cards += _card_rows(note, deck_id, place)
                if len(cards) >= _CARD_BATCH:
                    self._write_cards()
                place += 1

    def _kind(self, model: genanki.Model) -> _Kind:
        if model not in self._kinds:
            kind = _Kind.of(model, self._now)
            for other in self._kinds.values():
                if other.id == kind.id and other.record != kind.record:
                    raise ValueError(f"two different models have the id {kind.id}")
            self._kinds[model] = kind
        return self._kinds[model]

    def _write_cards(self) -> None:
        try:
            self._database.executemany(_ADD_CARD, self._cards)
        except sqlite3.IntegrityError as error:
            raise ValueError(self._collision()) from error
        self._cards.clear()

    def _collision(self) -> str:
        for card, note, *_ in self._cards:
            query = "SELECT nid FROM cards WHERE id = ?"
            (owner,) = self._database.execute(query, (card,)).fetchone()
            if owner != note:
                break
        return (
            f"the notes with the ids {owner} and {note} both have a card with the id {card}: "
            "leave as many ids from note to note as a note may have cards"
        )


def _note_row(note: Note, kind: _Kind) -> _NoteRow:
    fields = note.fields
    text = _FIELD_SEPARATOR.join(fields)
    tags, fault = _tag_text(tuple(note.tags))
    if fault := _fault(note, kind, text) or fault:
        raise ValueError(f"{_called(note)} {fault}")
    return note.nid, note.guid, kind.id, note.mod, tags, text, fields[kind.sort_field]


def _card_rows(note: Note, deck: int, place: int) -> list[_CardRow]:
    nid, mod = note.nid, note.mod
    due = place if note.due is None else note.due
    return [(nid + ordinal, nid, deck, ordinal, mod, due) for ordinal in note.cards]


# What Anki would not take, or would take and change


def _fault(note: Note, kind: _Kind, text: str) -> str | None:
    """Return what is wrong with a note; no pattern is searched, for this runs for every one."""
    fields, guid = note.fields, note.guid
    if len(fields) != kind.fields:
        return f"has {len(fields)} fields, but its model has {kind.fields}"
    if text.count(_FIELD_SEPARATOR) != kind.fields - 1:
        return "has the character U+001F in a field, which ends a field in the database"
    if "\0" in text:
        return "has the character U+0000 in a field, which Anki would drop"
    if not (_is_unicode(text) and _is_unicode(guid)):
        return "has half of a surrogate pair, which UTF-8 cannot hold"
    if not fields[0].strip():
        return "has an empty first field, and would get no cards"
    if not guid:
        return "has no guid"
    if not 0 < note.nid <= _LARGEST_ID:
        return f"has an id that is not from 1 to {_LARGEST_ID}"
    if not 0 <= note.mod < _SECONDS_END:
        return f"was changed at {note.mod}, which is no time in seconds"
    if note.due is not None and not 0 <= note.due < 2**31:
        return f"is due at {note.due}, which is not from 0 to {2**31 - 1}"
    return None if note.cards in kind.sound else _card_fault(note.cards, kind)


def _card_fault(cards: tuple[int, ...], kind: _Kind) -> str | None:
    if not cards:
        return "has no cards, and would never be seen"
    if len(set(cards)) < len(cards):
        return f"has a card twice: {cards}"
    for ordinal in cards:
        if ordinal not in kind.ordinals:
            return f"has the card {ordinal}, but its model has only {len(kind.ordinals)}"
    kind.sound.add(cards)
    return None


@lru_cache(maxsize=1024)
def _tag_text(tags: tuple[str, ...]) -> tuple[str, str | None]:
    """Return tags as the database holds them, and what is wrong with them."""
    return f" {' '.join(tags)} ", _tag_fault(tags)


def _tag_fault(tags: Iterable[str]) -> str | None:
    """Return what is wrong with tags; Anki's rules are in ``rslib/src/tags``."""
    for tag in tags:
        if _CONTROL.search(tag) or not _NOT_IN_A_TAG.isdisjoint(tag):
            return f"has the tag {tag!r}, which has a space, a quote or a control character"
        if not all(tag.split("::")):
            return f"has the tag {tag!r}, which has an empty part"
        if not _is_unicode(tag):
            return f"has the tag {tag!r}, which has half of a surrogate pair"
    return None


def _is_unicode(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _called(note: Note | None) -> str:
    return f"the note {note.guid!r} with the id {note.nid}" if note else "a note"


def _check_decks(decks: Sequence[genanki.Deck]) -> None:
    """Refuse decks that Anki would rename, merge or take for the default one."""
    ids, names = {1}, {"default"}
    for deck in decks:
        _check_id(deck.deck_id, f"the deck {deck.name!r}")
        if fault := _deck_fault(deck):
            raise ValueError(f"the deck {deck.name!r} {fault}")
        if deck.deck_id in ids or deck.name.casefold() in names:
            raise ValueError(
                f"the name {deck.name!r} or the id {deck.deck_id} is that of two decks, "
                "or of the default deck of every collection"
            )
        ids.add(deck.deck_id)
        names.add(deck.name.casefold())


def _deck_fault(deck: genanki.Deck) -> str | None:
    parts = deck.name.split("::")
    if not all(part and part == part.strip() for part in parts) or ":::" in deck.name:
        return "has an empty part in its name, or space or a colon around one"
    if _CONTROL.search(deck.name):
        return "has a control character in its name"
    if not _is_unicode(deck.name + deck.description):
        return "has half of a surrogate pair"
    return None


def _check_media(media: Mapping[str, Path | bytes]) -> None:
    """Refuse names that Anki would change (``rslib/src/media/files.rs``), and files not there."""
    for name, content in media.items():
        if not re.fullmatch(_MEDIA_NAME, name) or not unicodedata.is_normalized("NFC", name):
            raise ValueError(f"{name!r} is no name for a media file")
        if len(name.encode()) > _LONGEST_MEDIA_NAME:
            raise ValueError(f"the name {name!r} has over {_LONGEST_MEDIA_NAME} bytes")
        if isinstance(content, Path):
            _opened(content).close()


def _check_id(number: object, whose: str) -> None:
    if not isinstance(number, int) or not 0 < number <= _LARGEST_ID:
        raise ValueError(f"{whose} has the id {number!r}, which is not from 1 to {_LARGEST_ID}")


def _check_time(second: int, whose: str) -> None:
    if not 0 <= second < _SECONDS_END:
        raise ValueError(f"{whose} is dated {second}, which is no time in seconds")
