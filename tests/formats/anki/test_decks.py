"""Anki packages: which decks a topic becomes, and what is packed with its notes."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from formats.anki.anki_samples import BANK, TOPIC, m, sample
from quizgen.formats.anki.decks import write
from quizgen.formats.anki.release.lock import Lock
from quizgen.model.forms import Reveal
from samples import ALONE, make, png, wav
from updates.author import SVG, Author

NOW = 1_780_000_000


def decks(package: Path) -> dict[str, tuple[str, int]]:
    """The decks of ``package`` by name, with their descriptions and the number of their cards."""
    database = package.with_name("collection.anki2")
    with zipfile.ZipFile(package) as archive:
        database.write_bytes(archive.read("collection.anki2"))
    with closing(sqlite3.connect(database)) as connection:
        ((listed,),) = connection.execute("SELECT decks FROM col")
        cards = dict(connection.execute("SELECT did, count() FROM cards GROUP BY did").fetchall())
    database.unlink()
    found = {
        deck["name"]: (deck["desc"], cards.get(deck["id"], 0))
        for deck in json.loads(listed).values()
    }
    del found["Default"]
    return found


def test_a_bank_is_a_subdeck_of_its_topic(tmp_path: Path) -> None:
    """The deck of the topic itself has no cards, but what the topic is about."""
    author = Author.of(tmp_path)
    author.edit("source.yaml", "title: Atlas\n", "title: Atlas\ndescription: About *all* of it.\n")
    assert decks(author.release(NOW)) == {
        "Atlas": ("About <em>all</em> of it.", 0),
        "Atlas::Planets": ("", 6),
        "Atlas::Rivers": ("", 5),
    }


def test_a_bank_that_stands_alone_is_one_deck(tmp_path: Path) -> None:
    author = Author(make(tmp_path / "banks", {"capitals.yaml": ALONE}), tmp_path / "output")
    assert decks(author.release(NOW)) == {"Capitals": ("", 1)}


def test_retired_questions_are_a_deck_of_their_own(tmp_path: Path) -> None:
    """Which says why they are there; those of all banks are in it."""
    author = Author.of(tmp_path)
    author.edit("rivers.yaml", "reverse: true", "reverse: true\n    retired: Too easy.")
    author.edit("planets.yaml", "type: date", "type: date\n    retired: Asked elsewhere.")
    found = decks(author.release(NOW))
    about, cards = found.pop("Atlas::Withdrawn")
    assert about.startswith("These questions were withdrawn.")
    assert (cards, found) == (
        3,
        {"Atlas": ("", 0), "Atlas::Planets": ("", 5), "Atlas::Rivers": ("", 3)},
    )


def test_a_picture_of_two_banks_is_one_file(tmp_path: Path) -> None:
    author = Author.with_pictures(tmp_path)
    with zipfile.ZipFile(author.release(NOW)) as package:
        names = json.loads(package.read("media"))
        contents = {name: package.read(member) for member, name in names.items()}
    assert sorted(name.rpartition(".")[2] for name in contents) == ["png", "svg", "wav"]
    assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])


def test_it_tells_how_far_it_got(tmp_path: Path) -> None:
    """While it writes, and not too often; in the end, all of it."""
    questions = tuple(sample(f"q{n}", Reveal(m("?"), m("!"))) for n in range(600))
    topic = replace(TOPIC, banks=(replace(BANK, questions=questions),))
    done: list[int] = []
    write(
        topic,
        tmp_path / "a.apkg",
        lock=Lock(),
        now=NOW,
        advance=done.append,
        stamp=lambda *_: b"",
    )
    assert done == [256, 256, 88]
