"""Packages: what real Anki makes of them, and what the writer refuses and leaves behind."""

from __future__ import annotations

import itertools
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import anki.collection
import genanki
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.formats.anki.package import Note, deck_id, write

NOW = 1_700_000_000
STEP = 500
PICTURE = bytes(range(256)) * 40


class Model(genanki.Model):  # type: ignore[misc]
    """A model that knows when it was changed, and leaves it to Anki what its templates require."""

    def __init__(self, *, mod: int, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.mod = mod

    @property
    def _req(self) -> list[object]:
        return [[ordinal, "any", [0]] for ordinal in range(len(self.templates))]

    def to_json(self, timestamp: float, deck_id: int | None) -> Any:
        return super().to_json(self.mod, deck_id)


def basic(**changes: Any) -> dict[str, Any]:
    return {
        "model_id": 1_500_000_001,
        "name": "Sample",
        "fields": [{"name": "Front", "id": 11}, {"name": "Back", "id": 12}],
        "templates": [{"name": "Card 1", "id": 21, "qfmt": "{{Front}}", "afmt": "{{Back}}"}],
        "css": ".card { color: black }",
        **changes,
    }


def two_ways() -> dict[str, Any]:
    return basic(
        model_id=1_500_000_002,
        name="Two ways",
        templates=[
            {"name": "There", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"},
            {"name": "Back", "qfmt": "{{Back}}", "afmt": "{{FrontSide}}<hr>{{Front}}"},
        ],
    )


def cloze() -> dict[str, Any]:
    return basic(
        model_id=1_500_000_003,
        name="Gaps",
        fields=[{"name": "Text"}, {"name": "Extra"}],
        templates=[{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}{{Extra}}"}],
        model_type=genanki.Model.CLOZE,
    )


MODEL = Model(**basic(), mod=NOW)


def note(number: int = 0, **changes: Any) -> Note:
    given: dict[str, Any] = {
        "nid": NOW * 1000 + number * STEP,
        "guid": f"guid-{number}",
        "mod": NOW,
        "model": MODEL,
        "fields": (f"question {number}", f"answer {number}"),
    }
    return Note(**given | changes)


def deck(notes: object, name: str = "Topic::Bank", description: str = "") -> genanki.Deck:
    result = genanki.Deck(deck_id(name), name, description)
    result.notes = notes
    return result


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        database = archive.extract("collection.anki2", folder)
        with closing(sqlite3.connect(database)) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for the package, where and in the temporary folder nothing else may stay."""
    output, temporary = tmp_path / "output", tmp_path / "temporary"
    output.mkdir()
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    yield output / "bank.apkg"
    assert {path.name for path in output.iterdir()} <= {"bank.apkg"}
    assert not list(temporary.iterdir())


# Real Anki


class StockNote(genanki.Note):  # type: ignore[misc]
    """genanki's note, with an id and a time of its own."""

    def __init__(self, light: Note, model: genanki.Model, due: int) -> None:
        super().__init__(model, list(light.fields), tags=list(light.tags), guid=light.guid, due=due)
        self.light = light

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: object) -> None:
        super().write_to_db(cursor, self.light.mod, deck_id, itertools.count(self.light.nid))


def sample() -> dict[tuple[str, str], list[Note]]:
    """The notes of some decks, by name and description, of every kind of model."""
    pair, gaps = Model(**two_ways(), mod=NOW), Model(**cloze(), mod=NOW)
    numbers = itertools.count()

    def add(model: Model, *fields: str, cards: tuple[int, ...] = (0,), tags: str = "") -> Note:
        at = next(numbers)
        given = {"model": model, "fields": fields, "cards": cards, "tags": tags.split()}
        return note(at, mod=NOW + at, **given)

    return {
        ("Topic::Bank", "About <b>this</b> bank"): [
            add(MODEL, "What is 2 &lt; 3?", "true", tags="math easy::one"),
            add(MODEL, '<img src="pic-1a.png">', "é 日本 🙂 &amp; <i>x</i>", tags="日本::é"),
            add(MODEL, "12345", "a number"),
            add(MODEL, "1e999", "more than a float holds"),
            add(MODEL, " 0x10 ", ""),
            add(pair, "<b>there</b>", "and back", cards=(0, 1), tags="b a b"),
            add(pair, "only there", ""),
        ],
        ("Topic::Gaps", ""): [
            add(gaps, "{{c1::One}} and {{c2::two}}", "extra", cards=(0, 1)),
            add(gaps, "{{c3::Three::hint}} and {{c3::three}}", "", cards=(2,)),
            add(gaps, "{{c1::a}} {{c4::b}} {{c2::c}}", "[sound:beep.mp3]", cards=(0, 1, 3)),
        ],
        ("Other", "second topic"): [
            add(MODEL, f"question {i}", f"answer {i}") for i in range(5000)
        ],
    }


MEDIA = {"pic-1a.png": PICTURE, "beep.mp3": b"beep" * 1000, "_style.css": b".x { top: 0 }"}


def write_ours(path: Path) -> None:
    decks = [deck(iter(notes), *head) for head, notes in sample().items()]
    write(path, decks, media=MEDIA, now=NOW)


def write_stock(path: Path) -> None:
    """Write the same with genanki alone."""
    models = {make["model_id"]: genanki.Model(**make) for make in (basic(), two_ways(), cloze())}
    places = itertools.count()
    decks = [
        deck([StockNote(light, models[light.model.model_id], next(places)) for light in notes], *at)
        for at, notes in sample().items()
    ]
    files = []
    for name, content in MEDIA.items():
        files.append(path.parent / name)
        files[-1].write_bytes(content)
    genanki.Package(decks, media_files=files).write_to_file(path, timestamp=NOW)


Collection: TypeAlias = Any
Load: TypeAlias = Callable[[Path], tuple[Collection, Any]]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Load]:
    """A function that imports a package into a fresh collection, as a learner would."""
    opened: list[Collection] = []

    def load(path: Path) -> tuple[Collection, Any]:
        folder = tmp_path / f"collection-{len(opened)}"
        folder.mkdir()
        loaded = anki.collection.Collection(str(folder / "collection.anki2"))
        opened.append(loaded)
        request = anki.collection.ImportAnkiPackageRequest(
            package_path=str(path), options=anki.collection.ImportAnkiPackageOptions()
        )
        return loaded, loaded.import_anki_package(request).log

    yield load
    for loaded in opened:
        loaded.close()


def imported(loaded: Collection, log: Any) -> dict[str, Any]:
    """All that a package can bring, but for ids that Anki chooses, and a model's last deck."""
    names = {entry.id: entry.name for entry in loaded.decks.all_names_and_ids()}
    cards = []
    for card_id in loaded.db.list("select id from cards"):
        card = loaded.get_card(card_id)
        state = (getattr(card, name) for name in CARD_STATE)
        sides = (card.question(), card.answer())
        cards.append((card.note().guid, card.ord, names[card.did], *sides, *state))
    kinds = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck")
    media = Path(loaded.media.dir())
    check = loaded.media.check()
    return {
        "log": {kind: len(getattr(log, kind)) for kind in (*kinds, "empty_first_field")},
        "found": log.found_notes,
        "notes": loaded.db.all(
            "select id, guid, mid, mod, tags, flds, sfld, csum, flags, data from notes order by id"
        ),
        "cards": sorted(cards),
        "models": [without("usn", "did")(loaded.models.get(key)) for key in MODEL_IDS],
        "decks": sorted(map(without("id", "usn", "mod", *TODAY), loaded.decks.all()), key=str),
        "tags": loaded.tags.all(),
        "media": {path.name: path.read_bytes() for path in media.iterdir()},
        "unused": list(check.unused),
        "missing": list(check.missing),
        "empty": [*loaded.get_empty_cards().notes],
        "integrity": loaded.fix_integrity(),
        "cards after": loaded.card_count(),
    }


CARD_STATE = ("type", "queue", "due", "mod", "ivl", "factor", "reps", "lapses", "left", "flags")
MODEL_IDS = (1_500_000_001, 1_500_000_002, 1_500_000_003)
TODAY = ("newToday", "revToday", "lrnToday", "timeToday")


def without(*keys: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda record: {key: value for key, value in record.items() if key not in keys}


def test_anki_imports_the_same_as_from_genanki(
    tmp_path: Path, collection: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes, cards, rendered sides, note types, decks, tags and files are those of genanki."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # genanki leaves its database there
    write_ours(tmp_path / "ours.apkg")
    write_stock(tmp_path / "stock.apkg")
    ours = imported(*collection(tmp_path / "ours.apkg"))
    stock = imported(*collection(tmp_path / "stock.apkg"))
    assert ours.keys() == stock.keys()
    for what, value in ours.items():
        assert value == stock[what], what
    assert ours["log"]["new"] == len(ours["notes"]) == 5010
    assert ours["cards after"] == len(ours["cards"]) == 5014
    assert ours["integrity"] == ("Database rebuilt and optimized.", True)
    assert [ours["empty"], ours["missing"], ours["unused"]] == [[], [], []]
    assert {"Topic", "Topic::Bank", "Topic::Gaps", "Other"} < {
        kind["name"] for kind in ours["decks"]
    }
    sides = " ".join(card[3] + card[4] for card in ours["cards"])
    assert "front of this card is blank" not in sides
    assert "has a problem" not in sides
    assert ours["media"] == MEDIA


def test_anki_takes_an_update_of_what_grew_newer(target: Path, collection: Load) -> None:
    """A note and a model with a later second are updated, others are not, in a shifted package."""
    write(target, [deck([note(0), note(1)])], now=NOW)
    loaded, log = collection(target)
    assert len(log.new) == 2
    newer = Model(**basic(css=".card { color: red }"), mod=NOW + 1)
    notes = [
        note(7, fields=("new", "note"), model=newer),
        note(0, fields=("same second", ""), model=newer),
        note(1, fields=("later", ""), mod=NOW + 1, model=newer),
    ]
    write(target, [deck(notes)], now=NOW + 5)
    request = anki.collection.ImportAnkiPackageRequest(
        package_path=str(target), options=anki.collection.ImportAnkiPackageOptions()
    )
    log = loaded.import_anki_package(request).log
    assert (len(log.new), len(log.updated), len(log.duplicate)) == (1, 1, 1)
    found = dict(loaded.db.all("select guid, flds from notes"))
    assert found["guid-0"] == "question 0\x1fanswer 0"
    assert found["guid-1"] == "later\x1f"
    assert loaded.models.get(newer.model_id)["css"] == ".card { color: red }"
    assert loaded.fix_integrity() == ("Database rebuilt and optimized.", True)


def test_anki_imports_with_every_option_and_from_the_future(target: Path, collection: Load) -> None:
    """Progress and presets may be asked for, though a package has none."""
    write(target, [], now=NOW)
    loaded, _ = collection(target)
    write(target, [deck([note(0)])], now=4_000_000_000)
    options = anki.collection.ImportAnkiPackageOptions(
        merge_notetypes=True, with_scheduling=True, with_deck_configs=True
    )
    request = anki.collection.ImportAnkiPackageRequest(package_path=str(target), options=options)
    assert len(loaded.import_anki_package(request).log.new) == 1
    assert [preset["name"] for preset in loaded.decks.all_config()] == ["Default"]
    loaded.decks.select(loaded.decks.id("Topic::Bank"))
    assert loaded.sched.getCard().question().endswith("question 0")
    assert loaded.fix_integrity() == ("Database rebuilt and optimized.", True)


# The file


def test_the_tables_are_those_of_genanki(target: Path, tmp_path: Path) -> None:
    """The columns, their types and order are Anki's schema 11, of which genanki has a copy."""
    write(target, [], now=NOW)
    genanki.Package([]).write_to_file(tmp_path / "stock.apkg", timestamp=NOW)
    query = """
        SELECT m.name, c.cid, c.name, lower(c.type), c."notnull", c.pk
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2
    """
    for path in (tmp_path / "temporary").iterdir():
        path.unlink()  # genanki's
    assert rows(target, query) == rows(tmp_path / "stock.apkg", query)


def test_the_same_input_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the clock, the folder, the process nor the order of the media shows."""
    picture = tmp_path / "picture"
    picture.write_bytes(PICTURE)
    packages: list[bytes] = []
    media: dict[str, Path | bytes] = {"x.png": picture, "a.txt": b"a"}
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        os.utime(picture, (NOW + len(packages), NOW + len(packages)))
        monkeypatch.setattr("time.time", lambda: 2e9 + len(packages))
        monkeypatch.setattr("os.getpid", lambda: len(packages))
        numbers = range(10_000)
        decks = [deck(note(number, tags=("a", "b")) for number in numbers)]
        write(folder / f"{name}.apkg", decks, media=media, now=NOW)
        packages.append((folder / f"{name}.apkg").read_bytes())
        media = dict(reversed(media.items()))
    assert packages[0] == packages[1]


def test_a_member_tells_nothing_of_its_origin(target: Path, tmp_path: Path) -> None:
    """Dates, system and permissions are fixed; members are numbered by the order of the names."""
    file = tmp_path / "secret"
    file.write_bytes(PICTURE)
    file.chmod(0o600)
    write(target, [deck([note()])], media={"b.png": file, "a.css": b"a"}, now=NOW)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "0", "1"]
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert member.create_system == 3
            assert member.external_attr == 0o100644 << 16
            assert member.compress_type == zipfile.ZIP_DEFLATED
        assert json.loads(archive.read("media")) == {"0": "a.css", "1": "b.png"}
        assert (archive.read("0"), archive.read("1")) == (b"a", PICTURE)


def test_without_isal_the_same_is_packed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only slower: zlib deflates where there is no wheel of it."""
    found = []
    for _ in range(2):
        write_ours(target)
        with zipfile.ZipFile(target) as archive:
            assert archive.testzip() is None
            found.append({name: archive.read(name) for name in archive.namelist()})
        monkeypatch.setitem(sys.modules, "isal", None)
    assert found[0] == found[1]
    assert len(found[0]) == 2 + len(MEDIA)


def test_a_new_note_moves_no_other_ids(target: Path) -> None:
    """Where a card's id comes from its note, a note between others leaves theirs alone."""
    pair = Model(**two_ways(), mod=NOW)
    query = "SELECT c.id, nid, ord, guid FROM cards c JOIN notes n ON n.id = nid"
    two, three = note(2, model=pair, cards=(0, 1)), note(3)
    write(target, [deck([two, three])], now=NOW)
    before = set(rows(target, query))
    write(target, [deck([two, note(9), three])], now=NOW)
    assert before < set(rows(target, query))
    assert len(before) == 3


def test_new_cards_come_in_the_order_of_the_package(target: Path) -> None:
    """Unless a note says where it is due."""
    decks = [deck([note(3), note(1)]), deck([note(2), note(0, due=9)], "Other")]
    write(target, decks, now=NOW)
    query = "SELECT guid, due FROM cards JOIN notes n ON n.id = nid ORDER BY due"
    assert rows(target, query) == [("guid-3", 0), ("guid-1", 1), ("guid-2", 2), ("guid-0", 9)]


def test_a_model_is_dated_by_itself(target: Path) -> None:
    """genanki's models, that know no time, get that of the package."""
    plain = genanki.Model(**two_ways())
    decks = [deck([note(0), note(1, model=plain)])]
    write(target, decks, now=NOW + 5)
    ((models,),) = rows(target, "SELECT models FROM col")
    assert [kind["mod"] for kind in json.loads(models).values()] == [NOW, NOW + 5]


def test_a_deck_id_depends_on_the_name_alone() -> None:
    """And is no id that Anki keeps for itself."""
    assert deck_id("Topic::Bank") == deck_id("Topic::Bank") != deck_id("Topic::Bänk")
    assert 1 < deck_id("") < 2**53


FIELD = st.text(st.characters(exclude_characters="\0\x1f", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(FIELD.filter(str.strip), FIELD), max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_kept(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    """What goes into a field comes out of the database."""
    target = tmp_path / "bank.apkg"
    write(target, [deck(note(at, fields=fields) for at, fields in enumerate(texts))], now=NOW)
    found = rows(target, "SELECT flds FROM notes ORDER BY id")
    assert [tuple(text.split("\x1f")) for (text,) in found] == texts


# What is refused

REFUSED = {
    "fields": (note(fields=("one",)), "has 1 fields, but its model has 2"),
    "separator": (note(fields=("a\x1fb", "c")), "U+001F in a field"),
    "separator for field": (note(fields=("a\x1fb",)), "has 1 fields"),
    "nul": (note(fields=("a", "\0")), "U+0000 in a field"),
    "surrogate": (note(fields=("a", "\ud800")), "half of a surrogate pair"),
    "surrogate in guid": (note(guid="\udfff"), "half of a surrogate pair"),
    "empty": (note(fields=("", "b")), "empty first field"),
    "blank": (note(fields=(" \n", "b")), "empty first field"),
    "guid": (note(guid=""), "has no guid"),
    "id 0": (note(nid=0), "has an id that is not from 1"),
    "large id": (note(nid=2**53), "has an id that is not from 1"),
    "milliseconds": (note(mod=NOW * 1000), "no time in seconds"),
    "negative time": (note(mod=-1), "no time in seconds"),
    "due": (note(due=2**31), "is due at"),
    "tag with a space": (note(tags=["a b"]), "the tag 'a b'"),
    "tag with a wide space": (note(tags=["a\u3000b"]), "the tag"),
    "tag with a newline": (note(tags=["a\nb"]), "the tag"),
    "empty tag": (note(tags=[""]), "the tag ''"),
    "empty part": (note(tags=["a::::b"]), "empty part"),
    "surrogate in tag": (note(tags=["\ud800"]), "half of a surrogate pair"),
    "no cards": (note(cards=()), "has no cards"),
    "card twice": (note(cards=(0, 0)), "has a card twice"),
    "card unknown": (note(cards=(1,)), "has the card 1, but its model has only 1"),
    "card negative": (note(cards=(-1,)), "has the card -1"),
    "model id": (note(model=Model(**basic(model_id=0), mod=NOW)), "has the id 0"),
    "model id missing": (note(model=Model(**basic(model_id=None), mod=NOW)), "has the id None"),
    "model time": (note(model=Model(**basic(), mod=NOW * 1000)), "no time in seconds"),
    "model text": (note(model=Model(**basic(model_id=7, css="\ud800"), mod=NOW)), "surrogate pair"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_note_is_refused(target: Path, name: str) -> None:
    """With a sentence that says which note and why, and no file."""
    bad, message = REFUSED[name]
    with pytest.raises(ValueError, match=re.escape(message)):
        write(target, [deck([note(5), bad])], now=NOW)
    assert not target.exists()


def gaps_at(nid: int, guid: str, cards: tuple[int, ...]) -> Note:
    model = Model(**cloze(), mod=NOW)
    return note(nid=nid, guid=guid, model=model, cards=cards)


LIMITS = {
    "id": (note(nid=1), note(nid=2**53 - 500), note(nid=2**53 - 499)),
    "time": (note(mod=0), note(mod=2**32 - 1), note(mod=2**32)),
    "due": (note(due=0), note(due=2**31 - 1), note(due=2**31)),
    "gap": (
        gaps_at(1, "first", (0,)),
        gaps_at(1, "last", (499,)),
        gaps_at(1, "next", (500,)),
    ),
    "template": (
        note(model=Model(**two_ways(), mod=NOW), cards=(0,)),
        note(model=Model(**two_ways(), mod=NOW), cards=(1,)),
        note(model=Model(**two_ways(), mod=NOW), cards=(2,)),
    ),
    "model": tuple(
        note(model=Model(**basic(model_id=model_id), mod=NOW))
        for model_id in (1, 2**53 - 500, 2**53 - 499)
    ),
    "time of a model": tuple(
        note(model=Model(**basic(), mod=second)) for second in (0, 2**32 - 1, 2**32)
    ),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_first_and_the_last_are_taken_and_no_more(target: Path, name: str) -> None:
    """What Anki can hold is not refused, nor is one more let through."""
    *sound, bad = LIMITS[name]
    for each in sound:
        write(target, [deck([each])], now=NOW)
        assert rows(target, "SELECT guid FROM notes") == [(each.guid,)]
    with pytest.raises(ValueError, match=r"^the (note|model) "):
        write(target, [deck([bad])], now=NOW)


def test_the_last_deck_and_the_longest_name_of_a_file_are_taken(target: Path) -> None:
    """A name may have 120 bytes, which is what Anki would cut it to."""
    names = ("é" * 60, "a" * 120)
    decks = [genanki.Deck(2, "A"), genanki.Deck(2**53 - 500, "B")]
    write(target, decks, media=dict.fromkeys(names, b""), now=NOW)
    with zipfile.ZipFile(target) as archive:
        assert set(json.loads(archive.read("media")).values()) == set(names)
    ((found,),) = rows(target, "SELECT decks FROM col")
    assert set(json.loads(found)) == {"1", "2", str(2**53 - 500)}
    with pytest.raises(ValueError, match="over 120 bytes"):
        write(target, [], media={"a" * 121: b""}, now=NOW)
    with pytest.raises(ValueError, match="is not from 1"):
        write(target, [genanki.Deck(2**53 - 499, "B")], now=NOW)


@pytest.mark.parametrize("second", [0, 2**32 - 1])
def test_any_second_that_anki_can_hold_may_be_that_of_a_package(target: Path, second: int) -> None:
    write(target, [], now=second)
    assert rows(target, "SELECT crt FROM col") == [(second,)]


def test_a_message_names_the_note(target: Path) -> None:
    """By its guid and id."""
    with pytest.raises(ValueError, match=f"^the note 'guid-3' with the id {note(3).nid} has no c"):
        write(target, [deck([note(3, cards=())])], now=NOW)


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ([note(1), note(2, guid="guid-1")], "two notes have the guid 'guid-1'"),
        ([note(1), note(1, guid="b")], "the note 'b' .* has the id of another note"),
        (
            [gaps_at(10, "a", (0, 2)), gaps_at(11, "b", (0,)), gaps_at(12, "c", (0,))],
            "ids 10 and 12 both have a card with the id 12: leave as many",
        ),
        (
            [note(1), note(2, model=Model(**basic(name="B"), mod=NOW))],
            "two different models have the id",
        ),
    ],
)
def test_notes_that_collide_are_refused(target: Path, notes: list[Note], message: str) -> None:
    """In one deck or in two."""
    for decks in ([deck(notes)], [deck(notes[:1], "A"), deck(notes[1:], "B")]):
        with pytest.raises(ValueError, match=message):
            write(target, decks, now=NOW)
    assert not target.exists()


def test_a_model_may_be_made_twice(target: Path) -> None:
    """If it is the same."""
    write(target, [deck([note(1), note(2, model=Model(**basic(), mod=NOW))])], now=NOW)
    assert rows(target, "SELECT DISTINCT mid FROM notes") == [(MODEL.model_id,)]


@pytest.mark.parametrize(
    ("decks", "message"),
    [
        ([genanki.Deck(1, "A")], "the default deck"),
        ([genanki.Deck(2, "default")], "the default deck"),
        ([genanki.Deck(0, "A")], "has the id 0"),
        ([genanki.Deck(2**63, "A")], "is not from 1"),
        ([genanki.Deck(2, "A::")], "empty part"),
        ([genanki.Deck(2, "A :: B")], "space or a colon around"),
        ([genanki.Deck(2, "A:::B")], "space or a colon around"),
        ([genanki.Deck(2, "A\tB")], "control character"),
        ([genanki.Deck(2, "\ud800")], "surrogate pair"),
        ([genanki.Deck(2, "A"), genanki.Deck(3, "a")], "two decks"),
        ([genanki.Deck(2, "A"), genanki.Deck(2, "B")], "two decks"),
    ],
)
def test_a_bad_deck_is_refused(target: Path, decks: list[genanki.Deck], message: str) -> None:
    """Before anything is written."""
    with pytest.raises(ValueError, match=message):
        write(target, decks, now=NOW)


@pytest.mark.parametrize("name", ["", "a/b.png", "a\\b", "a\nb", "e\u0301.png", "\ud800", "é" * 61])
def test_a_media_name_that_anki_would_change_is_refused(target: Path, name: str) -> None:
    """For the fields that refer to it would not find it."""
    with pytest.raises(ValueError, match="name"):
        write(target, [], media={name: b""}, now=NOW)


def test_the_time_of_a_package_is_in_seconds(target: Path) -> None:
    """A time in milliseconds is refused."""
    for second in (-1, 2**32, NOW * 1000):
        with pytest.raises(ValueError, match="the package is dated"):
            write(target, [], now=second)


# What is left behind


def broken(error: BaseException, after: int) -> Iterator[Note]:
    yield from map(note, range(after))
    raise error


@pytest.mark.parametrize("after", [0, 1, 10_000])
@pytest.mark.parametrize("error", [RuntimeError("no"), KeyboardInterrupt(), ValueError("mine")])
def test_a_failure_leaves_the_old_package(target: Path, error: BaseException, after: int) -> None:
    """Whatever is raised by what makes the notes comes out as it is."""
    target.write_bytes(b"old")
    with pytest.raises(type(error)) as caught:
        write(target, [deck(broken(error, after))], now=NOW)
    assert caught.value is error
    assert target.read_bytes() == b"old"


def test_a_package_replaces_the_old_one(target: Path) -> None:
    """Once it is complete, with the permissions of any new file."""
    target.write_bytes(b"old")
    write(target, [deck([note()])], now=NOW)
    assert zipfile.ZipFile(target).testzip() is None
    other = target.with_name("other")
    other.touch()
    assert target.stat().st_mode == other.stat().st_mode
    other.unlink()


def test_a_missing_file_is_found_before_any_note_is_made(target: Path) -> None:
    """A build need not run to its end to tell."""
    with pytest.raises(FileNotFoundError):
        write(
            target,
            [deck(broken(AssertionError("asked for notes"), 0))],
            media={"a.png": target.parent / "missing.png"},
            now=NOW,
        )


def test_a_file_that_vanishes_meanwhile_leaves_the_old_package(
    target: Path, tmp_path: Path
) -> None:
    """It is missed when others are packed already."""
    target.write_bytes(b"old")
    file = tmp_path / "b.png"
    file.touch()

    def vanishing() -> Iterator[Note]:
        yield note()
        file.unlink()

    with pytest.raises(FileNotFoundError):
        write(target, [deck(vanishing())], media={"a.png": PICTURE, "b.png": file}, now=NOW)
    assert target.read_bytes() == b"old"


def test_a_target_that_cannot_be_written_is_found_before_any_note_is_made(target: Path) -> None:
    """As above."""
    nowhere = target.parent / "missing" / "bank.apkg"
    with pytest.raises(FileNotFoundError):
        write(nowhere, [deck(broken(AssertionError("asked for notes"), 0))], now=NOW)


def test_a_link_is_replaced_and_what_it_leads_to_stays(target: Path, tmp_path: Path) -> None:
    """Whoever made the folder may have put the link there."""
    for there in (b"precious", None):
        if there is not None:
            target.write_bytes(there)
        link = tmp_path / "link.apkg"
        link.unlink(missing_ok=True)
        link.symlink_to(target)
        write(link, [deck([note()])], now=NOW)
        assert not link.is_symlink()
        assert zipfile.is_zipfile(link)
        assert (target.read_bytes() if target.exists() else None) == there
        target.unlink(missing_ok=True)


def test_a_folder_in_the_place_of_the_package_stays(target: Path) -> None:
    """And what was written for it goes."""
    target.mkdir()
    with pytest.raises(OSError, match="directory"):
        write(target, [deck([note()])], now=NOW)
    assert target.is_dir()


FULL = """
import resource, signal, sys
sys.path.insert(0, {here!r})
from test_package import *
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
media = {{"a.bin": Path("/dev/urandom").open("rb").read(3_000_000)}}
try:
    write(sys.argv[1], [deck(map(note, range({notes})))], media=media, now=NOW)
except OSError as error:
    print(error)
"""


@pytest.mark.parametrize(("notes", "message"), [(1, "File too large"), (20_000, "the database")])
def test_a_full_disk_leaves_the_old_package(target: Path, notes: int, message: str) -> None:
    """While the package is packed as while the database grows; a limit of 1 MB stands for it."""
    target.write_bytes(b"old")
    script = FULL.format(here=str(Path(__file__).parent), limit=1_000_000, notes=notes)
    result = subprocess.run(
        [sys.executable, "-c", script, str(target)],
        env=os.environ | {"TMPDIR": tempfile.gettempdir(), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert message in result.stdout
    assert target.read_bytes() == b"old"


def test_memory_does_not_grow_with_the_deck(target: Path) -> None:
    """Forty thousand streamed notes, of 40 MB, need no more than a few."""
    script = """
import resource, sys
sys.path.insert(0, sys.argv[2])
from test_package import *
def grown(count):
    text = "x" * 1000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    write(sys.argv[1], [deck(note(i, fields=(text, str(i))) for i in range(count))], now=NOW)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
grown(1000)
print(grown(40_000))
"""
    result = subprocess.run(
        [sys.executable, "-c", script, str(target), str(Path(__file__).parent)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(result.stdout) < 10_000  # KiB
