"""Pictures and sounds in the real Anki: they arrive, are shown, and edited ones replace them."""

from __future__ import annotations

import json
import re
import time
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from quizgen.builder import build, up_to_date
from quizgen.exporters import exporter
from quizgen.exporters.anki.fields import fields
from quizgen.exporters.anki.notetypes import NOTE_TYPES
from quizgen.folders import discover
from quizgen.library import load
from samples import NAMESPACE, png, wav
from updates.author import Author
from updates.learner import Learner, Log

ALT = 'A "map" of <Japan> & {{its}} [islands] \\(x\\)'
SOURCE = f"""\
topic: atlas
title: Atlas
namespace: {NAMESPACE}
source:
  title: A gazetteer
  dated: in 2024
  as_of: 2024
facts:
  - id: one
    paragraph: 1
    kind: actor
    statement: A statement.
    says: the gazetteer
    standing: reported
"""
ASIA = f"""\
bank: asia
title: Asia
questions:
  - id: japan
    type: card
    stem: Which country is this?
    answer: Japan
    reverse: true
    media:
      - image: map.png
        alt: '{ALT}'
        credit: Drawn by *A. Author*, CC BY 4.0
      - audio: anthem.wav
        alt: A slow anthem
      - image: flag.svg
        alt: The flag
        side: back
        credit: In the public domain
      - audio: anthem.wav
        alt: The anthem again
        side: back
    facts: [one]
  - id: plain
    type: card
    stem: Which continent is it?
    answer: Asia
    facts: [one]
"""
WORLD = """\
bank: world
title: World
questions:
  - id: islands
    type: choice
    stem: What does the map show?
    options: [key: Islands, A desert]
    media: [{image: maps/same.png, alt: A map}]
    facts: [one]
  - id: order
    type: order
    stem: Put these in order
    items: [a, b, c]
    media: [{image: map.png, alt: A map}]
    facts: [one]
  - id: pairs
    type: match
    stem: Match these
    pairs: {a: b, c: d}
    media: [{image: map.png, alt: A map}]
    facts: [one]
  - id: typed
    type: short
    stem: What is this?
    answer: Japan
    media: [{image: map.png, alt: A map}]
    facts: [one]
  - id: gap
    type: cloze
    text: This is [[Japan]].
    media: [{image: map.png, alt: A map}]
    facts: [one]
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0L3 2"/></svg>'
NOW = int(time.time()) - 1000
STORED = re.compile(r"quizgen-[0-9a-f]{16}\.[a-z0-9]+")


@pytest.fixture
def author(tmp_path: Path) -> Author:
    begin = tmp_path / "begin"
    (begin / "media" / "maps").mkdir(parents=True)
    for name, content in (
        ("source.yaml", SOURCE.encode()),
        ("asia.yaml", ASIA.encode()),
        ("world.yaml", WORLD.encode()),
        ("media/map.png", png(40, 30)),
        ("media/maps/same.png", png(40, 30)),
        ("media/flag.svg", SVG),
        ("media/anthem.wav", wav()),
    ):
        (begin / name).write_bytes(content)
    return Author.of(tmp_path / "author", begin)


def values(author: Author, bank: int = 0, question: int = 0) -> dict[str, str]:
    """The fields of a question by name."""
    (topic,) = load([author.folder]).topics
    asked = topic.banks[bank].questions[question]
    kind = NOTE_TYPES[type(asked.form())]
    written = fields(asked, asked.form(), topic.banks[bank], topic, "")
    return dict(zip((field.name for field in kind.fields), written, strict=True))


class TestFields:
    def test_a_picture_has_its_words_and_its_size(self, author: Author) -> None:
        html = values(author)["Images"]
        (tag,) = re.findall(r"<img [^<>]*>", html)
        assert html == tag
        found = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        assert STORED.fullmatch(found["src"])
        assert unescape(found["alt"]) == ALT
        assert (found["width"], found["height"]) == ("40", "30")
        assert found["style"] == "--qg-ratio: 1.333"

    def test_a_sound_is_said_in_words(self, author: Author) -> None:
        found = values(author)
        assert re.fullmatch(
            r'<div class="qg-sound">\[sound:quizgen-[0-9a-f]{16}\.wav\] '
            r'<span dir="auto">A slow anthem</span></div>',
            found["Sounds"],
        )
        assert "[sound:" not in found["Images"]

    def test_the_back_has_its_own_and_says_who_made_them(self, author: Author) -> None:
        behind = values(author)["Answer media"]
        assert [*re.findall(r'alt="([^"]*)"', behind)] == ["The flag"]
        assert "The anthem again" in behind
        credit = re.findall(r'<p class="qg-credit" dir="auto">(.*?)</p>', behind)
        assert credit == ["Drawn by <em>A. Author</em>, CC BY 4.0", "In the public domain"]

    def test_a_question_without_has_none(self, author: Author) -> None:
        found = values(author, question=1)
        assert found["Images"] + found["Sounds"] + found["Answer media"] == ""


class TestBuild:
    def test_a_picture_of_two_banks_is_one_file(self, author: Author) -> None:
        with zipfile.ZipFile(author.release(NOW)) as package:
            names = json.loads(package.read("media"))
            contents = {name: package.read(member) for member, name in names.items()}
        assert sorted(name.rpartition(".")[2] for name in contents) == ["png", "svg", "wav"]
        assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])

    def test_a_build_of_the_same_files_is_the_same(self, author: Author, tmp_path: Path) -> None:
        other = author.copy(tmp_path / "other")
        assert author.release(NOW).read_bytes() == other.release(NOW).read_bytes()

    @pytest.mark.parametrize(
        ("file", "content"),
        [("map.png", png(40, 31)), ("new.png", png()), ("map.png", None), ("new.txt", b"text")],
        ids=["changed", "added", "removed", "of no account"],
    )
    def test_what_is_there_stands_until_a_file_changes(
        self, author: Author, file: str, content: bytes | None
    ) -> None:
        def stands() -> bool:
            topics, _ = discover([author.folder], whole=True)
            return up_to_date(topics, author.output, ".apkg") is not None

        author.release(NOW)
        author.release(NOW)  # by now the lock is what it will be
        assert stands()
        path = author.folder / "media" / file
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        assert stands() is (file == "new.txt")


def test_a_file_that_changes_during_a_build_is_not_packed(author: Author) -> None:
    """Its name would not be that of its content, and Anki would never take another one for it."""
    sources = author.sources()
    (author.folder / "media" / "map.png").write_bytes(png(50, 30))
    with pytest.raises(OSError, match="changed while it was read"):
        build(
            sources,
            exporter("anki"),
            author.output,
            now=NOW,
            locked=False,
            advance=lambda _: None,
        )
    assert not author.output.exists()
    assert not author.lock.exists()


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    pytest.importorskip("anki")
    with Learner(tmp_path / "learner") as learner:
        yield learner


def sides(learner: Learner, name: str, ordinal: int = 0) -> tuple[Any, str, str]:
    """A card with its front and its back as HTML."""
    for number in learner.cards(name):
        card = learner.collection.get_card(number)
        if card.ord == ordinal:
            return card, card.question(), card.answer()
    raise AssertionError(name)


def pictures(html: str) -> list[str]:
    return re.findall(r'<img src="([^"]*)"', html)


def played(tags: Any) -> list[str]:
    return [tag.filename for tag in tags]


class TestInAnki:
    def test_the_files_arrive_and_anki_misses_none(self, author: Author, learner: Learner) -> None:
        assert learner.import_(author.release(NOW)) == Log(7, 0, 0)
        folder = Path(learner.collection.media.dir())
        contents = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert all(STORED.fullmatch(name) for name in contents)
        assert sorted(contents.values()) == sorted([png(40, 30), SVG, wav()])
        check = learner.collection.media.check()
        assert [*check.missing, *check.unused] == []
        learner.check()

    def test_every_kind_of_card_shows_its_picture(self, author: Author, learner: Learner) -> None:
        learner.import_(author.release(NOW))
        (name,) = {path.name for path in Path(learner.collection.media.dir()).glob("*.png")}
        for one in ("islands", "order", "pairs", "typed", "gap"):
            _, front, back = sides(learner, f"world/{one}")
            assert pictures(front) == pictures(back) == [name], one
            assert 'alt="A map"' in front

    def test_sounds_are_played_once_and_where_they_belong(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        card, front, back = sides(learner, "asia/japan")
        (sound,) = {path.name for path in Path(learner.collection.media.dir()).glob("*.wav")}
        assert played(card.question_av_tags()) == [sound]
        assert played(card.answer_av_tags()) == [sound], "that of the back, not the front's again"
        assert "A slow anthem" in front
        assert "The anthem again" not in front
        assert "The anthem again" in back
        assert [name.rpartition(".")[2] for name in pictures(front)] == ["png"]
        assert [name.rpartition(".")[2] for name in pictures(back)] == ["png", "svg"]
        assert "A. Author" not in front
        assert "A. Author" in back

    def test_the_reverse_card_does_not_show_what_it_asks_for(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        card, front, back = sides(learner, "asia/japan", 1)
        assert pictures(front) + played(card.question_av_tags()) == []
        assert len(pictures(back)) == len(played(card.answer_av_tags())) == 2

    def test_an_edited_picture_arrives_and_reviews_are_kept(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        learner.review()
        before = learner.state()
        _, front, _ = sides(learner, "world/typed")
        (author.folder / "media" / "map.png").write_bytes(png(50, 30, (0, 0, 200)))
        package = author.release(NOW + 60)
        assert learner.import_(package) == Log(0, 5, 2), "all that show it, and no other"
        after = learner.state()
        assert {guid: note.cards for guid, note in after.items()} == {
            guid: note.cards for guid, note in before.items()
        }
        _, now, _ = sides(learner, "world/typed")
        (old,), (new,) = pictures(front), pictures(now)
        folder = Path(learner.collection.media.dir())
        assert old != new
        assert (folder / new).read_bytes() == png(50, 30, (0, 0, 200))
        assert [*learner.collection.media.check().missing] == []
        assert learner.import_(package) == Log(0, 0, 7)
        learner.check()

    def test_a_picture_under_another_name_is_no_change(
        self, author: Author, learner: Learner
    ) -> None:
        learner.import_(author.release(NOW))
        media = author.folder / "media"
        (media / "maps" / "same.png").rename(media / "other.png")
        author.edit("world.yaml", "maps/same.png", "other.png")
        assert learner.import_(author.release(NOW + 60)) == Log(0, 0, 7)

    def test_other_words_for_a_picture_are_a_change(self, author: Author, learner: Learner) -> None:
        learner.import_(author.release(NOW))
        author.edit("asia.yaml", "The flag", "The flag of Japan")
        assert learner.import_(author.release(NOW + 60)) == Log(0, 1, 6)
